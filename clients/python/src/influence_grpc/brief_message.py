"""Briefs as callers give them, made the contract's message."""

from __future__ import annotations

from dataclasses import is_dataclass
from typing import Any, List, Mapping, Sequence, Tuple, Union

from google.protobuf import json_format
from google.protobuf.message import Message

from influence_grpc import brief as typed
from influence_grpc import messages
from influence_grpc.errors import FieldViolation
from influence_grpc.message_reading import RepeatedKeys, read_message

# A `Brief`, a mapping in proto3 JSON form (its names or those of the contract), or the contract's message.
BriefLike = Union[typed.Brief, Mapping[str, Any], messages.Brief]


class BriefError(ValueError):
    """A brief that cannot be sent.

    violations: every fault, as ("cost.currencyCode", "must be text, not 7"). What needs the server's knowledge, such as
        bounds, it tells itself: then the call raises InfluenceError, which has violations likewise.
    """

    def __init__(self, violations: Sequence[FieldViolation]) -> None:
        super().__init__(tuple(violations))
        self.violations: Tuple[FieldViolation, ...] = tuple(violations)

    def __str__(self) -> str:
        count = len(self.violations)
        head = "the brief has a fault:" if count == 1 else f"the brief has {count} faults:"
        return "\n".join([head, *(f"  {fault.field or 'brief'}: {fault.description}" for fault in self.violations)])


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
    return read_message(_plain(brief), message)


def _plain(value: Any) -> Any:
    """Mappings and lists all through: parts may be given as the whole may."""
    if isinstance(value, Message):
        return json_format.MessageToDict(value)
    if is_dataclass(value) and isinstance(value, typed.PARTS):
        return {name: _plain(each) for name, each in typed.mapping_of(value).items()}
    if isinstance(value, RepeatedKeys):
        return RepeatedKeys(((key, _plain(each)) for key, each in value.items()), value.keys_given_twice)
    if isinstance(value, Mapping):
        return {key: _plain(each) for key, each in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(each) for each in value]
    return value
