"""Rows that are left out."""

from __future__ import annotations

import sys
from typing import Optional, TextIO

from influence_grpc.csv_rows import BadRow

# Told one by one; the others are counted.
_TOLD = 10


class BadRows:
    """Tells the first bad rows and counts the others; writes all of them to `out` where there is one."""

    def __init__(self, out: Optional[TextIO]) -> None:
        self.count = 0
        self._out = out
        if out is not None:
            out.write("line,reason,raw\n")

    def add(self, row: BadRow) -> None:
        self.count += 1
        if self._out is not None:
            self._out.write(f"{row.line},{_quoted(row.reason)},{_quoted(row.raw)}\n")
        if self.count <= _TOLD:
            start = "\r\033[K" if sys.stderr.isatty() else ""
            print(f"{start}line {row.line} is left out: {row.reason}", file=sys.stderr)

    def tell_rest(self) -> None:
        if self.count > _TOLD:
            print(f"{self.count - _TOLD:,} more rows are left out; {self.count:,} in all", file=sys.stderr)


def _quoted(cell: str) -> str:
    return '"' + cell.replace('"', '""') + '"' if any(special in cell for special in ',"\r\n') else cell
