"""A brief in a file: proto3 JSON of influence.v1.Brief, in which comments and commas after the last entry are allowed."""

from __future__ import annotations

import argparse
import json
import sys
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from google.protobuf import json_format

from influence_grpc.brief_message import read_brief_message
from influence_grpc.cli.outcome import UsageError
from influence_grpc.cli.written_brief import WrittenBrief
from influence_grpc.jsonc import JsonFault, read_jsonc
from influence_grpc.messages import Brief

_MAPS = ("topics", "relatedBrands", "countries", "regions", "languages", "interests")
# The server takes no longer message.
_MOST_BYTES = 8 << 20
TEMPLATE = Path(__file__).with_name("brief-template.jsonc")


def add_brief(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--brief", metavar="BRIEF.json", required=True, help="what is looked for; 'brief new' writes one to fill in")
    add_model(parser)


def add_model(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--model", metavar="ID", default="", help="the fit model; the server's default without it")


def read_brief(name: str) -> WrittenBrief:
    """The brief in the file `name`, as far as it can be read; - is standard input. Raises UsageError where it is no JSON."""
    data = _bytes_of(name)
    try:
        value = read_jsonc(data.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise UsageError(f"{name} is not a brief: it is no text in UTF-8") from None
    except JsonFault as fault:
        raise UsageError(f"{name} is not a brief: {fault}") from None
    message = Brief()
    return WrittenBrief(name, message, read_brief_message(value, message))


def _bytes_of(name: str) -> bytes:
    try:
        with ExitStack() as stack:
            file = sys.stdin.buffer if name == "-" else stack.enter_context(open(name, "rb"))
            data = file.read(_MOST_BYTES + 1)
    except OSError as error:
        raise UsageError(f"{name}: {error.strerror}") from None
    if len(data) > _MOST_BYTES:
        raise UsageError(f"{name} has more than {_MOST_BYTES:,} bytes, the most that a brief may have")
    return data


def brief_text(brief: Brief) -> str:
    """The brief as a file to read and edit, as the project's other command line writes it: in maps what weighs most first, and
    figures of four digits."""
    return json.dumps(_tidy(json_format.MessageToDict(brief)), indent=2, ensure_ascii=False) + "\n"


def _tidy(value: Any, is_map: bool = False) -> Any:
    if isinstance(value, dict):
        entries = sorted(value.items(), key=lambda entry: (-entry[1], entry[0])) if is_map else value.items()
        return {key: _tidy(each, key in _MAPS) for key, each in entries}
    if isinstance(value, list):
        return [_tidy(each) for each in value]
    if not isinstance(value, float):
        return value
    rounded = float(f"{value:.4g}")
    return int(rounded) if rounded.is_integer() and abs(rounded) < 2**53 else rounded
