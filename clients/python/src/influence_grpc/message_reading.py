"""Reads a mapping, in the proto3 JSON form of a message, and tells every fault in it. The reader of the protobuf library ends
at the first one, and names no key that may have been meant."""

from __future__ import annotations

import json
import math
from datetime import datetime, timezone
from difflib import get_close_matches
from os.path import commonprefix
from typing import Any, Callable, Dict, Iterable, List, Mapping, Optional, Tuple

from google.protobuf.descriptor import FieldDescriptor

from influence_grpc.errors import FieldViolation
from influence_grpc.fit_text import visible

_WHOLE = {
    FieldDescriptor.CPPTYPE_UINT32: (0, 2**32 - 1),
    FieldDescriptor.CPPTYPE_UINT64: (0, 2**64 - 1),
    FieldDescriptor.CPPTYPE_INT32: (-(2**31), 2**31 - 1),
    FieldDescriptor.CPPTYPE_INT64: (-(2**63), 2**63 - 1),
}
# The largest number of 32 bits.
_MOST_SHORT = (2 - 2**-23) * 2.0**127
_REAL = (FieldDescriptor.CPPTYPE_DOUBLE, FieldDescriptor.CPPTYPE_FLOAT)
_EMPTY = {FieldDescriptor.CPPTYPE_STRING: "", FieldDescriptor.CPPTYPE_BOOL: False}
# More than this is not written into a sentence.
_QUOTED = 60
# What share of two names must be the same for one to be meant by the other.
_NEAR = 0.7


class RepeatedKeys(Dict[str, Any]):
    """An object of JSON in which some `keys` stood more than once; it holds the last of each."""

    def __init__(self, pairs: Iterable[Tuple[str, Any]], keys: List[str]) -> None:
        super().__init__(pairs)
        self.keys_given_twice = keys


class _Refused(ValueError):
    """A value that its field cannot hold; the text says why."""


def read_message(value: Any, message: Any) -> List[FieldViolation]:
    """Fills `message` with what `value` says, and returns what is wrong with it, each fault under its path; none where all
    is well. Keys are as in proto3 JSON ("logSpread") or as in the contract ("log_spread"); None is left out."""
    faults: List[FieldViolation] = []
    _read_message(value, message, "", faults)
    return faults


def _read_message(value: Any, message: Any, path: str, faults: List[FieldViolation]) -> None:
    if not isinstance(value, Mapping):
        faults.append(FieldViolation(path, f"must be an object, not {_told(value)}"))
        return
    fields = {name: field for field in message.DESCRIPTOR.fields for name in (field.name, field.json_name)}
    given: Dict[str, Any] = {}
    chosen: Dict[str, str] = {}
    for key in getattr(value, "keys_given_twice", ()):
        faults.append(FieldViolation(_under(path, str(key)), "is given twice"))
    for key, each in value.items():
        field = fields.get(key) if isinstance(key, str) else None
        if field is None:
            known = [each.json_name for each in message.DESCRIPTOR.fields]
            faults.append(FieldViolation(_under(path, str(key)), f"is not known; {_meant(str(key), known)}"))
        elif field.name in given:
            faults.append(FieldViolation(_under(path, field.json_name), f"is given twice, as {given[field.name]!r} and as {key!r}"))
        elif each is not None and _beside(field, chosen) is not None:
            faults.append(FieldViolation(_under(path, field.json_name), f"cannot be given beside {_beside(field, chosen)}"))
        elif each is not None:
            given[field.name] = key
            if field.containing_oneof is not None:
                chosen[field.containing_oneof.name] = field.json_name
            _read_field(each, field, message, _under(path, field.json_name), faults)


def _beside(field: Any, chosen: Mapping[str, str]) -> Optional[str]:
    """Which field was given of those that exclude this one; None where none was."""
    return None if field.containing_oneof is None else chosen.get(field.containing_oneof.name)


def _read_field(value: Any, field: Any, message: Any, path: str, faults: List[FieldViolation]) -> None:
    if field.label == FieldDescriptor.LABEL_REPEATED:
        if field.message_type is not None and field.message_type.GetOptions().map_entry:
            _read_map(value, field, getattr(message, field.name), path, faults)
        else:
            _read_list(value, field, getattr(message, field.name), path, faults)
    elif field.message_type is None:
        read = _checked(lambda: _scalar(value, field), path, faults)
        if read is not None:
            setattr(message, field.name, read)
    elif field.message_type.full_name == "google.protobuf.Timestamp":
        part = getattr(message, field.name)
        _checked(lambda: _read_time(value, part), path, faults)
    else:
        part = getattr(message, field.name)
        part.SetInParent()  # given and empty is not the same as left out
        _read_message(value, part, path, faults)


def _read_map(value: Any, field: Any, entries: Any, path: str, faults: List[FieldViolation]) -> None:
    if not isinstance(value, Mapping):
        faults.append(FieldViolation(path, f"must be an object of names and numbers, not {_told(value)}"))
        return
    for key in getattr(value, "keys_given_twice", ()):
        faults.append(FieldViolation(_entry(path, key), "is given twice"))
    of_value = field.message_type.fields_by_name["value"]
    for key, each in value.items():
        where = _entry(path, key)
        if not isinstance(key, str):
            faults.append(FieldViolation(where, f"a name must be text, not {_told(key)}"))
            continue
        read = _checked(lambda: _scalar(each, of_value), where, faults)
        if read is not None:
            entries[key] = read


