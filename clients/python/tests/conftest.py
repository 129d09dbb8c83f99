"""Runs from a checkout: the package from src/, its stubs generated when they are older than the contract."""

import os
import signal
import subprocess
import sys
from pathlib import Path
from types import FrameType
from typing import Iterator, Optional

import pytest

HERE = Path(__file__).resolve().parent
SOURCE = HERE.parent / "src"
GENERATED = SOURCE / "influence_grpc" / "_generated" / "__init__.py"
PROTOS = HERE.parent.parent.parent / "protos"

sys.path.insert(0, str(SOURCE))
os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, [str(SOURCE), os.environ.get("PYTHONPATH")]))

_newest = max(path.stat().st_mtime for path in [*PROTOS.rglob("*.proto"), HERE.parent / "generate"])
if not GENERATED.exists() or GENERATED.stat().st_mtime < _newest:
    subprocess.run([sys.executable, str(HERE.parent / "generate")], check=True)

# Seconds; a test that hangs fails.
TEST_TIMEOUT = 120


@pytest.fixture(autouse=True)
def time_limit() -> Iterator[None]:
    def give_up(signum: int, frame: Optional[FrameType]) -> None:
        raise TimeoutError(f"the test took longer than {TEST_TIMEOUT} s")

    before = signal.signal(signal.SIGALRM, give_up)
    signal.alarm(TEST_TIMEOUT)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)
