"""A chunk that is answered from front to back, in one part or several."""

from __future__ import annotations

from typing import Any, Generic, List, Optional, Protocol, Sequence, TypeVar

import grpc

from influence_grpc.errors import InfluenceError
from influence_grpc.stream_rpc import A, Answer

T = TypeVar("T")
T_contra = TypeVar("T_contra", contravariant=True)
A_co = TypeVar("A_co", bound=Answer, covariant=True)


class PartReader(Protocol[T_contra, A_co]):
    """Writes items and reads their answers, for one rpc."""

    def write(self, items: Sequence[T_contra]) -> Any:
        """The message for `items`, in their order."""

    def read(self, result: Any, items: Sequence[T_contra]) -> A_co:
        """The answer that `result` gives to the first of `items`."""

    def more_follows(self, result: Any) -> bool:
        """Whether another part of the same chunk's answer follows."""


class PartwiseChunk(Generic[T, A]):
    """A part is handed out as it comes: what was answered before a cut is not asked for again."""

    setback: Optional[InfluenceError] = None

    def __init__(self, reader: PartReader[T, A], items: Sequence[T]) -> None:
        self.sequence = 0
        self.message: Any = reader.write(items)
        self._reader = reader
        self._items = items
        self._done = 0  # of the items, in the call at hand
        self._ready: List[A] = []

    def __len__(self) -> int:
        return len(self._items) - self._done

    def begin_call(self) -> None:
        if 0 < self._done < len(self._items):
            self._items = self._items[self._done :]
            self._done = 0
            self.message = self._reader.write(self._items)

    def split(self, size: int) -> Sequence[PartwiseChunk[T, A]]:
        return [PartwiseChunk(self._reader, self._items[start : start + size]) for start in range(self._done, len(self._items), size)]

    def receive(self, result: Any) -> bool:
        answer = self._reader.read(result, self._items[self._done :])
        self._done += len(answer)
        self._ready.append(answer)
        last = not self._reader.more_follows(result)
        if last != (len(self) == 0):
            raise InfluenceError(
                grpc.StatusCode.INTERNAL,
                f"the server's answer does not fit the question: of {len(self._items)} items {len(self)} are left after "
                + ("the last part" if last else "a part that is not the last"),
            )
        return last

    def take_answers(self) -> List[A]:
        ready, self._ready = self._ready, []
        return ready
