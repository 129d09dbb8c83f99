"""Whether the stubs generated from the contract are there. A wheel has them; a fresh checkout does not."""

from __future__ import annotations

from importlib.util import find_spec

MISSING = """influence_grpc has no generated stubs yet. Write them with:
  clients/python/generate
It tells what to install where the protobuf compiler is missing."""


def require() -> None:
    """Raises an ImportError that says what to do."""
    if find_spec("influence_grpc._generated") is None:
        raise ImportError(MISSING)
