"""The window with writes, without a network: thousands of imports whose connection is cut and whose store goes away at random."""

from __future__ import annotations

import random
from collections import deque
from typing import Any, Deque, Dict, List, Optional

import grpc
import pytest

from influence_grpc.errors import InfluenceError
from influence_grpc.items import ByProfile
from influence_grpc.messages import CreatorProfile, ItemErrors, StreamUpsertProfilesResponse
from influence_grpc.profile_results import UpsertedProfiles
from influence_grpc.retry import RetryPolicy
from influence_grpc.stream_window import StreamOptions, StreamWindow
from influence_grpc.upsert_stream import UpsertStream
from scripted_status import status

CUT = InfluenceError(grpc.StatusCode.UNAVAILABLE, "cut")
AWAY = status(grpc.StatusCode.UNAVAILABLE, "PROFILE_STORE_UNAVAILABLE", 0.5)
Window = StreamWindow[CreatorProfile, UpsertedProfiles[CreatorProfile]]


def window(chunk_items: int = 10, chunks_in_flight: int = 4, attempts: int = 3) -> Window:
    rpc: UpsertStream[CreatorProfile] = UpsertStream(ByProfile(None), 0)
    return StreamWindow(rpc, StreamOptions(chunk_items, chunks_in_flight, RetryPolicy(attempts, 1.0, 60.0)), lambda: 0.0)


def accepted(items: int = 10, size: int = 100_000, in_flight: int = 4) -> StreamUpsertProfilesResponse:
    response = StreamUpsertProfilesResponse()
    limits = response.accepted.limits
    limits.max_items_per_chunk, limits.max_chunk_bytes, limits.max_chunks_in_flight = items, size, in_flight
    return response


def answer(request: Any, away: List[int], mark: int) -> StreamUpsertProfilesResponse:
    count = len(request.chunk.profiles.profiles)
    response = StreamUpsertProfilesResponse()
    response.result.sequence, response.result.resume_after = request.chunk.sequence, mark
    response.result.upserts.item_count = count
    response.result.upserts.outcomes.extend(0 if index in away else 1 for index in range(count))
    if away:
        response.result.upserts.errors.append(ItemErrors(indexes=away, status=AWAY))
    return response


def profiles(count: int) -> List[CreatorProfile]:
    return [CreatorProfile(creator_id=f"c{n}") for n in range(count)]


@pytest.mark.parametrize("seed", range(300))
def test_any_series_of_cuts_and_absences_settles_each_item_once_in_order(seed: int) -> None:
    chance = random.Random(seed)
    count, limit = chance.randrange(300), chance.randrange(1, 6)
    source, read = iter(profiles(count)), 0
    stream = window(chance.randrange(1, 30), limit, attempts=200)
    done: List[str] = []
    taken: Dict[str, int] = {}  # how often the server told that it has it
    wait: Optional[float] = 0.0
    while wait is not None:
        assert stream.opening_request().WhichOneof("message") == "config"
        unanswered: Deque[Any] = deque()
        last, mark, held_back, closed = 0, 0, False, False
        error: Optional[InfluenceError] = CUT
        if chance.random() < 0.9:
            stream.receive(accepted(chance.randrange(1, 30), chance.randrange(60, 300), chance.randrange(1, 6)))
        for _ in range(chance.randrange(90)):
            request = stream.next_request()
            if request is not None:
                assert request.chunk.sequence > last and not closed
                last = request.chunk.sequence
                unanswered.append(request)
            elif unanswered and chance.random() < 0.6:
                oldest = unanswered.popleft()
                asked = [profile.creator_id for profile in oldest.chunk.profiles.profiles]
                away = [index for index in range(len(asked)) if chance.random() < 0.1]
                held_back = held_back or bool(away)
                mark = mark if held_back else oldest.chunk.sequence
                for index, creator_id in enumerate(asked):
                    taken[creator_id] = taken.get(creator_id, 0) + (index not in away)
                for answered in stream.receive(answer(oldest, away, mark)):
                    done.extend(row.item.creator_id for row in answered)
                    assert answered.resume_after == len(done)
                    assert all(row.outcome == 1 and row.error is None for row in answered)
            elif stream.half_close_due():
                closed = True
            elif closed and not unanswered:
                error = chance.choice([None, CUT])
                break
            elif stream.room:
                room = stream.room
                items = [item for _, item in zip(range(room), source)]
                read += len(items)
                assert read - len(done) <= limit * 30
                stream.offer(items, last=len(items) < room)
        wait = stream.ended(error)
    assert done == [f"c{n}" for n in range(count)]
    # What was answered as taken is never sent again: answers are lost with their call only, and here none were.
    assert set(taken.values()) <= {1}


def test_setback_ends_the_call_after_what_is_under_way() -> None:
    stream = window(chunk_items=2)
    stream.opening_request()
    stream.receive(accepted())
    stream.offer(profiles(2), last=False)
    first = stream.next_request()
    stream.offer(profiles(2), last=False)
    second = stream.next_request()
    assert stream.receive(answer(first, [1], 0)) == [] and stream.room == 0
    assert stream.half_close_due() and not stream.half_close_due()
    assert stream.receive(answer(second, [], 0)) == [], "what comes behind an item that is not settled waits"
    assert stream.ended(None) == pytest.approx(0.5), "the wait is what the store's error asks for"
    stream.opening_request()
    stream.receive(accepted())
    again = stream.next_request()
    assert again is not None and [profile.creator_id for profile in again.chunk.profiles.profiles] == ["c1"]
    assert [len(each) for each in stream.receive(answer(again, [], again.chunk.sequence))] == [2, 2]
    assert stream.room > 0


def test_receive_outcomes_that_do_not_fit_are_the_servers_fault() -> None:
    for spoil in ("outcomes", "item_count"):
        stream = window()
        stream.opening_request()
        stream.receive(accepted())
        stream.offer(profiles(3), last=False)
        wrong = answer(stream.next_request(), [], 1)
        if spoil == "outcomes":
            wrong.result.upserts.outcomes[1] = 0  # type: ignore[call-overload]
        else:
            wrong.result.upserts.item_count = 4
        with pytest.raises(InfluenceError, match="does not fit"):
            stream.receive(wrong)
