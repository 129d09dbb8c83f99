"""A planned campaign in plain text: who was a candidate, the plan in order, what it does, who would come next, and what is certain of
it."""

from __future__ import annotations

import math
from typing import Any, List, Sequence, Tuple

from influence_grpc.campaign_text import BARS, ForecastLines, against, basis_in_words, money, people, percent
from influence_grpc.fit_text import bar, cells, in_words, legend, interrupted, padded, ranging_bar, shortened, visible
from influence_grpc.plan_absence import drop_in_words, most, why_no_plan
from influence_grpc.planned_campaign import PlannedCampaign, PlanStep

_BAR = 25
_WIDEST_ID = 40
_CAVEAT = "How far the forecast may be off, its intervals say."
_OBJECTIVES = {
    "reach": "different people reached in the target",
    "engagements": "engagements in the target",
    "credible-reach": "people reached credibly",
}


class PlanText:
    """title, currency: of the brief.
    universe_people: the size of the target.
    budget: in that currency.
    objective: "reach", "engagements" or "credible-reach".
    has_must_haves: whether there were creators that must be in the plan.
    segments: keys of the target's parts, where it is given in parts.
    """

    def __init__(
        self,
        title: str,
        currency: str,
        universe_people: float,
        budget: float,
        objective: str,
        has_must_haves: bool,
        segments: Sequence[str] = (),
    ) -> None:
        self._title = title
        self._currency = currency
        self._universe_people = universe_people
        self._budget = budget
        self._objective = objective
        self._has_must_haves = has_must_haves
        self._segments = segments

    def of(self, name: str, bad: int, planned: PlannedCampaign[Any]) -> str:
        """Blocks with a blank line between them. `name` is that of the candidates, of which `bad` rows were left out."""
        blocks = [self._head(name, bad, planned), _candidates(planned)]
        if planned.steps:
            blocks.append(self._steps(planned))
        if planned.forecast is not None:
            figures = ForecastLines([planned.forecast], self._currency).of(planned.forecast)
            basis = f"  people reached twice are counted once {basis_in_words(planned.forecast.overlap_basis)}"
            blocks.append(["What it does  (intervals are meant to hold in 8 of 10 cases)", *figures, BARS, basis])
        if not planned.steps:
            segments = self._segments if self._objective == "reach" else ()
            blocks.append([f"There is no plan: {why_no_plan(planned, bad, segments)}"])
        last = [*self._next(planned), *self._guarantee(planned)]
        if last and planned.steps:
            blocks.append(last)
        else:
            blocks[-1] += last
        return "\n\n".join("\n".join(block) for block in blocks)

    def _head(self, name: str, bad: int, planned: PlannedCampaign[Any]) -> List[str]:
        lines = [
            f"{visible(name)}: {planned.items:,} creators looked at",
            against(self._title, planned.model_id, planned.model_version),
            f"the target is {people(self._universe_people)} people, the budget {money(self._budget, self._currency)}; "
            f"as many as possible: {_OBJECTIVES[self._objective]}",
        ]
        if bad:
            lines.append(f"{bad:,} bad rows were left out")
        lines += [f"{count:,} creators failed: {reason}" for reason, count in sorted(planned.failed_for.items())]
        return [*lines, *interrupted(planned.interruptions, "planning")]

    def _steps(self, planned: PlannedCampaign[Any]) -> List[str]:
        count = "1 creator" if len(planned.steps) == 1 else f"{len(planned.steps):,} creators"
        left = money(planned.budget_left, self._currency)
        lines = [f"The plan: {count} for {money(planned.cost, self._currency)}; {left} left of the budget"]
        rows, sums = [("", "creator", "price", "cost so far", "adds", "so far")], [0.0]
        for number, step in enumerate(planned.steps, 1):
            sums.append(sums[-1] + step.gain)
            rows.append((str(number), *_cells(step), people(sums[-1])))
        widths = [max(map(cells, column)) for column in zip(*rows)]
        marks = [" ", *("*" if step.must_have else " " for step in planned.steps)]
        for number, (mark, row) in enumerate(zip(marks, rows)):
            columns = [padded(cell, width, right=column != 1) for column, (cell, width) in enumerate(zip(row, widths))]
            shape = ranging_bar(sums[number], sums[-1], sums[-1], _BAR) if number else ""
            lines.append(f"{mark} {'  '.join([*columns, shape])}".rstrip())
        if sums[-1] > 0:
            lines.append(legend("so far", "to the whole plan"))
        return [*lines, "  * is in the plan in any case"] if "*" in marks else lines

    def _next(self, planned: PlannedCampaign[Any]) -> List[str]:
        """Nothing where there is no plan: why has been said."""
        creator = planned.next
        if creator is None:
            return [_nobody_next(planned.dropped_for["too_expensive"])] if planned.steps else []
        if creator.missing_budget > 0:
            lack = f"the budget lacks {money(creator.missing_budget, self._currency)}"
        else:
            lack = "there is money for it, and only room for one more creator lacks"
        price = money(creator.price, self._currency)
        return [f"Next would come {visible(creator.creator_id)} for {price}: {people(creator.gain)} more; {lack}."]

    def _guarantee(self, planned: PlannedCampaign[Any]) -> List[str]:
        if planned.upper_bound <= 0:
            return []
        share, of_bound = _at_least(planned.guaranteed_share), _at_least(planned.objective_value / planned.upper_bound)
        of_what = f"at least {share} of the best possible"
        if self._has_must_haves:
            of_what = f"what it adds to the creators that are in it in any case is at least {share} of the most that can be added"
        says_more = self._has_must_haves or share != of_bound
        bound = people(planned.upper_bound) + (f", so this one has at least {of_bound} of that" if says_more else "")
        lines = [f"By this forecast: {of_what}; no plan does better than {bound}. {_CAVEAT}"]
        if planned.method == "sieved":
            told = "those that looked best were kept, and the guarantee allows for the others"
            lines.append(f"There were more candidates than the server keeps: {told}.")
        return lines


def _nobody_next(dear: int) -> str:
    others = {0: "", 1: "; 1 creator was none, because it costs more than there is"}
    told = others.get(dear, f"; {dear:,} creators were none, because they cost more than there is")
    return f"Next: no candidate is left that adds anything{told}."


def _at_least(share: float) -> str:
    """What is promised is not rounded up."""
    return percent(math.floor(1_000 * share) / 1_000)


def _cells(step: PlanStep) -> Tuple[str, str, str, str]:
    creator_id = visible(step.creator_id)
    return (shortened(creator_id, _WIDEST_ID), money(step.price, ""), money(step.cost_so_far, ""), people(step.gain))


def _candidates(planned: PlannedCampaign[Any]) -> List[str]:
    rows = [("candidates", planned.candidates), ("not eligible", planned.ineligible)]
    rows += [(f"  {in_words(name)}", count) for name, count in most(planned.ineligible_for)]
    rows.append(("dropped", planned.dropped))
    rows += [(f"  {drop_in_words(name)}", count) for name, count in most(planned.dropped_for)]
    shares = [percent(count / planned.items) if planned.items else "-" for _, count in rows]
    name_width, share_width = max(len(name) for name, _ in rows), max(map(len, shares))
    count_width = max(len(f"{count:,}") for _, count in rows)
    lines: List[str] = []
    for (name, count), share in zip(rows, shares):
        drawn = bar(count, planned.items, _BAR).rstrip(".")
        lines.append(f"  {name:<{name_width}}  {count:>{count_width},}  {share:>{share_width}}  {drawn}".rstrip())
    return [*lines, "  (one creator may have several reasons not to be eligible)"] if len(planned.ineligible_for) > 1 else lines
