"""What comes back of scoring: the caller's items with how well they fit."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Dict, Generic, Iterable, Iterator, List, Mapping, Optional, Sequence, Tuple, TypeVar

import grpc

from influence_grpc.errors import InfluenceError
from influence_grpc.fit_names import caution_names, component_name, reason_names, status_name
from influence_grpc.messages import ComponentColumn, ComponentStatus, FitColumns, FitComponent
from influence_grpc.results import data_status_names, errors_by_position
from influence_grpc.tabular import Columns, Tabular, doubles, error_text

T = TypeVar("T")

# Whose value is part of the score.
_COUNTED = [ComponentStatus.Value(f"COMPONENT_STATUS_{name}") for name in ("KNOWN", "PARTLY_KNOWN", "IMPUTED")]


@dataclass(frozen=True)
class ComponentValue:
    """One component of an item's score.

    value: in [0, 1]; None where the component is no part of the score.
    contribution: points that it adds to the score, in [0, 100]; 0 where it is no part.
    status: a number of ComponentStatus.
    """

    value: Optional[float]
    contribution: float
    status: int


@dataclass(frozen=True)
class ScoredItem(Generic[T]):
    """One item. Figures are None where it failed.

    score: in [0, 100]; lower and upper are the ends of a nominal 80 % interval for the score with everything known.
    coverage: weight of what is known among the weight of all that the brief asks for, in [0, 1].
    target_share: share of the audience that is wanted in every dimension at once, in [0, 1]; None where the brief asks for
        no audience, or nothing is known of what it asks for.
    eligible: whether it meets the brief's constraints; False where it failed.
    ineligibilities: why not, as numbers of IneligibilityReason.
    cautions: numbers of CautionFlag.
    components: by name, such as "niche", those that the brief asks for; empty unless asked for.
    error: why the item failed, such as NOTHING_KNOWN; None where it did not.
    data_status: where its data came from, a number of DataStatus; 0 unless items were ids.
    """

    item: T
    score: Optional[float]
    lower: Optional[float]
    upper: Optional[float]
    coverage: Optional[float]
    target_share: Optional[float]
    eligible: bool
    ineligibilities: Tuple[int, ...]
    cautions: Tuple[int, ...]
    components: Mapping[str, ComponentValue]
    error: Optional[InfluenceError]
    data_status: int = 0


class ScoredItems(Tabular, Generic[T]):
    """The items of one batch or chunk, scored. Entry i of a column answers `items[i]`; a failed item holds 0 in each.

    items: the caller's, in order.
    model_id, model_version: what they were scored by.
    errors: the items that failed, by position.
    refusal: why the whole chunk was refused; the columns raise it then. None otherwise.
    sequence: the chunk's number in its stream; 0 in a batch.
    """

    def __init__(
        self,
        items: Sequence[T],
        fits: Optional[FitColumns],
        model_id: str,
        model_version: int,
        refusal: Optional[InfluenceError],
        sequence: int = 0,
    ) -> None:
        self.items = items
        self.model_id = model_id
        self.model_version = model_version
        self.refusal = refusal
        self.sequence = sequence
        self._fits = fits if fits is not None else FitColumns()
        self.errors = errors_by_position(self._fits.errors)
        if refusal is None:
            self._check_shape()

    def __len__(self) -> int:
        return len(self.items)

    def __iter__(self) -> Iterator[ScoredItem[T]]:
        fits = self._fits
        ineligibilities = _by_position((group.indexes, group.reason) for group in fits.ineligible)
        cautions = _by_position((group.indexes, group.flag) for group in fits.cautions)
        statuses: Sequence[int] = fits.data_status or [0] * len(self.items)
        unknown = set(fits.target_shares_unknown)
        for index, item in enumerate(self.items):
            error = self.refusal or self.errors.get(index)
            if error is not None:
                status = statuses[index]
                yield ScoredItem(item, None, None, None, None, None, False, (), (), {}, error, status)
                continue
            why = tuple(ineligibilities.get(index, ()))
            yield ScoredItem(
                item,
                fits.scores[index],
                fits.lowers[index],
                fits.uppers[index],
                fits.coverages[index],
                fits.target_shares[index] if fits.target_shares and index not in unknown else None,
                not why,
                why,
                tuple(cautions.get(index, ())),
                {component_name(column.component): _value(column, index) for column in fits.components},
                None,
                statuses[index],
            )

    def to_columns(self) -> Columns:
        """score, lower, upper, coverage, target_share, eligible, ineligibilities and cautions (names joined by |, empty for none); of
        components that were asked for NAME_points and NAME_state; data_status where items were ids; error. Names are those of the
        command line's files. A failed item has nothing but its error."""
        rows = list(self)
        columns: Columns = {
            "score": doubles(row.score for row in rows),
            "lower": doubles(row.lower for row in rows),
            "upper": doubles(row.upper for row in rows),
            "coverage": doubles(row.coverage for row in rows),
            "target_share": doubles(row.target_share for row in rows),
            "eligible": [None if row.error else row.eligible for row in rows],
            "ineligibilities": [None if row.error else "|".join(reason_names(row.ineligibilities)) for row in rows],
            "cautions": [None if row.error else "|".join(caution_names(row.cautions)) for row in rows],
        }
        for column in self._fits.components:
            name = component_name(column.component)
            values = [row.components.get(name) for row in rows]
            columns[f"{name}_points"] = doubles(None if value is None else value.contribution for value in values)
            columns[f"{name}_state"] = [None if value is None else status_name(value.status) for value in values]
        if self._fits.data_status:
            columns["data_status"] = data_status_names(self._fits.data_status)
        columns["error"] = [error_text(row.error) for row in rows]
        return columns

    @property
    def failed(self) -> int:
        """How many items failed."""
        return len(self.items) if self.refusal is not None else len(self.errors)

    @property
    def scores(self) -> Sequence[float]:
        """In [0, 100]."""
        return self._columns.scores

    @property
    def lowers(self) -> Sequence[float]:
        """Lower ends of the intervals."""
        return self._columns.lowers

    @property
    def uppers(self) -> Sequence[float]:
        """Upper ends of the intervals."""
        return self._columns.uppers

    @property
    def coverages(self) -> Sequence[float]:
        """In [0, 1]."""
        return self._columns.coverages

    @property
    def target_shares(self) -> Sequence[float]:
        """In [0, 1], 0 for the items in `target_shares_unknown`. Empty where the brief asks for no audience."""
        return self._columns.target_shares

    @property
    def target_shares_unknown(self) -> Sequence[int]:
        """Numbers of the items, ascending, of whose audience nothing is known that the brief asks for."""
        return self._columns.target_shares_unknown

    @property
    def data_status(self) -> Sequence[int]:
        """Where each item's data came from, as numbers of DataStatus. Empty unless items were ids."""
        return self._columns.data_status

    @property
    def asked_for(self) -> Sequence[str]:
        """Names of the components that the brief asks for, in their order. Empty unless components were asked for."""
        return [component_name(column.component) for column in self._columns.components]

    def component(self, name: str) -> ComponentColumn:
        """The columns of one component, such as "niche": `values`, `contributions`, `statuses`. Raises KeyError where the brief
        does not ask for it, or components were not asked for."""
        number = dict(FitComponent.items()).get(f"FIT_COMPONENT_{name.upper()}")
        for column in self._columns.components:
            if column.component == number:
                return column
        raise KeyError(f"there is no component {name!r} in the answer; it has {', '.join(self.asked_for) or 'none'}")

    @property
    def _columns(self) -> FitColumns:
        if self.refusal is not None:
            raise self.refusal
        return self._fits

    def _check_shape(self) -> None:
        fits = self._fits
        columns = [fits.scores, fits.lowers, fits.uppers, fits.coverages]
        columns += [column for column in (fits.target_shares, fits.data_status) if column]
        columns += [column for each in fits.components for column in (each.values, each.contributions, each.statuses)]
        lengths = {fits.item_count, *map(len, columns)}
        if lengths != {len(self.items)}:
            raise InfluenceError(
                grpc.StatusCode.INTERNAL,
                f"the server's answer does not fit the question: {len(self.items)} items, columns of {sorted(lengths)}",
            )


def _by_position(groups: Iterable[Tuple[Sequence[int], int]]) -> Dict[int, List[int]]:
    found: Dict[int, List[int]] = {}
    for indexes, number in groups:
        for index in indexes:
            found.setdefault(index, []).append(number)
    return found


def _value(column: ComponentColumn, index: int) -> ComponentValue:
    status = column.statuses[index]
    return ComponentValue(column.values[index] if status in _COUNTED else None, column.contributions[index], status)
