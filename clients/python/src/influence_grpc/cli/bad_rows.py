"""Rows that are left out."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Optional, TextIO

from influence_grpc.csv_rows import BadRow, CsvRows, Row
from influence_grpc.fit_text import visible
from influence_grpc.output_file import atomic_output

# Told one by one; the others are counted.
_TOLD = 10
_LEFT_OUT = "is left out"
_HEADER = "line,reason,raw\n"


def continued_file(path: Path, through_line: int) -> TextIO:
    """Goes on with the file of an import that was ended: what it told of lines up to `through_line` stays, and what it told
    beyond is dropped, because those rows are read again. It is written as the import goes: what is there when that is
    ended in any way is what is gone on with. Raises OSError."""
    if through_line and path.is_file():
        with open(path, "rb") as told, atomic_output(path) as kept:
            kept.write(_HEADER)
            for row in CsvRows(told):
                if isinstance(row, Row) and row.cells[0].isdigit() and int(row.cells[0]) <= through_line:
                    kept.write(row.raw + "\n")
    else:
        path.write_text(_HEADER, encoding="utf-8")
    return open(path, "a", encoding="utf-8", newline="")


class BadRows:
    """Tells the first bad rows and counts the others; writes all of them to `out` where there is one, which `continues` where
    it has its header."""

    def __init__(self, out: Optional[TextIO], continues: bool = False) -> None:
        self.count = 0
        self._all_left_out = True
        self._out = out
        if out is not None and not continues:
            out.write(_HEADER)

    def add(self, row: BadRow, fate: str = _LEFT_OUT) -> None:
        """`fate` is what becomes of the row, for people."""
        self.count += 1
        self._all_left_out &= fate == _LEFT_OUT
        if self._out is not None:
            self._out.write(f"{row.line},{_quoted(row.reason)},{_quoted(row.raw)}\n")
        if self.count <= _TOLD:
            start = "\r\033[K" if sys.stderr.isatty() else ""
            print(f"{start}line {row.line} {fate}: {visible(row.reason)}", file=sys.stderr)

    def flush(self) -> None:
        """Hands what was added to the system."""
        if self._out is not None:
            self._out.flush()

    def tell_rest(self) -> None:
        if self.count > _TOLD:
            fate = "are left out" if self._all_left_out else "are left out or failed"
            print(f"{self.count - _TOLD:,} more rows {fate}; {self.count:,} in all", file=sys.stderr)


def _quoted(cell: str) -> str:
    return '"' + cell.replace('"', '""') + '"' if any(special in cell for special in ',"\r\n') else cell
