"""An interruption ends a command even where the first exception is lost."""

from __future__ import annotations

import signal
import subprocess
import sys

import pytest

_SWALLOWS_THE_FIRST = """
import sys, time
from influence_grpc.cli.interruption import exit_with, heard, raise_until_heard

class Held:
    def __del__(self):
        print("ready", flush=True)
        time.sleep(600)  # what is raised in a finalizer is lost

raise_until_heard()
try:
    held = Held()
    del held
    print("lost", flush=True)
    time.sleep(600)
except KeyboardInterrupt as interruption:
    heard()
    print(type(interruption).__name__, flush=True)
    exit_with(130)
"""


@pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="Windows has no timers that raise signals")
@pytest.mark.parametrize("number, name", [(signal.SIGINT, "KeyboardInterrupt"), (signal.SIGTERM, "Terminated")])
def test_interruption_lost_in_a_finalizer_is_raised_again(number: signal.Signals, name: str) -> None:
    process = subprocess.Popen([sys.executable, "-c", _SWALLOWS_THE_FIRST], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert process.stdout is not None and process.stdout.readline() == "ready\n"
    process.send_signal(number)
    told, _ = process.communicate(timeout=30)
    assert (told, process.returncode) == (f"lost\n{name}\n", 130)
