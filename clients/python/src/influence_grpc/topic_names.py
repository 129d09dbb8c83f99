"""Plain names of what creators post about, made topics: "Home & Garden" is home-&-garden. The rules are those of the project's
other command line."""

from __future__ import annotations

import re
import unicodedata
from typing import List

from influence_grpc.cell_numbers import quoted
from influence_grpc.csv_rows import BadCell

# As the contract has it for topics.
_MOST_BYTES, _MOST_SEGMENTS = 128, 8
_SHARE = re.compile(r":\s*\.?[0-9]")
_ASCII = frozenset("abcdefghijklmnopqrstuvwxyz0123456789-_.+&")
_CATEGORIES = frozenset(("Ll", "Lo", "Lm", "Mn", "Mc", "Nd"))


def has_share(cell: str) -> bool:
    """Whether a cell lists topics with their shares, so that it is no plain name."""
    return _SHARE.search(cell) is not None


def topic_named(name: str) -> str:
    """A topic path with the segments that slashes divide, in lower case; each run of characters that a segment may not have is a
    hyphen. Raises BadCell where nothing is left, or too much."""
    segments = list(filter(None, map(_segment, "".join(map(_lower, name)).split("/"))))
    path = "/".join(segments)
    if not 1 <= len(segments) <= _MOST_SEGMENTS or len(path.encode()) > _MOST_BYTES:
        raise BadCell(f"{quoted(name)} is not a topic, such as fitness or sport/running")
    return path


def _segment(text: str) -> str:
    segment: List[str] = []
    is_gap = False
    for character in text:
        if _may_stand(character):
            segment.append(character)
        elif not is_gap:
            segment.append("-")
        is_gap = not _may_stand(character)
    return "".join(segment).strip("-")


def _lower(character: str) -> str:
    """One character for one, whatever stands beside it."""
    lower = character.lower()
    return lower if len(lower) == 1 else character


def _may_stand(character: str) -> bool:
    return character in _ASCII if character.isascii() else unicodedata.category(character) in _CATEGORIES
