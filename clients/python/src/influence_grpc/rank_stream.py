"""The stream of a ranking, for the window."""

from __future__ import annotations

from typing import TypeVar

from influence_grpc.items import ItemsKind
from influence_grpc.messages import (
    Items,
    RankCreatorsChunk,
    RankCreatorsChunkResult,
    RankCreatorsConfig,
    RankCreatorsRequest,
    RankingPage,
    StreamAccepted,
)
from influence_grpc.ranking import Ranking
from influence_grpc.whole_stream import WholeStream

T = TypeVar("T")


class RankStream(WholeStream[T]):
    """RankCreators."""

    def __init__(self, kind: ItemsKind[T], config: RankCreatorsConfig) -> None:
        self.ranking: Ranking[T] = Ranking()
        super().__init__(kind, self.ranking)
        self._config = config

    def opening_request(self) -> RankCreatorsRequest:
        return RankCreatorsRequest(config=self._config)

    def accept(self, accepted: StreamAccepted) -> None:
        self.ranking.model_id, self.ranking.model_version = accepted.fit_model_id, accepted.fit_model_version

    def chunk_request(self, sequence: int, message: Items) -> RankCreatorsRequest:
        return RankCreatorsRequest(chunk=RankCreatorsChunk(sequence=sequence, items=message))

    def take_page(self, page: RankingPage) -> None:
        self.ranking.creators.extend(page.creators)

    def _take_counts(self, result: RankCreatorsChunkResult) -> None:
        self.ranking.scored, self.ranking.ineligible = result.progress.scored, result.progress.ineligible
        for group in result.ineligible:
            self.ranking.ineligible_for[group.reason] += len(group.indexes)
