"""compare: what sets of creators do for a campaign, and which wins on what."""

from __future__ import annotations

import argparse
from contextlib import ExitStack
from typing import Any, List, Sequence

from influence_grpc.campaign_results import CreatorReach, PlanComparison, PlanForecast
from influence_grpc.campaign_text import BARS, ForecastLines, against, basis_in_words, people, people_of
from influence_grpc.cli.arguments import add_command, keep_apart, output_file
from influence_grpc.cli.given_faults import GivenFaults, GivenPart
from influence_grpc.cli.json_file import read_json_file
from influence_grpc.cli.outcome import EXIT_OK, EXIT_ROWS_FAILED
from influence_grpc.cli.output_format import add_output, settle_rows, tell
from influence_grpc.cli.server_options import client_of
from influence_grpc.client import Client
from influence_grpc.fit_text import in_words, visible
from influence_grpc.messages import ComparePlansRequest, PlannedCreator
from influence_grpc.plan_table import write_comparison

_WHAT = "comparison of plans"
_DATA_STATUSES = {"outside_max_age": "older than asked for", "degraded": "from memory, because the store did not answer"}


def add_to(commands: Any) -> None:
    parser = add_command(commands, "compare", _compare, "what sets of creators do for a campaign, and which wins on what")
    parser.add_argument(
        "plans",
        metavar="PLANS.json",
        help="a brief, the target (universe), 2 to 20 named plans and overlaps, as influence.v1.ComparePlansRequest; - is standard input",
    )
    parser.add_argument(
        "--model", metavar="ID", help="the fit model, in place of the file's; the file's or the server's default without it"
    )
    parser.add_argument("--out", metavar="FILE.csv", help="where to write the figures as CSV, a row a plan; - is standard output")
    add_output(parser)


def _compare(options: argparse.Namespace) -> int:
    settle_rows(options)
    keep_apart([options.plans], {"--out": options.out})
    request = ComparePlansRequest()
    faults = read_json_file(options.plans, request, _WHAT)
    if options.model is not None:
        request.model_id = options.model

    # An overlap of a creator that could not be read looks like one of a creator that is not there.
    def names_who_is_not_read(field: str) -> bool:
        of_overlap = field.startswith("overlaps[") and field.endswith("CreatorId")
        return of_overlap and any(fault.field.startswith("plans") for fault in faults)

    given = GivenFaults(f"{options.plans}: the {_WHAT}", _WHAT, GivenPart("", "", faults, names_who_is_not_read))
    with ExitStack() as stack:
        client = stack.enter_context(client_of(options))
        comparison = given.checked(client, lambda: _asked(client, request))
        failed = [[_id_of(request.plans[n].creators[index]) for index in sorted(plan.errors)] for n, plan in enumerate(comparison.plans)]
        if options.out is not None:
            currency = request.brief.cost.currency_code
            write_comparison(output_file(options.out, "--out", stack), comparison.plans, failed, currency)
    tell(options, lambda: _text(options.plans, request, comparison), lambda: comparison.message)
    return EXIT_ROWS_FAILED if any(failed) else EXIT_OK


def _asked(client: Client, request: ComparePlansRequest) -> PlanComparison:
    return client.compare_plans(
        request.plans,
        request.brief,
        request.universe,
        overlaps=request.overlaps,
        model_id=request.model_id,
        read_options=request.read_options if request.HasField("read_options") else None,
    )


def _id_of(creator: PlannedCreator) -> str:
    return creator.profile.creator_id if creator.HasField("profile") else creator.creator_id


def _text(name: str, request: ComparePlansRequest, comparison: PlanComparison) -> str:
    """Blocks with a blank line between them."""
    told = [plan.forecast for plan in comparison.plans if plan.forecast is not None]
    figures = ForecastLines(told, request.brief.cost.currency_code)
    blocks = [
        [
            f"{visible(name)}: {len(comparison.plans):,} plans compared",
            against(request.brief.title, comparison.model_id, comparison.model_version),
            f"the target is {people(people_of(request.universe))} people; intervals are meant to hold in 8 of 10 cases",
        ]
    ]
    for plan, of_request in zip(comparison.plans, request.plans):
        blocks.append(_plan_lines(plan, of_request.creators, figures))
    if told:
        blocks.append([f"{BARS}; all plans to one scale"])
    clear = "Which wins on what  (* ahead within the whole interval)"
    won = [f"  {'*' if each.is_clear and each.lead is not None else ' '} {visible(each.sentence)}" for each in comparison.comparisons]
    blocks.append([clear, *won] if won else ["Nothing is known of two plans that could be compared."])
    if told:
        bases = [(plan.name, plan.forecast.overlap_basis) for plan in comparison.plans if plan.forecast is not None]
        lines = [f"  '{visible(plan)}': {basis_in_words(basis)}" for plan, basis in bases]
        blocks.append(["How people reached twice are counted once", *lines])
    return "\n\n".join("\n".join(block) for block in blocks)


def _plan_lines(plan: PlanForecast, creators: Sequence[PlannedCreator], figures: ForecastLines) -> List[str]:
    lines = [visible(plan.name)]
    if plan.forecast is not None:
        lines += figures.of(plan.forecast)
        by_size = sum(not each.reach_is_own for each in plan.forecast.creators)
        if by_size:
            lines.append(f"  the reach of {by_size:,} of {len(plan.forecast.creators):,} is what the model knows of creators of that size")
        lines += [remark for each in plan.forecast.creators for remark in _remarks(each)]
    for index, error in sorted(plan.errors.items()):
        lines.append(f"  '{visible(_id_of(creators[index]))}' failed and is left out: {visible(error.in_a_line())}")
    return lines


def _remarks(creator: CreatorReach) -> List[str]:
    whom, remarks = f"'{visible(creator.creator_id)}'", []
    if creator.ineligibilities:
        remarks.append(f"  {whom} does not meet the brief: {', '.join(map(in_words, creator.ineligibilities))}")
    if creator.data_status in _DATA_STATUSES:
        remarks.append(f"  {whom} by a profile {_DATA_STATUSES[creator.data_status]}")
    return remarks
