"""Bulk classification by both clients, for tests that say the same sentences of each."""

from __future__ import annotations

import asyncio
from typing import Any, AsyncIterator, Callable, Iterable, List

import pytest

from influence_grpc import AioClient, ClassifiedItems, Client, RetryPolicy
from scripted_server import ScriptedServer, ordinal

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
