"""Bulk classification against a server that cuts, drains and refuses: both clients, the same sentences."""

from __future__ import annotations

import socket
import threading
from typing import Any, Iterator, List

import grpc
import pytest

from classify_runs import FAST, Run, assert_each_answered_once, collect, every_client
from influence_grpc import ClassifiedItems, InfluenceError, Progress, RetryPolicy
from scripted_server import Act, ScriptedServer


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
def test_classify_progress_counts_items_failures_and_resumptions(run: Run) -> None:
    seen: List[Progress] = []
    with ScriptedServer(Act(answers=1), Act()) as server:
        collect(run, server, [None, *range(249)], chunk_items=100, progress=seen.append)
    assert [(step.items, step.failed, step.chunks) for step in seen] == [(100, 1, 1), (200, 1, 2), (250, 1, 3)]
    assert (seen[0].resumptions, seen[-1].resumptions) == (0, 1)
