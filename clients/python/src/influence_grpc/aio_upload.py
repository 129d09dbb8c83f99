"""Carries a derivation under asyncio."""

from __future__ import annotations

import asyncio
from typing import Any, AsyncIterable, Callable, Iterable, List, Sequence, TypeVar, Union

import grpc
import grpc.aio

from influence_grpc.aio_stream import taker
from influence_grpc.connection import CallMetadata
from influence_grpc.derivation import Derivation
from influence_grpc.errors import error_of_call
from influence_grpc.messages import DeriveBriefRequest, DeriveBriefResponse

T = TypeVar("T")


async def derive(
    method: Any,
    metadata: CallMetadata,
    derivation: Derivation[T],
    examples: Union[Iterable[T], AsyncIterable[T]],
    background: Union[Iterable[T], AsyncIterable[T]],
) -> DeriveBriefResponse:
    """One call of `method`; the sources are read in the task that calls. Like `thread_upload.derive`, to which any change goes
    too."""
    call = method(metadata=metadata)
    try:
        await _send(call, [derivation.opening])
        await _send_all(call, examples, derivation.chunk_items, derivation.examples)
        await _send_all(call, background, derivation.chunk_items, derivation.background)
        if not call.done():
            await _quietly(call.done_writing())
        return await call
    except grpc.RpcError as error:
        raise error_of_call(error) from None
    finally:
        call.cancel()


async def _send_all(
    call: Any,
    source: Union[Iterable[T], AsyncIterable[T]],
    size: int,
    write: Callable[[Sequence[T]], List[DeriveBriefRequest]],
) -> None:
    take = taker(source)
    while not call.done():
        items = await take(size)
        await _send(call, write(items))
        if len(items) < size:
            return


async def _send(call: Any, requests: List[DeriveBriefRequest]) -> None:
    for request in requests:
        if not call.done():
            await _quietly(call.write(request))


async def _quietly(writing: Any) -> None:
    """A call that has ended takes no more; awaiting it tells how it ended."""
    try:
        await writing
    except (grpc.RpcError, asyncio.InvalidStateError):
        pass
