"""How a command ends."""

from __future__ import annotations

EXIT_OK, EXIT_USAGE, EXIT_UNREACHABLE, EXIT_REFUSED, EXIT_INTERRUPTED, EXIT_TERMINATED = 0, 2, 3, 4, 130, 143
EXIT_ROWS_FAILED = 1
EXIT_CODES = (
    "exit codes: 0 done, 1 done but with --strict some rows were bad, missing or failed, or the creator to explain is not there, "
    "or creators of plans failed, "
    "2 arguments, input or output cannot be used, 3 server unreachable, 4 refused by the server, 130 interrupted, 143 terminated"
)


class UsageError(Exception):
    """The arguments, the input or the output cannot be used; the text says why."""


class Terminated(KeyboardInterrupt):
    """SIGTERM, which is to leave as little behind as SIGINT."""
