"""The profile calls of the scripted server: a store in memory that is away to order."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from typing import Any, Callable, Dict, Iterator, List, Optional, Sequence, Tuple

import grpc

from influence_grpc._generated.influence.v1 import profile_service_pb2_grpc
from influence_grpc.messages import (
    CreatorProfile,
    DataStatus,
    DeleteProfilesResponse,
    GetProfileResponse,
    ItemErrors,
    ProfileRows,
    StreamAccepted,
    StreamLimits,
    StreamLookupProfilesChunkResult,
    StreamLookupProfilesResponse,
    StreamSummary,
    StreamUpsertProfilesChunkResult,
    StreamUpsertProfilesResponse,
    UpsertColumns,
)
from scripted_status import abort, status

NONE, APPLIED, UNCHANGED, SUPERSEDED = range(4)
DELETED, NOT_THERE = 1, 2
PRESENT, ABSENT = DataStatus.Value("DATA_STATUS_PRESENT"), DataStatus.Value("DATA_STATUS_NOT_FOUND")


@dataclass
class ProfileAct:
    """What one stream of profiles does.

    answers: messages of answers to send before the connection is cut; None answers all and ends in order.
    answers_unsent: chunks, >= 1, that are written after the last answer and never answered, as when a connection is cut
        while answers are on their way.
    gather: chunks that must arrive (or the end of the stream) before any is answered.
    away: ids that the store does not take in this stream, and with which reason.
    retry_after: seconds in the RetryInfo of those.
    refuse: sequences refused as a whole, and with which status.
    part_items: most rows in a part of a look-up's answer.
    mark: what the server says of `resume_after`; by default as the contract has it.
    """

    answers: Optional[int] = None
    answers_unsent: int = 1
    gather: int = 1
    away: Dict[str, str] = field(default_factory=dict)
    retry_after: float = 0.001
    refuse: Dict[int, Any] = field(default_factory=dict)
    part_items: int = 1_000
    max_items: int = 1_000
    max_bytes: int = 1_000_000
    in_flight: int = 4
    mark: Optional[Callable[[int], int]] = None


class ScriptedProfiles(profile_service_pb2_grpc.ProfileServiceServicer):
    """Plays `acts` one a stream, the last one for ever. `received` has each stream's chunks as (sequence, ids)."""

    def __init__(self, *acts: ProfileAct) -> None:
        self.acts = list(acts) or [ProfileAct()]
        self.store: Dict[str, CreatorProfile] = {}
        self.received: List[List[Tuple[int, List[str]]]] = []
        self.writes: List[str] = []  # ids, once for each time that one is written
        self.configs: List[Any] = []
        self.unary_requests: List[Any] = []
        self.away_for_deletions: List[str] = []  # taken off one by one
        self._lock = threading.Lock()

    def GetProfile(self, request: Any, context: Any) -> GetProfileResponse:
        self.unary_requests.append(request)
        found = self.store.get(request.creator_id)
        if found is None:
            abort(context, status(grpc.StatusCode.NOT_FOUND, "CREATOR_NOT_FOUND"))
        return GetProfileResponse(profile=found, data_status=PRESENT)  # type: ignore[arg-type]

    def DeleteProfiles(self, request: Any, context: Any) -> DeleteProfilesResponse:
        self.unary_requests.append(request)
        answer = DeleteProfilesResponse(item_count=len(request.ids.creator_ids))
        for index, creator_id in enumerate(request.ids.creator_ids):
            if creator_id in self.away_for_deletions:
                self.away_for_deletions.remove(creator_id)
                answer.outcomes.append(NONE)  # type: ignore[arg-type]
                answer.errors.append(
                    ItemErrors(indexes=[index], status=status(grpc.StatusCode.UNAVAILABLE, "PROFILE_STORE_UNAVAILABLE", 0.001))
                )
            else:
                answer.outcomes.append(NOT_THERE if self.store.pop(creator_id, None) is None else DELETED)  # type: ignore[arg-type]
        return answer

    def StreamLookupProfiles(self, request_iterator: Iterator[Any], context: Any) -> Iterator[StreamLookupProfilesResponse]:
        act, received = self._begin(request_iterator)
        yield StreamLookupProfilesResponse(accepted=_accepted(act))
        sent = 0
        for chunk in _gathered(act, request_iterator):
            ids = list(chunk.ids.creator_ids)
            received.append((chunk.sequence, ids))
            for result in self._found(act, chunk.sequence, ids):
                if sent == act.answers:
                    context.abort(grpc.StatusCode.UNAVAILABLE, "connection reset by peer")
                sent += 1
                yield StreamLookupProfilesResponse(result=result)
        yield StreamLookupProfilesResponse(summary=StreamSummary(complete=True))

    def StreamUpsertProfiles(self, request_iterator: Iterator[Any], context: Any) -> Iterator[StreamUpsertProfilesResponse]:
        act, received = self._begin(request_iterator)
        yield StreamUpsertProfilesResponse(accepted=_accepted(act))
        sent = mark = unsent = 0
        held_back = False
        for chunk in _gathered(act, request_iterator):
            received.append((chunk.sequence, [profile.creator_id for profile in chunk.profiles.profiles]))
            result = StreamUpsertProfilesChunkResult(sequence=chunk.sequence)
            if chunk.sequence in act.refuse:
                result.status.CopyFrom(act.refuse[chunk.sequence])
            else:
                result.upserts.CopyFrom(self._written(act, chunk.profiles.profiles))
            held_back = held_back or chunk.sequence in act.refuse or any(each.status.code == 14 for each in result.upserts.errors)
            mark = mark if held_back else chunk.sequence
            result.resume_after = mark if act.mark is None else act.mark(mark)
            if sent == act.answers:
                unsent += 1
                if unsent < act.answers_unsent:
                    continue
                context.abort(grpc.StatusCode.UNAVAILABLE, "connection reset by peer")
            sent += 1
            yield StreamUpsertProfilesResponse(result=result)
        if act.answers is not None:
            context.abort(grpc.StatusCode.UNAVAILABLE, "connection reset by peer")
        yield StreamUpsertProfilesResponse(summary=StreamSummary(complete=True))

    def _begin(self, requests: Iterator[Any]) -> Tuple[ProfileAct, List[Tuple[int, List[str]]]]:
        act = self.acts.pop(0) if len(self.acts) > 1 else self.acts[0]
        received: List[Tuple[int, List[str]]] = []
        self.received.append(received)
        first = next(requests)
        assert first.WhichOneof("message") == "config"
        self.configs.append(first.config)
        return act, received

    def _found(self, act: ProfileAct, sequence: int, ids: Sequence[str]) -> Iterator[StreamLookupProfilesChunkResult]:
        if sequence in act.refuse:
            yield StreamLookupProfilesChunkResult(sequence=sequence, status=act.refuse[sequence])
            return
        for first in range(0, len(ids), act.part_items):
            rows = ProfileRows(first_item=first)
            for index, creator_id in enumerate(ids[first : first + act.part_items], first):
                found = None if creator_id in act.away else self.store.get(creator_id)
                rows.profiles.append(CreatorProfile() if found is None else found)
                rows.data_status.append(NONE if creator_id in act.away else ABSENT if found is None else PRESENT)  # type: ignore[arg-type]
                if creator_id in act.away:
                    away = status(grpc.StatusCode.UNAVAILABLE, act.away[creator_id], act.retry_after)
                    rows.errors.append(ItemErrors(indexes=[index], status=away))
            rows.item_count = len(rows.profiles)
            more = first + act.part_items < len(ids)
            yield StreamLookupProfilesChunkResult(sequence=sequence, rows=rows, more=more)

    def _written(self, act: ProfileAct, profiles: Sequence[CreatorProfile]) -> UpsertColumns:
        answer = UpsertColumns(item_count=len(profiles))
        for index, profile in enumerate(profiles):
            error = None
            if profile.creator_id in act.away:
                error = status(grpc.StatusCode.UNAVAILABLE, act.away[profile.creator_id], act.retry_after)
            elif not profile.creator_id:
                error = status(grpc.StatusCode.INVALID_ARGUMENT, "INVALID_PROFILE", fields=["creatorId"])
            if error is not None:
                answer.errors.append(ItemErrors(indexes=[index], status=error))
            answer.outcomes.append(NONE if error is not None else self._write(profile))  # type: ignore[arg-type]
        return answer

    def _write(self, profile: CreatorProfile) -> int:
        with self._lock:
            before = self.store.get(profile.creator_id)
            if before is not None and before.version >= profile.version and before.version > 0:
                return UNCHANGED if before.version == profile.version else SUPERSEDED
            self.store[profile.creator_id] = CreatorProfile()
            self.store[profile.creator_id].CopyFrom(profile)
            self.writes.append(profile.creator_id)
            return APPLIED


def _accepted(act: ProfileAct) -> StreamAccepted:
    limits = StreamLimits(max_items_per_chunk=act.max_items, max_chunk_bytes=act.max_bytes, max_chunks_in_flight=act.in_flight)
    return StreamAccepted(limits=limits)


def _gathered(act: ProfileAct, requests: Iterator[Any]) -> Iterator[Any]:
    """Chunks, so many at a time as the act gathers; their sequences must increase."""
    waiting: List[Any] = []
    last = 0
    while True:
        request = next(requests, None)
        if request is not None:
            assert request.chunk.sequence > last
            last = request.chunk.sequence
            waiting.append(request.chunk)
        if request is None or len(waiting) >= act.gather:
            yield from waiting
            waiting.clear()
        if request is None:
            return
