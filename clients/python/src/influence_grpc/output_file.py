"""A file that appears whole or not at all."""

from __future__ import annotations

import os
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import Iterator, TextIO


@contextmanager
def atomic_output(path: Path) -> Iterator[TextIO]:
    """Writes beside `path` and takes its place at the end; on any error `path` stays as it was. Raises OSError.

    What is no regular file, such as /dev/null or a pipe, is written to directly.
    """
    target = path.resolve()  # a link stays a link
    if target.exists() and not target.is_file():
        with open(target, "w", encoding="utf-8", newline="") as device:
            yield device
        return
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.", suffix=".tmp")
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        os.chmod(name, _mode_for(target))
        os.replace(name, target)
    except BaseException:
        os.unlink(name)
        raise


def _mode_for(target: Path) -> int:
    if target.exists():
        return target.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
