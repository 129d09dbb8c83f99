"""The contract's names as files and people have them: in lower case, without the prefix of their enumeration."""

from __future__ import annotations

from typing import Any


def enum_name(kind: Any, prefix: str, number: int) -> str:
    """Such as "too_few_followers"; the number of one that is not known, from a server newer than these stubs."""
    try:
        return str(kind.Name(number)).replace(prefix, "", 1).lower()
    except ValueError:
        return str(number)
