"""Progress on a terminal, and nothing elsewhere."""

from __future__ import annotations

import sys
from typing import Callable, Optional

from influence_grpc.results import Progress


def progress_line() -> Optional[Callable[[Progress], None]]:
    """What to call after every answer; None where nobody would see it."""
    return _show if sys.stderr.isatty() else None


class Resumptions:
    """How often the call was taken up again; shows the progress as well."""

    def __init__(self) -> None:
        self.count = 0
        self._show = progress_line()

    def note(self, progress: Progress) -> None:
        self.count = progress.resumptions
        if self._show is not None:
            self._show(progress)


def end_progress_line() -> None:
    if sys.stderr.isatty():
        print("\r\033[K", end="", file=sys.stderr)


def _show(progress: Progress) -> None:
    taken_up = f", taken up again {progress.resumptions} times" if progress.resumptions else ""
    print(f"\r\033[K{progress.items:,} creators{taken_up}", end="", file=sys.stderr, flush=True)
