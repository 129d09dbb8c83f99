"""plan: the set of creators that does most for a campaign within a budget."""

from __future__ import annotations

import argparse
import sys
from contextlib import ExitStack
from typing import Any, Dict, List, Sequence

from google.protobuf import json_format

from influence_grpc.campaign import CreatorLike
from influence_grpc.campaign_requests import OBJECTIVES
from influence_grpc.cli.amounts import amount, count
from influence_grpc.cli.arguments import add_command, keep_apart, output_file, read_options_of
from influence_grpc.cli.bad_rows import BadRows
from influence_grpc.cli.brief_file import add_brief
from influence_grpc.cli.creators_file import CreatorsFile, add_creators, failed_row, named_input, profile_of, told_to_begin_again
from influence_grpc.cli.outcome import EXIT_OK, EXIT_ROWS_FAILED, UsageError
from influence_grpc.cli.output_format import add_output, settle_rows, tell, trouble
from influence_grpc.cli.plan_request import PlanRequest
from influence_grpc.cli.progress_line import end_progress_line, progress_line
from influence_grpc.cli.server_options import client_of
from influence_grpc.errors import InfluenceError
from influence_grpc.fit_text import visible
from influence_grpc.messages import Brief
from influence_grpc.plan_table import write_plan
from influence_grpc.plan_text import PlanText
from influence_grpc.planned_campaign import PlannedCampaign

_FATE = "is no candidate"


def add_to(commands: Any) -> None:
    text = "the set of creators that does most for a campaign within a budget, out of however many. A creator that comes twice counts once, by its first row; how many came again is told"
    parser = add_command(commands, "plan", _plan, text)
    add_creators(parser, "CANDIDATES", "the candidates, with prices, read as 'profiles import' does")
    add_brief(parser)
    parser.add_argument(
        "--budget", metavar="N", type=amount, required=True, help="what all creators together may cost, in the brief's currency"
    )
    parser.add_argument("--people", metavar="N", type=amount, help="how many people the target has")
    parser.add_argument(
        "--universe",
        metavar="FILE.json",
        help="the target in segments, as influence.v1.Universe, in place of --people; - is standard input",
    )
    parser.add_argument(
        "--max-creators", metavar="N", type=count, help="the most creators, at least 1; as many as the server allows without it"
    )
    parser.add_argument(
        "--objective",
        choices=list(OBJECTIVES),
        default="reach",
        help="what to have as much of as possible: people reached in the target, engagements of them, or people reached credibly",
    )
    parser.add_argument(
        "--must-have",
        metavar="ID",
        action="append",
        default=[],
        help="a creator that is in the plan in any case, of CANDIDATES or else of the server's store; may be given several times",
    )
    parser.add_argument("--out", metavar="FILE.csv", help="where to write the plan as CSV; - is standard output")
    add_output(parser)


def _plan(options: argparse.Namespace) -> int:
    settle_rows(options)
    name = _checked_files(options)
    options.must_have = list(dict.fromkeys(options.must_have))
    request, read_options = PlanRequest(options), read_options_of(options)
    with ExitStack() as stack:
        bad = BadRows(None if options.bad_rows is None else output_file(options.bad_rows, "--bad-rows", stack))
        creators = CreatorsFile(name, options.ids is not None, options, bad.add, stack)
        client = stack.enter_context(client_of(options))
        request.check(client)
        must_haves = _must_haves(name, options, creators)
        try:
            planned = request.planned(
                client,
                creators.items,
                must_haves,
                **creators.kind,
                read_options=read_options if creators.by_id else None,
                progress=progress_line(),
            )
        except InfluenceError as error:
            raise told_to_begin_again(error, creators) from None
        end_progress_line()
        unread = bad.count
        for each in planned.failures:
            bad.add(failed_row(each.item, each.error), _FATE)
        bad.tell_rest()
        if planned.failed > len(planned.failures):
            print(f"{planned.failed:,} creators failed; the first {len(planned.failures):,} are told by their line", file=sys.stderr)
        currency = request.brief.cost.currency_code
        if options.out is not None:
            write_plan(output_file(options.out, "--out", stack), planned.steps, currency)
    text = PlanText(
        request.brief.title,
        currency,
        request.universe_people,
        options.budget,
        options.objective,
        bool(options.must_have),
        [each.key for each in request.universe.segments],
    )

    def document() -> Dict[str, Any]:
        told = trouble(options, planned.failed_for, unread, planned.interruptions)
        return {"file": name, **_document(request.brief, options.budget, planned), **told}

    tell(options, lambda: text.of(name, unread, planned), document)
    return EXIT_ROWS_FAILED if options.strict and (unread or planned.failed) else EXIT_OK


def _document(brief: Brief, budget: float, planned: PlannedCampaign[Any]) -> Dict[str, Any]:
    return {
        "brief": brief.title,
        "model": planned.model_id,
        "model_version": planned.model_version,
        "looked_at": planned.items,
        "candidates": planned.candidates,
        "ineligible": dict(planned.ineligible_for.most_common()),
        "dropped": dict(planned.dropped_for.most_common()),
        "currency": brief.cost.currency_code,
        "budget": budget,
        "plan": json_format.MessageToDict(planned.message),
    }


def _checked_files(options: argparse.Namespace) -> str:
    """The name of the candidates. Raises UsageError where files cannot go together."""
    name = named_input(options, "CANDIDATES")
    if (options.people is None) == (options.universe is None):
        raise UsageError("say how many people the target has: with --people N, or in parts with --universe FILE.json, not with both")
    inputs = [name, options.brief, options.universe]
    if inputs.count("-") > 1:
        raise UsageError("standard input can be the candidates, the brief or the target, not two of them")
    if options.must_have and name == "-" and options.ids is None:
        raise UsageError("--must-have looks for the creator's row before it plans: name a file that can be read twice, not standard input")
    keep_apart(inputs, {"--out": options.out, "--bad-rows": options.bad_rows})
    return name


def _must_haves(name: str, options: argparse.Namespace, creators: CreatorsFile) -> Sequence[CreatorLike]:
    """The creators that must be in the plan, in the order of the options: by their first rows where the candidates have rows, else of
    the server's store. It is a pass of its own over the file: the server is told of them before the first candidate."""
    if creators.by_id or not options.must_have:
        return list(options.must_have)
    wanted = set(options.must_have)
    rows = [entry for entry in creators if entry.creator_id in wanted]
    found: List[CreatorLike] = []
    for creator_id in options.must_have:
        of_this = [entry for entry in rows if entry.creator_id == creator_id]
        if not of_this:
            print(visible(f"'{creator_id}' is not in {name}; the server's store is asked for it"), file=sys.stderr)
            found.append(creator_id)
            continue
        first = of_this[0]
        if len(of_this) > 1:
            told = f"'{creator_id}' has {len(of_this):,} rows in {name}; the first counts, on line {first.line:,}"
            print(visible(told), file=sys.stderr)
        found.append(profile_of(first))
    return found
