"""Carries a derivation: a call in which only the client streams."""

from __future__ import annotations

import threading
from itertools import islice
from queue import SimpleQueue
from typing import Any, Callable, Iterator, List, Sequence, TypeVar

import grpc

from influence_grpc.connection import CallMetadata
from influence_grpc.derivation import Derivation
from influence_grpc.errors import error_of_call
from influence_grpc.messages import DeriveBriefRequest, DeriveBriefResponse

T = TypeVar("T")

# Messages that are written and not yet on their way: the sources are read no further ahead.
_WAITING = 4


def derive(
    method: Any, metadata: CallMetadata, derivation: Derivation[T], examples: Iterator[T], background: Iterator[T]
) -> DeriveBriefResponse:
    """One call of `method`; the sources are read in the caller's thread. Like `aio_upload.derive`, to which any change goes
    too."""
    upload = _Upload(method, metadata)
    try:
        upload.send(derivation.opening)
        _send_all(upload, examples, derivation.chunk_items, derivation.examples)
        _send_all(upload, background, derivation.chunk_items, derivation.background)
        return upload.answer()
    finally:
        upload.close()


def _send_all(upload: _Upload, source: Iterator[T], size: int, write: Callable[[Sequence[T]], List[DeriveBriefRequest]]) -> None:
    while not upload.ended:
        items = list(islice(source, size))
        for request in write(items):
            upload.send(request)
        if len(items) < size:
            return


class _Upload:
    """The call. Requests leave by gRPC's own thread, which takes one when the one before is on its way."""

    def __init__(self, method: Any, metadata: CallMetadata) -> None:
        self._requests: SimpleQueue[Any] = SimpleQueue()
        self._room = threading.Semaphore(_WAITING)
        self._call = method.future(self._outgoing(), metadata=metadata)
        # Nobody takes requests any more: whoever waits for room is to find out.
        self._call.add_done_callback(lambda _: self._room.release())

    @property
    def ended(self) -> bool:
        return bool(self._call.done())

    def send(self, request: Any) -> None:
        """Waits for room; does nothing once the call has ended, which `answer` tells of."""
        if not self.ended:
            self._room.acquire()
            self._requests.put(request)

    def answer(self) -> DeriveBriefResponse:
        self._requests.put(None)
        try:
            return self._call.result()
        except grpc.RpcError as error:
            raise error_of_call(error) from None

    def close(self) -> None:
        """Ends the call, however far it is, and lets gRPC's thread go."""
        self._call.cancel()
        self._requests.put(None)

    def _outgoing(self) -> Iterator[Any]:
        while True:
            request = self._requests.get()
            if request is None:
                return
            self._room.release()
            yield request
