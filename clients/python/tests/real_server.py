"""The project's own server, for the tests that talk to it."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tempfile
import threading
from pathlib import Path
from types import TracebackType
from typing import Optional, Sequence, Type, TypeVar, Union

import pytest

S = TypeVar("S", bound="RealServer")

ADVICE = """This test talks to the project's server. Either name one that runs:
  INFLUENCE_SERVER=127.0.0.1:5090
or one that is built, for the test to start (dotnet must be on PATH):
  dotnet build -c Release src/InfluenceGrpc.Server
  INFLUENCE_SERVER_DLL=src/InfluenceGrpc.Server/bin/Release/net10.0/InfluenceGrpc.Server.dll"""

_SERVING = re.compile(r"Serving gRPC on https?://(\S+)")


class RealServer:
    """A process of the server on a port of 127.0.0.1; port 0 takes a free one. It keeps profiles in `store`, a file or the
    address of a Redis, where there is one, and none else. `switches` are more of its command line."""

    def __init__(self, port: int = 0, store: Union[None, Path, str] = None, switches: Sequence[str] = ()) -> None:
        dll = os.environ.get("INFLUENCE_SERVER_DLL", "")
        if not Path(dll).is_file() or shutil.which("dotnet") is None:
            pytest.fail(ADVICE, pytrace=False)
        self._log = tempfile.NamedTemporaryFile("w+", suffix=".log")
        environment = {key: value for key, value in os.environ.items() if not key.startswith("INFLUENCE_")}
        keeping = ["--store", "none" if store is None else store if isinstance(store, str) else f"sqlite:{store}"]
        self.process = subprocess.Popen(
            ["dotnet", dll, "--listen", f"127.0.0.1:{port}", *keeping, *switches],
            stdout=self._log,
            stderr=subprocess.STDOUT,
            env=environment,
        )
        self.target = self._wait_until_serving()
        self.port = int(self.target.rpartition(":")[2])

    def __enter__(self: S) -> S:
        return self

    def __exit__(self, kind: Optional[Type[BaseException]], error: Optional[BaseException], trace: Optional[TracebackType]) -> None:
        self.stop()

    def drain(self) -> None:
        """Tells it to shut down in order."""
        self.process.terminate()

    def stop(self) -> None:
        """Returns when it has ended."""
        self.drain()
        try:
            self.process.wait(30)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
            raise

    def _wait_until_serving(self) -> str:
        tick = threading.Event()
        for _ in range(600):
            text = Path(self._log.name).read_text()
            found = _SERVING.search(text)
            if found:
                return found.group(1)
            if self.process.poll() is not None:
                break
            tick.wait(0.05)
        self.process.kill()
        raise RuntimeError(f"the server did not start:\n{Path(self._log.name).read_text()}")
