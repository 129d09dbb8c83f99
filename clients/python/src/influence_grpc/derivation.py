"""What is sent to have a brief derived, without any I/O."""

from __future__ import annotations

from typing import Generic, List, Sequence, TypeVar

import grpc

from influence_grpc.errors import InfluenceError
from influence_grpc.items import ItemsKind
from influence_grpc.messages import DeriveBriefChunk, DeriveBriefConfig, DeriveBriefRequest, Items, StreamLimits

T = TypeVar("T")

# Tags and lengths around the items in a message: at most this many bytes.
_ENVELOPE_BYTES = 24


class Derivation(Generic[T]):
    """The messages of one DeriveBrief call: `opening`, those of the examples, those of the background. At most `chunk_items`
    items are to be handed in at once."""

    def __init__(self, kind: ItemsKind[T], config: DeriveBriefConfig, chunk_items: int, limits: StreamLimits) -> None:
        if chunk_items < 1:
            raise ValueError("chunk_items must be at least 1")
        self.opening = DeriveBriefRequest(config=config)
        self.chunk_items = min(chunk_items, limits.max_items_per_chunk or chunk_items)
        self._kind = kind
        self._most_bytes = limits.max_chunk_bytes

    def examples(self, items: Sequence[T]) -> List[DeriveBriefRequest]:
        """In as many messages as the server's limit of bytes asks for."""
        return [DeriveBriefRequest(examples=DeriveBriefChunk(items=message)) for message in self._messages(items)]

    def background(self, items: Sequence[T]) -> List[DeriveBriefRequest]:
        """Likewise."""
        return [DeriveBriefRequest(background=DeriveBriefChunk(items=message)) for message in self._messages(items)]

    def _messages(self, items: Sequence[T]) -> List[Items]:
        if not items:
            return []
        message = self._kind.write(items)
        if not self._most_bytes or message.ByteSize() + _ENVELOPE_BYTES <= self._most_bytes:
            return [message]
        if len(items) == 1:
            told = f"one item alone takes {message.ByteSize()} bytes, more than the server takes in a chunk"
            raise InfluenceError(grpc.StatusCode.RESOURCE_EXHAUSTED, told, "TOO_MANY_BYTES")
        half = (len(items) + 1) // 2
        return [*self._messages(items[:half]), *self._messages(items[half:])]
