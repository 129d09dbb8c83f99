"""Where schemes see a creator in different tiers, by the contract's canonical ones. "Unranked" is a view where a scheme's bounds
leave the creator out; a scheme for another platform, and a tier that compares to none, abstains."""

from __future__ import annotations

from collections import Counter
from itertools import combinations
from typing import Any, Dict, List, NamedTuple, Optional, Sequence, Tuple

from influence_grpc.messages import TierScheme, UnrankedReason
from influence_grpc.results import ClassifiedItems

_UNRANKED = 0
_ABSTAINING = [UnrankedReason.Value(f"UNRANKED_REASON_{name}") for name in ("PLATFORM_NOT_COVERED", "INSUFFICIENT_EVIDENCE")]


class SchemePair(NamedTuple):
    """Two schemes, by position: creators that both compare, and those that they see differently."""

    first: int
    second: int
    compared: int
    different: int


class TierDisagreement:
    """Counts chunks that were asked for with unranked_reasons. Failed items have no view."""

    def __init__(self) -> None:
        # How many creators are seen so; there are far fewer such rows than creators.
        self._views: Counter[Tuple[Optional[int], ...]] = Counter()

    def add(self, chunk: ClassifiedItems[Any]) -> None:
        columns = [_views_of(scheme, chunk) for scheme in chunk.schemes]
        self._views.update(row for index, row in enumerate(zip(*columns)) if index not in chunk.errors)

    def disputed(self) -> int:
        """Creators that at least two schemes see differently."""
        return sum(count for row, count in self._views.items() if len(set(row) - {None}) > 1)

    def pairs(self, schemes: int) -> List[SchemePair]:
        """Every two of so many schemes."""
        pairs = []
        for first, second in combinations(range(schemes), 2):
            both = [(row[first], row[second], count) for row, count in self._views.items() if None not in (row[first], row[second])]
            different = sum(count for one, other, count in both if one != other)
            pairs.append(SchemePair(first, second, sum(count for _, _, count in both), different))
        return pairs


def _views_of(scheme: TierScheme, chunk: ClassifiedItems[Any]) -> Sequence[Optional[int]]:
    """The canonical tier of each item; None where the scheme abstains."""
    ranked: Dict[int, Optional[int]] = {tier.ordinal: tier.canonical or None for tier in scheme.tiers}
    return [
        ranked[ordinal] if ordinal else None if reason in _ABSTAINING else _UNRANKED
        for ordinal, reason in zip(chunk.ordinals(scheme.id), chunk.unranked_reasons(scheme.id))
    ]
