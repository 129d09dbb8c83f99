"""A message in a file: its proto3 JSON form, in which comments and commas after the last entry are allowed."""

from __future__ import annotations

import sys
from contextlib import ExitStack
from typing import Any, List

from influence_grpc.cli.outcome import UsageError
from influence_grpc.errors import FieldViolation
from influence_grpc.jsonc import JsonFault, read_jsonc
from influence_grpc.message_reading import read_message

# The server takes no longer message.
_MOST_BYTES = 8 << 20


def read_json_file(name: str, message: Any, what: str) -> List[FieldViolation]:
    """Fills `message` with what can be read of the file `name`, and returns what cannot; - is standard input. Raises UsageError
    where it is no JSON. `what` is what the message is for people, such as "brief"."""
    data = _bytes_of(name, what)
    try:
        return read_message(read_jsonc(data.decode("utf-8-sig")), message)
    except UnicodeDecodeError:
        raise UsageError(f"{name} is not a {what}: it is no text in UTF-8") from None
    except JsonFault as fault:
        raise UsageError(f"{name} is not a {what}: {fault}") from None


def _bytes_of(name: str, what: str) -> bytes:
    try:
        with ExitStack() as stack:
            file = sys.stdin.buffer if name == "-" else stack.enter_context(open(name, "rb"))
            data = file.read(_MOST_BYTES + 1)
    except OSError as error:
        raise UsageError(f"{name}: {error.strerror}") from None
    if len(data) > _MOST_BYTES:
        raise UsageError(f"{name} has more than {_MOST_BYTES:,} bytes, the most that a {what} may have")
    return data
