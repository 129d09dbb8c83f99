"""How many creators are in each tier, in plain text."""

from __future__ import annotations

from collections import Counter
from typing import Any, Dict, List, Sequence

from influence_grpc.messages import TierScheme, UnrankedReason
from influence_grpc.results import ClassifiedItems

_BAR = 40
_UNRANKED = {
    "UNRANKED_REASON_BELOW_LOWEST": "(below the lowest tier)",
    "UNRANKED_REASON_GAP": "(between tiers)",
    "UNRANKED_REASON_ABOVE_HIGHEST": "(above the highest tier)",
    "UNRANKED_REASON_INSUFFICIENT_EVIDENCE": "(too little known)",
    "UNRANKED_REASON_PLATFORM_NOT_COVERED": "(another platform)",
}


class TierHistogram:
    """Counts chunks that were asked for with unranked_reasons."""

    def __init__(self) -> None:
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

    def text(self) -> str:
        """A block a scheme, tiers from low to high; then the errors."""
        blocks = ["\n".join(self._block(scheme)) for scheme in self._schemes]
        if self.errors:
            blocks.append("\n".join(f"{count:>13,}  {reason}" for reason, count in sorted(self.errors.items())))
        return "\n\n".join(blocks)

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
