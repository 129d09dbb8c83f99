"""profiles import: writes the profiles of a file, and goes on where an earlier run was ended."""

from __future__ import annotations

import argparse
import sys
from contextlib import ExitStack
from pathlib import Path
from typing import Any, Dict, Optional

from influence_grpc.cli.arguments import (
    add_command,
    add_min_replicas,
    add_table_options,
    connected,
    input_file,
    keep_apart,
    output_file,
    writable_path,
)
from influence_grpc.cli.bad_rows import BadRows, continued_file
from influence_grpc.cli.import_tally import ImportTally
from influence_grpc.cli.outcome import EXIT_OK, EXIT_ROWS_FAILED, UsageError
from influence_grpc.cli.output_format import JSON, TABLE, add_output, seconds_since, tell
from influence_grpc.cli.profile_file import ProfileFile, add_format
from influence_grpc.cli.progress_line import Resumptions, end_progress_line
from influence_grpc.cli.server_options import asked
from influence_grpc.csv_table import MisplacedRows
from influence_grpc.import_state import Counts, ImportState, Progress, StateError
from influence_grpc.profile_columns import PROFILE_FIELDS

_COLUMNS = """\
CSV has a column of ids and one of follower counts, written as 'classify' reads them. These columns are read where there are
any, by usual names or as --map says: platform, version, observed_at (2026-01-31 or 2026-01-31T12:00:00Z), avg_likes,
avg_comments, avg_shares, avg_views, avg_reach, engagement_rate (0.035 or 3.5%; engagement_basis says of what: followers, reach
or views), sample_posts, topics (sport/running:0.6|food:0.2; else a category, such as Food), countries (NO:0.5|DK:0.2), languages
(nb:0.7), sponsored_share, prices (post:12000 NOK|story:4000 NOK); others are not read. Empty cells and N/A leave the fact out."""
_SUPERSEDED = (
    "superseded: the store has a higher version of the creator, or the creator was deleted less than RememberDeletions ago "
    "(30 days unless the server is set otherwise); give such rows a higher version to write them"
)


def add_to(commands: Any) -> None:
    parser = add_command(commands, "import", _import, "writes the profiles of a file: JSON lines, or CSV with a column for each fact")
    parser.description = f"Writes the profiles of a file. {_COLUMNS}"
    parser.add_argument(
        "file", metavar="FILE", help="JSON lines, each an influence.v1.CreatorProfile, or CSV with a header; - is standard input"
    )
    add_format(parser)
    parser.add_argument("--from-start", action="store_true", help="do not go on where an earlier import of FILE was ended")
    add_min_replicas(parser)
    add_output(parser, (TABLE, JSON))
    add_table_options(parser, PROFILE_FIELDS)


def _import(options: argparse.Namespace) -> int:
    keep_apart([options.file], {"--bad-rows": options.bad_rows})
    with ExitStack() as stack:
        stream = input_file(options.file, stack)
        state = ImportState(Path(options.file), asked(options)) if options.file != "-" and Path(options.file).is_file() else None
        earlier = _earlier(state, options)
        profiles = ProfileFile(stream, options.file, options)
        profiles.tell_findings()
        client = connected(options, stack)
        # Last, so that an import that cannot begin leaves none.
        bad = _bad_rows(options.bad_rows, earlier, stack)
        tally, taken_up = ImportTally(earlier, bad, state), Resumptions()
        rows = tally.numbered(profiles.rows(tally.add_unread, earlier.done))
        try:
            answers = client.upsert_profiles(
                rows, profile=lambda sent: sent.row.profile, min_replicas=options.min_replicas, progress=taken_up.note
            )
            for answer in answers:
                tally.add(answer)
        except MisplacedRows as fault:
            raise UsageError(
                f"the rows of {options.file} are not those that an earlier import counted ({fault}): import with --from-start"
            ) from None
        except BaseException:
            if state is not None:
                state.save()
            raise
        end_progress_line()
        bad.tell_rest()
    if state is not None:
        _leave(state, tally.complete)
    counts = tally.counts

    def document() -> Dict[str, Any]:
        return {
            "file": options.file,
            **_figures(counts),
            "resumed_after_row": earlier.rows,
            "retries": taken_up.count,
            "seconds": seconds_since(options.began),
            "failures": dict(sorted(tally.failed_for.items())),
        }

    if earlier.rows and options.output != JSON:
        print("the figures are of all runs", file=sys.stderr)
    tell(options, lambda: _text(counts), document)
    return EXIT_ROWS_FAILED if options.strict and counts.bad + counts.failed else EXIT_OK


def _earlier(state: Optional[ImportState], options: argparse.Namespace) -> Progress:
    """What an earlier run left."""
    if state is None:
        return Progress()
    if options.from_start:
        state.remove()
        return Progress()
    try:
        earlier = state.load()
    except StateError as fault:
        raise UsageError(fault) from None
    if earlier.rows:
        told = f"going on after row {earlier.rows:,} (line {earlier.line:,}), where an earlier import stopped"
        print(f"{told}; --from-start begins anew", file=sys.stderr)
    return earlier


def _bad_rows(name: Optional[str], earlier: Progress, stack: ExitStack) -> BadRows:
    if name is None or name == "-":
        return BadRows(None if name is None else output_file(name, "--bad-rows", stack))
    out = continued_file(writable_path(name, "--bad-rows"), earlier.line)
    return BadRows(stack.enter_context(out), continues=True)


def _figures(counts: Counts) -> Dict[str, int]:
    return {
        "written": counts.written,
        "unchanged": counts.unchanged,
        "superseded": counts.superseded,
        "failed": counts.failed,
        "bad_rows": counts.bad,
    }


def _text(counts: Counts) -> str:
    told = ", ".join(f"{count:,} {name.replace('_', ' ')}" for name, count in _figures(counts).items())
    return f"{told}\n{_SUPERSEDED}" if counts.superseded else told


def _leave(state: ImportState, complete: bool) -> None:
    if complete:
        state.remove()
        return
    state.save()
    print(f"some rows could not be written; importing again goes on before the first of them ({state.path.name})", file=sys.stderr)
