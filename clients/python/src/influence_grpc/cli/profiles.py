"""profiles: what the server keeps of creators."""

from __future__ import annotations

import argparse
import sys
from contextlib import ExitStack
from itertools import islice
from typing import Any, Iterator, List, Sequence

from influence_grpc.cli import profiles_export, profiles_import
from influence_grpc.cli.arguments import add_command, add_min_replicas, add_read_options, connected, input_file, read_options_of
from influence_grpc.cli.bad_rows import BadRows
from influence_grpc.cli.outcome import EXIT_OK, EXIT_ROWS_FAILED, UsageError
from influence_grpc.cli.server_options import client_of
from influence_grpc.creator_table import CreatorTable
from influence_grpc.fit_text import visible
from influence_grpc.messages import DeleteOutcome
from influence_grpc.profile_rows import line_of

_STRICT = "exit with 1 where any id was not found or failed"
# Ids in one deletion; the client cuts it to what the server allows in a call.
_DELETED_AT_ONCE = 10_000


def add_to(commands: Any) -> None:
    text = "profiles that the server keeps: import, get, delete, export"
    parser = commands.add_parser("profiles", help=text, description=text)
    subcommands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    profiles_import.add_to(subcommands)
    profiles_export.add_to(subcommands)

    get = add_command(subcommands, "get", _get, "profiles by id, as JSON lines")
    get.add_argument("ids", metavar="ID", nargs="+")
    get.add_argument("--strict", action="store_true", help=_STRICT)
    add_read_options(get)

    delete = add_command(subcommands, "delete", _delete, "deletes profiles")
    delete.add_argument("ids", metavar="ID", nargs="*")
    delete.add_argument("--ids", dest="ids_file", metavar="FILE", help="ids, one a line, or CSV with a column of ids; - is standard input")
    delete.add_argument(
        "--version",
        metavar="N",
        type=int,
        help="the version of the deletion: it deletes that version and lower ones; without it whatever is there",
    )
    delete.add_argument("--strict", action="store_true", help=_STRICT)
    add_min_replicas(delete)


def _get(options: argparse.Namespace) -> int:
    absent = 0
    with ExitStack() as stack:
        client = connected(options, stack)
        for answer in client.lookup_profiles(options.ids, read_options=read_options_of(options)):
            for row in answer:
                if row.profile is not None:
                    print(line_of(row.profile))
                else:
                    absent += 1
                    print(visible(f"{row.item}: {row.why_absent()}"), file=sys.stderr)
    return EXIT_ROWS_FAILED if options.strict and absent else EXIT_OK


def _delete(options: argparse.Namespace) -> int:
    if bool(options.ids) == (options.ids_file is not None):
        raise UsageError("give either ID... or --ids FILE")
    if options.version is not None and not 0 <= options.version < 2**64:
        raise UsageError(f"--version {options.version}: must be 0 to 2^64 - 1")
    counts = dict.fromkeys((DeleteOutcome.Value(f"DELETE_OUTCOME_{name}") for name in ("DELETED", "NOT_FOUND", "SUPERSEDED")), 0)
    failed = 0
    bad = BadRows(None)
    with ExitStack() as stack:
        ids = iter(options.ids) if options.ids_file is None else _ids_in(options.ids_file, bad, stack)
        client = stack.enter_context(client_of(options))
        for batch in _batches(ids):
            versions = None if options.version is None else [options.version] * len(batch)
            for row in client.delete_profiles(batch, versions=versions, min_replicas=options.min_replicas):
                if row.error is not None:
                    failed += 1
                    print(visible(f"{row.creator_id}: {row.error.in_a_line()}"), file=sys.stderr)
                else:
                    counts[row.outcome] = counts.get(row.outcome, 0) + 1
    bad.tell_rest()
    deleted, absent, superseded = list(counts.values())[:3]
    print(f"{deleted:,} deleted, {absent:,} not found, {superseded:,} superseded, {failed:,} failed")
    return EXIT_ROWS_FAILED if options.strict and (absent or failed or bad.count) else EXIT_OK


def _ids_in(name: str, bad: BadRows, stack: ExitStack) -> Iterator[str]:
    return (row.creator_id for row in CreatorTable(input_file(name, stack), {}, ("id",)).rows(bad.add))


def _batches(ids: Iterator[str]) -> Iterator[Sequence[str]]:
    while True:
        batch: List[str] = list(islice(ids, _DELETED_AT_ONCE))
        if not batch:
            return
        yield batch
