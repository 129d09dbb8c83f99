"""What the command line does with what cannot be used, reached or read."""

from __future__ import annotations

import os
from pathlib import Path
from typing import List

import pytest

from command_line import run
from creators_file import FILE, file as file, table
from scripted_server import Act, ScriptedServer


def test_classify_more_bad_rows_than_are_told_are_counted(tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_text("followers\n" + "bad\n" * 25)
    with ScriptedServer() as server:
        ran = run("classify", str(tmp_path / "x.csv"), "--server", server.target)
    assert ran.returncode == 0
    assert ran.stderr.splitlines()[0] == "line 2 is left out: 'bad' is not a follower count"
    assert ran.stderr.splitlines()[9:] == ["line 11 is left out: 'bad' is not a follower count", "15 more rows are left out; 25 in all"]


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["classify"],
        ["classify", "no-such-file.csv"],
        ["classify", "FILE", "--platform", "myspace"],
        ["classify", "FILE", "--map", "followers"],
        ["classify", "FILE", "--map", "colour=x"],
        ["classify", "FILE", "--map", "followers=nothing"],
        ["classify", "FILE", "--scheme-file", "/no/such/scheme.json"],
        ["classify", "FILE", "--bad-rows", "FILE"],
        ["classify", "FILE", "--bad-rows", "/no/such/folder/bad.csv"],
        ["classify", "FILE", "--out", "/no/such/folder/out.csv"],
        ["classify", "FILE", "--ids", "FILE"],
        ["classify", "--ids", "FILE", "--platform", "x"],
        ["classify", "--ids", "FILE", "--max-age", "-1"],
        ["profiles"],
        ["profiles", "import", "FILE", "--min-replicas", "17"],
        ["profiles", "import", "FILE", "--bad-rows", "FILE"],
        ["profiles", "import", "FILE", "--format", "jsonl", "--platform", "x"],
        ["profiles", "delete"],
        ["profiles", "delete", "a", "--ids", "FILE"],
        ["profiles", "delete", "a", "--version", "-1"],
        ["profiles", "export", "--ids", "FILE", "--out", "FILE"],
        ["profiles", "export", "--ids", "FILE", "--out", "a.jsonl", "--missing", "./a.jsonl"],
        ["fly"],
    ],
    ids=" ".join,
)
def test_usage_errors_exit_2(arguments: List[str], file: str) -> None:
    with ScriptedServer() as server:
        server_option = ["--server", server.target] if len(arguments) > 1 else []
        ran = run(*[file if argument == "FILE" else argument for argument in arguments], *server_option)
    assert (ran.returncode, ran.stdout) == (2, "") and ran.stderr and "Traceback" not in ran.stderr


@pytest.mark.parametrize(
    "command",
    [["classify", "FILE"], ["schemes"], ["info"], ["profiles", "import", "FILE"], ["profiles", "get", "a"], ["profiles", "delete", "a"]],
    ids=" ".join,
)
def test_server_unreachable_exits_3(command: List[str], file: str, tmp_path: Path) -> None:
    ran = run(*[file if argument == "FILE" else argument for argument in command], "--server", "127.0.0.1:1")
    assert ran.returncode == 3 and "127.0.0.1:1 does not answer" in ran.stderr and "Traceback" not in ran.stderr


@pytest.mark.parametrize(
    "act", [Act(answers=0, accept=False, ending="UNKNOWN_TIER_SCHEME"), Act(refuse={1: "ITEMS_KIND_UNSUPPORTED"})], ids=["call", "chunk"]
)
def test_classify_refused_exits_4_and_leaves_no_output(act: Act, file: str, tmp_path: Path) -> None:
    out = tmp_path / "out.csv"
    out.write_text("before")
    with ScriptedServer(act) as server:
        ran = run("classify", file, "--server", server.target, "--out", str(out))
    assert ran.returncode == 4 and (act.ending if not act.accept else act.refuse[1]) in ran.stderr
    assert out.read_text() == "before" and sorted(os.listdir(tmp_path)) == ["creators.csv", "out.csv"]


@pytest.mark.parametrize(
    "text, fault", [("{", "is not a scheme"), ('{"colour": 1}', "colour"), ('{"tiers": [{"lowerFollowers": -1}]}', "lowerFollowers")]
)
def test_classify_scheme_file_at_fault_exits_2(text: str, fault: str, file: str, tmp_path: Path) -> None:
    (tmp_path / "own.json").write_text(text)
    with ScriptedServer() as server:
        ran = run("classify", file, "--server", server.target, "--scheme-file", str(tmp_path / "own.json"))
    assert (ran.returncode, ran.stdout) == (2, "") and fault in ran.stderr and "Traceback" not in ran.stderr


def test_classify_strict_and_bad_rows(file: str, tmp_path: Path) -> None:
    Path(file).write_text(FILE + '"x ""y""",-5\nopen,"\n')
    with ScriptedServer() as server:
        ran = run("classify", file, "--server", server.target, "--strict", "--bad-rows", str(tmp_path / "bad.csv"))
        assert ran.returncode == 1, ran.stderr
        rows = table(tmp_path / "bad.csv")
        assert rows[0] == ["line", "reason", "raw"]
        assert [(line, raw) for line, _, raw in rows[1:]] == [("4", "c,abc"), ("8", '"x ""y""",-5'), ("9", 'open,"')]
        Path(file).write_text("followers\n700\n")
        assert run("classify", file, "--server", server.target, "--strict").returncode == 0
        Path(file).write_text("followers\n700\nN/A\n")
        assert run("classify", file, "--server", server.target, "--strict").returncode == 1
