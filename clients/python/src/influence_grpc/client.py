"""The client for threads."""

from __future__ import annotations

import random
import threading
import time
from itertools import islice
from queue import Empty, SimpleQueue
from types import TracebackType
from typing import Any, Callable, Iterable, Iterator, Optional, Sequence, Type, TypeVar

import grpc

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


class Client:
    """A connection to the service; safe to share between threads, and cheap to keep. Close it, or use it with `with`.

    target: "host:port", "http://host:port", or any address that gRPC knows.
    credentials: for TLS, such as `grpc.ssl_channel_credentials()`; without them the connection is plain.
    metadata: sent with every call, such as [("authorization", "Bearer ...")].
    timeout: seconds for a unary call, > 0. Streams have none.
    retry: how bulk streams are taken up again.

    Every failed call raises `InfluenceError`.
    """

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
        self._channel = grpc.secure_channel(address, credentials, options) if credentials else grpc.insecure_channel(address, options)
        self._info = InfoServiceStub(self._channel)
        self._tiers = TierServiceStub(self._channel)
        self._metadata = tuple(metadata)
        self._timeout = timeout
        self._retry = retry

    def close(self) -> None:
        """Ends the connection and every call on it."""
        self._channel.close()

    def __enter__(self) -> Client:
        return self

    def __exit__(self, kind: Optional[Type[BaseException]], error: Optional[BaseException], trace: Optional[TracebackType]) -> None:
        self.close()

    def server_info(self) -> GetServerInfoResponse:
        """Version, limits and defaults of the server."""
        return self._unary(self._info.GetServerInfo, GetServerInfoRequest())

    def list_tier_schemes(self) -> ListTierSchemesResponse:
        """Every scheme that the server knows, and which is its default."""
        return self._unary(self._tiers.ListTierSchemes, ListTierSchemesRequest())

    def classify_tier(
        self,
        followers: Optional[int] = None,
        *,
        profile: Optional[CreatorProfile] = None,
        creator_id: Optional[str] = None,
        schemes: Schemes = (),
        platform: Optional[PlatformName] = None,
        read_options: Optional[ReadOptions] = None,
    ) -> ClassifyTierResponse:
        """One creator under one or several schemes, explained.

        Exactly one of: followers, in [0, 10,000,000,000]; profile; creator_id, looked up in the server's store.
        schemes: ids, and at most one TierScheme of your own; none means the server's default.
        platform: the creator's, with `followers` only, such as "instagram".
        """
        request = connection.classify_request(followers, profile, creator_id, schemes, platform, read_options)
        return self._unary(self._tiers.ClassifyTier, request)

    def batch_classify_tiers(
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
        """Up to `server_info().limits.max_items` items in one call. Parameters as those of `classify`."""
        request = connection.batch_request(
            items, followers, creator_id, profile, schemes, platform, boundary_margins, unranked_reasons, read_options
        )
        return connection.batch_answer(items, self._unary(self._tiers.BatchClassifyTiers, request))

    def classify(
        self,
        items: Iterable[T],
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
    ) -> Iterator[ClassifiedItems[T]]:
        """Any number of items, answered chunk by chunk in their order, each item once.

        items: read in the caller's thread, and never further ahead than `chunks_in_flight` chunks of `chunk_items`.
        followers: a function of an item, or a key of it, giving its follower count in [0, 10,000,000,000] or None where
            that is unknown. Without it (and without the next two) the items are follower counts themselves.
        creator_id, profile: the same, giving what the store knows the creator by, or the whole profile.
        boundary_margins, unranked_reasons: fill in these columns.
        progress: called after every chunk.

        A call that is cut, or drained by a server that shuts down, is taken up again after the last chunk answered, as
        `retry` says. A chunk that the server refuses comes back with `refusal` set. Stop early by leaving the loop.
        """
        kind = kind_of(followers, creator_id, profile, platform_of(platform))
        config = connection.stream_config(schemes, boundary_margins, unranked_reasons, read_options)
        options = StreamOptions(chunk_items, chunks_in_flight, self._retry)
        return self._stream(StreamWindow(kind, config, options, random.random), iter(items), progress)

    def _unary(self, method: Any, request: Any) -> Any:
        try:
            return method(request, timeout=self._timeout, metadata=self._metadata)
        except grpc.RpcError as error:
            raise error_of_call(error) from None

    def _stream(
        self, window: StreamWindow[T], source: Iterator[T], progress: Optional[Callable[[Progress], None]]
    ) -> Iterator[ClassifiedItems[T]]:
        wait: Optional[float] = 0.0
        again = False
        while wait is not None:
            time.sleep(wait)
            call = _Call(self._tiers.StreamClassifyTiers, self._metadata, again)
            again = True
            try:
                wait = yield from _converse(call, window, source, progress)
            finally:
                call.close()


def _converse(call: _Call, window: StreamWindow[T], source: Iterator[T], progress: Optional[Callable[[Progress], None]]) -> Any:
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
            answer = window.receive(event)
            if answer is not None:
                if progress is not None:
                    progress(window.progress)
                yield answer


class _Call:
    """One bidirectional call. Requests leave by gRPC's own thread, events arrive by one of ours; whoever uses this
    blocks in neither. Both queues hold no more than the window lets through."""

    def __init__(self, method: Any, metadata: CallMetadata, wait_for_ready: bool) -> None:
        self._requests: SimpleQueue[Optional[StreamClassifyTiersRequest]] = SimpleQueue()
        self._events: SimpleQueue[Any] = SimpleQueue()
        self._call = method(iter(self._requests.get, None), metadata=metadata, wait_for_ready=wait_for_ready)
        self._reader = threading.Thread(target=self._read, name="influence-grpc-stream", daemon=True)
        self._reader.start()

    def send(self, request: StreamClassifyTiersRequest) -> None:
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
