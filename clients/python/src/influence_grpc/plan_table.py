"""Plans in files: the same columns as the project's other command line. What is not known is an empty cell, lists are joined by |."""

from __future__ import annotations

from typing import List, Optional, Sequence, TextIO

from influence_grpc.campaign_results import Estimate, PlanForecast, ReachForecast
from influence_grpc.csv_text import cell_text
from influence_grpc.planned_campaign import PlanStep
from influence_grpc.score_table import number_text

_ESTIMATES = (
    "gross_reach",
    "gross_in_target_reach",
    "net_in_target_reach",
    "credible_reach",
    "frequency",
    "engagements",
    "in_target_engagements",
    "cost_per_thousand_reached",
    "cost_per_in_target_engagement",
)
_COMPARISON = [
    *("plan", "creators", "universe_people", "cost", "currency"),
    *(f"{name}{end}" for name in _ESTIMATES for end in ("", "_lower", "_upper")),
    *("overlap_basis", "creators_without_price", "creators_without_engagements", "failed"),
]
_STEPS = ["step", "creator_id", "must_have", "price", "cost_so_far", "currency", "gain", "value_so_far", "score"]


def write_comparison(out: TextIO, plans: Sequence[PlanForecast], failed: Sequence[Sequence[str]], currency: str) -> None:
    """A row a plan, with the ids of its creators that `failed`."""
    out.write(",".join(_COMPARISON) + "\n")
    for plan, lacking in zip(plans, failed):
        out.write(",".join(_plan_cells(plan, lacking, currency)) + "\n")


def _plan_cells(plan: PlanForecast, failed: Sequence[str], currency: str) -> List[str]:
    forecast = plan.forecast
    cells = [cell_text(plan.name), "0" if forecast is None else str(forecast.creator_count)]
    cells += ["", ""] if forecast is None else [number_text(forecast.universe_people), _number(forecast.cost)]
    cells.append(currency)
    for name in _ESTIMATES:
        cells += _estimate(None if forecast is None else getattr(forecast, name))
    return [*cells, *_ids(forecast), _joined(failed)]


def _ids(forecast: Optional[ReachForecast]) -> List[str]:
    if forecast is None:
        return ["", "", ""]
    return [forecast.overlap_basis, _joined(forecast.creators_without_price), _joined(forecast.creators_without_engagements)]


def _estimate(estimate: Optional[Estimate]) -> List[str]:
    return ["", "", ""] if estimate is None else [number_text(each) for each in (estimate.value, estimate.lower, estimate.upper)]


def _number(number: Optional[float]) -> str:
    return "" if number is None else number_text(number)


def _joined(creator_ids: Sequence[str]) -> str:
    return cell_text("|".join(creator_ids))


def write_plan(out: TextIO, steps: Sequence[PlanStep], currency: str) -> None:
    """A row a creator, in the order in which each adds most."""
    out.write(",".join(_STEPS) + "\n")
    value = 0.0
    for number, step in enumerate(steps, 1):
        value += step.gain
        price, cost, gain, so_far, score = map(number_text, (step.price, step.cost_so_far, step.gain, value, step.score))
        must_have = "true" if step.must_have else "false"
        out.write(",".join([str(number), cell_text(step.creator_id), must_have, price, cost, currency, gain, so_far, score]) + "\n")
