"""Bulk classification against a server that cuts, drains and refuses: both clients, the same sentences."""

from __future__ import annotations

import asyncio
import socket
import threading
import tracemalloc
from typing import Any, AsyncIterator, Callable, Dict, Iterable, Iterator, List, Optional

import grpc
import pytest

from influence_grpc import AioClient, ClassifiedItems, Client, InfluenceError, Progress, RetryPolicy
from influence_grpc.messages import CreatorProfile
from scripted_server import Act, ScriptedServer, ordinal

FAST = RetryPolicy(attempts=4, initial_backoff=0.001, max_backoff=0.01, accept_timeout=2.0)
Consumer = Callable[[ClassifiedItems[Any]], None]


def run_sync(target: str, items: Iterable[Any], consume: Consumer, **options: Any) -> None:
    with Client(target, retry=options.pop("retry", FAST)) as client:
        for chunk in client.classify(items, **options):
            consume(chunk)


def run_aio(target: str, items: Iterable[Any], consume: Consumer, **options: Any) -> None:
    async def run() -> None:
        async with AioClient(target, retry=options.pop("retry", FAST)) as client:
            async for chunk in client.classify(items, **options):
                consume(chunk)

    asyncio.run(run())


def run_aio_async_source(target: str, items: Iterable[Any], consume: Consumer, **options: Any) -> None:
    async def source() -> AsyncIterator[Any]:
        for item in items:
            yield item

    run_aio(target, source(), consume, **options)  # type: ignore[arg-type]


Run = Callable[..., None]
every_client = pytest.mark.parametrize("run", [run_sync, run_aio, run_aio_async_source])


def collect(run: Run, server: ScriptedServer, items: Iterable[Any], **options: Any) -> List[Any]:
    rows: List[Any] = []
    run(server.target, items, rows.extend, **options)
    return rows


def assert_each_answered_once(rows: List[Any], items: List[int]) -> None:
    assert [row.item for row in rows] == items
    for row in rows:
        assert row.error is None
        assert (row.tiers[0].ordinal if row.tiers[0] else 0) == ordinal(row.item)


