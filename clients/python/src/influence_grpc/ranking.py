"""The best of many creators, and what became of the others."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Generic, List, TypeVar

from influence_grpc.item_failures import ItemFailures
from influence_grpc.messages import RankedCreator

T = TypeVar("T")


@dataclass
class Ranking(ItemFailures[T], Generic[T]):
    """creators: from the best on, at most as many as were asked for. Of two with the same score the smaller id is first; a
        creator sent more than once is ranked once, with the best of its scores.
    model_id, model_version: what they were scored by.
    scored: items that were scored.
    ineligible: of them, those that do not meet the brief.
    ineligible_for: how many for which reason, a number of IneligibilityReason; an item with two reasons counts in both.
    """

    creators: List[RankedCreator] = field(default_factory=list)
    model_id: str = ""
    model_version: int = 0
    scored: int = 0
    ineligible: int = 0
    ineligible_for: Counter[int] = field(default_factory=Counter)
