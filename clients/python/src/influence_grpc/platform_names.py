"""Platforms by the names that people give them in files."""

from __future__ import annotations

from influence_grpc.csv_columns import normalized
from influence_grpc.messages import Platform

_OTHER = Platform.Value("PLATFORM_OTHER")
_KNOWN = {
    **{key.replace("PLATFORM_", "").lower(): number for key, number in Platform.items()},
    **{"": 0, "insta": 1, "ig": 1, "tt": 2, "yt": 3, "twitter": 4, "xtwitter": 4, "twitterx": 4, "fb": 5, "snap": 9},
}


def platform_named(cell: str) -> int:
    """The contract's number of the platform that a cell names; PLATFORM_OTHER for a name unknown here, 0 for none."""
    return int(_KNOWN.get(normalized(cell), _OTHER))
