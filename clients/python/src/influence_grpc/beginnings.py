"""Calls that cannot be taken up in their middle, and are begun again."""

from __future__ import annotations

from typing import Any, AsyncIterator, Callable, Iterator

from influence_grpc.errors import InfluenceError
from influence_grpc.retry import RetryPolicy, is_retryable


class Beginnings:
    """Counts how often a call is begun: at most `retry.attempts` times in all, whatever was answered in between, and once
    where one of `sources` is an iterator, which cannot be read from its beginning again. `jitter` gives numbers in [0, 1)."""

    def __init__(self, retry: RetryPolicy, jitter: Callable[[], float], *sources: Any) -> None:
        self._retry = retry
        self._jitter = jitter
        self._can_begin_again = not any(isinstance(source, (Iterator, AsyncIterator)) for source in sources)
        self._failures = 0

    @property
    def again(self) -> bool:
        """Whether the next one is not the first: then a server that went away is waited for."""
        return self._failures > 0

    @property
    def failures(self) -> int:
        """How often it was begun again."""
        return self._failures

    def pause_after(self, error: InfluenceError) -> float:
        """Seconds to wait before the call is begun again after `error`. Raises it where the call ends with it for good."""
        self._failures += 1
        if not self._can_begin_again or not is_retryable(error) or self._failures >= self._retry.attempts:
            raise error
        return self._retry.delay(self._failures, error, self._jitter)
