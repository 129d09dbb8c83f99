"""What a bidirectional rpc is to the window: how its messages are built and read. One implementation an rpc."""

from __future__ import annotations

from typing import Any, ClassVar, List, Optional, Protocol, Sequence, TypeVar

from influence_grpc.errors import InfluenceError
from influence_grpc.messages import StreamAccepted


class Answer(Protocol):
    """What the caller gets of some items that follow each other in the source."""

    def __len__(self) -> int:
        """How many items it answers, >= 1."""

    @property
    def failed(self) -> int:
        """How many of them failed."""


T = TypeVar("T")
A = TypeVar("A", bound=Answer)


class Chunk(Protocol[A]):
    """Items that are sent together, from the moment they are read from the source until their answer is handed out.

    sequence: of the message that carries it in the call at hand.
    """

    sequence: int

    def __len__(self) -> int:
        """How many items have no answer yet; 0 where all that is left is to hand it out."""

    @property
    def message(self) -> Any:
        """Those items as the rpc's chunk carries them."""

    @property
    def setback(self) -> Optional[InfluenceError]:
        """Why items that were answered in the call at hand have to be sent again; None where none have."""

    def begin_call(self) -> None:
        """A new call begins: whatever of the old one's answer has not come will not come."""

    def split(self, size: int) -> Sequence[Chunk[A]]:
        """Chunks of at most `size` unanswered items each, in order, in place of this one."""

    def receive(self, result: Any) -> bool:
        """Takes in the server's result; returns whether it was the last part of it."""

    def take_answers(self) -> List[A]:
        """What can be handed out now, in order. Asked only once everything before this chunk is handed out."""


class StreamRpc(Protocol[T, A]):
    """One of the contract's bidirectional rpcs, asked in one way.

    resumable: whether a call that was cut is taken up after the last chunk answered. One that is not ends with the error, and
        counts as answered only once the server has said that it was complete.
    """

    resumable: ClassVar[bool] = True

    def opening_request(self) -> Any:
        """The config; a call begins."""

    def accept(self, accepted: StreamAccepted) -> None:
        """Takes in what the server answers with. Raises InfluenceError where the stream cannot go on with that."""

    def chunk(self, items: List[T]) -> Chunk[A]:
        """A chunk of these items, at least one. Raises ValueError for items that cannot be written."""

    def chunk_request(self, sequence: int, message: Any) -> Any:
        """The request that carries `message` of a chunk."""

    def take_page(self, page: Any) -> None:
        """Takes in a part of what is told of all chunks together, after their results; only rankings and plans have that."""
        return None
