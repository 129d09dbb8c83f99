"""The stream of writes, for the window: what the store did not take is sent again, and the caller is told how far into
the source nothing needs a second sending."""

from __future__ import annotations

from typing import Generic, List, NamedTuple, Optional, Sequence, TypeVar, cast

import grpc

from influence_grpc.errors import InfluenceError, error_of_status
from influence_grpc.items import ByProfile
from influence_grpc.messages import (
    CreatorProfiles,
    StreamAccepted,
    StreamUpsertProfilesChunk,
    StreamUpsertProfilesChunkResult,
    StreamUpsertProfilesConfig,
    StreamUpsertProfilesRequest,
    UpsertColumns,
)
from influence_grpc.profile_results import UpsertedProfiles
from influence_grpc.results import errors_by_position
from influence_grpc.stream_rpc import StreamRpc

T = TypeVar("T")


class _Settled(NamedTuple):
    """What became of an item for good."""

    outcome: int
    error: Optional[InfluenceError]


class UpsertStream(StreamRpc[T, UpsertedProfiles[T]]):
    """StreamUpsertProfiles."""

    def __init__(self, kind: ByProfile[T], min_replicas: int) -> None:
        self._kind = kind
        self._config = StreamUpsertProfilesConfig(write_options={"min_replicas": min_replicas})  # type: ignore[arg-type]
        self._handed_out = 0  # items
        self._resume_after = 0  # items
        self.held_back_in_call = False  # whether the call at hand gave the server cause to hold its own mark back

    def opening_request(self) -> StreamUpsertProfilesRequest:
        self.held_back_in_call = False
        return StreamUpsertProfilesRequest(config=self._config)

    def accept(self, accepted: StreamAccepted) -> None:
        """Whatever the server is, it writes the same."""

    def chunk(self, items: List[T]) -> _UpsertChunk[T]:
        return _UpsertChunk(self, items, [None] * len(items))

    def chunk_request(self, sequence: int, message: CreatorProfiles) -> StreamUpsertProfilesRequest:
        return StreamUpsertProfilesRequest(chunk=StreamUpsertProfilesChunk(sequence=sequence, profiles=message))

    def write(self, items: Sequence[T]) -> CreatorProfiles:
        return self._kind.profiles(items)

    def hand_out(self, items: int, covered: bool) -> int:
        """Counts items that go to the caller; returns how many leading items of the source need no second sending.
        Once some do, that number stays."""
        if covered and self._resume_after == self._handed_out:
            self._resume_after += items
        self._handed_out += items
        return self._resume_after


class _UpsertChunk(Generic[T]):
    """Keeps what became of each item until that is settled for all of them. What was settled is not sent again."""

    def __init__(self, stream: UpsertStream[T], items: List[T], settled: List[Optional[_Settled]]) -> None:
        self.sequence = 0
        self.setback: Optional[InfluenceError] = None
        self._stream = stream
        self._items = items
        self._settled = settled
        self._open = [index for index, each in enumerate(settled) if each is None]
        self._message: Optional[CreatorProfiles] = None  # of the open items
        self._refusal: Optional[InfluenceError] = None
        self._vouched_for = False

    def __len__(self) -> int:
        return len(self._open)

    @property
    def message(self) -> CreatorProfiles:
        if self._message is None:
            self._message = self._stream.write([self._items[index] for index in self._open])
        return self._message

    def begin_call(self) -> None:
        self.setback = None

    def split(self, size: int) -> Sequence[_UpsertChunk[T]]:
        bounds = [0, *self._open[size::size], len(self._items)]
        return [_UpsertChunk(self._stream, self._items[start:end], self._settled[start:end]) for start, end in zip(bounds, bounds[1:])]

    def receive(self, result: StreamUpsertProfilesChunkResult) -> bool:
        if result.HasField("status"):
            self._refuse(error_of_status(result.status))
        else:
            self._settle(result.upserts)
        self._open = [index for index in self._open if self._settled[index] is None]
        self._message = None
        # The server's own mark counts, as long as nothing in this call keeps it behind.
        self._vouched_for = self._stream.held_back_in_call or result.resume_after >= result.sequence
        if not self._all_need_no_second_sending():
            self._stream.held_back_in_call = True
        return True

    def take_answers(self) -> List[UpsertedProfiles[T]]:
        if self._open:
            return []
        settled = [cast(_Settled, each) for each in self._settled]
        errors = {index: each.error for index, each in enumerate(settled) if each.error is not None}
        resume_after = self._stream.hand_out(len(settled), self._vouched_for and self._all_need_no_second_sending())
        return [UpsertedProfiles(self._items, [each.outcome for each in settled], errors, self._refusal, resume_after, self.sequence)]

    def _refuse(self, refusal: InfluenceError) -> None:
        if refusal.code is grpc.StatusCode.UNAVAILABLE:
            self.setback = refusal
            return
        self._refusal = refusal if len(self._open) == len(self._items) else None
        for index in self._open:
            self._settled[index] = _Settled(0, refusal)

    def _settle(self, upserts: UpsertColumns) -> None:
        errors = errors_by_position(upserts.errors)
        answered = [bool(outcome) or number in errors for number, outcome in enumerate(upserts.outcomes)]
        if not upserts.item_count == len(answered) == len(self._open) or not all(answered):
            raise InfluenceError(
                grpc.StatusCode.INTERNAL,
                f"the server's answer does not fit the question: {len(self._open)} items, {sum(answered)} of {len(answered)} outcomes",
            )
        for number, (index, outcome) in enumerate(zip(self._open, upserts.outcomes)):
            error = errors.get(number)
            if error is not None and error.code is grpc.StatusCode.UNAVAILABLE:
                self.setback = _longer(self.setback, error)
            else:
                self._settled[index] = _Settled(outcome, error)

    def _all_need_no_second_sending(self) -> bool:
        return self._refusal is None and all(each is not None and needs_no_second_sending(each.error) for each in self._settled)


def _longer(one: Optional[InfluenceError], other: InfluenceError) -> InfluenceError:
    """That which asks for the longer wait."""
    return other if one is None or (other.retry_after or 0) > (one.retry_after or 0) else one


def needs_no_second_sending(error: Optional[InfluenceError]) -> bool:
    """Whether an item with this error, or none, is done with: it did not fail, or is at fault itself, so that sending it again would
    help nobody."""
    return error is None or error.code is grpc.StatusCode.INVALID_ARGUMENT or error.reason == "PROFILE_TOO_LARGE"
