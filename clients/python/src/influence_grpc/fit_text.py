"""Scores as lines of plain text have them."""

from __future__ import annotations

import unicodedata
from collections import Counter
from typing import Iterable, List, Optional, Tuple

_BAR = 20
# Controls, formats, halves of characters, and what divides lines and paragraphs.
_HIDING = ("Cc", "Cf", "Cs", "Zl", "Zp")


def bar(part: float, whole: float, width: int = _BAR) -> str:
    """`part` of `whole` in # of `width`, the rest in dots; something is never nothing."""
    length = 0 if part <= 0 or whole <= 0 else min(width, max(1, round(width * part / whole)))
    return "#" * length + "." * (width - length)


def ranging_bar(value: float, most: float, whole: float, width: int = _BAR) -> str:
    """Up to `value` in #, on to `most` in dots, of `whole` in `width`; something is never nothing."""
    ends = len(bar(most, whole, width).rstrip("."))
    filled = min(ends, len(bar(value, whole, width).rstrip(".")))
    return "#" * filled + "." * (ends - filled)


def legend(filled: str, dotted: str) -> str:
    """What the two parts of such a bar say."""
    return f"  bars: # {filled}, . on {dotted}"


def score_line(rank: int, creator_id: str, score: float, lower: float, upper: float, width: int) -> str:
    """A creator among the best: bar, score, interval."""
    return f"  {rank:>5,}  {padded(visible(creator_id), width)}  {bar(score, 100)}  {score:6.2f}  ({lower:.2f} to {upper:.2f})"


def width_of(ids: Iterable[str]) -> int:
    return max([cells(visible(each)) for each in ids], default=0)


def cells(text: str) -> int:
    """Columns of a terminal that a text without control characters takes: wide characters of East Asia and emoji have two, marks that
    stand on the character before them none."""
    return len(text) if text.isascii() else sum(map(_cells_of, text))


def padded(text: str, width: int, right: bool = False) -> str:
    """A text without control characters, filled up to `width` columns."""
    blanks = " " * (width - cells(text))
    return blanks + text if right else text + blanks


def shortened(text: str, widest: int) -> str:
    """A text without control characters, its end replaced by three points where it has more than `widest` columns, >= 3."""
    if cells(text) <= widest:
        return text
    kept, width = "", 0
    for character in text:
        width += _cells_of(character)
        if width > widest - 3:
            break
        kept += character
    return f"{kept}..."


def _cells_of(character: str) -> int:
    category = unicodedata.category(character)
    if category in ("Mn", "Me"):
        return 0
    return 2 if category != "Cn" and unicodedata.east_asian_width(character) in "WF" else 1


def counted(counts: Iterable[Tuple[str, int]], of: Optional[int] = None) -> List[str]:
    """A line a name, with its share of `of` where that is given."""
    rows = list(counts)
    width = max([len(name) for name, _ in rows], default=0)
    share = (lambda count: "") if of is None else (lambda count: f"  {100 * count / max(1, of or 0):5.1f} %")
    return [f"  {name:<{width}}  {count:>13,}{share(count)}" for name, count in rows]


def interrupted(times: int, what: str) -> List[str]:
    """A line that says that the call was cut, and `what` begun anew; none where it was not."""
    often = "1 time" if times == 1 else f"{times:,} times"
    return [f"the server was interrupted {often}; the {what} was begun anew"] if times else []


def in_words(name: str) -> str:
    """A name of the contract for people: too_few_followers."""
    return name.replace("_", " ")


def errors_of(errors: Counter[str]) -> List[str]:
    """As 'classify' tells them."""
    return [f"{count:>13,}  {reason}" for reason, count in sorted(errors.items())]


def visible(text: str) -> str:
    """Text of a file or the server, with what a terminal would obey written as \\u001b, and likewise what nobody sees and turns the
    direction of others round or divides lines: the form of the project's other command line."""
    if text.isprintable():
        return text
    return "".join(f"\\u{ord(each):04x}" if unicodedata.category(each) in _HIDING else each for each in text)
