"""The client's side of a bulk stream, without any I/O: what to send, what to hold, when to ask again.

Both clients, threads and asyncio, drive one `StreamWindow`, whatever the rpc (a `StreamRpc` tells how that one speaks):

    opening_request -> send it          a call begins (the first, or one after a cut)
    receive         <- every response
    next_request    -> send it, until None
    room            -> read so many items from the source (0: none for now), then offer them
    half_close_due  -> half-close, when True
    ended           <- the call ended: seconds to wait before opening the next, or None when all is answered

A chunk is held from the moment its items are read until its answer is handed out, so whatever cuts the call, it can be
sent again: every item is answered once, in the order of the source. At most `chunks_in_flight` chunks are held, so the
source is never read further ahead than that.

Where items of a chunk are to be sent again (a store that did not take them), the call takes no new chunks, is answered
for those under way and ends in order; the next call, after the usual wait, begins with what is left. So there is one way
of waiting and one count of attempts, and nothing that was answered is thrown away.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from typing import Any, Callable, ClassVar, Deque, Generic, List, Optional, TypeVar

import grpc

from influence_grpc.errors import InfluenceError
from influence_grpc.messages import StreamAccepted, StreamLimits, StreamSummary
from influence_grpc.results import Progress
from influence_grpc.retry import RetryPolicy, is_retryable
from influence_grpc.stream_rpc import A, Chunk, StreamRpc

T = TypeVar("T")

# Tags and lengths around the items in a chunk, and its sequence: at most this many bytes.
_CHUNK_ENVELOPE_BYTES = 24


@dataclass(frozen=True)
class StreamOptions:
    """How much a stream takes at once; the server's own limits hold besides.

    chunk_items: most items in a chunk, >= 1.
    chunks_in_flight: most chunks read from the source and not yet answered, >= 1.
    """

    # What the methods have as defaults: about 1 MiB of profiles of 2 KB to write, of ids what servers take by default, and of
    # creators to score what is answered soon.
    upsert_items: ClassVar[int] = 500
    lookup_items: ClassVar[int] = 1_000
    fit_items: ClassVar[int] = 1_000

    chunk_items: int = 10_000
    chunks_in_flight: int = 8
    retry: RetryPolicy = RetryPolicy()

    def __post_init__(self) -> None:
        if self.chunk_items < 1 or self.chunks_in_flight < 1:
            raise ValueError("chunk_items and chunks_in_flight must be at least 1")


class StreamWindow(Generic[T, A]):
    """See the module's text. `jitter` gives numbers in [0, 1)."""

    def __init__(self, rpc: StreamRpc[T, A], options: StreamOptions, jitter: Callable[[], float]) -> None:
        self._rpc = rpc
        self._options = options
        self._jitter = jitter
        self._held: Deque[Chunk[A]] = deque()  # read from the source and not handed out, oldest first
        self._exhausted = False
        self._last_answered = 0
        self._failures = 0
        self.progress = Progress()
        # Of the call at hand; `_begin_call` sets them back.
        self._unsent: Deque[Chunk[A]] = deque()  # to be sent in this call, oldest first
        self._sent: Deque[Chunk[A]] = deque()  # sent in this call and unanswered, oldest first
        self._limits: Optional[StreamLimits] = None
        self._summary: Optional[StreamSummary] = None
        self._setback: Optional[InfluenceError] = None  # why items answered in this call are to be sent in the next
        self._in_flight_limit = 0
        self._chunk_items = options.chunk_items
        self._half_closed = False
        self._progress_in_call = False
        self._last_sent = 0

    def opening_request(self) -> Any:
        """The first request of the next call. What was sent in the last one and not answered will be sent again."""
        self._begin_call()
        for chunk in self._held:
            chunk.begin_call()
        self._unsent.extend(chunk for chunk in self._held if len(chunk))
        return self._rpc.opening_request()

    def receive(self, response: Any) -> List[A]:
        """Takes in a response; returns what it lets go to the caller, in the order of the source."""
        kind = response.WhichOneof("message")
        if kind == "accepted":
            self._accept(response.accepted)
        elif kind == "result":
            return self._answer(response.result)
        elif kind in ("page", "plan"):
            self._rpc.take_page(getattr(response, kind))
        elif kind == "summary":
            self._summary = response.summary
        return []

    def next_request(self) -> Optional[Any]:
        """The next chunk to send, while the window has room for it."""
        if self._limits is None or self._setback is not None or not self._unsent or len(self._sent) >= self._in_flight_limit:
            return None
        chunk = self._unsent.popleft()
        self._last_sent += 1
        chunk.sequence = self._last_sent
        self._sent.append(chunk)
        return self._rpc.chunk_request(chunk.sequence, chunk.message)

    @property
    def accept_timeout(self) -> Optional[float]:
        """Seconds that the next response may take: limited until the call is accepted, and not after."""
        return self._options.retry.accept_timeout if self._limits is None else None

    @property
    def room(self) -> int:
        """How many items of the source the window can take now."""
        if self._limits is None or self._setback is not None or self._exhausted or self._unsent:
            return 0
        return self._chunk_items if len(self._held) < self._in_flight_limit else 0

    def offer(self, items: List[T], last: bool) -> None:
        """Takes in `items` from the source, at most `room`; `last` when the source has no more."""
        self._exhausted = last
        if items:
            fitting = self._fitting(self._rpc.chunk(items))
            self._held.extend(fitting)
            self._unsent.extend(fitting)

    def half_close_due(self) -> bool:
        """Whether everything was sent that this call is to carry; says so once a call."""
        all_sent = self._setback is not None or (self._exhausted and not self._unsent)
        due = all_sent and self._limits is not None and not self._half_closed
        self._half_closed = self._half_closed or due
        return due

    def ended(self, error: Optional[InfluenceError]) -> Optional[float]:
        """The call ended, with `error` or with status OK: seconds until the next call, or None when all is answered.

        Raises the error that the stream ends with for good.
        """
        all_answered = self._exhausted and not self._held
        resumable = self._rpc.resumable
        done = all_answered if resumable else all_answered and self._summary is not None and self._summary.complete
        if error is None and not done:
            error = self._setback or self._fault_of_orderly_end()
        if error is None:
            return None
        retryable = is_retryable(error) and resumable
        if retryable and all_answered:
            return None  # only the summary is missing
        self._failures = 0 if self._progress_in_call else self._failures + 1
        if not retryable or self._failures >= self._options.retry.attempts:
            raise self._options.retry.told(error)
        self.progress = Progress(self.progress.items, self.progress.failed, self.progress.chunks, self.progress.resumptions + 1)
        return self._options.retry.delay(self._failures, error, self._jitter)

    def _begin_call(self) -> None:
        self._unsent.clear()
        self._sent.clear()
        self._limits = None
        self._summary = None
        self._setback = None
        self._in_flight_limit = 0
        self._chunk_items = self._options.chunk_items
        self._half_closed = False
        self._progress_in_call = False
        self._last_sent = self._last_answered  # chunks that are sent again keep their sequence

    def _accept(self, accepted: StreamAccepted) -> None:
        self._rpc.accept(accepted)
        limits = accepted.limits
        self._limits = limits
        self._in_flight_limit = min(self._options.chunks_in_flight, limits.max_chunks_in_flight or self._options.chunks_in_flight)
        self._chunk_items = min(self._options.chunk_items, limits.max_items_per_chunk or self._options.chunk_items)
        # A server that takes less than the one before: what is held is cut anew.
        held = list(self._held)
        self._held.clear()
        self._unsent.clear()
        size = self._chunk_items  # fitting may lower it for later chunks
        for chunk in held:
            parts = [chunk] if len(chunk) <= size else chunk.split(size)
            fitting = [each for part in parts for each in self._fitting(part)]
            self._held.extend(fitting)
            self._unsent.extend(each for each in fitting if len(each))

    def _fitting(self, chunk: Chunk[A]) -> List[Chunk[A]]:
        """The chunk, or the parts of it that the server takes."""
        limit = self._limits.max_chunk_bytes if self._limits is not None else 0
        if not limit or not len(chunk) or chunk.message.ByteSize() + _CHUNK_ENVELOPE_BYTES <= limit:
            return [chunk]
        if len(chunk) == 1:
            raise InfluenceError(
                grpc.StatusCode.RESOURCE_EXHAUSTED,
                f"one item alone takes {chunk.message.ByteSize()} bytes, more than the server takes in a chunk",
                "TOO_MANY_BYTES",
            )
        half = (len(chunk) + 1) // 2
        self._chunk_items = min(self._chunk_items, half)  # the items after these are likely as large
        return [each for part in chunk.split(half) for each in self._fitting(part)]

    def _answer(self, result: Any) -> List[A]:
        chunk = self._sent[0] if self._sent else None
        if chunk is None or chunk.sequence != result.sequence:
            raise InfluenceError(
                grpc.StatusCode.INTERNAL, f"the server answered chunk {result.sequence}, which is not the oldest unanswered one"
            )
        open_before = len(chunk)
        complete = chunk.receive(result)
        self._progress_in_call = self._progress_in_call or len(chunk) < open_before or not len(chunk)
        self._setback = self._setback or chunk.setback
        if complete:
            self._sent.popleft()
            self._last_answered = result.sequence
        answers: List[A] = []
        while self._held:
            answers.extend(self._held[0].take_answers())
            if len(self._held[0]) or (self._sent and self._sent[0] is self._held[0]):
                break
            self._held.popleft()
        for answer in answers:
            before = self.progress
            self.progress = Progress(before.items + len(answer), before.failed + answer.failed, before.chunks + 1, before.resumptions)
        return answers

    def _fault_of_orderly_end(self) -> InfluenceError:
        """What is wrong with a call that ended with status OK and left something unanswered."""
        told = "no summary" if self._summary is None else f"a summary up to chunk {self._summary.last_sequence}"
        return InfluenceError(
            grpc.StatusCode.UNAVAILABLE,
            f"the server ended the stream with {told} while {len(self._held)} chunks or more were unanswered",
        )
