"""The stream of scores, for the window."""

from __future__ import annotations

from typing import List, Optional, Sequence, Tuple, TypeVar

import grpc

from influence_grpc.errors import InfluenceError, error_of_status
from influence_grpc.items import ItemsKind
from influence_grpc.messages import (
    Items,
    StreamAccepted,
    StreamScoreFitChunk,
    StreamScoreFitChunkResult,
    StreamScoreFitConfig,
    StreamScoreFitRequest,
)
from influence_grpc.partwise_chunk import PartwiseChunk
from influence_grpc.scored_items import ScoredItems
from influence_grpc.stream_rpc import StreamRpc

T = TypeVar("T")


class FitStream(StreamRpc[T, ScoredItems[T]]):
    """StreamScoreFit."""

    def __init__(self, kind: ItemsKind[T], config: StreamScoreFitConfig) -> None:
        self._kind = kind
        self._config = config
        self._model: Optional[Tuple[str, int]] = None

    def opening_request(self) -> StreamScoreFitRequest:
        return StreamScoreFitRequest(config=self._config)

    def accept(self, accepted: StreamAccepted) -> None:
        model = (accepted.fit_model_id, accepted.fit_model_version)
        if self._model is not None and model != self._model:
            # Scores before and after could not be compared, and nobody would see it.
            raise InfluenceError(
                grpc.StatusCode.ABORTED,
                f"the model changed during the stream, from {self._model[0]} version {self._model[1]} to {model[0]} version {model[1]}",
            )
        self._model = model

    def chunk(self, items: List[T]) -> PartwiseChunk[T, ScoredItems[T]]:
        return PartwiseChunk(self, items)

    def chunk_request(self, sequence: int, message: Items) -> StreamScoreFitRequest:
        return StreamScoreFitRequest(chunk=StreamScoreFitChunk(sequence=sequence, items=message))

    def write(self, items: Sequence[T]) -> Items:
        return self._kind.write(items)

    def read(self, result: StreamScoreFitChunkResult, items: Sequence[T]) -> ScoredItems[T]:
        refusal = error_of_status(result.status) if result.HasField("status") else None
        model_id, model_version = self._model or ("", 0)
        return ScoredItems(items, result.fits, model_id, model_version, refusal, result.sequence)

    def more_follows(self, result: StreamScoreFitChunkResult) -> bool:
        return False
