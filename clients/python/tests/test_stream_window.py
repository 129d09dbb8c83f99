"""The window alone, without a network: thousands of streams that break at random."""

from __future__ import annotations

import random
from collections import deque
from typing import Any, Deque, Iterator, List, Optional

import grpc
import pytest

from influence_grpc.errors import InfluenceError
from influence_grpc.items import ByFollowers
from influence_grpc.messages import StreamClassifyTiersConfig, StreamClassifyTiersRequest, StreamClassifyTiersResponse
from influence_grpc.results import ClassifiedItems
from influence_grpc.retry import RetryPolicy
from influence_grpc.stream_window import StreamOptions, StreamWindow
from influence_grpc.tier_stream import TierStream
from scripted_server import classified, scheme

CUT = InfluenceError(grpc.StatusCode.UNAVAILABLE, "cut")


def window(attempts: int = 3, chunk_items: int = 10, chunks_in_flight: int = 4) -> StreamWindow[int, ClassifiedItems[int]]:
    options = StreamOptions(chunk_items, chunks_in_flight, RetryPolicy(attempts, 1.0, 60.0))
    rpc: TierStream[int] = TierStream(ByFollowers(None, 0), StreamClassifyTiersConfig())
    return StreamWindow(rpc, options, lambda: 1.0)


def accepted(items: int = 10, size: int = 100_000, in_flight: int = 4, version: int = 1) -> StreamClassifyTiersResponse:
    response = StreamClassifyTiersResponse()
    response.accepted.tier_schemes.append(scheme(version))
    limits = response.accepted.limits
    limits.max_items_per_chunk, limits.max_chunk_bytes, limits.max_chunks_in_flight = items, size, in_flight
    return response


def answer(request: StreamClassifyTiersRequest) -> StreamClassifyTiersResponse:
    response = StreamClassifyTiersResponse()
    response.result.sequence = request.chunk.sequence
    response.result.tiers.CopyFrom(classified(request.chunk.items))
    return response


def take(source: Iterator[int], count: int) -> List[int]:
    return [item for _, item in zip(range(count), source)]


@pytest.mark.parametrize("seed", range(300))
def test_any_series_of_cuts_answers_each_item_once_in_order_within_the_window(seed: int) -> None:
    chance = random.Random(seed)
    count = chance.randrange(400)
    source, read = iter(range(count)), 0
    done: List[int] = []
    held_limit = chance.randrange(1, 6)
    stream = window(attempts=50, chunk_items=chance.randrange(1, 30), chunks_in_flight=held_limit)
    wait: Optional[float] = 0.0
    while wait is not None:
        assert stream.opening_request().WhichOneof("message") == "config"
        unanswered: Deque[Any] = deque()
        last_sequence, closed = 0, False
        error: Optional[InfluenceError] = CUT
        if chance.random() < 0.8:
            stream.receive(accepted(chance.randrange(1, 30), chance.randrange(60, 300), chance.randrange(1, 6)))
        for _ in range(chance.randrange(60)):
            request = stream.next_request()
            if request is not None:
                assert request.chunk.sequence > last_sequence
                last_sequence = request.chunk.sequence
                unanswered.append(request)
                assert len(unanswered) <= held_limit and not closed
            elif unanswered and chance.random() < 0.5:
                (result,) = stream.receive(answer(unanswered.popleft()))
                done.extend(item.item for item in result)
            elif stream.half_close_due():
                closed = True
            elif closed and not unanswered:
                error = chance.choice([None, CUT])
                break
            elif stream.room:
                room = stream.room
                items = take(source, room)
                read += len(items)
                assert read - len(done) <= held_limit * 30
                stream.offer(items, last=len(items) < room)
        wait = stream.ended(error)
    assert done == list(range(count))
    assert stream.progress.items == count


def test_ended_waits_double_and_are_bounded() -> None:
    stream = window(attempts=9)
    waits = []
    for _ in range(8):
        stream.opening_request()
        waits.append(stream.ended(CUT))
    assert waits == [1, 2, 4, 8, 16, 32, 60, 60]
    stream.opening_request()
    with pytest.raises(InfluenceError):
        stream.ended(CUT)


def test_ended_retry_info_is_honoured_with_jitter_above_it() -> None:
    stream = window()
    stream.opening_request()
    assert stream.ended(InfluenceError(grpc.StatusCode.UNAVAILABLE, "", "SERVER_DRAINING", retry_after=20)) == pytest.approx(22)
    assert stream.ended(InfluenceError(grpc.StatusCode.RESOURCE_EXHAUSTED, "", "OVERLOADED", retry_after=0.1)) == pytest.approx(2)


@pytest.mark.parametrize(
    "error",
    [
        InfluenceError(grpc.StatusCode.INTERNAL, "", "INTERNAL"),
        InfluenceError(grpc.StatusCode.INVALID_ARGUMENT, ""),
        InfluenceError(grpc.StatusCode.UNAUTHENTICATED, ""),
        InfluenceError(grpc.StatusCode.DEADLINE_EXCEEDED, ""),
        InfluenceError(grpc.StatusCode.RESOURCE_EXHAUSTED, "", "TOO_MANY_BYTES"),
    ],
    ids=str,
)
def test_ended_final_error_is_raised_at_once(error: InfluenceError) -> None:
    stream = window()
    stream.opening_request()
    with pytest.raises(InfluenceError) as caught:
        stream.ended(error)
    assert caught.value is error


def test_ended_in_order_while_chunks_are_unanswered_is_taken_up_again() -> None:
    stream = window()
    stream.opening_request()
    stream.receive(accepted())
    stream.offer([1, 2, 3], last=True)
    assert stream.next_request() is not None
    assert stream.half_close_due() and not stream.half_close_due()
    assert stream.ended(None) is not None
    stream.opening_request()
    stream.receive(accepted())
    again = stream.next_request()
    assert again is not None and again.chunk.sequence == 1 and list(again.chunk.items.followers.followers) == [1, 2, 3]
    assert stream.half_close_due()


def test_receive_answer_to_another_chunk_is_the_servers_fault() -> None:
    stream = window()
    stream.opening_request()
    stream.receive(accepted())
    stream.offer([1], last=False)
    request = stream.next_request()
    assert request is not None
    wrong = answer(request)
    wrong.result.sequence = 7
    with pytest.raises(InfluenceError, match="chunk 7"):
        stream.receive(wrong)


def test_receive_answer_of_another_length_is_the_servers_fault() -> None:
    stream = window()
    stream.opening_request()
    stream.receive(accepted())
    stream.offer([1, 2], last=False)
    request = stream.next_request()
    assert request is not None
    short = answer(request)
    del short.result.tiers.columns[0].ordinals[1:]
    with pytest.raises(InfluenceError, match="does not fit"):
        stream.receive(short)


def test_room_before_acceptance_is_none() -> None:
    stream = window()
    stream.opening_request()
    assert stream.room == 0 and stream.next_request() is None


@pytest.mark.parametrize(
    "options", [{"attempts": 0}, {"initial_backoff": 0.0}, {"initial_backoff": 2.0, "max_backoff": 1.0}, {"accept_timeout": 0.0}]
)
def test_retry_policy_rejects_what_it_cannot_do(options: Any) -> None:
    with pytest.raises(ValueError):
        RetryPolicy(**options)
