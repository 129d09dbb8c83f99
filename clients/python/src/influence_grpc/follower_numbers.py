"""Reads follower counts as people write them. The rules, in order (those of the project's other command line too):

1. Blanks around it, Excel's ="123" and a leading apostrophe are taken off; so are the words followers, subscribers and
   fans after it.
2. An empty cell, a dash, N/A, null and the like, and a spreadsheet's error values mean that the count is missing, which
   is never 0.
3. k, m or b (thousand, million, billion) after the number multiply it; without one, the column's unit does.
4. Blanks, apostrophes and underscores within a number divide groups.
5. Where both a point and a comma occur, the last is the decimal mark. A mark that occurs more than once divides groups.
   A mark that occurs once is the decimal mark if k, m, b, an exponent or a unit applies; else it divides groups if
   exactly three digits follow and one to three precede it, not beginning with 0: "1.234" is 1,234 and "1.23" is 1.
6. Groups after the first have three digits, or two with three in the last as in India; else the cell is bad.
7. Fractions are rounded, halves away from zero.
"""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal
from typing import Optional, Tuple

from influence_grpc.csv_rows import BadCell

# The contract's limit (CreatorProfile.followers).
MAX_FOLLOWERS = 10_000_000_000

# Longer ones are no counts.
_MAX_DIGITS = 26
_MAX_POWER = 20

# Blanks that strip() does not know: zero-width space, direction marks, word joiner, byte order mark.
_BLANKS = "\u200b\u200e\u200f\u2060\ufeff"

_MISSING = frozenset(
    [
        "",
        "?",
        ".",
        "n/a",
        "n.a.",
        "n.a",
        "na",
        "nan",
        "nil",
        "null",
        "none",
        "unknown",
        "not available",
        "missing",
        "(blank)",
        "(null)",
        "<na>",
        "\\n",
    ]
    + ["undefined", "tbd", "-", "--", "---", "\u2010", "\u2011", "\u2012", "\u2013", "\u2014", "\u2212"]
)
_NOUN = re.compile(r"(?<=.)(?:followers?|subscribers?|subs|fans)$", re.I | re.S)
_MULTIPLIERS = {
    **dict.fromkeys(["thousand", "tsd", "k"], 3),
    **dict.fromkeys(["millions", "million", "mill", "mio", "mln", "mn", "m"], 6),
    **dict.fromkeys(["billions", "billion", "bln", "bn", "mrd", "b"], 9),
}
_MULTIPLIER = re.compile("(?:" + "|".join(sorted(_MULTIPLIERS, key=len, reverse=True)) + ")$", re.I)
_EXPONENT = re.compile(r"e([+-]?[0-9]{1,3})$", re.I)
_GROUPED = re.compile(r"[0-9]{1,3}(?:([.,'\u2019_\s])(?:[0-9]{3}(?:\1[0-9]{3})*|(?:[0-9]{2}\1)+[0-9]{3}))")
_INDIAN_FIRST = re.compile(r"[0-9]{3}[.,'\u2019_\s][0-9]{2}[^0-9]")


class BadCount(BadCell):
    """The cell is no follower count; the text says why."""


def parse_followers(cell: str, unit: int = 0) -> Optional[int]:
    """The count in [0, 10,000,000,000], or None where it is missing. `unit` is the power of ten that the column counts in.

    Raises BadCount.
    """
    if not unit and len(cell) <= 10 and cell.isascii() and cell.isdigit():
        return int(cell)  # nearly all cells; 10 digits are at most the limit
    text = _unwrapped(cell)
    if _is_missing(text):
        return None
    if text[0] in "-\u2212":
        raise BadCount("a follower count cannot be negative")
    body = _trim(_NOUN.sub("", text[1:] if text[0] == "+" else text))
    body, multiplier = _multiplied(body)
    body, power = _scientific(body)
    decimal_only = multiplier is not None or power is not None or unit != 0
    mantissa = _mantissa(body, decimal_only)
    if mantissa is None:
        raise BadCount(f"{_shortened(text)} is not a follower count")
    return _scaled(mantissa, (unit if multiplier is None else multiplier) + (power or 0), text)


def is_missing(cell: str) -> bool:
    """Whether a cell, of any column, says that the fact is not known."""
    return not cell[:1].isdigit() and _is_missing(_unwrapped(cell))


def _scaled(mantissa: Decimal, power: int, text: str) -> int:
    # Past these powers the answer is known; before them the arithmetic is exact in 28 digits.
    if mantissa == 0 or power < -_MAX_DIGITS:
        return 0
    count = (
        mantissa.scaleb(power).quantize(Decimal(1), ROUND_HALF_UP) if power <= _MAX_POWER and mantissa.adjusted() + power <= 11 else None
    )
    if count is None or count > MAX_FOLLOWERS:
        raise BadCount(f"{_shortened(text)} is above 10 billion followers")
    return int(count)


def _unwrapped(cell: str) -> str:
    text = _trim(cell)
    if text.startswith("="):
        text = _trim(text[1:])
    if len(text) >= 2 and text[0] == text[-1] == '"':
        text = _trim(text[1:-1])
    return _trim(text[1:]) if len(text) >= 2 and text[0] == "'" else text


def _trim(text: str) -> str:
    before = None
    while before != text:
        before, text = text, text.strip().strip(_BLANKS)
    return text


def _is_missing(text: str) -> bool:
    lower = text.lower()
    # #N/A, #VALUE!, #VALOR!, #REF!, #DIV/0!, #NAME? and their like in any language.
    return lower in _MISSING or (len(text) > 2 and text[0] == "#" and (text[-1] in "!?" or lower[1:] in _MISSING))


def _multiplied(text: str) -> Tuple[str, Optional[int]]:
    found = _MULTIPLIER.search(text)
    return (text, None) if found is None else (_trim(text[: found.start()]), _MULTIPLIERS[found.group().lower()])


def _scientific(text: str) -> Tuple[str, Optional[int]]:
    found = _EXPONENT.search(text)
    return (text, None) if found is None else (text[: found.start()], int(found.group(1)))


def _mantissa(text: str, decimal_only: bool) -> Optional[Decimal]:
    mark = _decimal_mark(text, decimal_only)
    whole, fraction = (text, "") if mark < 0 else (text[:mark], text[mark + 1 :])
    if whole and not _is_digits(whole):
        if not _GROUPED.fullmatch(whole) or _INDIAN_FIRST.match(whole):
            return None
        whole = re.sub(r"[^0-9]", "", whole)
    if not whole + fraction or (fraction and not _is_digits(fraction)) or len(whole + fraction) > _MAX_DIGITS:
        return None
    return Decimal(f"{whole or '0'}.{fraction or '0'}")


def _decimal_mark(text: str, decimal_only: bool) -> int:
    """Rule 5: the index of the decimal mark, or -1."""
    last = max(text.rfind("."), text.rfind(","))
    others = text[:last] if last >= 0 else ""
    if last < 0 or text[last] in others:
        return -1
    if "." in others or "," in others:
        return last
    divides_groups = len(text) - last - 1 == 3 and 1 <= last <= 3 and text[0] != "0"
    return -1 if divides_groups and not decimal_only else last


def _is_digits(text: str) -> bool:
    return text.isascii() and text.isdigit()


def _shortened(text: str) -> str:
    line = " ".join(text.split())
    return repr(line if len(line) <= 40 else line[:37] + "...")
