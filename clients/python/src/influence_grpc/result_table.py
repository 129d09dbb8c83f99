"""The rows of a file with their tiers behind, as the project's other command line writes them too.

A scheme adds ID_tier (just `tier` where there is one scheme), ID_ordinal (1 the lowest tier, 0 none) and ID_margin
(ln(followers / nearest bound)); the last column is `error`.
"""

from __future__ import annotations

import csv
import math
from decimal import ROUND_HALF_UP, Decimal
from typing import List, Sequence, TextIO

from influence_grpc.creator_table import CreatorRow, CreatorTable
from influence_grpc.messages import TierScheme
from influence_grpc.results import ClassifiedItems


_MICRO = Decimal("0.000001")


class ResultTable:
    """Writes to `out` in the delimiter of `table`, with a byte order mark where the input had one."""

    def __init__(self, out: TextIO, table: CreatorTable) -> None:
        self._out = out
        self._table = table
        self._writer = csv.writer(out, delimiter=table.delimiter, lineterminator="\n")
        self._headed = False

    def add(self, chunk: ClassifiedItems[CreatorRow]) -> None:
        """Writes a chunk that was asked for with boundary_margins."""
        self._head(chunk.schemes)
        columns = [(chunk.ordinals(scheme.id), chunk.boundary_margins(scheme.id)) for scheme in chunk.schemes]
        for index, item in enumerate(chunk):
            cells = [*item.item.cells]
            if item.error is not None:
                cells += [""] * (3 * len(columns))
                cells.append(item.error.reason or item.error.code.name)
            else:
                for tier, (ordinals, margins) in zip(item.tiers, columns):
                    cells += ["" if tier is None else tier.id, str(ordinals[index]), margin_text(margins[index])]
                cells.append("")
            self._writer.writerow(cells)

    def complete(self) -> None:
        """Sees to it that a file without rows has its header."""
        self._head([])

    def _head(self, schemes: Sequence[TierScheme]) -> None:
        if self._headed:
            return
        self._headed = True
        if self._table.has_mark:
            self._out.write("\ufeff")
        names = list(self._table.headers)
        for scheme in schemes:
            for name in ("tier" if len(schemes) == 1 else f"{scheme.id}_tier", f"{scheme.id}_ordinal", f"{scheme.id}_margin"):
                names.append(_free(name, names))
        names.append(_free("error", names))
        self._writer.writerow(names)


def margin_text(margin: float) -> str:
    """At most seven digits, which is what the contract's float holds, and six decimals; empty where there is none."""
    if math.isnan(margin):
        return ""
    if math.isinf(margin):
        return "Infinity" if margin > 0 else "-Infinity"
    return f"{Decimal(f'{margin:.7g}').quantize(_MICRO, ROUND_HALF_UP):f}".rstrip("0").rstrip(".")


def _free(name: str, taken: List[str]) -> str:
    """A file that was classified before has these columns already."""
    lower = {other.lower() for other in taken}
    number = 2
    free = name
    while free.lower() in lower:
        free = f"{name}_{number}"
        number += 1
    return free
