"""The client for asyncio."""

from __future__ import annotations

import asyncio
import random
from itertools import islice
from types import TracebackType
from typing import Any, AsyncIterable, AsyncIterator, Awaitable, Callable, Iterable, List, Optional, Sequence, Type, TypeVar, Union

import grpc
import grpc.aio

from influence_grpc import connection
from influence_grpc._generated.influence.v1.info_service_pb2_grpc import InfoServiceStub
from influence_grpc._generated.influence.v1.tier_service_pb2_grpc import TierServiceStub
from influence_grpc.connection import CallEnded, CallMetadata
from influence_grpc.errors import InfluenceError, error_of_call
from influence_grpc.items import CreatorId, Followers, Profile, kind_of
from influence_grpc.messages import (
    ClassifyTierResponse,
    CreatorProfile,
    GetServerInfoRequest,
    GetServerInfoResponse,
    ListTierSchemesRequest,
    ListTierSchemesResponse,
    ReadOptions,
    StreamClassifyTiersRequest,
)
from influence_grpc.results import ClassifiedItems, Progress
from influence_grpc.retry import RetryPolicy
from influence_grpc.selection import PlatformName, Schemes, platform_of
from influence_grpc.stream_window import StreamOptions, StreamWindow

T = TypeVar("T")


class AioClient:
    """As `Client`, for asyncio: create it where the loop runs, await its methods, close it or use it with `async with`."""

    def __init__(
        self,
        target: str = connection.DEFAULT_TARGET,
        *,
        credentials: Optional[Any] = None,
        metadata: CallMetadata = (),
        timeout: float = connection.DEFAULT_TIMEOUT,
        retry: RetryPolicy = RetryPolicy(),
    ) -> None:
        address, options = connection.address_of(target), connection.CHANNEL_OPTIONS
        self._channel = (
            grpc.aio.secure_channel(address, credentials, options) if credentials else grpc.aio.insecure_channel(address, options)
        )
        self._info = InfoServiceStub(self._channel)
        self._tiers = TierServiceStub(self._channel)
        self._metadata = tuple(metadata)
        self._timeout = timeout
        self._retry = retry

    async def close(self) -> None:
        """Ends the connection and every call on it."""
        await self._channel.close()

    async def __aenter__(self) -> AioClient:
        return self

    async def __aexit__(self, kind: Optional[Type[BaseException]], error: Optional[BaseException], trace: Optional[TracebackType]) -> None:
        await self.close()

    async def server_info(self) -> GetServerInfoResponse:
        """Version, limits and defaults of the server."""
        return await self._unary(self._info.GetServerInfo, GetServerInfoRequest())

    async def list_tier_schemes(self) -> ListTierSchemesResponse:
        """Every scheme that the server knows, and which is its default."""
        return await self._unary(self._tiers.ListTierSchemes, ListTierSchemesRequest())

    async def classify_tier(
        self,
        followers: Optional[int] = None,
        *,
        profile: Optional[CreatorProfile] = None,
        creator_id: Optional[str] = None,
        schemes: Schemes = (),
        platform: Optional[PlatformName] = None,
        read_options: Optional[ReadOptions] = None,
    ) -> ClassifyTierResponse:
        """One creator, explained: as `Client.classify_tier`."""
        request = connection.classify_request(followers, profile, creator_id, schemes, platform, read_options)
        return await self._unary(self._tiers.ClassifyTier, request)

    async def batch_classify_tiers(
        self,
        items: Sequence[T],
        *,
        followers: Optional[Followers[T]] = None,
        creator_id: Optional[CreatorId[T]] = None,
        profile: Optional[Profile[T]] = None,
        schemes: Schemes = (),
        platform: Optional[PlatformName] = None,
        boundary_margins: bool = False,
        unranked_reasons: bool = False,
        read_options: Optional[ReadOptions] = None,
    ) -> ClassifiedItems[T]:
        """One batch: as `Client.batch_classify_tiers`."""
        request = connection.batch_request(
            items, followers, creator_id, profile, schemes, platform, boundary_margins, unranked_reasons, read_options
        )
        return connection.batch_answer(items, await self._unary(self._tiers.BatchClassifyTiers, request))

    def classify(
        self,
        items: Union[Iterable[T], AsyncIterable[T]],
        *,
        followers: Optional[Followers[T]] = None,
        creator_id: Optional[CreatorId[T]] = None,
        profile: Optional[Profile[T]] = None,
        schemes: Schemes = (),
        platform: Optional[PlatformName] = None,
        boundary_margins: bool = False,
        unranked_reasons: bool = False,
        read_options: Optional[ReadOptions] = None,
        chunk_items: int = StreamOptions.chunk_items,
        chunks_in_flight: int = StreamOptions.chunks_in_flight,
        progress: Optional[Callable[[Progress], None]] = None,
    ) -> AsyncIterator[ClassifiedItems[T]]:
        """Any number of items, answered chunk by chunk in their order, each item once: as `Client.classify`.

        items: read in the task that iterates over the answers. An iterable that is not asynchronous must not block.
        """
        kind = kind_of(followers, creator_id, profile, platform_of(platform))
        config = connection.stream_config(schemes, boundary_margins, unranked_reasons, read_options)
        options = StreamOptions(chunk_items, chunks_in_flight, self._retry)
        return self._stream(StreamWindow(kind, config, options, random.random), _taker(items), progress)

    async def _unary(self, method: Any, request: Any) -> Any:
        try:
            return await method(request, timeout=self._timeout, metadata=self._metadata)
        except grpc.RpcError as error:
            raise error_of_call(error) from None

    async def _stream(
        self, window: StreamWindow[T], take: Callable[[int], Awaitable[List[T]]], progress: Optional[Callable[[Progress], None]]
    ) -> AsyncIterator[ClassifiedItems[T]]:
        """Calls, one after another, until all is answered. Like `Client._stream`, to which any change goes too."""
        wait: Optional[float] = 0.0
        again = False
        while wait is not None:
            await asyncio.sleep(wait)
            call = _Call(self._tiers.StreamClassifyTiers, self._metadata, again, window.opening_request())
            again = True
            try:
                while True:
                    request = window.next_request()
                    if request is not None:
                        await call.send(request)
                        continue
                    if window.half_close_due():
                        await call.half_close()
                    room = window.room
                    event = await call.next_event(not room, window.accept_timeout)
                    if event is None:  # nothing has come; go on reading the source
                        taken = await take(room)
                        window.offer(taken, last=len(taken) < room)
                    elif isinstance(event, CallEnded):
                        wait = window.ended(event.error)
                        break
                    else:
                        answer = window.receive(event)
                        if answer is not None:
                            if progress is not None:
                                progress(window.progress)
                            yield answer
            finally:
                await call.close()


