"""Drives a `StreamWindow` with a task that reads."""

from __future__ import annotations

import asyncio
from itertools import islice
from typing import Any, AsyncIterable, AsyncIterator, Awaitable, Callable, Iterable, List, Optional, TypeVar, Union

import grpc
import grpc.aio

from influence_grpc import connection
from influence_grpc.connection import CallEnded, CallMetadata
from influence_grpc.errors import InfluenceError, error_of_call
from influence_grpc.results import Progress
from influence_grpc.stream_rpc import A
from influence_grpc.stream_window import StreamWindow

T = TypeVar("T")


async def stream(
    method: Any,
    metadata: CallMetadata,
    window: StreamWindow[T, A],
    items: Union[Iterable[T], AsyncIterable[T]],
    progress: Optional[Callable[[Progress], None]],
    again: bool = False,
) -> AsyncIterator[A]:
    """Calls `method`, again and again, until all of `items` is answered. `again` says that the first call
    waits for a server too. Like `thread_stream.stream`, to which any change goes too."""
    take = taker(items)
    wait: Optional[float] = 0.0
    while wait is not None:
        await asyncio.sleep(wait)
        call = _Call(method, metadata, again, window.opening_request())
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
                    for answer in window.receive(event):
                        if progress is not None:
                            progress(window.progress)
                        yield answer
        finally:
            await call.close()


def taker(items: Union[Iterable[T], AsyncIterable[T]]) -> Callable[[int], Awaitable[List[T]]]:
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

    def __init__(self, method: Any, metadata: CallMetadata, wait_for_ready: bool, opening: Any) -> None:
        self._call = method(metadata=metadata, wait_for_ready=wait_for_ready)
        self._events: asyncio.Queue[Any] = asyncio.Queue()
        self._reader = asyncio.ensure_future(self._read())
        # Not awaited: it ends when the call is connected, and that has a time limit. A call that is cancelled before
        # never ends it (grpc 1.51), so `close` does.
        self._opening = asyncio.ensure_future(self.send(opening))

    async def send(self, request: Any) -> None:
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
