"""A connection, and how calls are made on it by threads."""

from __future__ import annotations

import random
import time
from types import TracebackType
from typing import Any, Callable, Iterable, Iterator, Optional, Type, TypeVar

import grpc

from influence_grpc import connection, thread_stream
from influence_grpc._generated.influence.v1.info_service_pb2_grpc import InfoServiceStub
from influence_grpc.beginnings import Beginnings
from influence_grpc.call_security import CallSecurity
from influence_grpc.connection import CallMetadata
from influence_grpc.errors import InfluenceError, error_of_call
from influence_grpc.messages import GetServerActivityRequest, GetServerActivityResponse, GetServerInfoRequest, GetServerInfoResponse
from influence_grpc.results import Progress
from influence_grpc.retry import RetryElsewhere, RetryPolicy
from influence_grpc.stream_rpc import A, StreamRpc
from influence_grpc.stream_window import StreamOptions, StreamWindow
from influence_grpc.whole_stream import WholeStream

T = TypeVar("T")
S = TypeVar("S", bound="Caller")
W = TypeVar("W", bound=WholeStream[Any])


class Caller:
    """What every service's calls need. See `Client` for the parameters."""

    def __init__(
        self,
        target: str = connection.DEFAULT_TARGET,
        *,
        credentials: Optional[Any] = None,
        metadata: CallMetadata = (),
        timeout: float = connection.DEFAULT_TIMEOUT,
        retry: RetryPolicy = RetryPolicy(),
        api_key: Optional[str] = None,
        allow_insecure_api_key: bool = False,
        certificate_authority_file: Optional[str] = None,
        client_certificate_file: Optional[str] = None,
        client_certificate_key_file: Optional[str] = None,
    ) -> None:
        servers = connection.servers_of(target)
        security = CallSecurity.of(
            servers,
            credentials,
            metadata,
            api_key,
            allow_insecure_api_key,
            certificate_authority_file,
            client_certificate_file,
            client_certificate_key_file,
        )
        address, options = servers.address, connection.options_of(servers, security.credentials is not None)
        self._channel = (
            grpc.secure_channel(address, security.credentials, options) if security.credentials else grpc.insecure_channel(address, options)
        )
        self._info = InfoServiceStub(self._channel)
        self._metadata = security.metadata
        self._timeout = timeout
        self._retry = RetryElsewhere.of(retry, servers.told) if servers.several else retry

    def close(self) -> None:
        """Ends the connection and every call on it."""
        self._channel.close()

    def __enter__(self: S) -> S:
        return self

    def __exit__(self, kind: Optional[Type[BaseException]], error: Optional[BaseException], trace: Optional[TracebackType]) -> None:
        self.close()

    def server_info(self) -> GetServerInfoResponse:
        """Version, limits and defaults of the server."""
        return self._unary(self._info.GetServerInfo, GetServerInfoRequest())

    def server_activity(self) -> GetServerActivityResponse:
        """What the server that answers has done since it started and has in hand now. Rates are the differences of two answers."""
        return self._unary(self._info.GetServerActivity, GetServerActivityRequest())

    def _unary(self, method: Any, request: Any, again: bool = False) -> Any:
        """`again` says to wait for a server that may have gone away, for as long as a stream would. A call that the server has no
        place for is made again when it says, `timeout` permitting."""
        ends = time.monotonic() + (max(self._timeout, self._retry.accept_timeout) if again else self._timeout)
        made = 0
        while True:
            made += 1
            try:
                return method(request, timeout=max(ends - time.monotonic(), 0.0), metadata=self._metadata, wait_for_ready=again or None)
            except grpc.RpcError as fault:
                error = error_of_call(fault)
            pause = self._retry.unary_pause(error, made, ends - time.monotonic(), random.random)
            if pause is None:
                raise self._retry.told(error)
            time.sleep(pause)

    def _stream(
        self,
        method: Any,
        rpc: StreamRpc[T, A],
        items: Iterable[T],
        options: StreamOptions,
        progress: Optional[Callable[[Progress], None]],
        again: bool = False,
    ) -> Iterator[A]:
        window = StreamWindow(rpc, options, random.random)
        return thread_stream.stream(method, self._metadata, window, iter(items), progress, again)

    def _whole(
        self,
        method: Any,
        new_rpc: Callable[[], W],
        items: Iterable[Any],
        options: StreamOptions,
        progress: Optional[Callable[[Progress], None]],
    ) -> W:
        """A call that is answered for all items together, begun again as `Beginnings` says; returns the rpc that was."""
        beginnings = Beginnings(self._retry, random.random, items)
        while True:
            rpc = new_rpc()
            try:
                for _ in self._stream(method, rpc, items, options, progress, beginnings.again):
                    pass
                rpc.begun_again(beginnings.failures)
                return rpc
            except InfluenceError as error:
                time.sleep(beginnings.pause_after(error))
