"""The stream of classification, for the window."""

from __future__ import annotations

from typing import List, Optional, Sequence, Tuple, TypeVar

import grpc

from influence_grpc.errors import InfluenceError, error_of_status
from influence_grpc.items import ItemsKind
from influence_grpc.messages import (
    Items,
    StreamAccepted,
    StreamClassifyTiersChunk,
    StreamClassifyTiersChunkResult,
    StreamClassifyTiersConfig,
    StreamClassifyTiersRequest,
    TierScheme,
)
from influence_grpc.partwise_chunk import PartwiseChunk
from influence_grpc.results import ClassifiedItems
from influence_grpc.stream_rpc import StreamRpc

T = TypeVar("T")


class TierStream(StreamRpc[T, ClassifiedItems[T]]):
    """StreamClassifyTiers."""

    def __init__(self, kind: ItemsKind[T], config: StreamClassifyTiersConfig) -> None:
        self._kind = kind
        self._config = config
        self._schemes: Optional[Sequence[TierScheme]] = None

    def opening_request(self) -> StreamClassifyTiersRequest:
        return StreamClassifyTiersRequest(config=self._config)

    def accept(self, accepted: StreamAccepted) -> None:
        schemes = list(accepted.tier_schemes)
        if self._schemes is not None and _versions(schemes) != _versions(self._schemes):
            # Ordinals before and after would not mean the same tiers, and nobody would see it.
            raise InfluenceError(
                grpc.StatusCode.ABORTED, f"the schemes changed during the stream, from {_versions(self._schemes)} to {_versions(schemes)}"
            )
        self._schemes = schemes

    def chunk(self, items: List[T]) -> PartwiseChunk[T, ClassifiedItems[T]]:
        return PartwiseChunk(self, items)

    def chunk_request(self, sequence: int, message: Items) -> StreamClassifyTiersRequest:
        return StreamClassifyTiersRequest(chunk=StreamClassifyTiersChunk(sequence=sequence, items=message))

    def write(self, items: Sequence[T]) -> Items:
        return self._kind.write(items)

    def read(self, result: StreamClassifyTiersChunkResult, items: Sequence[T]) -> ClassifiedItems[T]:
        refusal = error_of_status(result.status) if result.HasField("status") else None
        return ClassifiedItems(items, self._schemes or [], result.tiers, refusal, result.sequence, self._config.columns)

    def more_follows(self, result: StreamClassifyTiersChunkResult) -> bool:
        return False


def _versions(schemes: Sequence[TierScheme]) -> List[Tuple[str, int]]:
    return [(scheme.id, scheme.version) for scheme in schemes]
