"""The client's side of a bulk stream, without any I/O: what to send, what to hold, when to ask again.

Both clients, threads and asyncio, drive one `StreamWindow`:

    opening_request -> send it          a call begins (the first, or one after a cut)
    receive         <- every response
    next_request    -> send it, until None
    room            -> read so many items from the source (0: none for now), then offer them
    half_close_due  -> half-close, when True
    ended           <- the call ended: seconds to wait before opening the next, or None when all is answered

A chunk is held from the moment its items are read until its answer is received, so whatever cuts the call, it can be
sent again: every item is answered once. At most `chunks_in_flight` chunks are held, so the source is never read
further ahead than that.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from typing import Callable, Deque, Generic, List, Optional, Sequence, Tuple, TypeVar

import grpc

from influence_grpc.errors import InfluenceError, error_of_status
from influence_grpc.items import ItemsKind
from influence_grpc.messages import (
    Items,
    StreamAccepted,
    StreamClassifyTiersChunk,
    StreamClassifyTiersChunkResult,
    StreamClassifyTiersConfig,
    StreamClassifyTiersRequest,
    StreamClassifyTiersResponse,
    StreamLimits,
    StreamSummary,
    TierScheme,
)
from influence_grpc.results import ClassifiedItems, Progress
from influence_grpc.retry import RetryPolicy, is_retryable

T = TypeVar("T")

# Tags and lengths around `Items` in a chunk, and its sequence: at most this many bytes.
_CHUNK_ENVELOPE_BYTES = 24


@dataclass
class _Chunk(Generic[T]):
    items: List[T]
    message: Items
    sequence: int = 0


@dataclass(frozen=True)
class StreamOptions:
    """How much a stream takes at once; the server's own limits hold besides.

    chunk_items: most items in a chunk, >= 1.
    chunks_in_flight: most chunks read from the source and not yet answered, >= 1.
    """

    chunk_items: int = 10_000
    chunks_in_flight: int = 8
    retry: RetryPolicy = RetryPolicy()

    def __post_init__(self) -> None:
        if self.chunk_items < 1 or self.chunks_in_flight < 1:
            raise ValueError("chunk_items and chunks_in_flight must be at least 1")


class StreamWindow(Generic[T]):
    """See the module's text. `jitter` gives numbers in [0, 1)."""

    def __init__(self, kind: ItemsKind[T], config: StreamClassifyTiersConfig, options: StreamOptions, jitter: Callable[[], float]) -> None:
        self._kind = kind
        self._config = config
        self._options = options
        self._jitter = jitter
        self._unsent: Deque[_Chunk[T]] = deque()  # to be sent in this call, oldest first
        self._sent: Deque[_Chunk[T]] = deque()  # sent in this call and unanswered, oldest first
        self._schemes: Optional[Sequence[TierScheme]] = None
        self._exhausted = False
        self._last_answered = 0
        self._failures = 0
        self.progress = Progress()
        # Of the call at hand; `_begin_call` sets them back.
        self._limits: Optional[StreamLimits] = None
        self._summary: Optional[StreamSummary] = None
        self._in_flight_limit = 0
        self._chunk_items = options.chunk_items
        self._half_closed = False
        self._answered_in_call = False
        self._last_sent = 0

    def opening_request(self) -> StreamClassifyTiersRequest:
        """The first request of the next call. What was sent in the last one and not answered will be sent again."""
        self._unsent.extendleft(reversed(self._sent))
        self._sent.clear()
        self._begin_call()
        return StreamClassifyTiersRequest(config=self._config)

    def receive(self, response: StreamClassifyTiersResponse) -> Optional[ClassifiedItems[T]]:
        """Takes in a response; returns the chunk that it answers."""
        kind = response.WhichOneof("message")
        if kind == "accepted":
            self._accept(response.accepted)
        elif kind == "result":
            return self._answer(response.result)
        elif kind == "summary":
            self._summary = response.summary
        return None

    def next_request(self) -> Optional[StreamClassifyTiersRequest]:
        """The next chunk to send, while the window has room for it."""
        if self._limits is None or not self._unsent or len(self._sent) >= self._in_flight_limit:
            return None
        chunk = self._unsent.popleft()
        self._last_sent += 1
        chunk.sequence = self._last_sent
        self._sent.append(chunk)
        return StreamClassifyTiersRequest(chunk=StreamClassifyTiersChunk(sequence=chunk.sequence, items=chunk.message))

    @property
    def accept_timeout(self) -> Optional[float]:
        """Seconds that the next response may take: limited until the call is accepted, and not after."""
        return self._options.retry.accept_timeout if self._limits is None else None

    @property
    def room(self) -> int:
        """How many items of the source the window can take now."""
        if self._limits is None or self._exhausted or self._unsent or len(self._sent) >= self._in_flight_limit:
            return 0
        return self._chunk_items

    def offer(self, items: List[T], last: bool) -> None:
        """Takes in `items` from the source, at most `room`; `last` when the source has no more."""
        self._exhausted = last
        if items:
            self._hold(items)

    def half_close_due(self) -> bool:
        """Whether everything was sent; says so once a call."""
        due = self._exhausted and self._limits is not None and not self._unsent and not self._half_closed
        self._half_closed = self._half_closed or due
        return due

    def ended(self, error: Optional[InfluenceError]) -> Optional[float]:
        """The call ended, with `error` or with status OK: seconds until the next call, or None when all is answered.

        Raises the error that the stream ends with for good.
        """
        error = error or self._fault_of_orderly_end()
        if error is None:
            return None
        retryable = is_retryable(error)
        if retryable and self._exhausted and not self._unsent and not self._sent:
            return None  # only the summary is missing
        self._failures = 0 if self._answered_in_call else self._failures + 1
        if not retryable or self._failures >= self._options.retry.attempts:
            raise error
        self.progress = Progress(self.progress.items, self.progress.failed, self.progress.chunks, self.progress.resumptions + 1)
        return self._options.retry.delay(self._failures, error, self._jitter)

    def _begin_call(self) -> None:
        self._limits = None
        self._summary = None
        self._in_flight_limit = 0
        self._chunk_items = self._options.chunk_items
        self._half_closed = False
        self._answered_in_call = False
        self._last_sent = self._last_answered  # chunks that are sent again keep their sequence

    def _accept(self, accepted: StreamAccepted) -> None:
        schemes = list(accepted.tier_schemes)
        if self._schemes is not None and _versions(schemes) != _versions(self._schemes):
            # Ordinals before and after would not mean the same tiers, and nobody would see it.
            raise InfluenceError(
                grpc.StatusCode.ABORTED, f"the schemes changed during the stream, from {_versions(self._schemes)} to {_versions(schemes)}"
            )
        self._schemes = schemes
        limits = accepted.limits
        self._limits = limits
        self._in_flight_limit = min(self._options.chunks_in_flight, limits.max_chunks_in_flight or self._options.chunks_in_flight)
        self._chunk_items = min(self._options.chunk_items, limits.max_items_per_chunk or self._options.chunk_items)
        # A server that takes less than the one before: what is held is cut anew.
        held = list(self._unsent)
        self._unsent.clear()
        for chunk in held:
            if len(chunk.items) <= self._chunk_items and self._fits(chunk.message):
                self._unsent.append(chunk)
            else:
                size = self._chunk_items  # holding may lower it for later chunks
                for start in range(0, len(chunk.items), size):
                    self._hold(chunk.items[start : start + size])

    def _hold(self, items: List[T]) -> None:
        message = self._kind.write(items)
        if self._fits(message):
            self._unsent.append(_Chunk(items, message))
            return
        if len(items) == 1:
            raise InfluenceError(
                grpc.StatusCode.RESOURCE_EXHAUSTED,
                f"one item alone takes {message.ByteSize()} bytes, more than the server takes in a chunk",
                "TOO_MANY_BYTES",
            )
        middle = len(items) // 2
        self._chunk_items = min(self._chunk_items, len(items) - middle)  # the items after these are likely as large
        self._hold(items[:middle])
        self._hold(items[middle:])

    def _fits(self, message: Items) -> bool:
        limit = self._limits.max_chunk_bytes if self._limits is not None else 0
        return not limit or message.ByteSize() + _CHUNK_ENVELOPE_BYTES <= limit

    def _answer(self, result: StreamClassifyTiersChunkResult) -> ClassifiedItems[T]:
        if not self._sent or self._sent[0].sequence != result.sequence:
            raise InfluenceError(
                grpc.StatusCode.INTERNAL, f"the server answered chunk {result.sequence}, which is not the oldest unanswered one"
            )
        chunk = self._sent[0]
        refusal = error_of_status(result.status) if result.HasField("status") else None
        answer = ClassifiedItems(chunk.items, self._schemes or [], result.tiers, refusal, result.sequence)
        self._sent.popleft()
        self._last_answered = result.sequence
        self._answered_in_call = True
        before = self.progress
        self.progress = Progress(before.items + len(answer), before.failed + answer.failed, before.chunks + 1, before.resumptions)
        return answer

    def _fault_of_orderly_end(self) -> Optional[InfluenceError]:
        """What is wrong with a call that ended with status OK; None when nothing is."""
        if self._exhausted and not self._unsent and not self._sent:
            return None
        told = "no summary" if self._summary is None else f"a summary up to chunk {self._summary.last_sequence}"
        return InfluenceError(
            grpc.StatusCode.UNAVAILABLE,
            f"the server ended the stream with {told} while {len(self._sent) + len(self._unsent)} chunks or more were unanswered",
        )


def _versions(schemes: Sequence[TierScheme]) -> List[Tuple[str, int]]:
    return [(scheme.id, scheme.version) for scheme in schemes]
