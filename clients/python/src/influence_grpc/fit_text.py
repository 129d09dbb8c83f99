"""Scores as lines of plain text have them."""

from __future__ import annotations

from collections import Counter
from typing import Iterable, List, Optional, Tuple

_BAR = 20


def bar(part: float, whole: float, width: int = _BAR) -> str:
    """`part` of `whole` in # of `width`, the rest in dots; something is never nothing."""
    length = 0 if part <= 0 or whole <= 0 else min(width, max(1, round(width * part / whole)))
    return "#" * length + "." * (width - length)


def interval_bar(lower: float, upper: float, whole: float, width: int = _BAR) -> str:
    """Up to `lower` in #, on to `upper` in dots, of `whole` in `width`; something is never nothing."""
    ends = len(bar(upper, whole, width).rstrip("."))
    filled = min(ends, len(bar(lower, whole, width).rstrip(".")))
    return "#" * filled + "." * (ends - filled)


def score_line(rank: int, creator_id: str, score: float, lower: float, upper: float, width: int) -> str:
    """A creator among the best: bar, score, interval."""
    return f"  {rank:>5,}  {visible(creator_id):<{width}}  {bar(score, 100)}  {score:6.2f}  ({lower:.2f} to {upper:.2f})"


def width_of(ids: Iterable[str]) -> int:
    return max([len(visible(each)) for each in ids], default=0)


def counted(counts: Iterable[Tuple[str, int]], of: Optional[int] = None) -> List[str]:
    """A line a name, with its share of `of` where that is given."""
    rows = list(counts)
    width = max([len(name) for name, _ in rows], default=0)
    share = (lambda count: "") if of is None else (lambda count: f"  {100 * count / max(1, of or 0):5.1f} %")
    return [f"  {name:<{width}}  {count:>13,}{share(count)}" for name, count in rows]


def in_words(name: str) -> str:
    """A name of the contract for people: too_few_followers."""
    return name.replace("_", " ")


def errors_of(errors: Counter[str]) -> List[str]:
    """As 'classify' tells them."""
    return [f"{count:>13,}  {reason}" for reason, count in sorted(errors.items())]


def visible(text: str) -> str:
    """Text of a file or the server, with what a terminal would obey written as \\u001b: the form of the project's other command
    line."""
    return "".join(character if character.isprintable() else f"\\u{ord(character):04x}" for character in text)