@every_client
@pytest.mark.parametrize("count", [0, 1, 99, 100, 101, 2_345])
def test_classify_healthy_server_answers_each_item_once(run: Run, count: int) -> None:
    items = [n * 37 for n in range(count)]
    with ScriptedServer() as server:
        assert_each_answered_once(collect(run, server, items, chunk_items=100), items)
        assert [sequence for sequence, _ in server.received[0]] == list(range(1, -(-count // 100) + 1))


@every_client
@pytest.mark.parametrize(
    "acts",
    [
        [Act(answers=3)],
        [Act(answers=3, ending="drain", retry_after=0.01)],
        [Act(answers=3, ending="silent")],
        [Act(answers=3, ending="reset")],
        [Act(answers=3, ending="STREAM_INACTIVE")],
        [Act(answers=0), Act(answers=0, accept=False), Act(answers=0, ending="drain")],
        [Act(answers=1), Act(answers=0), Act(answers=0), Act(answers=0), Act(answers=1), Act(answers=0), Act(answers=0), Act(answers=0)],
        [Act(answers=2, gather=4), Act(answers=1, gather=4, ending="drain"), Act(answers=7, gather=2)],
        [Act(answers=20), Act(answers=0)],
        [Act(answers=5, gather=4), Act(max_items=7)],
        [Act(answers=1, gather=4), Act(answers=2, max_items=100, max_bytes=90), Act(max_items=100, max_bytes=500)],
    ],
    ids=[
        "cut",
        "drain",
        "silent",
        "reset",
        "inactive",
        "thrice-before-any",
        "progress-resets-count",
        "in-window",
        "after-last",
        "smaller-chunks",
        "fewer-bytes",
    ],
)
def test_classify_stream_ends_early_answers_each_item_once(run: Run, acts: List[Act]) -> None:
    items = [n * 37 for n in range(2_000)]
    with ScriptedServer(*acts, Act()) as server:
        assert_each_answered_once(collect(run, server, items, chunk_items=100), items)


@every_client
def test_classify_cut_resumes_after_last_answered_sequence(run: Run) -> None:
    with ScriptedServer(Act(answers=3, gather=4), Act()) as server:
        collect(run, server, range(1_000), chunk_items=100)
        assert server.received[1][0] == (4, 100)
        assert [sequence for sequence, _ in server.received[1]] == list(range(4, 11))


@every_client
def test_classify_server_restarts_on_its_port_answers_each_item_once(run: Run) -> None:
    items = [n * 37 for n in range(3_000)]
    rows: List[Any] = []
    first = ScriptedServer(Act(gather=2))
    second: List[ScriptedServer] = []

    def consume(chunk: ClassifiedItems[Any]) -> None:
        rows.extend(chunk)
        if len(rows) == 1_000:
            first.stop()
            second.append(ScriptedServer(port=first.port).__enter__())

    with first:
        run(first.target, items, consume, chunk_items=100, retry=RetryPolicy(attempts=20, initial_backoff=0.2, max_backoff=0.5))
    second[0].stop()
    assert_each_answered_once(rows, items)


@every_client
def test_classify_never_answered_gives_up_after_attempts(run: Run) -> None:
    with ScriptedServer(Act(answers=0)) as server:
        with pytest.raises(InfluenceError) as caught:
            collect(run, server, range(10))
        assert caught.value.code is grpc.StatusCode.UNAVAILABLE
        assert len(server.received) == FAST.attempts


@every_client
def test_classify_nobody_listens_raises_unavailable(run: Run) -> None:
    with pytest.raises(InfluenceError) as caught:
        run("127.0.0.1:1", [1], lambda chunk: None, retry=RetryPolicy(attempts=3, initial_backoff=0.01, accept_timeout=0.1))
    assert caught.value.code is grpc.StatusCode.UNAVAILABLE


@every_client
def test_classify_server_that_never_accepts_gives_up_in_time(run: Run) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        with pytest.raises(InfluenceError, match="in time") as caught:
            run(
                f"127.0.0.1:{silent.getsockname()[1]}",
                [1],
                lambda chunk: None,
                retry=RetryPolicy(attempts=3, initial_backoff=0.01, accept_timeout=0.1),
            )
    assert caught.value.code is grpc.StatusCode.UNAVAILABLE


@every_client
def test_classify_server_that_comes_later_is_waited_for(run: Run) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    late: List[ScriptedServer] = []
    starting = threading.Timer(1.5, lambda: late.append(ScriptedServer(port=port).__enter__()))
    starting.start()
    rows: List[Any] = []
    try:
        run(f"127.0.0.1:{port}", range(300), rows.extend, retry=RetryPolicy(attempts=4, initial_backoff=0.01, accept_timeout=5.0))
    finally:
        starting.join()
        late[0].stop()
    assert_each_answered_once(rows, list(range(300)))


@every_client
def test_classify_refused_call_raises_at_once_with_reason(run: Run) -> None:
    with ScriptedServer(Act(answers=0, accept=False, ending="UNKNOWN_TIER_SCHEME")) as server:
        with pytest.raises(InfluenceError) as caught:
            collect(run, server, range(10), schemes=["x"])
        assert (caught.value.code, caught.value.reason) == (grpc.StatusCode.INVALID_ARGUMENT, "UNKNOWN_TIER_SCHEME")
        assert caught.value.metadata == {"scheme_id": "x", "known": "y"}
        assert len(server.received) == 1


@every_client
def test_classify_refused_call_reads_nothing_of_the_source(run: Run) -> None:
    read: List[int] = []

    def source() -> Iterator[int]:
        for n in range(10):
            read.append(n)
            yield n

    with ScriptedServer(Act(answers=0, accept=False, ending="UNKNOWN_TIER_SCHEME")) as server:
        with pytest.raises(InfluenceError):
            collect(run, server, source())
    assert read == []


@every_client
def test_classify_schemes_change_between_calls_raises(run: Run) -> None:
    with ScriptedServer(Act(answers=1), Act(scheme_version=2)) as server:
        with pytest.raises(InfluenceError, match="schemes changed"):
            collect(run, server, range(1_000), chunk_items=100)


@every_client
def test_classify_refused_chunk_comes_back_with_refusal_and_stream_goes_on(run: Run) -> None:
    chunks: List[ClassifiedItems[Any]] = []
    with ScriptedServer(Act(refuse={2: "ITEMS_KIND_UNSUPPORTED"})) as server:
        run(server.target, range(300), chunks.append, chunk_items=100)
    assert [chunk.refusal.reason if chunk.refusal else None for chunk in chunks] == [None, "ITEMS_KIND_UNSUPPORTED", None]
    assert [chunk.failed for chunk in chunks] == [0, 100, 0]
    assert all(row.error is chunks[1].refusal and row.tiers == (None,) for row in chunks[1])
    with pytest.raises(InfluenceError):
        chunks[1].ordinals()


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
def test_classify_progress_counts_items_failures_and_resumptions(run: Run) -> None:
    seen: List[Progress] = []
    with ScriptedServer(Act(answers=1), Act()) as server:
        collect(run, server, [None, *range(249)], chunk_items=100, progress=seen.append)
    assert [(step.items, step.failed, step.chunks) for step in seen] == [(100, 1, 1), (200, 1, 2), (250, 1, 3)]
    assert (seen[0].resumptions, seen[-1].resumptions) == (0, 1)


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
