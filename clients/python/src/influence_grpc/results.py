"""What comes back: the caller's items with their tiers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Dict, Generic, Iterable, Iterator, List, Optional, Sequence, Tuple, TypeVar

import grpc

from influence_grpc.enum_names import enum_name
from influence_grpc.errors import InfluenceError, error_of_status
from influence_grpc.messages import DataStatus, ItemErrors, Tier, TierColumn, TierColumnOptions, TierColumns, TierScheme, UnrankedReason
from influence_grpc.tabular import Columns, Tabular, doubles, error_text

T = TypeVar("T")


@dataclass(frozen=True)
class ClassifiedItem(Generic[T]):
    """One item.

    tiers: one entry a scheme, in the order asked for; None where the creator has no tier or the item failed.
    error: why the item failed, such as FOLLOWERS_MISSING; None where it did not.
    data_status: where its data came from, a number of DataStatus; 0 unless items were ids.
    """

    item: T
    tiers: Tuple[Optional[Tier], ...]
    error: Optional[InfluenceError]
    data_status: int = 0


class ClassifiedItems(Tabular, Generic[T]):
    """The items of one batch or chunk, answered in columns. Entry i of a column answers `items[i]`.

    items: the caller's, in order.
    schemes: those that answered, with version and tiers, in the order asked for.
    errors: the items that failed, by position.
    refusal: why the whole chunk was refused; the columns raise it then. None otherwise.
    sequence: the chunk's number in its stream; 0 in a batch.
    """

    def __init__(
        self,
        items: Sequence[T],
        schemes: Sequence[TierScheme],
        tiers: Optional[TierColumns],
        refusal: Optional[InfluenceError],
        sequence: int = 0,
        asked: TierColumnOptions = TierColumnOptions(),
    ) -> None:
        self.items = items
        self._asked = asked
        self.schemes = schemes
        self.refusal = refusal
        self.sequence = sequence
        self._tiers = tiers if tiers is not None else TierColumns()
        self.errors = errors_by_position(self._tiers.errors)
        if refusal is None:
            self._check_shape()

    def __len__(self) -> int:
        return len(self.items)

    def __iter__(self) -> Iterator[ClassifiedItem[T]]:
        if self.refusal is not None:
            nothing: Tuple[Optional[Tier], ...] = (None,) * len(self.schemes)
            yield from (ClassifiedItem(item, nothing, self.refusal) for item in self.items)
            return
        by_ordinal: List[List[Optional[Tier]]] = [[None, *scheme.tiers] for scheme in self.schemes]
        columns = [column.ordinals for column in self._tiers.columns]
        statuses: Sequence[int] = self._tiers.data_status or [0] * len(self.items)
        for index, item in enumerate(self.items):
            tiers = tuple(names[column[index]] for names, column in zip(by_ordinal, columns))
            yield ClassifiedItem(item, tiers, self.errors.get(index), statuses[index])

    def to_columns(self) -> Columns:
        """Of each scheme ID_tier, ID_ordinal and, where they were asked for, ID_margin and ID_unranked (such as "below_lowest"), as
        in the command line's files, but that nothing stands for no tier; data_status where items were ids; error."""
        rows = list(self)
        columns: Columns = {}
        for number, scheme in enumerate(self.schemes):
            tiers = [row.tiers[number] for row in rows]
            columns[f"{scheme.id}_tier"] = [None if tier is None else tier.id for tier in tiers]
            columns[f"{scheme.id}_ordinal"] = [None if tier is None else tier.ordinal for tier in tiers]
            column = None if self.refusal is not None else self._tiers.columns[number]
            if self._asked.boundary_margins:
                margins = [None] * len(rows) if column is None else column.boundary_margins
                columns[f"{scheme.id}_margin"] = doubles(None if row.error else margin for row, margin in zip(rows, margins))
            if self._asked.unranked_reasons:
                reasons = [0] * len(rows) if column is None else column.unranked_reasons
                columns[f"{scheme.id}_unranked"] = [
                    enum_name(UnrankedReason, "UNRANKED_REASON_", reason) if reason and not row.error else None
                    for row, reason in zip(rows, reasons)
                ]
        if self._tiers.data_status:
            columns["data_status"] = data_status_names(self._tiers.data_status)
        columns["error"] = [error_text(row.error) for row in rows]
        return columns

    @property
    def failed(self) -> int:
        """How many items failed."""
        return len(self.items) if self.refusal is not None else len(self.errors)

    def ordinals(self, scheme_id: Optional[str] = None) -> Sequence[int]:
        """Position of each item's tier in the scheme, 1 the lowest; 0 where it has none or failed. The first scheme where none is named."""
        return self._column(scheme_id).ordinals

    def boundary_margins(self, scheme_id: Optional[str] = None) -> Sequence[float]:
        """ln(followers / nearest bound), negative below it; NaN where that is not known. Empty unless asked for."""
        return self._column(scheme_id).boundary_margins

    def unranked_reasons(self, scheme_id: Optional[str] = None) -> Sequence[int]:
        """Why ordinals are 0, as numbers of UnrankedReason. Empty unless asked for."""
        return self._column(scheme_id).unranked_reasons

    @property
    def data_status(self) -> Sequence[int]:
        """Where each item's data came from, as numbers of DataStatus. Empty unless items were ids."""
        return self._tiers.data_status

    def _column(self, scheme_id: Optional[str]) -> TierColumn:
        if self.refusal is not None:
            raise self.refusal
        if scheme_id is None:
            return self._tiers.columns[0]
        for scheme, column in zip(self.schemes, self._tiers.columns):
            if scheme.id == scheme_id:
                return column
        raise KeyError(f"{scheme_id} did not answer; {', '.join(scheme.id for scheme in self.schemes)} did")

    def _check_shape(self) -> None:
        optional = [column for each in self._tiers.columns for column in (each.boundary_margins, each.unranked_reasons) if column]
        optional += [self._tiers.data_status] if self._tiers.data_status else []
        lengths = {self._tiers.item_count, *(len(column.ordinals) for column in self._tiers.columns), *map(len, optional)}
        if lengths != {len(self.items)} or len(self._tiers.columns) != len(self.schemes):
            raise InfluenceError(
                grpc.StatusCode.INTERNAL,
                f"the server's answer does not fit the question: {len(self.items)} items, columns of {sorted(lengths)}",
            )


def data_status_names(numbers: Iterable[int]) -> List[Optional[str]]:
    """Such as "present"; None where nothing was found out."""
    return [enum_name(DataStatus, "DATA_STATUS_", number) if number else None for number in numbers]


def errors_by_position(groups: Iterable[ItemErrors], first: int = 0) -> Dict[int, InfluenceError]:
    """The errors of failed items, by position; `first` is the item that has position 0."""
    errors: Dict[int, InfluenceError] = {}
    for group in groups:
        error = error_of_status(group.status)
        errors.update((index - first, error) for index in group.indexes)
    return errors


@dataclass(frozen=True)
class Progress:
    """How far a bulk stream is: items answered, those among them that failed, answers, and calls taken up again."""

    items: int = 0
    failed: int = 0
    chunks: int = 0
    resumptions: int = 0
