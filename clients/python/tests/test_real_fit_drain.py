"""Calls of fit and of campaigns whose server drains while they run, and another takes its port: both clients."""

from __future__ import annotations

import asyncio
import threading
from typing import Any, Iterator, List

import pytest

from influence_grpc import AioClient, Client, PlannedCampaign, Ranking, RetryPolicy, ScoredItems
from influence_grpc._generated.google.type.money_pb2 import Money
from influence_grpc.messages import CreatorProfile, Deliverable, Platform, Price
from profile_runs import Stream, stream_aio, stream_sync
from real_server import RealServer

RESTARTS = RetryPolicy(attempts=20, initial_backoff=0.1, max_backoff=1.0)

POST, INSTAGRAM = Deliverable.Value("DELIVERABLE_POST"), Platform.Value("PLATFORM_INSTAGRAM")

every_client = pytest.mark.parametrize("client", [Client, AioClient], ids=["threads", "asyncio"])


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


def asked(client: Any, target: str, method: str, *arguments: Any, **options: Any) -> Any:
    async def run() -> Any:
        async with AioClient(target, retry=RESTARTS) as aio:
            return await getattr(aio, method)(*arguments, **options, chunk_items=500)

    if client is AioClient:
        return asyncio.run(run())
    with Client(target, retry=RESTARTS) as sync:
        return getattr(sync, method)(*arguments, **options, chunk_items=500)


class Source:
    """Creators whose every iteration begins with the first one; in the middle of the first iteration `first` drains."""

    def __init__(self, first: RealServer, replacing: threading.Thread) -> None:
        self.begun = 0
        self._first = first
        self._replacing = replacing

    def __iter__(self) -> Iterator[CreatorProfile]:
        self.begun += 1
        for n in range(30_000):
            if n == 15_000 and self.begun == 1:
                self._first.drain()
                self._replacing.start()
            price = Price(deliverable=POST, amount=Money(currency_code="NOK", units=1 + n % 7))  # type: ignore[arg-type]
            yield CreatorProfile(creator_id=f"c{n:05}", platform=INSTAGRAM, followers=n + 1, prices=[price])  # type: ignore[arg-type]


def drained(client: Any, method: str, *arguments: Any, **options: Any) -> Any:
    """What a call comes to whose server drains in its middle, and another one takes the port."""
    first, second = RealServer(), []  # type: ignore[var-annotated]
    replacing = replaced_after(first, second)
    source = Source(first, replacing)
    try:
        answer = asked(client, first.target, method, source, *arguments, **options)
    finally:
        if replacing.ident:
            replacing.join()
        for server in second or [first]:
            server.stop()
    assert source.begun >= 2 and second
    return answer


@every_client
def test_rank_creators_server_drains_and_another_takes_its_port_ranks_all(client: Any) -> None:
    ranking: Ranking[CreatorProfile] = drained(client, "rank_creators", {"size": {"followers": 10_000, "logSpread": 0.5}}, count=2)
    assert ranking.scored == 30_000 and [each.rank for each in ranking.creators] == [1, 2]


@every_client
def test_plan_campaign_server_drains_and_another_takes_its_port_plans_with_all(client: Any) -> None:
    brief = {"cost": {"deliverable": "DELIVERABLE_POST", "currencyCode": "NOK", "referenceCostPerEngagement": 6}}
    plan: PlannedCampaign[CreatorProfile] = drained(client, "plan_campaign", brief, budget=3, universe={"people": 10**9})
    assert plan.items == plan.candidates + plan.dropped == 30_000 and plan.ineligible == 0
    assert plan.cost <= 3 and int(plan.steps[0].creator_id[1:]) > 15_000  # of those that the first server never saw
