"""A brief in a file: proto3 JSON of influence.v1.Brief, see json_file."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

from google.protobuf import json_format

from influence_grpc.cli.json_file import read_json_file
from influence_grpc.cli.written_brief import WrittenBrief
from influence_grpc.messages import Brief

_MAPS = ("topics", "relatedBrands", "countries", "regions", "languages", "interests")
TEMPLATE = Path(__file__).with_name("brief-template.jsonc")


def add_brief(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--brief", metavar="BRIEF.json", required=True, help="what is looked for; 'brief new' writes one to fill in")
    add_model(parser)


def add_model(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--model", metavar="ID", default="", help="the fit model; the server's default without it")


def read_brief(name: str) -> WrittenBrief:
    """The brief in the file `name`, as far as it can be read; - is standard input. Raises UsageError where it is no JSON."""
    message = Brief()
    return WrittenBrief(name, message, read_json_file(name, message, "brief"))


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
