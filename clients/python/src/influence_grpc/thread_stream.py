"""Drives a `StreamWindow` with a thread that reads."""

from __future__ import annotations

import threading
import time
from itertools import islice
from queue import Empty, SimpleQueue
from typing import Any, Callable, Iterator, Optional, TypeVar

import grpc

from influence_grpc import connection
from influence_grpc.connection import CallEnded, CallMetadata
from influence_grpc.errors import InfluenceError, error_of_call
from influence_grpc.results import Progress
from influence_grpc.stream_rpc import A
from influence_grpc.stream_window import StreamWindow

T = TypeVar("T")


def stream(
    method: Any,
    metadata: CallMetadata,
    window: StreamWindow[T, A],
    source: Iterator[T],
    progress: Optional[Callable[[Progress], None]],
    again: bool = False,
) -> Iterator[A]:
    """Calls `method`, again and again, until all of `source` is answered. `again` says that the first call
    waits for a server too. Like `aio_stream.stream`, to which any change goes too."""
    wait: Optional[float] = 0.0
    while wait is not None:
        time.sleep(wait)
        call = _Call(method, metadata, again)
        again = True
        try:
            wait = yield from _converse(call, window, source, progress)
        finally:
            call.close()


def _converse(call: _Call, window: StreamWindow[T, A], source: Iterator[T], progress: Optional[Callable[[Progress], None]]) -> Any:
    """One call, from config to end; returns what `StreamWindow.ended` says."""
    call.send(window.opening_request())
    while True:
        request = window.next_request()
        if request is not None:
            call.send(request)
            continue
        if window.half_close_due():
            call.half_close()
        room = window.room
        event = call.next_event(not room, window.accept_timeout)
        if event is None:  # nothing has come; go on reading the source
            items = list(islice(source, room))
            window.offer(items, last=len(items) < room)
        elif isinstance(event, CallEnded):
            return window.ended(event.error)
        else:
            for answer in window.receive(event):
                if progress is not None:
                    progress(window.progress)
                yield answer


class _Call:
    """One bidirectional call. Requests leave by gRPC's own thread, events arrive by one of ours; whoever uses this
    blocks in neither. Both queues hold no more than the window lets through."""

    def __init__(self, method: Any, metadata: CallMetadata, wait_for_ready: bool) -> None:
        self._requests: SimpleQueue[Any] = SimpleQueue()
        self._events: SimpleQueue[Any] = SimpleQueue()
        self._call = method(iter(self._requests.get, None), metadata=metadata, wait_for_ready=wait_for_ready)
        self._reader = threading.Thread(target=self._read, name="influence-grpc-stream", daemon=True)
        self._reader.start()

    def send(self, request: Any) -> None:
        self._requests.put(request)

    def half_close(self) -> None:
        self._requests.put(None)

    def next_event(self, wait: bool, timeout: Optional[float]) -> Any:
        """A response, a `CallEnded`, or None when there is nothing and `wait` is False."""
        try:
            return self._events.get(wait, timeout)
        except Empty:
            return connection.not_accepted() if wait else None

    def close(self) -> None:
        """Ends the call, however far it is, and both threads."""
        self._call.cancel()
        self._requests.put(None)
        self._reader.join(timeout=5)  # at once; bounded for an interpreter that is shutting down

    def _read(self) -> None:
        try:
            for response in self._call:
                self._events.put(response)
            self._events.put(CallEnded(None))
        except grpc.RpcError as error:
            self._events.put(CallEnded(error_of_call(error)))
        except Exception as fault:  # nobody hears a thread that dies: the caller must
            self._events.put(CallEnded(InfluenceError(grpc.StatusCode.INTERNAL, f"reading the stream failed: {fault!r}")))
