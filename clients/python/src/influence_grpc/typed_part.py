"""Dataclasses that stand for messages of the contract, and their proto3 JSON form."""

from __future__ import annotations

from dataclasses import field
from typing import Any, Dict, Mapping, Union

from google.protobuf import json_format
from google.protobuf.message import Message

from influence_grpc.message_reading import RepeatedKeys

# A value of one of the contract's enumerations: its number, or its name with or without the prefix, in any case, such as
# "instagram", "short-video" or "DELIVERABLE_SHORT_VIDEO".
EnumName = Union[str, int]


class TypedPart:
    """A dataclass whose fields are those of a message, with None or an empty collection for what is not given."""

    __dataclass_fields__: Dict[str, Any]


def named(prefix: str, default: Any = ()) -> Any:
    """A field that holds a name of the enumeration whose names begin with `prefix`, or several."""
    return field(default=default, metadata={"prefix": prefix})


def numbers_by(of: str, number: str, prefix: str = "") -> Any:
    """A field of numbers by a key, where the contract has a list of messages: in `of` they have the key, a name of the
    enumeration with `prefix` where there is one, and in `number` the number."""
    return field(default_factory=dict, metadata={"prefix": prefix or None, "of": of, "number": number})


def plain(value: Any) -> Any:
    """Mappings and lists all through, not checked: parts may be given as the whole may."""
    if isinstance(value, Message):
        return json_format.MessageToDict(value)
    if isinstance(value, TypedPart):
        return {name: plain(each) for name, each in _mapping_of(value).items()}
    if isinstance(value, RepeatedKeys):
        return RepeatedKeys(((key, plain(each)) for key, each in value.items()), value.keys_given_twice)
    if isinstance(value, Mapping):
        return {key: plain(each) for key, each in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(each) for each in value]
    return value


def full_name(prefix: str, name: Any) -> Any:
    """The contract's name of a value; what is no name is left as it is."""
    if not isinstance(name, str):
        return name
    full = name.strip().upper().replace("-", "_").replace(" ", "_").replace("+", "_PLUS")
    return full if full.startswith(prefix) else prefix + full


def _mapping_of(part: TypedPart) -> Dict[str, Any]:
    written: Dict[str, Any] = {}
    for name, each in part.__dataclass_fields__.items():
        value, prefix = getattr(part, name), each.metadata.get("prefix")
        if "of" in each.metadata and isinstance(value, Mapping):
            of, number = each.metadata["of"], each.metadata["number"]
            value = [{of: key if prefix is None else full_name(prefix, key), number: each} for key, each in value.items()]
        elif prefix is not None:
            value = [full_name(prefix, one) for one in value] if isinstance(value, (list, tuple)) else full_name(prefix, value)
        written[name] = value
    return written
