"""Items that failed in a call that answers not one by one."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Generic, Iterable, List, Sequence, TypeVar

from influence_grpc.errors import InfluenceError
from influence_grpc.messages import ItemErrors
from influence_grpc.results import errors_by_position

T = TypeVar("T")

# Failures that are kept.
_KEPT = 10_000


@dataclass(frozen=True)
class FailedItem(Generic[T]):
    """An item that failed, and why."""

    item: T
    error: InfluenceError


@dataclass
class ItemFailures(Generic[T]):
    """failed: items that failed.
    failed_for: how many for which reason, such as CREATOR_NOT_FOUND.
    failures: the first 10,000 of them.
    interruptions: how often the call was cut and begun anew; nothing of what was told before is in the figures.
    """

    failed: int = 0
    failed_for: Counter[str] = field(default_factory=Counter)
    failures: List[FailedItem[T]] = field(default_factory=list)
    interruptions: int = 0

    def take(self, groups: Iterable[ItemErrors], items: Sequence[T]) -> int:
        """Takes in those of a chunk of `items`; returns how many."""
        errors = errors_by_position(groups)
        for index, error in sorted(errors.items()):
            self.failed += 1
            self.failed_for[error.reason or error.code.name] += 1
            if len(self.failures) < _KEPT:
                self.failures.append(FailedItem(items[index], error))
        return len(errors)
