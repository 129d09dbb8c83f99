"""Calls of fit whose server drains while they run, and another takes its port: both clients."""

from __future__ import annotations

import asyncio
import threading
from typing import Any, Iterator, List

import pytest

from influence_grpc import AioClient, Client, Ranking, RetryPolicy, ScoredItems
from influence_grpc.messages import CreatorProfile
from profile_runs import Stream, stream_aio, stream_sync
from real_server import RealServer

RESTARTS = RetryPolicy(attempts=20, initial_backoff=0.1, max_backoff=1.0)


def replaced_after(first: RealServer, second: List[RealServer]) -> threading.Thread:
    """Shuts a server down and puts another one on its port."""

    def replace() -> None:
        first.stop()
        second.append(RealServer(first.port))

    return threading.Thread(target=replace)


@pytest.mark.parametrize("stream", [stream_sync, stream_aio])
def test_score_fit_stream_server_drains_and_another_takes_its_port_answers_each_item_once(stream: Stream) -> None:
    first, second = RealServer(), []  # type: ignore[var-annotated]
    replacing = replaced_after(first, second)
    done: List[str] = []

    def consume(chunk: ScoredItems[CreatorProfile]) -> None:
        assert all(score > 0 for score in chunk.scores)
        done.extend(item.creator_id for item in chunk.items)
        if len(done) == 5_000:
            first.drain()
            replacing.start()

    items = (CreatorProfile(creator_id=f"c{n}", followers=n + 1) for n in range(40_000))
    try:
        stream(first.target, "score_fit_stream", items, consume, brief={"topics": {"sport": 1}}, chunk_items=500, retry=RESTARTS)
    finally:
        if replacing.ident:
            replacing.join()
        for server in second or [first]:
            server.stop()
    assert done == [f"c{n}" for n in range(40_000)]
    assert second, "the server was never replaced"


def ranked(client: Any, target: str, items: Any, brief: Any) -> Ranking[CreatorProfile]:
    async def run() -> Ranking[CreatorProfile]:
        async with AioClient(target, retry=RESTARTS) as aio:
            return await aio.rank_creators(items, brief, count=2, chunk_items=500)

    if client is AioClient:
        return asyncio.run(run())
    with Client(target, retry=RESTARTS) as sync:
        return sync.rank_creators(items, brief, count=2, chunk_items=500)


@pytest.mark.parametrize("client", [Client, AioClient], ids=["threads", "asyncio"])
def test_rank_creators_server_drains_and_another_takes_its_port_ranks_all(client: Any) -> None:
    first, second = RealServer(), []  # type: ignore[var-annotated]
    replacing = replaced_after(first, second)
    begun: List[int] = []

    class Source:
        """Every iteration begins with the first creator."""

        def __iter__(self) -> Iterator[CreatorProfile]:
            begun.append(1)
            for n in range(30_000):
                if n == 15_000 and len(begun) == 1:
                    first.drain()
                    replacing.start()
                yield CreatorProfile(creator_id=f"c{n:05}", followers=n + 1)

    brief = {"size": {"followers": 10_000, "logSpread": 0.5}}
    try:
        ranking = ranked(client, first.target, Source(), brief)
    finally:
        if replacing.ident:
            replacing.join()
        for server in second or [first]:
            server.stop()
    assert len(begun) >= 2 and ranking.scored == 30_000 and [each.rank for each in ranking.creators] == [1, 2]
