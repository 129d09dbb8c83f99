"""Plain names of what creators post about, made topics: "Home & Garden" is home-&-garden. The rules are those of the project's
other command line."""

from __future__ import annotations

import unicodedata
from typing import List

from influence_grpc.cell_numbers import quoted
from influence_grpc.csv_rows import BadCell

_ASCII = frozenset("abcdefghijklmnopqrstuvwxyz0123456789-_.+&")
_CATEGORIES = frozenset(("Ll", "Lo", "Lm", "Mn", "Mc", "Nd"))


def topic_named(name: str) -> str:
    """One segment of a topic path, in lower case; each run of characters that a segment may not have is a hyphen. A slash is one
    of them: in a name it says "or". Raises BadCell where nothing is left."""
    topic: List[str] = []
    replaced = False
    for character in map(_lower, name):
        if _may_stand(character):
            topic.append(character)
            replaced = False
        elif not replaced:
            topic.append("-")
            replaced = True
    text = "".join(topic).strip("-")
    if not text:
        raise BadCell(f"{quoted(name)} is not the name of a topic")
    return text


def _lower(character: str) -> str:
    """One character for one, whatever stands beside it."""
    lower = character.lower()
    return lower if len(lower) == 1 else character


def _may_stand(character: str) -> bool:
    return character in _ASCII if character.isascii() else unicodedata.category(character) in _CATEGORIES
