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


@pytest.mark.parametrize("number, code, told", [(signal.SIGINT, 130, "interrupted"), (signal.SIGTERM, 143, "terminated")])
def test_interruption_while_the_program_is_loaded_is_told_likewise(number: signal.Signals, code: int, told: str) -> None:
    stall = "import sys; print('ready', flush=True); sys.stdin.readline()"
    begin = f"import influence_grpc._stubs as stubs\nfrom influence_grpc.command_line import run\nstubs.require = lambda: exec({stall!r})\nrun()"
    process = subprocess.Popen(
        [sys.executable, "-c", begin], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    assert process.stdout is not None and process.stdout.readline() == "ready\n"
    process.send_signal(number)
    _, error = process.communicate(timeout=30)
    assert (error, process.returncode) == (f"influence-grpc: {told}\n", code)
