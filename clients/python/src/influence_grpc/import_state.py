"""How far an import has come, in a small file beside its input, FILE.import-state: what a later run goes on from, of this
command line or of the project's other one, which writes the same bytes."""

from __future__ import annotations

import hashlib
import json
import os
import re
import time
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any, Callable, Mapping, Optional

from influence_grpc.csv_table import Done
from influence_grpc.output_file import atomic_output
from influence_grpc.server_target import address_of

# Of the file itself; one of another format is not understood.
FORMAT = 2
_HEAD_BYTES = 1 << 20
# Seconds between two writes of the file, at least.
_INTERVAL = 1.0
_EPOCH = datetime(1970, 1, 1, tzinfo=timezone.utc)
_HOST_AND_PORT = re.compile(r"([^/\s]+):([0-9]{1,5})")
_USUAL_PORTS = {"http": 80, "https": 443}  # which addresses are put down without
_COUNTS = ("written", "unchanged", "superseded", "failed", "bad")
# What the other command line's writer escapes of a text in JSON, beside what json.dumps does.
_ESCAPED = re.compile("[&'+<>`\x7f]")


class StateError(ValueError):
    """The state cannot be gone on from; the text says why, and what to do."""


@dataclass(frozen=True)
class Counts:
    """What became of the rows of an import: rows that the server answered, `failed` among them, and `bad` ones that could
    not be read."""

    written: int = 0
    unchanged: int = 0
    superseded: int = 0
    failed: int = 0
    bad: int = 0


@dataclass(frozen=True)
class Progress:
    """So many leading `rows` need no second sending, bad ones included, blank lines not; the last of them begins on `line`.
    `counts` says what became of them, over all runs."""

    rows: int = 0
    line: int = 0
    counts: Counts = Counts()

    @property
    def done(self) -> Done:
        return Done(self.rows, self.line)


class ImportState:
    """The state of the import of `source`. Raises OSError where a file cannot be read or written.

    server: the address of this run's; at another one none of the rows may be.
    clock: seconds that never go back.
    """

    def __init__(self, source: Path, server: str, clock: Callable[[], float] = time.monotonic) -> None:
        resolved = source.resolve()  # as the other command line: beside the file itself, not beside a link to it
        self.path = resolved.with_name(resolved.name + ".import-state")
        self._identity = _identity_of(source)
        self._server = server_url(server)
        self._clock = clock
        self._progress = self._written = Progress()
        self._due = clock()

    def load(self) -> Progress:
        """What an earlier run left; no rows where there is none. Raises StateError where it is another input's or server's."""
        try:
            state: Any = json.loads(self.path.read_bytes())
        except FileNotFoundError:
            return Progress()
        except ValueError:
            state = None
        progress = _progress_of(state)
        if progress is None:
            raise StateError(f"{self.path} is not the state of an import: import with --from-start, or delete it")
        if state["input"] != self._identity:
            raise StateError(f"{self.path} is the state of another input, or the input has changed: import with --from-start, or delete it")
        if state["server"] != self._server:
            raise StateError(
                f"{self.path} is the state of an import at the server {state['server']}; {self._server} may have none of its rows: "
                "import with --from-start, or name the first server to go on there"
            )
        self._progress = self._written = progress
        return progress

    def advance(self, progress: Progress) -> None:
        """So much is done; the file follows within a second of work."""
        self._progress = progress
        if self._clock() >= self._due:
            self.save()

    def save(self) -> None:
        """Writes what is done, unless the file says so already."""
        if self._progress != self._written:
            with atomic_output(self.path) as file:
                file.write(text_of(self._identity, self._server, self._progress))
            self._written = self._progress
        self._due = self._clock() + _INTERVAL

    def remove(self) -> None:
        """The import is complete."""
        self.path.unlink(missing_ok=True)


def text_of(identity: Mapping[str, Any], server: str, progress: Progress) -> str:
    """The file's text, as the project's other command line writes it: the order and the escapes are part of it."""
    counts = asdict(progress.counts)
    answered = sum(counts.values()) - progress.counts.bad
    state = {
        "format": FORMAT,
        "input": dict(identity),
        "server": "",
        "rows": progress.rows,
        "line": progress.line,
        "counts": {**counts, "answered": answered},
    }
    told = _ESCAPED.sub(lambda found: f"\\u{ord(found.group()):04X}", json.dumps(server))
    told = re.sub(r"\\u[0-9a-f]{4}", lambda found: "\\u" + found.group()[2:].upper(), told)
    return json.dumps(state, indent=2).replace('"server": ""', f'"server": {told}', 1)


def server_url(target: str) -> str:
    """The server's address in the one way of writing it that is put down: the URL that the other command line takes."""
    scheme = "https" if target.startswith("https://") else "http"
    return ",".join(_url_of(scheme, address) for address in address_of(target).split(","))


def _url_of(scheme: str, address: str) -> str:
    found = _HOST_AND_PORT.fullmatch(address)
    if found is None:
        return address
    port = int(found.group(2))
    return f"{scheme}://{found.group(1).lower()}{'' if port == _USUAL_PORTS[scheme] else f':{port}'}/"


def _progress_of(state: Any) -> Optional[Progress]:
    """What the file says; None where it is not the state of an import."""
    if not isinstance(state, dict) or state.get("format") != FORMAT or not isinstance(state.get("server"), str):
        return None
    counts = state.get("counts")
    if not isinstance(state.get("input"), dict) or not isinstance(counts, dict):
        return None
    numbers = [state.get("rows"), state.get("line"), *(counts.get(name, 0) for name in _COUNTS)]
    if not all(type(number) is int and number >= 0 for number in numbers) or not numbers[0]:
        return None
    return Progress(numbers[0], numbers[1], Counts(*numbers[2:]))


def _identity_of(source: Path) -> Mapping[str, Any]:
    """What tells an input from another, and from itself after a change, without reading all of it."""
    with open(source, "rb") as file:
        head = file.read(_HEAD_BYTES)
        status = os.fstat(file.fileno())
    return {"bytes": status.st_size, "beginsWith": hashlib.sha256(head).hexdigest(), "modifiedAt": _time_text(status.st_mtime_ns)}


def _time_text(nanoseconds: int) -> str:
    """To a tenth of a microsecond, without the zeros at the end, as the other command line puts times down."""
    seconds, ticks = divmod(nanoseconds // 100, 10_000_000)
    decimals = f".{ticks:07}".rstrip("0").rstrip(".")
    return f"{_EPOCH + timedelta(seconds=seconds):%Y-%m-%dT%H:%M:%S}{decimals}+00:00"
