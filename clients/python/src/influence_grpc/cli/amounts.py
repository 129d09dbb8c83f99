"""Amounts and counts as people type them behind an option."""

from __future__ import annotations

import argparse
import re

from influence_grpc.written_amount import PATTERN, ambiguity, bare

_AMOUNT = re.compile(PATTERN)
_MOST_DIGITS = 15
_MOST_DECIMALS = 9


def amount(text: str) -> float:
    """The amount, at least 0; how large it may be is the server's to say."""
    whole, _, decimals = bare(text).partition(".")
    if _AMOUNT.fullmatch(text) is None or len(whole) > _MOST_DIGITS or len(decimals) > _MOST_DECIMALS:
        raise argparse.ArgumentTypeError(f"must be an amount such as 250000, 250,000, 250 000 or 1999.50, not {text!r}")
    fault = ambiguity(text)
    if fault is not None:
        raise argparse.ArgumentTypeError(fault)
    return float(bare(text))


def count(text: str) -> int:
    """A whole number of at least 1; how many the server allows is its to say."""
    if not (text.isascii() and text.isdigit()) or not 1 <= int(text[:20]) < 2**32:
        raise argparse.ArgumentTypeError(f"must be a whole number of at least 1, and at most what 'info' tells, not {text!r}")
    return int(text)
