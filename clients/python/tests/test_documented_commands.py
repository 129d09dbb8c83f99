"""Every command line of `python3 -m influence_grpc` that a document shows is one that the program understands."""

from __future__ import annotations

import contextlib
import io
import re
import shlex
from pathlib import Path

import pytest

from influence_grpc.cli.main import _parser

ROOT = Path(__file__).resolve().parents[3]
DOCUMENTS = ["README.md", "clients/python/README.md", *[str(path.relative_to(ROOT)) for path in sorted((ROOT / "docs").glob("*.md"))]]


def lines_of(document: str) -> list[str]:
    text = (ROOT / document).read_text().replace("\\\n", " ")
    return re.findall(r"python3 -m influence_grpc ([a-z][^\n`|#>&]*)", text)


LINES = [pytest.param(line, id=f"{document}: {line}") for document in DOCUMENTS for line in lines_of(document)]


@pytest.mark.parametrize("line", LINES)
def test_a_documented_command_line_is_understood(line: str) -> None:
    said = io.StringIO()
    with contextlib.redirect_stderr(said):
        try:
            _parser().parse_args(shlex.split(line))
        except SystemExit as end:
            pytest.fail(f"exit {end.code}: {said.getvalue()}")


def test_documents_have_such_lines() -> None:
    assert len(LINES) > 15
