"""Two servers on one Redis, of which one goes while everything is under way: both clients."""

from __future__ import annotations

import asyncio
import threading
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any, AsyncIterator, Callable, Dict, Iterator, List, Tuple

import pytest

from command_line import wait_until
from influence_grpc import AioClient, Client, Progress
from influence_grpc.messages import CreatorProfile
from real_server import RealServer
from redis_server import RedisServer

STORED, RANKED, AFTER, PATIENCE = 500, 2_000, 1_000, 90.0
BRIEF = {"title": "Running", "topics": {"sport/running": 1}}


def profile(name: str, number: int) -> CreatorProfile:
    return CreatorProfile(creator_id=f"{name}{number}", followers=number + 1, version=1)


class Threads:
    """Calls of one client by threads."""

    def __init__(self, target: str) -> None:
        self._client = Client(target)
        self._threads = ThreadPoolExecutor(32)

    def unary(self, method: str, *arguments: Any) -> Any:
        return getattr(self._client, method)(*arguments)

    def stream(self, method: str, items: Callable[[int], Any], gone: threading.Event, consume: Any, **options: Any) -> Future[None]:
        def run() -> None:
            for chunk in getattr(self._client, method)(numbers(items, gone), **options):
                consume(chunk)

        return self._threads.submit(run)

    def rank(self, source: ToRank) -> Future[Any]:
        return self._threads.submit(self._client.rank_creators, source, BRIEF, count=5, chunk_items=100)

    def repeat(self, gone: threading.Event, answered: Callable[[Any, Any], None]) -> Future[None]:
        def run() -> None:
            for _ in rounds(gone):
                answered(self._client.classify_tier(3_000), self._client.get_profile("c7"))

        return self._threads.submit(run)

    def close(self) -> None:
        self._client.close()
        self._threads.shutdown()


class Tasks:
    """Calls of one client by tasks of an event loop, which has a thread of its own."""

    def __init__(self, target: str) -> None:
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever)
        self._thread.start()
        self._client: AioClient = self._begin(self._connect(target)).result(PATIENCE)

    def unary(self, method: str, *arguments: Any) -> Any:
        return self._begin(getattr(self._client, method)(*arguments)).result(PATIENCE)

    def stream(self, method: str, items: Callable[[int], Any], gone: threading.Event, consume: Any, **options: Any) -> Future[None]:
        async def run() -> None:
            async for chunk in getattr(self._client, method)(numbers(items, gone), **options):
                consume(chunk)

        return self._begin(run())

    def rank(self, source: ToRank) -> Future[Any]:
        return self._begin(self._client.rank_creators(AsyncToRank(source), BRIEF, count=5, chunk_items=100))

    def repeat(self, gone: threading.Event, answered: Callable[[Any, Any], None]) -> Future[None]:
        async def run() -> None:
            for _ in rounds(gone):
                answered(await self._client.classify_tier(3_000), await self._client.get_profile("c7"))

        return self._begin(run())

    def close(self) -> None:
        self._begin(self._client.close()).result(PATIENCE)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    async def _connect(self, target: str) -> AioClient:
        return AioClient(target)

    def _begin(self, work: Any) -> Future[Any]:
        return asyncio.run_coroutine_threadsafe(work, self._loop)


def both_are_asked(calls: Any) -> bool:
    """Whether two calls in a row go to servers of different age: the first was begun some time before the second."""
    ages = [calls.unary("server_info").uptime.ToMilliseconds() for _ in range(3)]
    return ages != sorted(ages)


def rounds(gone: threading.Event) -> Iterator[None]:
    """Until the server is gone, and some more."""
    more = 30
    while more:
        more -= gone.is_set()
        yield


def numbers(items: Callable[[int], Any], gone: threading.Event) -> Iterator[Any]:
    """From 0 on, until the server is gone, and some more."""
    number, more = 0, AFTER
    while more:
        yield items(number)
        number += 1
        more -= gone.is_set()


class ToRank:
    """Half of the creators, and the others once the server is gone; can be read again."""

    def __init__(self, gone: threading.Event) -> None:
        self.gone = gone
        self.begun = 0
        self.half_way = threading.Event()

    def __iter__(self) -> Iterator[CreatorProfile]:
        self.begun += 1
        for number in range(RANKED):
            if number == RANKED // 2:
                self.half_way.set()
                assert self.gone.wait(PATIENCE)
            yield profile("r", number)


