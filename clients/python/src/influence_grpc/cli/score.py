"""score: how well the creators in a file fit a brief."""

from __future__ import annotations

import argparse
import sys
from contextlib import ExitStack
from typing import Any, Iterator, Optional

from influence_grpc.cli.arguments import add_command, connected, keep_apart, output_file, read_options_of
from influence_grpc.cli.bad_rows import BadRows
from influence_grpc.cli.brief_file import add_brief, read_brief
from influence_grpc.cli.creators_file import CreatorEntry, CreatorsFile, add_creators, named_input
from influence_grpc.cli.outcome import EXIT_OK, EXIT_ROWS_FAILED, UsageError
from influence_grpc.cli.progress_line import end_progress_line, progress_line
from influence_grpc.client import Client
from influence_grpc.csv_rows import BadRow
from influence_grpc.fit_explanation import explanation_of
from influence_grpc.fit_summary import FitSummary
from influence_grpc.messages import Brief
from influence_grpc.score_table import ScoreTable
from influence_grpc.scored_items import ScoredItems

_MOST_TOLD = 10_000


def add_to(commands: Any) -> None:
    parser = add_command(commands, "score", _score, "how well the creators in a file, or creators that the server keeps, fit a brief")
    add_creators(parser, "FILE", "the creators, read as 'profiles import' does")
    add_brief(parser)
    parser.add_argument("--top", metavar="N", type=_top, default=10, help="how many of the best to tell, 0 to 10,000; default 10")
    parser.add_argument("--explain", metavar="ID", help="tell of one of the creators why it scores as it does")
    parser.add_argument("--out", metavar="FILE", help="where to write the rows with their scores; - is standard output")
    parser.add_argument("--components", action="store_true", help="write each component's points and state to --out as well")


def _score(options: argparse.Namespace) -> int:
    name = named_input(options, "FILE")
    if options.components and options.out is None:
        raise UsageError("--components goes with --out")
    if [name, options.brief].count("-") > 1:
        raise UsageError("standard input cannot be both the creators and the brief")
    outputs = {"--out": options.out, "--bad-rows": options.bad_rows}
    keep_apart([options.brief], outputs)
    keep_apart([name], outputs, may_replace=["--out"])
    brief, read_options = read_brief(options.brief), read_options_of(options)
    with ExitStack() as stack:
        bad, failed = _bad_rows(options, stack), BadRows(None)
        creators = CreatorsFile(name, options.ids is not None, options, bad.add, stack)
        client = connected(options, stack)
        results = None if options.out is None else _table(creators, options, stack)
        sought = _Sought(options.explain)
        summary = FitSummary(options.top, lambda entry: entry.creator_id)
        chunks = client.score_fit_stream(
            sought.among(creators),
            brief,
            **creators.kind,
            model_id=options.model,
            components=options.components,
            read_options=read_options if creators.by_id else None,
            progress=progress_line(),
        )
        for chunk in chunks:
            _take(chunk, results, summary, failed)
        end_progress_line()
        bad.tell_rest()
        failed.tell_rest()
        explained = None if options.explain is None else _explained(client, sought, brief, options, name)
    out = sys.stderr if options.out == "-" else sys.stdout
    print(summary.text(), file=out)
    if explained is not None:
        print(f"\n{explained}", file=out)
    return EXIT_ROWS_FAILED if options.strict and (bad.count or summary.errors) else EXIT_OK


def _bad_rows(options: argparse.Namespace, stack: ExitStack) -> BadRows:
    return BadRows(None if options.bad_rows is None else output_file(options.bad_rows, "--bad-rows", stack))


def _table(creators: CreatorsFile, options: argparse.Namespace, stack: ExitStack) -> ScoreTable:
    out = output_file(options.out, "--out", stack)
    return ScoreTable(out, creators.header, creators.headers, creators.delimiter, creators.has_mark, options.components)


def _take(chunk: ScoredItems[CreatorEntry], results: Optional[ScoreTable], summary: FitSummary, failed: BadRows) -> None:
    if chunk.refusal is not None:
        raise chunk.refusal
    items = list(chunk)
    summary.add(chunk, items)
    for item in items:
        if item.error is not None:
            failed.add(BadRow(item.item.line, " ".join(str(item.error).split()), item.item.text))
        if results is not None:
            results.add(item.item.text, item)


class _Sought:
    """Remembers the creator to explain, the last of that id, as its entry goes by."""

    def __init__(self, creator_id: Optional[str]) -> None:
        self._creator_id = creator_id
        self.entry: Optional[CreatorEntry] = None

    def among(self, entries: CreatorsFile) -> Iterator[CreatorEntry]:
        for entry in entries:
            if entry.creator_id == self._creator_id:
                self.entry = entry
            yield entry


def _explained(client: Client, sought: _Sought, brief: Brief, options: argparse.Namespace, name: str) -> str:
    if sought.entry is None:
        raise UsageError(f"--explain {options.explain}: there is no such creator in {name}")
    answer = client.score_fit(
        brief,
        profile=sought.entry.profile,
        creator_id=options.explain if sought.entry.profile is None else None,
        model_id=options.model,
        read_options=read_options_of(options) if sought.entry.profile is None else None,
    )
    return explanation_of(options.explain, answer)


def _top(text: str) -> int:
    number = int(text)
    if not 0 <= number <= _MOST_TOLD:
        raise argparse.ArgumentTypeError(f"must be 0 to {_MOST_TOLD:,}, not {text}")
    return number
