"""When to ask again, and after how long."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Callable, Optional

import grpc

from influence_grpc.errors import InfluenceError

# Without a reason of the service's these come from the transport: a connection cut in the middle of a stream.
_CUT = (grpc.StatusCode.INTERNAL, grpc.StatusCode.UNKNOWN, grpc.StatusCode.CANCELLED)


# Of a unary call, the first included: as many as the channel makes where no server is there.
UNARY_ATTEMPTS = 4


@dataclass(frozen=True)
class RetryPolicy:
    """How a bulk stream is taken up again, and how soon a unary call is made again that found no place (OVERLOADED) or went past its
    caller's rate (RATE_EXCEEDED).

    attempts: calls in a row without a single chunk answered before giving up, >= 1. A chunk answered starts the count
        anew, so a stream of any length survives any number of restarts of the server. Rankings, plans and derived briefs, which
        cannot be taken up in their middle, are begun so many times in all.
    initial_backoff: seconds before the next call, > 0; doubled for each further one without progress.
    max_backoff: seconds, >= initial_backoff. A longer delay that the server asks for is honoured.
    accept_timeout: seconds that a call may take to be accepted, connecting included, > 0. The first call fails at once
        where nobody listens; further ones wait so long for somebody to.
    """

    attempts: int = 8
    initial_backoff: float = 0.2
    max_backoff: float = 10.0
    accept_timeout: float = 5.0

    def __post_init__(self) -> None:
        if self.attempts < 1:
            raise ValueError(f"attempts must be at least 1, not {self.attempts}")
        if not 0 < self.initial_backoff <= self.max_backoff:
            raise ValueError("initial_backoff must be above 0 and at most max_backoff")
        if not self.accept_timeout > 0:
            raise ValueError(f"accept_timeout must be above 0, not {self.accept_timeout}")

    def delay(self, failures: int, error: InfluenceError, jitter: Callable[[], float]) -> float:
        """Seconds to wait after `failures` calls in a row without progress, 0 when the last one had some; `jitter` gives numbers in [0, 1)."""
        backoff = min(self.max_backoff, self.initial_backoff * 2.0 ** min(max(failures - 1, 0), 30))
        wait = backoff * (0.5 + 0.5 * jitter())
        if error.retry_after is None:
            return wait
        # Never before the time asked for, and not everybody at that time.
        return max(wait, error.retry_after * (1 + 0.1 * jitter()))

    def unary_pause(self, error: InfluenceError, made: int, left: float, jitter: Callable[[], float]) -> Optional[float]:
        """Seconds until a unary call is made again that the server has no place for now, after `made` of them; None where it is not
        made again: it failed for something else, has been made UNARY_ATTEMPTS times, or the wait is longer than the `left` seconds."""
        if error.code is not grpc.StatusCode.RESOURCE_EXHAUSTED or error.retry_after is None or made >= UNARY_ATTEMPTS:
            return None
        wait = self.delay(made, error, jitter)
        return wait if wait < left else None

    def told(self, error: InfluenceError) -> InfluenceError:
        """`error` as callers get it once nothing is tried any more."""
        return error


@dataclass(frozen=True)
class RetryElsewhere(RetryPolicy):
    """Of a client of several servers, which `servers` names: what one of them ends because it shuts down another takes up at once."""

    servers: str = ""

    @staticmethod
    def of(retry: RetryPolicy, servers: str) -> RetryElsewhere:
        return RetryElsewhere(retry.attempts, retry.initial_backoff, retry.max_backoff, retry.accept_timeout, servers)

    def delay(self, failures: int, error: InfluenceError, jitter: Callable[[], float]) -> float:
        if error.reason != "SERVER_DRAINING":
            return super().delay(failures, error, jitter)
        # What it asks for is for itself, and the next call goes to another.
        return 0.0 if failures <= 1 else super().delay(failures, InfluenceError(error.code, error.message, error.reason), jitter)

    def told(self, error: InfluenceError) -> InfluenceError:
        return no_answer(self.servers, error.message) if error.code is grpc.StatusCode.UNAVAILABLE and not error.reason else error


def no_answer(servers: str, why: str) -> InfluenceError:
    return InfluenceError(grpc.StatusCode.UNAVAILABLE, f"no answer from {servers}: {why}")


def is_retryable(error: InfluenceError) -> bool:
    """Whether the same stream, sent again, may well be answered."""
    return (
        error.code is grpc.StatusCode.UNAVAILABLE
        or error.retry_after is not None
        or error.reason == "STREAM_INACTIVE"  # the source or the reader paused for too long; the server is well
        or (not error.reason and error.code in _CUT)
    )
