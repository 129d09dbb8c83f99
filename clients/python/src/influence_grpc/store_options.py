"""How profiles are read."""

from __future__ import annotations

from datetime import timedelta
from typing import Union

from influence_grpc.messages import ReadOptions


def read_options(*, max_age: Union[None, float, timedelta] = None, allow_stale: bool = False, allow_degraded: bool = False) -> ReadOptions:
    """How profiles are read where creators are named by id.

    max_age: how long ago a profile may have been observed (written, where it does not say): seconds >= 0, or a
        timedelta. None is the server's own limit.
    allow_stale: use older ones all the same; they are marked OUTSIDE_MAX_AGE.
    allow_degraded: use what the server has in memory while the store does not answer; that is marked DEGRADED.
    """
    options = ReadOptions(allow_stale=allow_stale, allow_degraded=allow_degraded)
    if max_age is not None:
        age = max_age if isinstance(max_age, timedelta) else _seconds(max_age)
        if age < timedelta(0):
            raise ValueError(f"max_age must be at least 0, not {max_age}")
        options.max_age.FromTimedelta(age)
    return options


def _seconds(number: float) -> timedelta:
    try:
        return timedelta(seconds=number)
    except (ValueError, OverflowError):  # not a number, or more than any age
        raise ValueError(f"max_age must be seconds, not {number}") from None
