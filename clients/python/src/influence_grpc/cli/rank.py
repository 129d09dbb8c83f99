"""rank: the best of the creators in a file, ranked by the server."""

from __future__ import annotations

import argparse
import sys
from contextlib import ExitStack
from typing import Any, Dict, List, TextIO

from influence_grpc.cli.amounts import count
from influence_grpc.cli.arguments import add_command, keep_apart, output_file, read_options_of
from influence_grpc.cli.bad_rows import BadRows
from influence_grpc.cli.brief_file import add_brief, read_brief
from influence_grpc.cli.creators_file import NOT_SCORED, CreatorsFile, add_creators, failed_row, named_input, told_to_begin_again
from influence_grpc.cli.outcome import EXIT_OK, EXIT_ROWS_FAILED, UsageError
from influence_grpc.cli.output_format import add_output, settle_rows, tell, trouble
from influence_grpc.cli.progress_line import end_progress_line, progress_line
from influence_grpc.cli.server_options import client_of
from influence_grpc.csv_text import cell_text
from influence_grpc.errors import InfluenceError
from influence_grpc.fit_names import reason_name, reason_names
from influence_grpc.fit_summary import creator_document
from influence_grpc.fit_text import counted, errors_of, in_words, interrupted, score_line, width_of
from influence_grpc.ranking import Ranking
from influence_grpc.score_table import RANKING_COLUMNS, ranking_cells


def add_to(commands: Any) -> None:
    text = "the best of the creators in a file, or of creators that the server keeps, for a brief"
    parser = add_command(commands, "rank", _rank, text)
    add_creators(parser, "FILE", "the creators, read as 'profiles import' does")
    add_output(parser)
    add_brief(parser)
    parser.add_argument(
        "--count", metavar="N", type=count, default=20, help="how many to rank, at least 1 and at most what the server allows; default 20"
    )
    parser.add_argument("--include-ineligible", action="store_true", help="rank creators that do not meet the brief as well")
    parser.add_argument("--out", metavar="FILE", help="where to write the ranking as CSV; - is standard output")


def _rank(options: argparse.Namespace) -> int:
    settle_rows(options)
    name = named_input(options, "FILE")
    if [name, options.brief].count("-") > 1:
        raise UsageError("standard input cannot be both the creators and the brief")
    keep_apart([name, options.brief], {"--out": options.out, "--bad-rows": options.bad_rows})
    written, read_options = read_brief(options.brief), read_options_of(options)
    with ExitStack() as stack:
        bad = BadRows(None if options.bad_rows is None else output_file(options.bad_rows, "--bad-rows", stack))
        creators = CreatorsFile(name, options.ids is not None, options, bad.add, stack)
        client = stack.enter_context(client_of(options))
        brief = written.checked(client, options.model)
        try:
            ranking = client.rank_creators(
                creators.items,
                brief,
                **creators.kind,
                count=options.count,
                include_ineligible=options.include_ineligible,
                model_id=options.model,
                read_options=read_options if creators.by_id else None,
                progress=progress_line(),
            )
        except InfluenceError as error:
            raise told_to_begin_again(error, creators) from None
        end_progress_line()
        unread = bad.count
        for each in ranking.failures:
            bad.add(failed_row(each.item, each.error), NOT_SCORED)
        bad.tell_rest()
        if ranking.failed > len(ranking.failures):
            print(f"{ranking.failed:,} creators failed; the first {len(ranking.failures):,} are told by their line", file=sys.stderr)
        if options.out is not None:
            _write(ranking, output_file(options.out, "--out", stack))

    def document() -> Dict[str, Any]:
        told = trouble(options, ranking.failed_for, unread, ranking.interruptions)
        return {"file": name, "brief": brief.title, **_document(ranking), **told}

    tell(options, lambda: _text(ranking, options.include_ineligible), document)
    return EXIT_ROWS_FAILED if options.strict and (unread or ranking.failed) else EXIT_OK


def _write(ranking: Ranking[Any], out: TextIO) -> None:
    out.write(",".join(RANKING_COLUMNS) + "\n")
    for creator in ranking.creators:
        out.write(",".join(ranking_cells(creator, cell_text(creator.creator_id))) + "\n")


def _document(ranking: Ranking[Any]) -> Dict[str, Any]:
    return {
        "model": ranking.model_id,
        "model_version": ranking.model_version,
        "scored": ranking.scored,
        "ineligible": ranking.ineligible,
        "ranking": [creator_document(each.rank, each.creator_id, each, each.ineligibilities, each.cautions) for each in ranking.creators],
    }


def _text(ranking: Ranking[Any], include_ineligible: bool) -> str:
    left = "" if include_ineligible else " and left out"
    told = f"{ranking.scored:,} creators scored, {ranking.ineligible:,} of them not eligible{left}"
    blocks: List[List[str]] = [
        [f"{ranking.model_id} version {ranking.model_version}: {told}", *interrupted(ranking.interruptions, "ranking")]
    ]
    if ranking.ineligible_for:
        reasons = [(in_words(reason_name(number)), count) for number, count in ranking.ineligible_for.most_common()]
        blocks.append(["not eligible, for one reason or several:", *counted(reasons, ranking.scored)])
    if ranking.creators:
        width = width_of(each.creator_id for each in ranking.creators)
        rows: List[str] = []
        for each in ranking.creators:
            why = ", ".join(in_words(name) for name in reason_names(each.ineligibilities))
            line = score_line(each.rank, each.creator_id, each.score, each.lower, each.upper, width)
            rows.append(f"{line}  not eligible: {why}" if why else line)
        blocks.append(rows)
    else:
        blocks.append(["nobody to rank"])
    if ranking.failed_for:
        blocks.append(["not scored:", *errors_of(ranking.failed_for)])
    return "\n\n".join("\n".join(block) for block in blocks)
