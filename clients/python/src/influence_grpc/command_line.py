"""Where the command line begins as a process."""

from __future__ import annotations

import os
import signal
from types import FrameType
from typing import NoReturn, Optional


def run() -> NoReturn:
    """Runs the command line. What it is made of takes a while to be loaded: whoever interrupts it before it has begun is told so
    likewise."""
    signal.signal(signal.SIGINT, _end)
    signal.signal(signal.SIGTERM, _end)
    from influence_grpc import _stubs

    try:
        _stubs.require()
    except ImportError as missing:
        raise SystemExit(str(missing)) from None

    from influence_grpc.cli import run as run_commands

    run_commands()


def _end(number: int, _frame: Optional[FrameType]) -> None:
    """An exception would meet whatever is being loaded, and might be taken for a fault of that."""
    is_interrupted = number == signal.SIGINT
    os.write(2, b"influence-grpc: interrupted\n" if is_interrupted else b"influence-grpc: terminated\n")
    os._exit(130 if is_interrupted else 143)
