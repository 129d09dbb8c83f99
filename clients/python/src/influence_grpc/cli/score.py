"""score: how well the creators in a file fit a brief."""

from __future__ import annotations

import argparse
import sys
from contextlib import ExitStack
from typing import Any, Dict, List, Optional

from influence_grpc.cli.arguments import add_command, keep_apart, output_file, read_options_of
from influence_grpc.cli.bad_rows import BadRows
from influence_grpc.cli.best_row import best_of
from influence_grpc.cli.brief_file import add_brief, read_brief
from influence_grpc.cli.creators_file import NOT_SCORED, CreatorEntry, CreatorsFile, add_creators, failed_row, named_input
from influence_grpc.cli.outcome import EXIT_OK, EXIT_ROWS_FAILED, UsageError
from influence_grpc.cli.output_format import CSV, add_output, settle_rows, tell, trouble
from influence_grpc.cli.progress_line import Resumptions, end_progress_line
from influence_grpc.cli.server_options import client_of
from influence_grpc.client import Client
from influence_grpc.errors import InfluenceError
from influence_grpc.fit_explanation import explanation_of
from influence_grpc.fit_summary import FitSummary
from influence_grpc.fit_text import visible
from influence_grpc.messages import Brief, ReadOptions, ScoreFitResponse
from influence_grpc.score_table import ScoreTable
from influence_grpc.scored_items import ScoredItems

_MOST_TOLD = 10_000


def add_to(commands: Any) -> None:
    parser = add_command(commands, "score", _score, "how well the creators in a file, or creators that the server keeps, fit a brief")
    add_creators(parser, "FILE", "the creators, read as 'profiles import' does")
    add_output(parser)
    add_brief(parser)
    parser.add_argument("--top", metavar="N", type=_top, default=10, help="how many of the best to tell, 0 to 10,000; default 10")
    parser.add_argument(
        "--explain", metavar="ID", help="tell why one creator scores as it does, and of no other: one of FILE, or one that the server keeps"
    )
    parser.add_argument("--out", metavar="FILE", help="where to write the rows with their scores; - is standard output")
    parser.add_argument("--components", action="store_true", help="write each component's points and state to --out as well")


def _score(options: argparse.Namespace) -> int:
    if options.explain is not None:
        return _explain(options)
    settle_rows(options)
    name = named_input(options, "FILE")
    if options.components and options.out is None:
        raise UsageError("--components goes with --out")
    if [name, options.brief].count("-") > 1:
        raise UsageError("standard input cannot be both the creators and the brief")
    outputs = {"--out": options.out, "--bad-rows": options.bad_rows}
    keep_apart([name, options.brief], outputs)
    written, read_options = read_brief(options.brief), read_options_of(options)
    with ExitStack() as stack:
        bad = BadRows(None if options.bad_rows is None else output_file(options.bad_rows, "--bad-rows", stack))
        creators = CreatorsFile(name, options.ids is not None, options, bad.add, stack)
        client = stack.enter_context(client_of(options))
        brief = written.checked(client, options.model)
        results = None if options.out is None else _table(creators, options, stack)
        summary, taken_up = FitSummary(options.top, lambda entry: entry.creator_id), Resumptions()
        chunks = client.score_fit_stream(
            creators,
            brief,
            **creators.kind,
            model_id=options.model,
            components=options.components,
            read_options=read_options if creators.by_id else None,
            progress=taken_up.note,
        )
        for chunk in chunks:
            _take(chunk, results, summary, bad)
        end_progress_line()
        bad.tell_rest()
    unread = bad.count - sum(summary.errors.values())

    def document() -> Dict[str, Any]:
        return {"file": name, "brief": brief.title, **summary.document(), **trouble(options, summary.errors, unread, taken_up.count)}

    tell(options, summary.text, document)
    return EXIT_ROWS_FAILED if options.strict and bad.count else EXIT_OK


def _table(creators: CreatorsFile, options: argparse.Namespace, stack: ExitStack) -> ScoreTable:
    out = output_file(options.out, "--out", stack)
    return ScoreTable(out, creators.header, creators.headers, creators.delimiter, creators.has_mark, options.components)


def _take(chunk: ScoredItems[CreatorEntry], results: Optional[ScoreTable], summary: FitSummary, bad: BadRows) -> None:
    if chunk.refusal is not None:
        raise chunk.refusal
    items = list(chunk)
    summary.add(chunk, items)
    for item in items:
        if item.error is not None:
            bad.add(failed_row(item.item, item.error), NOT_SCORED)
        if results is not None:
            results.add(item.item.text, item)


def _explain(options: argparse.Namespace) -> int:
    if options.output == CSV:
        raise UsageError("--explain tells of one creator and has no rows: give --output table or json")
    if options.out is not None or options.bad_rows is not None or options.components:
        raise UsageError("--explain tells of one creator and writes no file: leave out --out, --components and --bad-rows")
    name = None if options.file is None and options.ids is None else named_input(options, "FILE")
    if name is not None and [name, options.brief].count("-") > 1:
        raise UsageError("standard input cannot be both the creators and the brief")
    written, read_options = read_brief(options.brief), read_options_of(options)
    with ExitStack() as stack:
        creators = [] if name is None else _of_that_id(name, options, stack)
        if name is not None and not creators:
            print(visible(f"there is no creator '{options.explain}' in {name}"), file=sys.stderr)
            return EXIT_ROWS_FAILED
        client = stack.enter_context(client_of(options))
        brief = written.checked(client, options.model)
        if name is None or options.ids is not None:
            return _explain_kept(options, client, brief, read_options)
        best = best_of(creators, client, brief, options.model)
        answer = client.score_fit(brief, profile=best.profile, model_id=options.model)
    tell(options, lambda: _explanation(options.explain, answer, creators, best), lambda: answer)
    return EXIT_OK


def _explanation(creator_id: str, answer: ScoreFitResponse, creators: List[CreatorEntry], best: CreatorEntry) -> str:
    lines = [explanation_of(creator_id, answer)]
    if len(creators) > 1:
        lines.append(f"There are {len(creators):,} rows of this id; this is the best of them, on line {best.line:,}.")
    return "\n".join(lines)


def _explain_kept(options: argparse.Namespace, client: Client, brief: Brief, read_options: ReadOptions) -> int:
    try:
        answer = client.score_fit(brief, creator_id=options.explain, model_id=options.model, read_options=read_options)
    except InfluenceError as error:
        if error.reason != "CREATOR_NOT_FOUND":
            raise
        print(visible(f"'{options.explain}' is not in the store of the server at {options.server}"), file=sys.stderr)
        return EXIT_ROWS_FAILED
    tell(options, lambda: explanation_of(options.explain, answer), lambda: answer)
    return EXIT_OK


def _of_that_id(name: str, options: argparse.Namespace, stack: ExitStack) -> List[CreatorEntry]:
    """The rows of that id. What is wrong with other rows is told: they may be what is looked for."""
    bad = BadRows(None)
    creators = CreatorsFile(name, options.ids is not None, options, bad.add, stack)
    found = [entry for entry in creators if entry.creator_id == options.explain]
    bad.tell_rest()
    return found


def _top(text: str) -> int:
    number = int(text)
    if not 0 <= number <= _MOST_TOLD:
        raise argparse.ArgumentTypeError(f"must be 0 to {_MOST_TOLD:,}, not {text}")
    return number
