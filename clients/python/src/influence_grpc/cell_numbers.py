"""Numbers in files that are no follower counts. A point is always the decimal mark and a comma always groups thousands:
an average of 12.345 likes, as programs write it, must not become twelve thousand. The rules are those of the project's
other command line."""

from __future__ import annotations

import math
import re
from typing import Optional

from influence_grpc.csv_rows import BadCell

_PLAIN = re.compile(r"(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]*)?(?:[eE][+-]?[0-9]{1,3})?|\.[0-9]+")
_SHORT = 40


def average(cell: str, unit: int = 0) -> float:
    """A figure per post, at least 0, such as 1234.5, 1,234.5 or 12.5k. `unit` is the power of ten that the column counts in,
    where the cell names none. Raises BadCell."""
    text, scale = cell.strip(), 10.0**unit
    if len(text) > 1 and text[-1] in "kKmM":
        scale = 1e3 if text[-1] in "kK" else 1e6
        text = text[:-1].rstrip()
    value = _plain(text)
    if value is None:
        raise BadCell(f"{quoted(cell)} is not a number of at least 0, such as 1234.5 or 1,234")
    if not math.isfinite(value * scale):
        raise BadCell(f"{quoted(cell)} is too large")
    return value * scale


def fraction(cell: str, is_percent: bool = False) -> float:
    """A share: "3.5%" is 0.035, and so is "3.5" below a header that says percent. A bare number above 1 is likelier a
    percentage than a rate of more than one engagement a follower, so it is not guessed at. Raises BadCell."""
    text = cell.strip()
    marked = text.endswith("%")
    value = _plain(text[:-1].rstrip() if marked else text)
    if value is None:
        raise BadCell(f"{quoted(cell)} is not a share, such as 0.035 or 3.5%")
    if marked or is_percent:
        return value / 100
    if value > 1:
        raise BadCell(f"{quoted(cell)} is above 1: write 3.5% or 0.035")
    return value


def whole(cell: str, maximum: int) -> Optional[int]:
    """Digits alone, at most `maximum`; None for anything else."""
    if not (cell.isascii() and cell.isdigit()) or len(cell.lstrip("0")) > len(str(maximum)) or int(cell) > maximum:
        return None
    return int(cell)


def quoted(cell: str) -> str:
    """A cell's text as it can stand in a sentence."""
    line = re.sub(r"\r\n|[\r\n\f\u0085\u2028\u2029]", " ", cell.strip())
    return f"'{line if len(line) <= _SHORT else line[:_SHORT - 3] + '...'}'"


def _plain(text: str) -> Optional[float]:
    value = float(text.replace(",", "")) if _PLAIN.fullmatch(text) else math.inf
    return value if math.isfinite(value) else None
