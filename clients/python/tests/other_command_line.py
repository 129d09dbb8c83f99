"""The project's other command line, in C#, for the tests that hold the two together."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import List

import pytest

from conftest import PROTOS

_CLIENTS = PROTOS.parent / "clients" / "csharp"
_BUILT = _CLIENTS / "InfluenceGrpc.Cli" / "bin" / "Release" / "net10.0" / "influence.dll"
_PROGRAM = Path(os.environ.get("INFLUENCE_COMMAND_DLL", _BUILT))
COMMAND = ["dotnet", str(_PROGRAM)]
ADVICE = """This test talks to the C# command line, built from the sources as they are (dotnet must be on PATH):
  dotnet build -c Release clients/csharp/InfluenceGrpc.Cli"""


def is_current() -> bool:
    if not _PROGRAM.is_file() or shutil.which("dotnet") is None:
        return False
    sources = [path for path in _CLIENTS.rglob("*.cs") if not {"bin", "obj"} & set(path.parts)]
    return _PROGRAM.stat().st_mtime > max(path.stat().st_mtime for path in sources)


def required() -> List[str]:
    """The command; fails the test where it is not built."""
    if not is_current():
        pytest.fail(ADVICE, pytrace=False)
    return COMMAND
