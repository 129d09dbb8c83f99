"""Calls and streams of profiles by both clients, for tests that say the same sentences of each."""

from __future__ import annotations

import asyncio
from typing import Any, AsyncIterator, Callable, Iterable, List

import pytest

from influence_grpc import AioClient, Client, RetryPolicy
from influence_grpc.messages import CreatorProfile
from scripted_profiles import ProfileAct, ScriptedProfiles
from scripted_server import ScriptedServer

FAST = RetryPolicy(attempts=4, initial_backoff=0.001, max_backoff=0.01, accept_timeout=2.0)


def call_sync(target: str, method: str, *arguments: Any, **options: Any) -> Any:
    with Client(target, retry=FAST) as client:
        return getattr(client, method)(*arguments, **options)


def call_aio(target: str, method: str, *arguments: Any, **options: Any) -> Any:
    async def run() -> Any:
        async with AioClient(target, retry=FAST) as client:
            return await getattr(client, method)(*arguments, **options)

    return asyncio.run(run())


def stream_sync(target: str, method: str, items: Iterable[Any], consume: Callable[[Any], None], **options: Any) -> None:
    with Client(target, retry=options.pop("retry", FAST)) as client:
        for answer in getattr(client, method)(items, **options):
            consume(answer)


def stream_aio(target: str, method: str, items: Any, consume: Callable[[Any], None], **options: Any) -> None:
    async def run() -> None:
        async with AioClient(target, retry=options.pop("retry", FAST)) as client:
            async for answer in getattr(client, method)(items, **options):
                consume(answer)

    asyncio.run(run())


def stream_aio_async_source(target: str, method: str, items: Iterable[Any], consume: Callable[[Any], None], **options: Any) -> None:
    async def source() -> AsyncIterator[Any]:
        for item in items:
            yield item

    stream_aio(target, method, source(), consume, **options)


Call = Callable[..., Any]
Stream = Callable[..., None]
every_call = pytest.mark.parametrize("call", [call_sync, call_aio])
every_stream = pytest.mark.parametrize("stream", [stream_sync, stream_aio, stream_aio_async_source])


def answers(stream: Stream, profiles: ScriptedProfiles, method: str, items: Iterable[Any], **options: Any) -> List[Any]:
    collected: List[Any] = []
    with ScriptedServer(profiles=profiles) as server:
        stream(server.target, method, items, collected.append, **options)
    return collected


def creators(count: int, version: int = 1) -> List[CreatorProfile]:
    return [CreatorProfile(creator_id=f"c{n}", followers=n, version=version) for n in range(count)]


def ids_of(count: int) -> List[str]:
    return [f"c{n}" for n in range(count)]


def filled(*acts: ProfileAct, count: int = 300) -> ScriptedProfiles:
    profiles = ScriptedProfiles(*acts)
    profiles.store = {profile.creator_id: profile for profile in creators(count)}
    return profiles
