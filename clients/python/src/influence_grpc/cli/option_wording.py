"""What the server says of a campaign's parts, as people know them who gave them as options."""

from __future__ import annotations

import re

_RANGE = re.compile(r"\[[0-9]+, [0-9]+\]")
_AMOUNTS = re.compile(r"cost ([0-9,.]*[0-9]) together, and the budget is ([0-9,.]*[0-9])")


def option_wording(description: str, currency: str) -> str:
    """What it says, with options in place of fields, long numbers in groups and amounts in their `currency`; "" is none."""
    told = _RANGE.sub(lambda found: re.sub("[0-9]{4,}", lambda digits: f"{int(digits.group()):,}", found.group()), description)
    if currency:
        told = _AMOUNTS.sub(rf"cost \1 {currency} together, and the budget is \2 {currency}", told)
    return told.replace("maxCreators", "--max-creators").replace("; give one with it", "; give it one under 'prices' in its row or profile")
