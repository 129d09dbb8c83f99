"""SIGINT and SIGTERM as exceptions that are raised until they are heard."""

from __future__ import annotations

import os
import signal
import sys
import threading
from types import FrameType
from typing import NoReturn, Optional, Type

from influence_grpc.cli.outcome import EXIT_INTERRUPTED, EXIT_TERMINATED, Terminated

# An exception that meets a finalizer or a callback is printed and forgotten there, and one that meets a lock just taken
# leaves it taken: the next one ends what waits for it. Longer than tidying up takes, which it would cut short.
_SECONDS_BETWEEN = 3.0


def raise_until_heard() -> None:
    """From now on SIGINT raises KeyboardInterrupt in the main thread and SIGTERM `Terminated`, again every few seconds
    until `heard` is called. Does nothing in other threads, which cannot have it."""
    if threading.current_thread() is threading.main_thread():
        _raise_at(signal.SIGINT, KeyboardInterrupt)
        _raise_at(signal.SIGTERM, Terminated)


def heard() -> None:
    """Raises no more."""
    if _can_repeat() and threading.current_thread() is threading.main_thread():
        signal.setitimer(signal.ITIMER_REAL, 0)


def exit_with(code: int) -> NoReturn:
    """Ends the process. After an interruption nothing waits for threads any more, which might wait for what was cut short."""
    if code in (EXIT_INTERRUPTED, EXIT_TERMINATED):
        sys.stderr.flush()
        os._exit(code)
    sys.exit(code)


def _raise_at(number: signal.Signals, kind: Type[BaseException]) -> None:
    def insist(_number: int, _frame: Optional[FrameType]) -> None:
        if _can_repeat():
            signal.signal(signal.SIGALRM, insist)
            signal.setitimer(signal.ITIMER_REAL, _SECONDS_BETWEEN)
        raise kind

    signal.signal(number, insist)


def _can_repeat() -> bool:
    return hasattr(signal, "setitimer")  # Windows has none
