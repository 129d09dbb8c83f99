"""A brief in a file: proto3 JSON of influence.v1.Brief, in which comments and commas after the last entry are allowed."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from google.protobuf import json_format

from influence_grpc.brief_message import BriefError, brief_message
from influence_grpc.cli.outcome import UsageError
from influence_grpc.jsonc import JsonFault, read_jsonc
from influence_grpc.messages import Brief

_MAPS = ("topics", "relatedBrands", "countries", "regions", "languages", "interests")
TEMPLATE = Path(__file__).with_name("brief-template.jsonc")


def add_brief(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--brief", metavar="BRIEF.json", required=True, help="what is looked for; 'brief new' writes one to fill in")
    add_model(parser)


def add_model(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--model", metavar="ID", default="", help="the fit model; the server's default without it")


def read_brief(name: str) -> Brief:
    """The brief in the file `name`; - is standard input. Raises UsageError with every fault."""
    try:
        data = sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
    except OSError as error:
        raise UsageError(f"{name}: {error.strerror}") from None
    try:
        value = read_jsonc(data.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise UsageError(f"{name} is not a brief: it is no text in UTF-8") from None
    except JsonFault as fault:
        raise UsageError(f"{name} is not a brief: {fault}") from None
    try:
        return brief_message(value)
    except BriefError as faults:
        raise UsageError(f"{name}: {faults}") from None


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
