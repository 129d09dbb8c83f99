"""Arguments that several commands have, and the files that they name."""

from __future__ import annotations

import argparse
import io
import os
import sys
from contextlib import ExitStack
from pathlib import Path
from typing import Any, BinaryIO, Dict, Optional, Sequence, TextIO

from influence_grpc.cli.outcome import EXIT_CODES, UsageError
from influence_grpc.cli.server_options import add_server_options, client_of
from influence_grpc.client import Client
from influence_grpc.csv_columns import FIELDS
from influence_grpc.messages import ReadOptions
from influence_grpc.output_file import atomic_output
from influence_grpc.selection import platform_of
from influence_grpc.store_options import read_options


def add_command(commands: Any, name: str, run: Any, text: str) -> argparse.ArgumentParser:
    """A command of its own, with --server and what says there who asks."""
    parser: argparse.ArgumentParser = commands.add_parser(name, help=text, description=text, epilog=EXIT_CODES)
    add_server_options(parser)
    parser.set_defaults(run=run)
    return parser


def add_table_options(parser: argparse.ArgumentParser, fields: Sequence[str] = FIELDS) -> None:
    """Which columns of a CSV file are what, of the `fields` that --map may name, and where what cannot be read goes."""
    parser.add_argument("--strict", action="store_true", help="exit with 1 where any row was bad, missing or failed")
    parser.add_argument("--bad-rows", metavar="FILE", help="where to write the rows that are left out or fail, as line,reason,raw")
    parser.add_argument(
        "--map",
        metavar="FIELD=COLUMN",
        action="append",
        default=[],
        help=f"the column of a field ({', '.join(fields)}), by header or by number as in followers=#3",
    )
    parser.add_argument(
        "--platform", metavar="P", help="where all of them publish, such as instagram; without it the file's own platform column counts"
    )


def add_read_options(parser: argparse.ArgumentParser) -> None:
    """How profiles that the server keeps are read."""
    parser.add_argument("--max-age", metavar="SECONDS", type=float, help="how old a profile may be; default: the server's own limit")
    parser.add_argument("--allow-stale", action="store_true", help="take older profiles all the same")
    parser.add_argument("--allow-degraded", action="store_true", help="take what the server has in memory while its store is away")


def add_min_replicas(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--min-replicas", metavar="N", type=_replicas, default=0, help="replicas of the store that must have a write, 0 to 16"
    )


def read_options_of(options: argparse.Namespace) -> ReadOptions:
    try:
        return read_options(max_age=options.max_age, allow_stale=options.allow_stale, allow_degraded=options.allow_degraded)
    except ValueError as fault:
        raise UsageError(f"--max-age: {fault}") from None


def platform_chosen(options: argparse.Namespace) -> int:
    try:
        return platform_of(options.platform)
    except ValueError as fault:
        raise UsageError(fault) from None


def connected(options: argparse.Namespace, stack: ExitStack) -> Client:
    """A client of the server that is named. Streams wait for a server that went away; one that is not there at all is told
    at once: raises InfluenceError."""
    client = stack.enter_context(client_of(options))
    client.server_info()
    return client


def mapping_of(choices: Sequence[str], fields: Sequence[str] = FIELDS) -> Dict[str, str]:
    mapping: Dict[str, str] = {}
    for choice in choices:
        name, equals, column = choice.partition("=")
        field = name.strip().lower()
        if not equals or not column or field not in fields:
            raise UsageError(f"--map {choice}: must be FIELD=COLUMN, FIELD one of {', '.join(fields)}")
        if field in mapping:
            raise UsageError(f"--map {field}= is given twice")
        mapping[field] = column
    return mapping


def keep_apart(inputs: Sequence[Optional[str]], outputs: Dict[str, Optional[str]]) -> None:
    """No output may overwrite an input or another output: what is left out of an output would be lost with the input. Links are
    followed. Standard output is for --out alone: two outputs would stand one in the middle of the other."""
    taken = {Path(name).resolve(): "the input" for name in inputs if name is not None and name != "-"}
    from_shell = os.fstat(sys.stdin.fileno()) if "-" in inputs else None
    for option, name in outputs.items():
        if name == "-" and option != "--out":
            raise UsageError(f"{option} cannot be -: standard output is for results; name a file")
        if name is None or name == "-" or not Path(name).resolve().parent.is_dir():
            continue
        path = Path(name).resolve()
        if from_shell is not None and path.is_file() and os.path.samestat(from_shell, path.stat()):
            raise UsageError(f"{option} {name}: would overwrite the input, which standard input is read from; name another file")
        if path in taken and (path.is_file() or not path.exists()):
            raise UsageError(f"{option} {name}: would overwrite {taken[path]}; name another file")
        taken.setdefault(path, f"what {option} writes")


def input_file(name: str, stack: ExitStack) -> BinaryIO:
    if name == "-":
        return sys.stdin.buffer
    try:
        return stack.enter_context(open(name, "rb", buffering=1 << 16))
    except OSError as error:
        raise UsageError(f"{name}: {error.strerror}") from None


def output_file(name: str, option: str, stack: ExitStack) -> TextIO:
    """A file that appears whole or not at all; - is standard output."""
    if name == "-":
        if isinstance(sys.stdout, io.TextIOWrapper):
            sys.stdout.reconfigure(encoding="utf-8", newline="")
        return sys.stdout
    return stack.enter_context(atomic_output(writable_path(name, option)))


def writable_path(name: str, option: str) -> Path:
    path = Path(name)
    if path.is_dir() or not path.resolve().parent.is_dir():
        raise UsageError(f"{option} {name}: not a file in a directory that exists")
    return path


def _replicas(text: str) -> int:
    number = int(text)
    if not 0 <= number <= 16:
        raise argparse.ArgumentTypeError(f"must be 0 to 16, not {text}")
    return number
