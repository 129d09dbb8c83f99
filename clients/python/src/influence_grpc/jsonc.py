"""JSON as people write it: with // and /* */ comments and with commas after the last entry."""

from __future__ import annotations

import json
import re
from typing import Any, List, Tuple

from influence_grpc.message_reading import RepeatedKeys

# A text, so that what looks like a comment within one stays; or a comment, the last kind not closed.
_TOKEN = re.compile(r'"(?:[^"\\\n]|\\.)*"?|//[^\n\r]*|/\*.*?\*/|/\*', re.S)
_TRAILING_COMMA = re.compile(r'("(?:[^"\\\n]|\\.)*"?)|,(?=\s*[}\]])')


class JsonFault(ValueError):
    """The text is no JSON; says where and why."""


def read_jsonc(text: str) -> Any:
    """What the text says. Raises JsonFault."""
    bare = _TOKEN.sub(_blanked, text)
    bare = _TRAILING_COMMA.sub(_without_comma, bare)
    try:
        return json.loads(bare, object_pairs_hook=_object, parse_constant=_refused_constant)
    except json.JSONDecodeError as fault:
        raise JsonFault(f"line {fault.lineno}, column {fault.colno}: {fault.msg}") from None
    except RecursionError:
        raise JsonFault("it is nested too deeply") from None


def _blanked(found: "re.Match[str]") -> str:
    """Spaces in place of a comment, so that places are told as they are in the file."""
    token = found.group()
    if token.startswith('"'):
        return token
    if token == "/*":
        before = found.string[: found.start()]
        raise JsonFault(f"line {before.count(chr(10)) + 1}: a comment is opened with /* and not closed")
    return re.sub(r"[^\r\n]", " ", token)


def _without_comma(found: "re.Match[str]") -> str:
    """Leaves out a comma after an entry; one after nothing, as in [,], stays the fault that it is."""
    before = found.start() - 1
    while before >= 0 and found.string[before].isspace():
        before -= 1
    ends_entry = before >= 0 and found.string[before] not in "[{,"
    return found.group(1) or (" " if ends_entry else ",")


def _object(pairs: List[Tuple[str, Any]]) -> Any:
    """json takes the last of a key that stands twice, and says nothing."""
    keys = [key for key, _ in pairs]
    twice = sorted({key for key in keys if keys.count(key) > 1}) if len(set(keys)) < len(keys) else []
    return RepeatedKeys(pairs, twice) if twice else dict(pairs)


def _refused_constant(name: str) -> Any:
    raise JsonFault(f"{name} is not a number of JSON")
