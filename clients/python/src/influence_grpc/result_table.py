"""The rows of a file as they stand there, with their tiers behind: the same bytes as the project's other command line.

A scheme adds ID_tier, ID_ordinal (1 the lowest tier, 0 none) and ID_margin (ln(followers / nearest bound)); the last
column is `error`.
"""

from __future__ import annotations

import math
from typing import List, Sequence, Set, TextIO

from influence_grpc.creator_table import CreatorRow, CreatorTable
from influence_grpc.messages import TierScheme
from influence_grpc.results import ClassifiedItems


class ResultTable:
    """Writes to `out` in the delimiter of `table`, with a byte order mark where the input had one."""

    def __init__(self, out: TextIO, table: CreatorTable) -> None:
        self._out = out
        self._table = table
        self._headed = False

    def add(self, chunk: ClassifiedItems[CreatorRow]) -> None:
        """Writes a chunk that was asked for with boundary_margins."""
        self._head(chunk.schemes)
        columns = [(chunk.ordinals(scheme.id), chunk.boundary_margins(scheme.id)) for scheme in chunk.schemes]
        for index, item in enumerate(chunk):
            cells = [item.item.text]
            if item.error is not None:
                cells += [""] * (3 * len(columns))
                cells.append(item.error.reason or item.error.code.name)
            else:
                for tier, (ordinals, margins) in zip(item.tiers, columns):
                    cells += ["" if tier is None else tier.id, str(ordinals[index]), margin_text(margins[index])]
                cells.append("")
            self._write(cells)

    def complete(self, schemes: Sequence[TierScheme]) -> None:
        """Sees to it that a file without rows has its header; `schemes` are those that were asked for."""
        self._head(schemes)

    def _head(self, schemes: Sequence[TierScheme]) -> None:
        if self._headed:
            return
        self._headed = True
        if self._table.has_mark:
            self._out.write("\ufeff")
        cells = [self._table.header]
        taken = {header.lower() for header in self._table.headers}
        for name in [f"{scheme.id}_{what}" for scheme in schemes for what in ("tier", "ordinal", "margin")] + ["error"]:
            cells.append(free_name(name, taken))
            taken.add(cells[-1].lower())
        self._write(cells)

    def _write(self, cells: List[str]) -> None:
        self._out.write(self._table.delimiter.join(cells) + "\n")


def margin_text(margin: float) -> str:
    """Six decimals, ties to the even digit, zero without a sign; -inf for no followers, empty where there is none."""
    if math.isnan(margin):
        return ""
    if math.isinf(margin):
        return "inf" if margin > 0 else "-inf"
    text = f"{margin:.6f}"
    return "0.000000" if text == "-0.000000" else text


def free_name(name: str, taken: Set[str]) -> str:
    """A file that was classified before has these columns already."""
    number = 2
    free = name
    while free.lower() in taken:
        free = f"{name}_{number}"
        number += 1
    return free