def _read_list(value: Any, field: Any, entries: Any, path: str, faults: List[FieldViolation]) -> None:
    if isinstance(value, (str, bytes, Mapping)) or not isinstance(value, Iterable):
        faults.append(FieldViolation(path, f"must be a list, not {_told(value)}"))
        return
    for index, each in enumerate(value):
        where = f"{path}[{index}]"
        # What cannot be read leaves something empty: those behind it keep their numbers, by which the server tells of them.
        if field.message_type is not None:
            _read_message(each, entries.add(), where, faults)
        else:
            read = _checked(lambda: _scalar(each, field), where, faults)
            entries.append(_EMPTY.get(field.cpp_type, 0) if read is None else read)


def _checked(read: Callable[[], Any], path: str, faults: List[FieldViolation]) -> Any:
    try:
        return read()
    except _Refused as fault:
        faults.append(FieldViolation(path, str(fault)))
        return None


def _scalar(value: Any, field: Any) -> Any:
    if field.enum_type is not None:
        return _number_of(value, field.enum_type)
    if field.cpp_type in _WHOLE:
        return _whole(value, *_WHOLE[field.cpp_type])
    if field.cpp_type in _REAL:
        return _real(value, field.cpp_type == FieldDescriptor.CPPTYPE_FLOAT)
    if field.cpp_type == FieldDescriptor.CPPTYPE_BOOL:
        if not isinstance(value, bool):
            raise _Refused(f"must be true or false, not {_told(value)}")
        return value
    return _text(value)


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise _Refused(f"must be text, not {_told(value)}")
    try:
        value.encode()
    except UnicodeEncodeError:
        raise _Refused("must be text that UTF-8 can hold") from None
    return value


def _number_of(value: Any, names: Any) -> int:
    known = {each.name: each.number for each in names.values if each.number}
    if isinstance(value, str):
        if value in names.values_by_name:
            return int(names.values_by_name[value].number)
        raise _Refused(f"there is no {value[:_QUOTED]!r}; {_meant(value, list(known))}")
    if isinstance(value, bool) or not isinstance(value, int) or not -(2**31) <= value < 2**31:
        raise _Refused(f"must be one of {', '.join(known)}, not {_told(value)}")
    return value


def _whole(value: Any, least: int, most: int) -> int:
    # 64 bits are text in JSON, where numbers hold no more than 53.
    number = _of_text(value, int) if isinstance(value, str) else value
    if isinstance(number, bool) or not isinstance(number, (int, float)) or not math.isfinite(number) or number != int(number):
        raise _Refused(f"must be a whole number, not {_told(value)}")
    if not least <= number <= most:
        raise _Refused(f"must be in [{least}, {most}], not {_told(value)}")
    return int(number)


def _real(value: Any, is_short: bool) -> float:
    number = _of_text(value, float) if isinstance(value, str) else value
    if isinstance(number, bool) or not isinstance(number, (int, float)):
        raise _Refused(f"must be a number, not {_told(value)}")
    try:
        real = float(number)
    except OverflowError:
        real = math.inf
    # Which bounds it keeps is the server's to say.
    if not math.isfinite(real) or (is_short and abs(real) > _MOST_SHORT):
        raise _Refused(f"must be a number that {32 if is_short else 64} bits can hold, not {_told(value)}")
    return real


def _of_text(text: str, kind: Callable[[str], Any]) -> Any:
    """The number that a text is; None where it is none. Spaces and underscores are Python's, not JSON's."""
    if text != text.strip() or "_" in text:
        return None
    try:
        return kind(text)
    except ValueError:
        return None


def _read_time(value: Any, timestamp: Any) -> None:
    if isinstance(value, datetime):
        timestamp.FromDatetime(value.astimezone(timezone.utc).replace(tzinfo=None) if value.tzinfo else value)
        return
    try:
        if not isinstance(value, str):
            raise ValueError
        timestamp.FromJsonString(value)
    except (ValueError, OverflowError):
        raise _Refused(f"must be a time such as 2027-04-01T00:00:00Z, not {_told(value)}") from None


def _meant(name: str, known: List[str]) -> str:
    """What may have been meant; all there is where nothing comes near."""
    # Names of an enumeration begin alike, which would bring them all near.
    prefix = commonprefix(known).rpartition("_")[0].lower()
    by_end = {each.lower()[len(prefix) :].strip("_"): each for each in known}
    whole = name.lower()
    end = (whole[len(prefix) :] if whole.startswith(prefix) else whole).strip("_")
    # Short names of an enumeration come near none of the long ones, and yet are the end of one.
    ends = [each for each in known if len(whole) > 2 and each.lower().endswith("_" + whole.replace("-", "_"))]
    near = [*ends, *(by_end[each] for written in (end.replace("_", ""), end) for each in get_close_matches(written, by_end, 1, _NEAR))]
    return f"did you mean {near[0]}?" if near else f"known are {', '.join(known)}"


def _told(value: Any) -> str:
    if isinstance(value, Mapping):
        return "an object"
    if isinstance(value, (list, tuple)):
        return "a list"
    if isinstance(value, bool):
        return str(value).lower()
    text = repr(value)
    return text if len(text) <= _QUOTED else f"{text[: _QUOTED - 3]}..."


def _under(path: str, name: str) -> str:
    name = visible(name)
    return f"{path}.{name}" if path else name


def _entry(path: str, key: Any) -> str:
    """An entry of a map, as the server names it."""
    return visible(f"{path}[{json.dumps(str(key), ensure_ascii=False)}]")