class AsyncToRank:
    """The same, where nothing may block."""

    def __init__(self, source: ToRank) -> None:
        self._source = source

    async def __aiter__(self) -> AsyncIterator[CreatorProfile]:
        self._source.begun += 1
        for number in range(RANKED):
            if number == RANKED // 2:
                self._source.half_way.set()
                assert await asyncio.get_running_loop().run_in_executor(None, self._source.gone.wait, PATIENCE)
            yield profile("r", number)


class Watched:
    """A stream whose items are counted as they are answered."""

    def __init__(self, calls: Any, method: str, items: Callable[[int], Any], gone: threading.Event, **options: Any) -> None:
        self._begun = threading.Event()
        self.answered: List[Any] = []
        self.resumptions = 0
        self._ends: Future[None] = calls.stream(method, items, gone, self._take, chunk_items=100, progress=self._progress, **options)
        self._ends.add_done_callback(lambda _: self._begun.set())
        assert self._begun.wait(PATIENCE)

    def check(self, items: Callable[[int], Any]) -> int:
        self._ends.result(PATIENCE)
        assert len(self.answered) > AFTER and self.answered == [items(number) for number in range(len(self.answered))]
        return len(self.answered)

    def _take(self, chunk: Any) -> None:
        assert chunk.refusal is None and chunk.failed == 0
        self.answered.extend(row.item for row in chunk)
        self._begun.set()

    def _progress(self, progress: Progress) -> None:
        self.resumptions = progress.resumptions


def kinds_of_streams() -> Dict[str, Tuple[List[Callable[[int], Any]], Dict[str, Any]]]:
    """What two streams of each kind are asked."""
    return {
        "classify": ([lambda number: number] * 2, {}),
        "score_fit_stream": ([lambda number: profile("s", number)] * 2, {"brief": BRIEF}),
        "lookup_profiles": ([lambda number: f"c{number % STORED}"] * 2, {}),
        "upsert_profiles": ([lambda number: profile("v", number), lambda number: profile("w", number)], {}),
    }


@pytest.mark.parametrize("kill", [False, True], ids=["drained", "killed"])
@pytest.mark.parametrize("kind", [Threads, Tasks])
def test_one_of_two_servers_goes_every_item_is_answered_once(kind: Any, kill: bool) -> None:
    with RedisServer() as redis, RealServer(store=redis.address) as first, RealServer(store=redis.address) as second:
        calls = kind(f"{first.target},{second.target}")
        try:
            with Client(second.target) as writer:
                assert sum(len(answer) for answer in writer.upsert_profiles(profile("c", number) for number in range(STORED))) == STORED
            _lose_one(calls, first, kill)
        finally:
            calls.close()


def _lose_one(calls: Any, first: RealServer, kill: bool) -> None:
    gone, enough = threading.Event(), threading.Event()
    count: List[int] = []

    def answered(tier: Any, found: Any) -> None:
        assert (tier.classifications[0].tier.id, found.profile.followers) == ("micro", 8)
        count.append(1)
        if len(count) > 50:
            enough.set()

    wait_until(lambda: both_are_asked(calls))
    # Of two in a row each server gets one from now on.
    watched = {
        method: [Watched(calls, method, each, gone, **options) for each in items] for method, (items, options) in kinds_of_streams().items()
    }
    sources = [ToRank(gone), ToRank(gone)]
    rankings = []
    for source in sources:
        rankings.append(calls.rank(source))
        assert source.half_way.wait(PATIENCE)
    callers = [calls.repeat(gone, answered) for _ in range(4)]
    assert enough.wait(PATIENCE)
    if kill:
        first.process.kill()
    else:
        first.drain()
    assert first.process.wait(30) == (-9 if kill else 0)
    gone.set()
    for caller in callers:
        caller.result(PATIENCE)
    for method, (items, _) in kinds_of_streams().items():
        counts = [stream.check(each) for stream, each in zip(watched[method], items)]
        assert any(stream.resumptions for stream in watched[method]), f"{method}: no stream was with the server that went"
        if method == "upsert_profiles":
            for name, written in zip("vw", counts):
                found = calls.unary("get_profile", f"{name}{written - 1}")
                assert found.profile.followers == written
    assert [ranking.result(PATIENCE).scored for ranking in rankings] == [RANKED, RANKED]
    assert sum(source.begun for source in sources) > 2, "no ranking was with the server that went"
