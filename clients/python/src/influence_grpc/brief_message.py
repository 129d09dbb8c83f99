"""Briefs as callers give them, made the contract's message."""

from __future__ import annotations

from typing import Any, ClassVar, List, Mapping, Sequence, Tuple, Union

from influence_grpc import brief as typed
from influence_grpc import messages
from influence_grpc.errors import FieldViolation
from influence_grpc.message_reading import read_message
from influence_grpc.typed_part import plain

# A `Brief`, a mapping in proto3 JSON form (its names or those of the contract), or the contract's message.
BriefLike = Union[typed.Brief, Mapping[str, Any], messages.Brief]


class BriefError(ValueError):
    """A brief that cannot be sent, or what goes with one.

    violations: every fault, as ("cost.currencyCode", "must be text, not 7"). What needs the server's knowledge, such as
        bounds, it tells itself: then the call raises InfluenceError, which has violations likewise.
    """

    _what: ClassVar[str] = "brief"

    def __init__(self, violations: Sequence[FieldViolation]) -> None:
        super().__init__(tuple(violations))
        self.violations: Tuple[FieldViolation, ...] = tuple(violations)

    def __str__(self) -> str:
        count = len(self.violations)
        head = f"the {self._what} has a fault:" if count == 1 else f"the {self._what} has {count} faults:"
        return "\n".join([head, *(f"  {fault.field or self._what}: {fault.description}" for fault in self.violations)])


def brief_message(brief: BriefLike) -> messages.Brief:
    """The message that a brief is sent as. Raises BriefError."""
    if isinstance(brief, messages.Brief):
        return brief
    message = messages.Brief()
    faults = read_brief_message(brief, message)
    if faults:
        raise BriefError(faults)
    return message


def read_brief_message(brief: BriefLike, message: messages.Brief) -> List[FieldViolation]:
    """Fills `message` with what can be read of a brief, and returns what cannot."""
    return read_message(plain(brief), message)
