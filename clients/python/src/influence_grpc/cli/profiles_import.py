"""profiles import: writes the profiles of a file, and goes on where an earlier run was ended."""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from contextlib import ExitStack
from pathlib import Path
from typing import Any, Iterator, Optional

from influence_grpc.cli.arguments import (
    add_command,
    add_min_replicas,
    add_table_options,
    input_file,
    keep_apart,
    mapping_of,
    output_file,
    platform_chosen,
)
from influence_grpc.cli.bad_rows import BadRows
from influence_grpc.cli.outcome import EXIT_OK, EXIT_ROWS_FAILED, UsageError
from influence_grpc.cli.progress_line import end_progress_line, progress_line
from influence_grpc.client import Client
from influence_grpc.creator_table import CreatorTable
from influence_grpc.csv_rows import BadRow
from influence_grpc.import_state import ImportState, StateError
from influence_grpc.messages import UpsertOutcome
from influence_grpc.profile_results import UpsertedProfiles
from influence_grpc.profile_rows import ProfileRow, rows_of_lines, rows_of_table

_LINES = (".jsonl", ".ndjson", ".json")
_OUTCOMES = {
    UpsertOutcome.Value(f"UPSERT_OUTCOME_{name}"): text
    for name, text in (("APPLIED", "written"), ("UNCHANGED", "unchanged"), ("SUPERSEDED", "superseded"))
}


def add_to(commands: Any) -> None:
    parser = add_command(commands, "import", _import, "writes the profiles of a file: JSON lines, or CSV with ids and follower counts")
    parser.add_argument(
        "file", metavar="FILE", help="JSON lines, each an influence.v1.CreatorProfile, or CSV with a header; - is standard input"
    )
    parser.add_argument("--format", choices=["csv", "jsonl"], help=f"default: jsonl where FILE ends with {', '.join(_LINES)}, else csv")
    parser.add_argument("--from-start", action="store_true", help="do not go on where an earlier import of FILE was ended")
    add_min_replicas(parser)
    add_table_options(parser)


class _Tally:
    """What became of the rows so far, and how far the file is done."""

    def __init__(self, bad: BadRows, state: Optional[ImportState]) -> None:
        self.outcomes: Counter[int] = Counter()
        self.complete = True
        self._answered = 0
        self._bad = bad
        self._state = state

    def add(self, answer: UpsertedProfiles[ProfileRow]) -> None:
        if answer.refusal is not None:
            raise answer.refusal
        self.outcomes.update(answer.outcomes)
        for index, error in answer.errors.items():
            row = answer.items[index]
            self._bad.add(BadRow(row.line, " ".join(str(error).split()), row.text))
        self._answered += len(answer)
        self.complete = answer.resume_after == self._answered
        if self.complete and self._state is not None:
            self._state.advance(answer.items[-1].number)


def _import(options: argparse.Namespace) -> int:
    keep_apart([options.file], {"--bad-rows": options.bad_rows})
    with ExitStack() as stack:
        stream = input_file(options.file, stack)
        state = ImportState(Path(options.file), options.server) if options.file != "-" and Path(options.file).is_file() else None
        skip = _rows_done(state, options)
        bad = BadRows(None if options.bad_rows is None else output_file(options.bad_rows, "--bad-rows", stack))
        rows = _rows(stream, options, bad, skip)
        client = stack.enter_context(Client(options.server))
        tally = _Tally(bad, state)
        try:
            answers = client.upsert_profiles(
                rows, profile=lambda row: row.profile, min_replicas=options.min_replicas, progress=progress_line()
            )
            for answer in answers:
                tally.add(answer)
        except BaseException:
            if state is not None:
                state.save()
            raise
        end_progress_line()
        bad.tell_rest()
    if state is not None:
        _leave(state, tally.complete)
    print(", ".join([*(f"{tally.outcomes[number]:,} {text}" for number, text in _OUTCOMES.items()), f"{bad.count:,} bad or failed"]))
    return EXIT_ROWS_FAILED if options.strict and bad.count else EXIT_OK


def _rows_done(state: Optional[ImportState], options: argparse.Namespace) -> int:
    if state is None or options.from_start:
        return 0
    try:
        done = state.load()
    except StateError as fault:
        raise UsageError(fault) from None
    if done:
        print(f"going on after {done:,} rows, which an earlier import wrote; --from-start begins anew", file=sys.stderr)
    return done


def _rows(stream: Any, options: argparse.Namespace, bad: BadRows, skip: int) -> Iterator[ProfileRow]:
    mapping, platform = mapping_of(options.map), platform_chosen(options)
    if options.format == "jsonl" or (options.format is None and options.file.lower().endswith(_LINES)):
        if mapping or platform:
            raise UsageError("--map and --platform go with CSV only: JSON lines are whole profiles")
        return rows_of_lines(stream, bad.add, skip)
    table = CreatorTable(stream, mapping, ("id", "followers"))
    used = {table.columns.id, table.columns.followers, None if platform else table.columns.platform}
    ignored = [header for index, header in enumerate(table.headers) if index not in used]
    if ignored:
        print(f"columns that are ignored: {', '.join(map(repr, ignored))}", file=sys.stderr)
    return rows_of_table(table, platform, bad.add, skip)


def _leave(state: ImportState, complete: bool) -> None:
    if complete:
        state.remove()
        return
    state.save()
    print(f"some rows could not be written; importing again goes on before the first of them ({state.path.name})", file=sys.stderr)
