"""The stream of a ranking, for the window. It has no middle to be taken up in: a ranking of half of the creators would pass
for one of all."""

from __future__ import annotations

from typing import ClassVar, Generic, List, Sequence, TypeVar

from influence_grpc.errors import error_of_status
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
from influence_grpc.partwise_chunk import PartwiseChunk
from influence_grpc.ranking import FailedItem, Ranking
from influence_grpc.results import errors_by_position
from influence_grpc.stream_rpc import StreamRpc

T = TypeVar("T")

# Failures that are kept.
_KEPT = 10_000


class RankedChunk(Generic[T]):
    """The items of a chunk, taken in. They stand in no order of rank."""

    def __init__(self, items: Sequence[T], failed: int) -> None:
        self.items = items
        self.failed = failed

    def __len__(self) -> int:
        return len(self.items)


class RankStream(StreamRpc[T, RankedChunk[T]]):
    """RankCreators, once; begun again it is another one."""

    resumable: ClassVar[bool] = False

    def __init__(self, kind: ItemsKind[T], config: RankCreatorsConfig) -> None:
        self._kind = kind
        self._config = config
        self.ranking: Ranking[T] = Ranking()

    def opening_request(self) -> RankCreatorsRequest:
        return RankCreatorsRequest(config=self._config)

    def accept(self, accepted: StreamAccepted) -> None:
        self.ranking.model_id, self.ranking.model_version = accepted.fit_model_id, accepted.fit_model_version

    def chunk(self, items: List[T]) -> PartwiseChunk[T, RankedChunk[T]]:
        return PartwiseChunk(self, items)

    def chunk_request(self, sequence: int, message: Items) -> RankCreatorsRequest:
        return RankCreatorsRequest(chunk=RankCreatorsChunk(sequence=sequence, items=message))

    def write(self, items: Sequence[T]) -> Items:
        return self._kind.write(items)

    def read(self, result: RankCreatorsChunkResult, items: Sequence[T]) -> RankedChunk[T]:
        """Raises the refusal of a chunk: without it the ranking would not be one of all."""
        if result.HasField("status"):
            raise error_of_status(result.status)
        ranking, errors = self.ranking, errors_by_position(result.errors)
        ranking.scored, ranking.ineligible = result.progress.scored, result.progress.ineligible
        for group in result.ineligible:
            ranking.ineligible_for[group.reason] += len(group.indexes)
        for index, error in sorted(errors.items()):
            ranking.failed += 1
            ranking.failed_for[error.reason or error.code.name] += 1
            if len(ranking.failures) < _KEPT:
                ranking.failures.append(FailedItem(items[index], error))
        return RankedChunk(items, len(errors))

    def more_follows(self, result: RankCreatorsChunkResult) -> bool:
        return False

    def take_page(self, page: RankingPage) -> None:
        self.ranking.creators.extend(page.creators)
