"""How far an import has come, in a small file beside its input, FILE.import-state: what a later run goes on from. It is
JSON: the input's length in `bytes`, `sha256_head` of its first MiB, the address of the `server` that the rows went to, and
how many leading `rows` below the header (of JSON lines: lines) are done, bad ones included."""

from __future__ import annotations

import hashlib
import json
import os
import time
from pathlib import Path
from typing import Any, Callable, Dict

from influence_grpc.connection import address_of
from influence_grpc.output_file import atomic_output

_HEAD_BYTES = 1 << 20
# Seconds between two writes of the file, at least.
_INTERVAL = 1.0


class StateError(ValueError):
    """The state cannot be gone on from; the text says why, and what to do."""


class ImportState:
    """The state of the import of `source`. Raises OSError where a file cannot be read or written.

    server: the address of this run's; at another one none of the rows may be.
    clock: seconds that never go back.
    """

    def __init__(self, source: Path, server: str, clock: Callable[[], float] = time.monotonic) -> None:
        self.path = source.with_name(source.name + ".import-state")
        self._identity = _identity_of(source)
        self._server = address_of(server)
        self._clock = clock
        self._rows = 0
        self._written = 0
        self._due = clock()

    def load(self) -> int:
        """How many leading rows are done; 0 where there is no state. Raises StateError where there is another input's or server's."""
        try:
            state: Any = json.loads(self.path.read_bytes())
        except FileNotFoundError:
            return 0
        except ValueError:
            state = None
        rows = state.get("rows") if isinstance(state, dict) else None
        if not isinstance(rows, int) or isinstance(rows, bool) or rows < 0 or not self._identity.keys() | {"server"} <= state.keys():
            # That of the project's other command line is none either: it counts by its own rules.
            raise StateError(f"{self.path} is not the state of an import by this command line: import with --from-start, or delete it")
        if any(state.get(key) != value for key, value in self._identity.items()):
            raise StateError(f"{self.path} is the state of another input, or the input has changed: import with --from-start, or delete it")
        if state["server"] != self._server:
            raise StateError(
                f"{self.path} is the state of an import at the server {state['server']}; {self._server} may have none of its rows: "
                "import with --from-start, or name the first server to go on there"
            )
        self._rows = self._written = rows
        return rows

    def advance(self, rows: int) -> None:
        """So many leading rows are done; the file follows within a second of work."""
        self._rows = rows
        if self._clock() >= self._due:
            self.save()

    def save(self) -> None:
        """Writes what is done, unless the file says so already."""
        if self._rows != self._written:
            with atomic_output(self.path) as file:
                json.dump({**self._identity, "server": self._server, "rows": self._rows}, file)
            self._written = self._rows
        self._due = self._clock() + _INTERVAL

    def remove(self) -> None:
        """The import is complete."""
        self.path.unlink(missing_ok=True)


def _identity_of(source: Path) -> Dict[str, Any]:
    with open(source, "rb") as file:
        head = file.read(_HEAD_BYTES)
        return {"bytes": os.fstat(file.fileno()).st_size, "sha256_head": hashlib.sha256(head).hexdigest()}
