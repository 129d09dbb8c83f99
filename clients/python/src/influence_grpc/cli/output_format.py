"""--output: for people, or for programs as CSV or JSON. The JSON is that of the project's other command line."""

from __future__ import annotations

import argparse
import json
import sys
import time
from typing import Any, Callable, Dict, Iterable, List, Mapping, Sequence, Union

from google.protobuf import json_format
from google.protobuf.message import Message

from influence_grpc.cli.outcome import UsageError
from influence_grpc.csv_text import cell_text

TABLE, CSV, JSON = "table", "csv", "json"
Document = Union[Message, Mapping[str, Any]]


def add_output(parser: argparse.ArgumentParser, formats: Sequence[str] = (TABLE, CSV, JSON)) -> None:
    told = [{TABLE: "table for people", CSV: "csv rows on standard output", JSON: "json for programs"}[each] for each in formats]
    parser.add_argument("--output", choices=formats, default=TABLE, help="; ".join(told))
    parser.set_defaults(began=time.monotonic())


def settle_rows(options: argparse.Namespace) -> None:
    """CSV is what --out writes, on standard output. Raises UsageError where --out says otherwise."""
    if options.output == CSV:
        if options.out not in (None, "-"):
            raise UsageError("--output csv writes to standard output, and --out to a file: give one of them")
        options.out = "-"


def tell(options: argparse.Namespace, text: Callable[[], str], document: Callable[[], Document]) -> None:
    """Tells what came of it, on standard error where rows take standard output."""
    told = json_text(document()) if options.output == JSON else text()
    print(told, file=sys.stderr if getattr(options, "out", None) == "-" else sys.stdout)


def json_text(document: Document) -> str:
    if isinstance(document, Message):
        return json_format.MessageToJson(document, ensure_ascii=False)
    return json.dumps(document, indent=2, ensure_ascii=False)


def csv_text(header: Sequence[str], rows: Iterable[Sequence[Any]]) -> str:
    """Rows without the last line's end; None is an empty cell."""
    lines: List[str] = [",".join(header)]
    lines += [",".join("" if cell is None else cell_text(str(cell)) for cell in row) for row in rows]
    return "\n".join(lines)


def trouble(options: argparse.Namespace, failures: Mapping[str, int], bad_rows: int, retries: int) -> Dict[str, Any]:
    """What went wrong, and how long it all took, in seconds."""
    return {
        "failed": sum(failures.values()),
        "failures": dict(sorted(failures.items())),
        "bad_rows": bad_rows,
        "retries": retries,
        "seconds": seconds_since(options.began),
    }


def seconds_since(began: float) -> float:
    return round(time.monotonic() - began, 3)
