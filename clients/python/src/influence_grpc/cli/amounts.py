"""Amounts as people type them behind an option."""

from __future__ import annotations

import argparse
import re

# A comma divides groups of three and nothing else: "2,5" is refused rather than read as 25.
_AMOUNT = re.compile(r"([0-9]{1,15}|[0-9]{1,3}(,[0-9]{3}){1,4})(\.[0-9]{1,9})?", re.ASCII)


def amount(text: str) -> float:
    """The amount, at least 0; how large it may be is the server's to say."""
    if _AMOUNT.fullmatch(text) is None:
        raise argparse.ArgumentTypeError(f"must be an amount such as 250000, 250,000 or 1999.50, not {text!r}")
    return float(text.replace(",", ""))
