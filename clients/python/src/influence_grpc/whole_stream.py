"""Streams that are answered for all of their items together, for the window. They have no middle to be taken up in: a ranking
of half of the creators would pass for one of all."""

from __future__ import annotations

from typing import Any, ClassVar, Generic, List, Sequence, TypeVar

from influence_grpc.errors import error_of_status
from influence_grpc.item_failures import ItemFailures
from influence_grpc.items import ItemsKind
from influence_grpc.messages import Items
from influence_grpc.partwise_chunk import PartwiseChunk
from influence_grpc.stream_rpc import StreamRpc

T = TypeVar("T")


class TakenChunk(Generic[T]):
    """The items of a chunk, taken in. What becomes of them is told of all together."""

    def __init__(self, items: Sequence[T], failed: int) -> None:
        self.items = items
        self.failed = failed

    def __len__(self) -> int:
        return len(self.items)


class WholeStream(StreamRpc[T, TakenChunk[T]]):
    """Such an rpc, once; begun again it is another one. `outcome` is what fails in it is counted in."""

    resumable: ClassVar[bool] = False

    def __init__(self, kind: ItemsKind[T], outcome: ItemFailures[T]) -> None:
        self._kind = kind
        self._failures = outcome

    def begun_again(self, times: int) -> None:
        """Says how often calls before this one were cut."""
        self._failures.interruptions = times

    def chunk(self, items: List[T]) -> PartwiseChunk[T, TakenChunk[T]]:
        return PartwiseChunk(self, items)

    def write(self, items: Sequence[T]) -> Items:
        return self._kind.write(items)

    def read(self, result: Any, items: Sequence[T]) -> TakenChunk[T]:
        """Raises the refusal of a chunk: without it the answer would not be one of all."""
        if result.HasField("status"):
            raise error_of_status(result.status)
        self._take_counts(result)
        return TakenChunk(items, self._failures.take(result.errors, items))

    def more_follows(self, result: Any) -> bool:
        return False

    def _take_counts(self, result: Any) -> None:
        """Takes in what is counted of a chunk, and so far."""
        raise NotImplementedError
