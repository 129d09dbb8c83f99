"""Amounts in digits as people write them: 250000, 250,000, 250 000 or 1999.50."""

from __future__ import annotations

import re
from typing import Optional

# What one looks like, with the group "by". A comma, blank, apostrophe or underscore divides groups of three and nothing else: "2,5" is
# refused rather than read as 25.
PATTERN = r"(?:[0-9]{1,3}(?P<by>[,'\u2019_\s])[0-9]{3}(?:(?P=by)[0-9]{3})*|[0-9]+)(?:\.[0-9]+)?"
_POINT_BEFORE_THREE = re.compile(r"[1-9][0-9]{0,2}\.[0-9]{3}")


def bare(amount: str) -> str:
    """The digits of what looks like an amount, and the point where there is one."""
    return "".join(each for each in amount if each in "0123456789.")


def ambiguity(amount: str) -> Optional[str]:
    """Why what looks like an amount can be meant in two ways, for people; None where it cannot. Half of the world divides thousands by
    points."""
    if not _POINT_BEFORE_THREE.fullmatch(amount):
        return None
    whole, decimals = amount.split(".")
    fraction = decimals.rstrip("0").ljust(2, "0")
    value = amount.rstrip("0").rstrip(".")
    return (
        f"{amount} can be {value} or {whole},{decimals}: write {whole}{decimals} or {whole}.{fraction}{'0' if len(fraction) == 3 else ''}"
    )
