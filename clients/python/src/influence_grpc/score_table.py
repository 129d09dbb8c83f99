"""Scores in files: the rows of a file with how well they fit behind, and rankings. Numbers are in the shortest form that reads
back as the same number, lists are joined by |: the same columns as the project's other command line."""

from __future__ import annotations

import math
from decimal import Decimal
from typing import Any, List, Sequence, TextIO

from influence_grpc.fit_names import COMPONENTS, caution_names, component_name, reason_names, status_name
from influence_grpc.messages import ComponentStatus, RankedCreator
from influence_grpc.result_table import free_name
from influence_grpc.scored_items import ScoredItem

_FIGURES = ("score", "lower", "upper", "coverage", "eligible", "ineligibilities", "cautions", "target_share")
_NAMES = [component_name(number) for number in COMPONENTS]
# Below that both languages write numbers alike; so many digits a double needs at most.
_LARGE, _DIGITS = 1e15, 17
_NOT_ASKED = status_name(ComponentStatus.Value("COMPONENT_STATUS_NOT_ASKED"))
RANKING_COLUMNS = [
    *("rank", "creator_id", "score", "lower", "upper", "coverage", "target_share", "eligible", "ineligibilities", "cautions"),
    *(f"{name}_points" for name in _NAMES),
]


class ScoreTable:
    """Writes to `out` the rows of a file whose header has the text `header` and the names `headers`, with `components` each
    one's points and state as well."""

    def __init__(self, out: TextIO, header: str, headers: Sequence[str], delimiter: str, has_mark: bool, components: bool) -> None:
        self._out = out
        self._delimiter = delimiter
        self._components = components
        cells = [header]
        taken = {each.lower() for each in headers}
        added = [f"{name}_{what}" for name in _NAMES for what in ("points", "state")] if components else []
        for name in [*_FIGURES, *added, "error"]:
            cells.append(free_name(name, taken))
            taken.add(cells[-1].lower())
        self._width = len(cells) - 1
        self._write([("\ufeff" if has_mark else "") + cells[0], *cells[1:]])

    def add(self, text: str, item: ScoredItem[Any]) -> None:
        """Writes a row that stands in the file as `text`. What failed has an error and no figures."""
        if item.error is not None:
            self._write([text, *[""] * (self._width - 1), item.error.reason or item.error.code.name])
            return
        share = "" if item.target_share is None else number_text(item.target_share)
        figures = [number_text(each) for each in (item.score, item.lower, item.upper, item.coverage) if each is not None]
        cells = [
            text,
            *figures,
            _truth(item.eligible),
            "|".join(reason_names(item.ineligibilities)),
            "|".join(caution_names(item.cautions)),
        ]
        self._write([*cells, share, *(self._component_cells(item) if self._components else ()), ""])

    @staticmethod
    def _component_cells(item: ScoredItem[Any]) -> List[str]:
        cells: List[str] = []
        for name in _NAMES:
            value = item.components.get(name)  # those that the brief does not ask for are left out of the answer
            cells += ["0", _NOT_ASKED] if value is None else [number_text(value.contribution), status_name(value.status)]
        return cells

    def _write(self, cells: List[str]) -> None:
        self._out.write(self._delimiter.join(cells) + "\n")


def ranking_cells(creator: RankedCreator, quoted_id: str) -> List[str]:
    """The cells of a creator's row, below `RANKING_COLUMNS`."""
    share = number_text(creator.target_share) if creator.HasField("target_share") else ""
    return [
        str(creator.rank),
        quoted_id,
        *(number_text(each) for each in (creator.score, creator.lower, creator.upper, creator.coverage)),
        share,
        _truth(not creator.ineligibilities),
        "|".join(reason_names(creator.ineligibilities)),
        "|".join(caution_names(creator.cautions)),
        *(number_text(each) for each in creator.contributions),
    ]


def number_text(number: float) -> str:
    """The shortest text that reads back as the same number, as the project's other command line writes it."""
    text = repr(float(number))
    if abs(number) < _LARGE or not math.isfinite(number):
        return text[:-2] if text.endswith(".0") else text.replace("e", "E")
    # There an exponent is written where the number has more digits before the point than a double ever needs.
    decimal = Decimal(text).normalize()
    exponent = decimal.adjusted()
    return f"{decimal:f}" if exponent < _DIGITS else f"{decimal.scaleb(-exponent):f}E+{exponent}"


def _truth(value: bool) -> str:
    return "true" if value else "false"
