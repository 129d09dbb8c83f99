"""The best of many creators, and what became of the others."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Generic, List, TypeVar

from influence_grpc.fit_names import COMPONENTS, caution_names, component_name, reason_names
from influence_grpc.item_failures import ItemFailures
from influence_grpc.messages import RankedCreator
from influence_grpc.tabular import Columns, Tabular, doubles

T = TypeVar("T")


@dataclass
class Ranking(Tabular, ItemFailures[T], Generic[T]):
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

    def to_columns(self) -> Columns:
        """The creators, with the columns of the command line's files: rank, creator_id, score, lower, upper, coverage, target_share,
        eligible, ineligibilities and cautions (names joined by |), and NAME_points of all ten components."""
        ranked = self.creators
        columns: Columns = {
            "rank": [each.rank for each in ranked],
            "creator_id": [each.creator_id for each in ranked],
            "score": doubles(each.score for each in ranked),
            "lower": doubles(each.lower for each in ranked),
            "upper": doubles(each.upper for each in ranked),
            "coverage": doubles(each.coverage for each in ranked),
            "target_share": doubles(each.target_share if each.HasField("target_share") else None for each in ranked),
            "eligible": [not each.ineligibilities for each in ranked],
            "ineligibilities": ["|".join(reason_names(each.ineligibilities)) for each in ranked],
            "cautions": ["|".join(caution_names(each.cautions)) for each in ranked],
        }
        for position, number in enumerate(COMPONENTS):
            columns[f"{component_name(number)}_points"] = doubles(each.contributions[position] for each in ranked)
        return columns
