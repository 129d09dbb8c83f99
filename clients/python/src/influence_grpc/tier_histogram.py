"""How many creators are in each tier, in plain text and for programs."""

from __future__ import annotations

from collections import Counter
from typing import Any, Dict, List, Optional, Sequence

from influence_grpc.messages import DataStatus, TierScheme, UnrankedReason
from influence_grpc.results import ClassifiedItems
from influence_grpc.tier_disagreement import TierDisagreement

_BAR = 40
_UNRANKED = {
    "UNRANKED_REASON_BELOW_LOWEST": "(below the lowest tier)",
    "UNRANKED_REASON_GAP": "(between tiers)",
    "UNRANKED_REASON_ABOVE_HIGHEST": "(above the highest tier)",
    "UNRANKED_REASON_INSUFFICIENT_EVIDENCE": "(too little known)",
    "UNRANKED_REASON_PLATFORM_NOT_COVERED": "(another platform)",
}


_MISSING = "FOLLOWERS_MISSING"
# Within 5 % of a bound. Margins come with single precision, in which the other command line compares them.
_NEAR_BOUND = 0.04879011958837509
_STALE, _DEGRADED = (DataStatus.Value(f"DATA_STATUS_{name}") for name in ("OUTSIDE_MAX_AGE", "DEGRADED"))


class TierHistogram:
    """Counts chunks that were asked for with unranked_reasons; `for_programs`, with boundary_margins as well."""

    def __init__(self, for_programs: bool = False) -> None:
        self._disagreement = TierDisagreement() if for_programs else None
        self._near_bound: Counter[str] = Counter()
        self._statuses: Counter[int] = Counter()
        self._schemes: Sequence[TierScheme] = []
        self._ranked: Dict[str, Counter[int]] = {}
        self._unranked: Dict[str, Counter[int]] = {}
        self.errors: Counter[str] = Counter()
        self.items = 0

    def add(self, chunk: ClassifiedItems[Any]) -> None:
        self._schemes = chunk.schemes
        self.items += len(chunk)
        self.errors.update(error.reason or error.code.name for error in chunk.errors.values())
        for scheme in chunk.schemes:
            self._ranked.setdefault(scheme.id, Counter()).update(chunk.ordinals(scheme.id))
            self._unranked.setdefault(scheme.id, Counter()).update(chunk.unranked_reasons(scheme.id))
        if self._disagreement is not None:
            self._disagreement.add(chunk)
            self._statuses.update(status for index, status in enumerate(chunk.data_status) if index not in chunk.errors)
            for scheme in chunk.schemes:
                margins = enumerate(chunk.boundary_margins(scheme.id))
                self._near_bound[scheme.id] += sum(abs(margin) < _NEAR_BOUND for index, margin in margins if index not in chunk.errors)

    def text(self) -> str:
        """A block a scheme, tiers from low to high; then the errors."""
        blocks = ["\n".join(self._block(scheme)) for scheme in self._schemes]
        if self.errors:
            blocks.append("\n".join(f"{count:>13,}  {reason}" for reason, count in sorted(self.errors.items())))
        return "\n\n".join(blocks)

    def document(self, schemes: Sequence[TierScheme]) -> Dict[str, Any]:
        """For programs, with `schemes` in place of those that answered where nobody was classified."""
        assert self._disagreement is not None
        schemes = self._schemes or schemes
        classified = self.items - sum(self.errors.values())
        pairs = [
            {
                "first": schemes[pair.first].id,
                "second": schemes[pair.second].id,
                "compared": pair.compared,
                "share": _share(pair.different, pair.compared),
            }
            for pair in self._disagreement.pairs(len(schemes))
        ]
        disputed = self._disagreement.disputed()
        return {
            "creators": self.items,
            "classified": classified,
            "older_than_asked": self._statuses[_STALE],
            "from_memory": self._statuses[_DEGRADED],
            "missing": self.errors[_MISSING],
            "schemes": [self._scheme(scheme, classified) for scheme in schemes],
            "disagreement": {"creators": disputed, "share": _share(disputed, classified), "pairs": pairs},
        }

    def failures(self) -> Dict[str, int]:
        """How many failed for which reason, those left out whose follower count is not known."""
        return {reason: count for reason, count in self.errors.items() if reason != _MISSING}

    def _scheme(self, scheme: TierScheme, classified: int) -> Dict[str, Any]:
        ranked = self._ranked.get(scheme.id, Counter())
        counts = [{"ordinal": tier.ordinal, "id": tier.id, "label": tier.label, "creators": ranked[tier.ordinal]} for tier in scheme.tiers]
        unranked = classified - sum(ranked[tier.ordinal] for tier in scheme.tiers)
        near = _share(self._near_bound[scheme.id], classified)
        return {"id": scheme.id, "version": scheme.version, "tiers": counts, "unranked": unranked, "near_bound_share": near}

    def _block(self, scheme: TierScheme) -> List[str]:
        ranked, unranked = self._ranked[scheme.id], self._unranked[scheme.id]
        counts = [(tier.label, ranked[tier.ordinal]) for tier in scheme.tiers]
        counts += [(text, unranked[UnrankedReason.Value(name)]) for name, text in _UNRANKED.items() if unranked[UnrankedReason.Value(name)]]
        most = max([count for _, count in counts], default=0)
        width = max([len(label) for label, _ in counts], default=0)
        answered = self.items - sum(self.errors.values())
        lines = [f"{scheme.id} version {scheme.version}: {scheme.title} ({answered:,} creators)"]
        for label, count in counts:
            bar = "#" * (max(1, round(_BAR * count / most)) if count else 0)
            lines.append(f"  {label:<{width}}  {count:>13,}  {100 * count / max(1, answered):5.1f} %  {bar}".rstrip())
        return lines


def _share(part: int, whole: int) -> Optional[float]:
    """In [0, 1]; None of nothing."""
    return round(part / whole, 6) if whole else None