def _taker(items: Union[Iterable[T], AsyncIterable[T]]) -> Callable[[int], Awaitable[List[T]]]:
    """A function that reads the next n items, or fewer where there are no more."""
    if isinstance(items, AsyncIterable):
        source = items.__aiter__()

        async def take(count: int) -> List[T]:
            taken: List[T] = []
            while len(taken) < count:
                try:
                    taken.append(await source.__anext__())
                except StopAsyncIteration:
                    break
            return taken

        return take
    iterator = iter(items)

    async def take_at_once(count: int) -> List[T]:
        return list(islice(iterator, count))

    return take_at_once


class _Call:
    """One bidirectional call. A task of its own reads, so that a write that waits for the server's window cannot keep
    the answers away that would open it."""

    def __init__(self, method: Any, metadata: CallMetadata, wait_for_ready: bool, opening: StreamClassifyTiersRequest) -> None:
        self._call = method(metadata=metadata, wait_for_ready=wait_for_ready)
        self._events: asyncio.Queue[Any] = asyncio.Queue()
        self._reader = asyncio.ensure_future(self._read())
        # Not awaited: it ends when the call is connected, and that has a time limit. A call that is cancelled before
        # never ends it (grpc 1.51), so `close` does.
        self._opening = asyncio.ensure_future(self.send(opening))

    async def send(self, request: StreamClassifyTiersRequest) -> None:
        await self._quietly(self._call.write(request))

    async def half_close(self) -> None:
        await self._quietly(self._call.done_writing())

    async def next_event(self, wait: bool, timeout: Optional[float]) -> Any:
        """A response, a `CallEnded`, or None when there is nothing and `wait` is False."""
        if not wait:
            await asyncio.sleep(0)  # lets the reader run while the source never waits
            if self._events.empty():
                return None
        try:
            return await asyncio.wait_for(self._events.get(), timeout)
        except asyncio.TimeoutError:
            return connection.not_accepted()

    async def close(self) -> None:
        """Ends the call, however far it is, and its reader."""
        self._call.cancel()
        self._reader.cancel()
        self._opening.cancel()
        await asyncio.wait([self._reader, self._opening])

    async def _read(self) -> None:
        try:
            while True:
                response = await self._call.read()
                if response is grpc.aio.EOF:
                    break
                self._events.put_nowait(response)
            self._events.put_nowait(CallEnded(None))
        except grpc.RpcError as error:
            self._events.put_nowait(CallEnded(error_of_call(error)))
        except Exception as fault:  # nobody hears a task that dies: the caller must
            self._events.put_nowait(CallEnded(InfluenceError(grpc.StatusCode.INTERNAL, f"reading the stream failed: {fault!r}")))

    @staticmethod
    async def _quietly(writing: Awaitable[None]) -> None:
        """A call that has ended takes no more; its reader tells how it ended."""
        try:
            await writing
        except (grpc.RpcError, asyncio.InvalidStateError):
            pass
