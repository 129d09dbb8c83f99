"""The caller's items on their way through a bulk classification: what is sent, held and refused; both clients."""

from __future__ import annotations

import tracemalloc
from typing import Any, Dict, Iterator, List

import pytest

from classify_runs import Run, collect, every_client, run_aio, run_sync
from influence_grpc import ClassifiedItems, InfluenceError
from influence_grpc.messages import CreatorProfile
from scripted_server import Act, ScriptedServer


@every_client
def test_classify_missing_followers_fail_alone(run: Run) -> None:
    items = [
        {"followers": 1_200},
        {"followers": None},
        {"followers": float("nan")},
        {"followers": 0},
        {"followers": 2_000.0},
        {"followers": 10_000_000_001},
    ]
    with ScriptedServer() as server:
        rows = collect(run, server, items, followers="followers")
    assert [row.error.reason if row.error else None for row in rows] == [
        None,
        "FOLLOWERS_MISSING",
        "FOLLOWERS_MISSING",
        None,
        None,
        "FOLLOWERS_OUT_OF_RANGE",
    ]
    assert [row.tiers[0].id if row.tiers[0] else None for row in rows] == ["micro", None, None, None, "micro", None]


@every_client
@pytest.mark.parametrize("bad", [-1, 1.5, "many", 2**64, float("inf")])
def test_classify_impossible_count_raises_value_error_that_names_it(run: Run, bad: Any) -> None:
    with ScriptedServer() as server:
        with pytest.raises(ValueError, match="whole number"):
            collect(run, server, [1, bad])


@every_client
@pytest.mark.parametrize("in_flight", [1, 3])
def test_classify_source_is_read_no_further_than_the_window(run: Run, in_flight: int) -> None:
    read = done = worst = 0

    def source() -> Iterator[int]:
        nonlocal read, worst
        for n in range(5_000):
            read += 1
            worst = max(worst, read - done)
            yield n

    def consume(chunk: ClassifiedItems[Any]) -> None:
        nonlocal done
        done += len(chunk)

    # The server answers nothing until the window is full: a client that sent less would wait for ever.
    with ScriptedServer(Act(answers=9, gather=in_flight, in_flight=in_flight), Act(gather=in_flight, in_flight=in_flight)) as server:
        run(server.target, source(), consume, chunk_items=100)
    assert done == 5_000
    # At most the window; one chunk more while the answer last taken is handed over.
    assert worst <= (in_flight + 1) * 100


@every_client
def test_classify_callers_window_below_the_servers_holds(run: Run) -> None:
    with ScriptedServer(Act(gather=2, in_flight=100)) as server:
        assert len(collect(run, server, range(1_000), chunk_items=100, chunks_in_flight=2)) == 1_000


@every_client
def test_classify_chunks_keep_within_the_servers_limits(run: Run) -> None:
    with ScriptedServer(Act(max_items=50)) as server:
        collect(run, server, range(175), chunk_items=100)
        assert [size for _, size in server.received[0]] == [50, 50, 50, 25]


@every_client
def test_classify_profiles_are_split_by_bytes(run: Run) -> None:
    profiles = [CreatorProfile(creator_id=f"creator-{n}", topics={f"topic/{n}/{m}": 0.01 for m in range(20)}) for n in range(200)]
    with ScriptedServer(Act(max_bytes=10_000)) as server:
        rows = collect(run, server, profiles, profile=lambda profile: profile)
        assert [row.item.creator_id for row in rows] == [profile.creator_id for profile in profiles]
        assert len(server.received[0]) > 5


@every_client
def test_classify_one_profile_above_the_limit_raises(run: Run) -> None:
    with ScriptedServer(Act(max_bytes=100)) as server:
        with pytest.raises(InfluenceError) as caught:
            collect(run, server, [CreatorProfile(creator_id="x" * 128)], profile=lambda profile: profile)
        assert caught.value.reason == "TOO_MANY_BYTES"


@every_client
def test_classify_creator_ids(run: Run) -> None:
    with ScriptedServer() as server:
        rows = collect(run, server, [{"id": "a"}, {"id": "b"}], creator_id="id")
    assert [row.tiers[0].id for row in rows] == ["nano", "nano"]


@every_client
def test_classify_source_raises_ends_the_stream_with_its_error(run: Run) -> None:
    def source() -> Iterator[int]:
        yield from range(150)
        raise RuntimeError("the file is broken")

    with ScriptedServer() as server:
        with pytest.raises(RuntimeError, match="broken"):
            collect(run, server, source(), chunk_items=100)


@every_client
def test_classify_caller_leaves_early_ends_the_call(run: Run) -> None:
    class Enough(Exception):
        pass

    def consume(chunk: ClassifiedItems[Any]) -> None:
        raise Enough

    with ScriptedServer() as server:
        with pytest.raises(Enough):
            run(server.target, iter(int, 1), consume, chunk_items=100)


@every_client
def test_classify_bad_arguments_raise_value_error(run: Run) -> None:
    bad: List[Dict[str, Any]] = [
        {"schemes": "iab-uk"},
        {"platform": "myspace"},
        {"chunk_items": 0},
        {"followers": "a", "creator_id": "b"},
        {"profile": "p", "platform": "x"},
    ]
    for options in bad:
        with pytest.raises(ValueError):
            run("127.0.0.1:1", [1], lambda chunk: None, **options)


@pytest.mark.parametrize("run", [run_sync, run_aio])
def test_classify_300_000_items_memory_stays_flat(run: Run) -> None:
    """The peak of a stream ten times as long is the same: what is held is the window, not the stream."""

    def peak(count: int) -> int:
        total = 0

        def consume(chunk: ClassifiedItems[Any]) -> None:
            nonlocal total
            total += len(chunk)

        with ScriptedServer() as server:
            tracemalloc.start()
            try:
                run(server.target, ({"id": n, "followers": n} for n in range(count)), consume, followers="followers")
                high = tracemalloc.get_traced_memory()[1]
            finally:
                tracemalloc.stop()
        assert total == count
        return high

    peak(5_000)  # imports and caches
    short, long = peak(30_000), peak(300_000)
    assert long < short * 1.3 + 500_000, f"peak of 30,000 items {short:,} bytes, of 300,000 items {long:,} bytes"
