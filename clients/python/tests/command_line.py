"""The command line as a process."""

from __future__ import annotations

import subprocess
import sys
import threading
from typing import Any, Union


def run(*arguments: str, stdin: Union[None, str, bytes] = None) -> "subprocess.CompletedProcess[str]":
    data = stdin.encode() if isinstance(stdin, str) else stdin
    ran = subprocess.run([sys.executable, "-m", "influence_grpc", *arguments], input=data or b"", capture_output=True, timeout=60)
    return subprocess.CompletedProcess(ran.args, ran.returncode, ran.stdout.decode(), ran.stderr.decode())


def wait_until(condition: Any) -> None:
    tick = threading.Event()
    for _ in range(3_000):
        if condition():
            return
        tick.wait(0.01)
    raise TimeoutError
