"""The set of creators that does most within a budget, and what became of the candidates."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Generic, Optional, Tuple, TypeVar

from influence_grpc.campaign_results import ReachForecast
from influence_grpc.item_failures import ItemFailures
from influence_grpc.messages import PlanCampaignResult
from influence_grpc.tabular import Columns, Tabular, doubles

T = TypeVar("T")


@dataclass(frozen=True)
class PlanStep:
    """A creator in a plan.

    gain: what it adds to the objective's value of those before it, at least 0.
    price, cost_so_far: in the brief's currency; the latter with this one.
    must_have: whether it is one of the must-haves.
    score: how well it fits the brief, in [0, 100].
    """

    creator_id: str
    gain: float
    price: float
    cost_so_far: float
    must_have: bool
    score: float


@dataclass(frozen=True)
class NextCreator:
    """Whom to take next, were there more money or room.

    gain: what it would add to the objective's value.
    price: in the brief's currency.
    missing_budget: what the budget lacks for it; 0 where only room for one more creator lacks.
    """

    creator_id: str
    gain: float
    price: float
    missing_budget: float


@dataclass
class PlannedCampaign(Tabular, ItemFailures[T], Generic[T]):
    """steps: in the order in which each adds most to those before it, must-haves first. Empty where no candidate is affordable.
    forecast: the figures of the set; None where it is empty.
    objective_value: at least 0.
    cost, budget_left: in the brief's currency.
    next: whom to take next; None where no candidate is left that adds anything.
    guaranteed_share: what the plan adds to the must-haves is at least this share of the most that could be added, in (0, 1].
    upper_bound: no plan has a higher objective_value.
    method: how candidates were kept: "all_kept" or "sieved".
    model_id, model_version: what was planned by.
    items: items that were answered without failing.
    candidates: of them, candidates.
    ineligible: of them, those that do not meet the brief.
    ineligible_for: how many for which reason, such as "too_few_followers"; an item with two reasons counts in both.
    dropped: of them, those dropped for another reason.
    dropped_for: how many for which reason, such as "price_unknown".
    message: the plan as the contract has it.
    """

    steps: Tuple[PlanStep, ...] = ()
    forecast: Optional[ReachForecast] = None
    objective_value: float = 0.0
    cost: float = 0.0
    budget_left: float = 0.0
    next: Optional[NextCreator] = None
    guaranteed_share: float = 0.0
    upper_bound: float = 0.0
    method: str = ""
    model_id: str = ""
    model_version: int = 0
    items: int = 0
    candidates: int = 0
    ineligible: int = 0
    ineligible_for: Counter[str] = field(default_factory=Counter)
    dropped: int = 0
    dropped_for: Counter[str] = field(default_factory=Counter)
    message: PlanCampaignResult = field(default_factory=PlanCampaignResult, repr=False)

    def to_columns(self) -> Columns:
        """The steps: step (from 1), creator_id, must_have, price, cost_so_far, gain and score."""
        return {
            "step": list(range(1, len(self.steps) + 1)),
            "creator_id": [each.creator_id for each in self.steps],
            "must_have": [each.must_have for each in self.steps],
            "price": doubles(each.price for each in self.steps),
            "cost_so_far": doubles(each.cost_so_far for each in self.steps),
            "gain": doubles(each.gain for each in self.steps),
            "score": doubles(each.score for each in self.steps),
        }
