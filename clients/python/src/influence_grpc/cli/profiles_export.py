"""profiles export: JSON lines of profiles, which import takes back."""

from __future__ import annotations

import argparse
import sys
from contextlib import ExitStack
from typing import Any

from influence_grpc.cli.arguments import (
    add_command,
    add_read_options,
    connected,
    input_file,
    keep_apart,
    mapping_of,
    output_file,
    read_options_of,
)
from influence_grpc.cli.bad_rows import BadRows
from influence_grpc.cli.outcome import EXIT_OK, EXIT_ROWS_FAILED
from influence_grpc.cli.progress_line import end_progress_line, progress_line
from influence_grpc.creator_table import CreatorTable
from influence_grpc.csv_rows import BadRow
from influence_grpc.messages import DataStatus
from influence_grpc.profile_rows import line_of

_NOT_FOUND = DataStatus.Value("DATA_STATUS_NOT_FOUND")


def add_to(commands: Any) -> None:
    parser = add_command(commands, "export", _export, "writes profiles as JSON lines. The server lists no ids: they have to be given")
    parser.add_argument("--ids", metavar="FILE", required=True, help="ids, one a line, or CSV with a column of ids; - is standard input")
    parser.add_argument("--out", metavar="FILE", required=True, help="where to write them; - is standard output")
    parser.add_argument("--missing", metavar="FILE", help="where to write the ids that were not found, one a line")
    parser.add_argument(
        "--map", metavar="id=COLUMN", action="append", default=[], help="the column of ids, by header or by number as in id=#3"
    )
    parser.add_argument("--strict", action="store_true", help="exit with 1 where any id was bad, not found or failed")
    add_read_options(parser)


def _export(options: argparse.Namespace) -> int:
    keep_apart([options.ids], {"--out": options.out, "--missing": options.missing})
    read_options, mapping = read_options_of(options), mapping_of(options.map)
    written = missing = 0
    with ExitStack() as stack:
        table = CreatorTable(input_file(options.ids, stack), mapping, ("id",))
        client = connected(options, stack)
        out = output_file(options.out, "--out", stack)
        missing_out = None if options.missing is None else output_file(options.missing, "--missing", stack)
        bad = BadRows(None)
        failed = BadRows(None)
        answers = client.lookup_profiles(
            table.rows(bad.add), creator_id=lambda row: row.creator_id, read_options=read_options, progress=progress_line()
        )
        for answer in answers:
            if answer.refusal is not None:
                raise answer.refusal
            for row in answer:
                if row.profile is not None:
                    out.write(line_of(row.profile) + "\n")
                    written += 1
                elif row.error is not None or row.data_status != _NOT_FOUND:
                    failed.add(BadRow(row.item.line, row.why_absent(), row.item.text))
                else:
                    missing += 1
                    if missing_out is not None:
                        missing_out.write(row.item.creator_id + "\n")
        end_progress_line()
        bad.tell_rest()
        failed.tell_rest()
    told = f"{written:,} written, {missing:,} not found, {failed.count:,} failed, {bad.count:,} bad rows"
    print(told, file=sys.stderr if options.out == "-" else sys.stdout)
    return EXIT_ROWS_FAILED if options.strict and (missing or failed.count or bad.count) else EXIT_OK
