"""What scoring came to, in plain text and for programs, and in memory that does not grow with the items."""

from __future__ import annotations

import heapq
from collections import Counter
from typing import Any, Callable, Dict, Iterable, List, NamedTuple, Sequence, Tuple

from influence_grpc.fit_names import caution_name, caution_names, reason_name, reason_names
from influence_grpc.fit_text import bar, counted, errors_of, in_words, score_line, width_of
from influence_grpc.messages import DataStatus
from influence_grpc.scored_items import ScoredItem, ScoredItems

_BINS = 10
_BAR = 40
# Coverage is told to a tenth of a per cent, so it is counted so.
_COVERAGE_STEPS = 1_000
_STALE, _DEGRADED = (DataStatus.Value(f"DATA_STATUS_{name}") for name in ("OUTSIDE_MAX_AGE", "DEGRADED"))


class _Standing(NamedTuple):
    """A creator among the best. The order is that of rankings: the higher score, then the smaller id, byte by byte."""

    score: float
    backwards: Tuple[int, ...]  # the id's bytes, so that the smaller id is the greater
    creator_id: str
    lower: float
    upper: float
    coverage: float
    ineligibilities: Tuple[int, ...]
    cautions: Tuple[int, ...]


class FitSummary:
    """Counts scored chunks, and keeps the best `top` of those that are eligible, and of all for the case that none is. `id_of` gives an item's id."""

    def __init__(self, top: int, id_of: Callable[[Any], str]) -> None:
        self.errors: Counter[str] = Counter()
        self.scored = 0
        self.eligible = 0
        self._top = top
        self._id_of = id_of
        self._model = ("", 0)
        self._reasons: Counter[int] = Counter()
        self._cautions: Counter[int] = Counter()
        self._bins = [0] * _BINS
        self._coverages: Counter[int] = Counter()
        self._statuses: Counter[int] = Counter()
        self._best: List[_Standing] = []  # of those that are eligible
        self._best_of_all: List[_Standing] = []

    def add(self, chunk: ScoredItems[Any], items: Iterable[ScoredItem[Any]]) -> None:
        """Takes in a chunk; `items` are what it says of each."""
        self._model = (chunk.model_id, chunk.model_version)
        for item in items:
            if item.error is not None:
                self.errors[item.error.reason or item.error.code.name] += 1
                continue
            assert item.score is not None and item.coverage is not None
            self.scored += 1
            self.eligible += item.eligible
            self._reasons.update(item.ineligibilities)
            self._cautions.update(item.cautions)
            self._bins[min(_BINS - 1, int(item.score * _BINS / 100))] += 1
            self._coverages[round(item.coverage * _COVERAGE_STEPS)] += 1
            self._statuses[item.data_status] += 1
            self._keep(item, self._best_of_all)
            if item.eligible:
                self._keep(item, self._best)

    def median_coverage(self) -> float:
        """In [0, 1], to a tenth of a per cent; the lower one of two in the middle. 0 where nothing was scored."""
        left = (self.scored + 1) // 2
        for step, count in sorted(self._coverages.items()):
            left -= count
            if left <= 0:
                return step / _COVERAGE_STEPS
        return 0.0

    def text(self) -> str:
        """Blocks with a blank line between them."""
        if not self.scored:
            return "\n".join(["no creators were scored", *errors_of(self.errors)])
        model, version = self._model
        blocks = [[f"{model} version {version}: {self.scored:,} creators scored, {self.eligible:,} of them eligible"]]
        if self._reasons:
            reasons = [(in_words(reason_name(number)), count) for number, count in self._reasons.most_common()]
            blocks.append(["not eligible, for one reason or several:", *counted(reasons, self.scored)])
        if self._cautions:
            cautions = [(in_words(caution_name(number)), count) for number, count in self._cautions.most_common()]
            blocks.append(["words of caution:", *counted(cautions, self.scored)])
        blocks.append(["scores:", *self._distribution(), f"median coverage: {100 * self.median_coverage():.1f} %"])
        if self._top:
            blocks.append(self._best_lines())
        if self.errors:
            blocks.append(["not scored:", *errors_of(self.errors)])
        return "\n\n".join("\n".join(block) for block in blocks)

    def document(self) -> Dict[str, Any]:
        """For programs. Counts by reason begin with the most frequent."""
        model, version = self._model
        best = sorted(self._best or self._best_of_all, reverse=True)
        return {
            "model": model,
            "model_version": version,
            "creators": self.scored + sum(self.errors.values()),
            "scored": self.scored,
            "eligible": self.eligible,
            "ineligible": {reason_name(number): count for number, count in most(self._reasons)},
            "cautions": {caution_name(number): count for number, count in most(self._cautions)},
            "histogram": self._bins,
            "median_coverage": self.median_coverage() if self.scored else None,
            "top": [
                creator_document(rank, each.creator_id, each, each.ineligibilities, each.cautions) for rank, each in enumerate(best, 1)
            ],
            "older_than_asked": self._statuses[_STALE],
            "from_memory": self._statuses[_DEGRADED],
        }

    def _distribution(self) -> List[str]:
        most, width = max(self._bins), 100 // _BINS
        lines: List[str] = []
        for number, count in enumerate(self._bins):
            drawn = bar(count, most, _BAR).rstrip(".")
            label = f"{number * width:>3} to {(number + 1) * width:>3}"
            lines.append(f"  {label}  {count:>13,}  {100 * count / self.scored:5.1f} %  {drawn}".rstrip())
        return lines

    def _best_lines(self) -> List[str]:
        best = sorted(self._best or self._best_of_all, reverse=True)
        width = width_of(each.creator_id for each in best)
        head = (
            f"the best {len(best):,} of {self.eligible:,} that are eligible:" if self._best else "none is eligible; the best all the same:"
        )
        return [head, *(score_line(n, each.creator_id, each.score, each.lower, each.upper, width) for n, each in enumerate(best, 1))]

    def _keep(self, item: ScoredItem[Any], best: List[_Standing]) -> None:
        assert item.score is not None and item.lower is not None and item.upper is not None
        if not self._top or (len(best) == self._top and item.score < best[0].score):
            return
        creator_id = self._id_of(item.item)
        # 256 ends what is shorter: of two ids that begin alike that is the smaller.
        backwards = (*(-byte for byte in creator_id.encode(errors="surrogatepass")), 256)
        assert item.coverage is not None
        figures = (item.lower, item.upper, item.coverage)
        standing = _Standing(item.score, backwards, creator_id, *figures, item.ineligibilities, item.cautions)
        if len(best) < self._top:
            heapq.heappush(best, standing)
        else:
            heapq.heappushpop(best, standing)


def creator_document(rank: int, creator_id: str, figures: Any, ineligibilities: Sequence[int], cautions: Sequence[int]) -> Dict[str, Any]:
    """One of the best, for programs. `figures` has score, lower, upper and coverage."""
    return {
        "rank": rank,
        "creator_id": creator_id,
        "score": figures.score,
        "lower": figures.lower,
        "upper": figures.upper,
        "coverage": figures.coverage,
        "ineligibilities": reason_names(ineligibilities),
        "cautions": caution_names(cautions),
    }


def most(counts: Counter[int]) -> List[Tuple[int, int]]:
    """The most frequent first; of two alike, the lower number."""
    return sorted(counts.items(), key=lambda each: (-each[1], each[0]))
