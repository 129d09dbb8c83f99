"""One file and one brief through both command lines: the same scores, rankings and briefs, byte by byte."""

from __future__ import annotations

import csv
import io
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Iterator, List

import pytest

import other_command_line
from conftest import PROTOS
from real_server import RealServer

SAMPLES = PROTOS.parent / "samples"
BRIEFS = sorted((SAMPLES / "briefs").glob("*.json"))
GOLDEN = PROTOS.parent / "tests" / "golden" / "import"


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with RealServer() as started:
        yield started.target


def written(server: str, folder: Path, *arguments: str, option: str = "--out") -> List[bytes]:
    """What either command line writes into its file."""
    files = []
    for name, command in (("ours", [sys.executable, "-m", "influence_grpc"]), ("other", other_command_line.required())):
        out = folder / f"{name}.out"
        ran = [*command, *arguments, option, str(out), *([] if arguments[:2] == ("brief", "new") else ["--server", f"http://{server}"])]
        done = subprocess.run(ran, stdin=subprocess.DEVNULL, capture_output=True, timeout=100, encoding="utf-8")
        assert done.returncode == 0, done.stderr
        files.append(out.read_bytes())
    return files


@pytest.fixture
def creators(tmp_path: Path) -> str:
    shutil.copy(SAMPLES / "creators.csv", tmp_path / "creators.csv")
    return str(tmp_path / "creators.csv")


@pytest.mark.parametrize("brief", BRIEFS, ids=lambda path: path.stem)
def test_score_both_command_lines_write_the_same_file(brief: Path, server: str, creators: str, tmp_path: Path) -> None:
    ours, other = written(server, tmp_path, "score", creators, "--brief", str(brief), "--components")
    assert ours == other and ours.count(b"\n") == 10_001


@pytest.mark.parametrize("name", ["profiles.csv", "profiles.jsonl"])
def test_score_both_command_lines_write_every_kind_of_row_alike(name: str, server: str, tmp_path: Path) -> None:
    ours, other = written(server, tmp_path, "score", str(GOLDEN / name), "--brief", str(BRIEFS[0]))
    assert ours == other and ours.count(b"\n") > 5


def test_score_both_command_lines_leave_out_the_same_rows(server: str, tmp_path: Path) -> None:
    arguments = ["score", str(GOLDEN / "profiles.csv"), "--brief", str(BRIEFS[0])]
    ours, other = written(server, tmp_path, *arguments, option="--bad-rows")
    lines = [
        sorted((int(row["line"]), row["raw"]) for row in csv.DictReader(io.StringIO(file.decode(), newline=""))) for file in (ours, other)
    ]
    assert lines[0] == lines[1] and len(lines[0]) > 5


@pytest.mark.parametrize("brief", BRIEFS, ids=lambda path: path.stem)
def test_rank_both_command_lines_write_the_same_file(brief: Path, server: str, creators: str, tmp_path: Path) -> None:
    arguments = ["rank", creators, "--brief", str(brief), "--count", "500", "--include-ineligible"]
    ours, other = written(server, tmp_path, *arguments)
    assert ours == other and ours.count(b"\n") == 501


def test_brief_derive_both_command_lines_write_the_same_brief(server: str, tmp_path: Path) -> None:
    rows = "".join(f"e{n},{9_000 + 7 * n},sport/running:0.7|food:0.1,NO:0.9|SE:0.05\n" for n in range(20))
    (tmp_path / "examples.csv").write_text("id,followers,topics,countries\n" + rows)
    ours, other = written(server, tmp_path, "brief", "derive", str(tmp_path / "examples.csv"), "--brand", "Å & B", "--title", "More")
    assert ours == other and b"sport/running" in ours


def test_brief_new_both_command_lines_write_the_same_template(server: str, tmp_path: Path) -> None:
    ours, other = written(server, tmp_path, "brief", "new")
    assert ours == other
