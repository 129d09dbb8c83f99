"""What the commands of fit have in common, and `models`: as processes, against the project's server."""

from __future__ import annotations

from pathlib import Path
from typing import List

import pytest

from command_line import run
from fit_command_line import ROWS, TRAIL, file, server


@pytest.mark.parametrize("command", [["score"], ["rank"], ["brief", "derive"]], ids=" ".join)
def test_fit_commands_bad_rows_to_standard_output_are_refused(command: List[str], file: str) -> None:
    brief = [] if command[0] == "brief" else ["--brief", TRAIL]
    ran = run(*command, file, *brief, "--server", "127.0.0.1:1", "--out", "-", "--bad-rows", "-")
    assert (ran.returncode, ran.stdout) == (2, "") and "--bad-rows cannot be -: standard output is for results" in ran.stderr


def test_fit_commands_text_of_files_commands_no_terminal(server: str, tmp_path: Path) -> None:
    brief, creators = tmp_path / "b\x1b[31m.json", tmp_path / "c.csv"
    brief.write_text('{"ti\\u001btle": "x", "topics": {"\\u009b": "y"}}')
    creators.write_text("id,followers,\x1b[31mcol\na,100,x\nb,\x1b[31m,y\n")
    for command in (
        ["brief", "check", str(brief)],
        ["score", str(creators), "--brief", TRAIL],
        ["score", str(tmp_path / "no\x1b.csv"), "--brief", TRAIL],
        ["rank", "--ids", "-", "--brief", TRAIL],
        ["profiles", "get", "\x1b[31mred"],
    ):
        ran = run(*command, "--server", server, stdin="\x1b[31mred\n")
        assert "\\u001b" in ran.stderr and not {"\x1b", "\x9b"} & set(ran.stdout + ran.stderr), (command, ran.stderr)


def test_fit_commands_faults_of_the_file_and_those_that_the_server_finds_are_told_together(server: str, file: str, tmp_path: Path) -> None:
    brief = tmp_path / "b.json"
    brief.write_text(
        '{"topcs": {"a": 1}, "topics": {"a": 7, "b": "x"}, "size": {"followers": -3, "logSpread": 1}, "competitors": [3, "a", "a"]}'
    )
    fields = ["topcs", 'topics["b"]', "competitors[0]", 'topics["a"]', "competitors[2]", "size.followers", "modelId"]
    for command in (["brief", "check", str(brief)], ["score", file], ["score", file, "--explain", "ada"], ["rank", file]):
        with_brief = command if command[0] == "brief" else [*command, "--brief", str(brief)]
        ran = run(*with_brief, "--model", "no-such-model", "--server", server)
        assert (ran.returncode, ran.stdout) == (2, ""), ran.stderr
        told = [line.strip().split(": ")[0] for line in ran.stderr.splitlines() if line.startswith("  ")]
        assert sorted(told) == sorted(fields) and "the brief has 7 faults:" in ran.stderr
        assert ran.stderr.count("did you mean topics?") == 1 and "Known are: audience-fit-1." in ran.stderr


def test_models_id_tells_of_one_with_its_notes(server: str) -> None:
    ran = run("models", "audience-fit-1", "--server", server)
    assert ran.returncode == 0 and ran.stdout.startswith("audience-fit-1  Audience fit (default)\n") and "  note: Judgement" in ran.stdout
    unknown = run("models", "foo", "--server", server)
    assert (unknown.returncode, unknown.stdout) == (2, "") and "there is no model 'foo'; known are audience-fit-1" in unknown.stderr


def test_models_and_info_tell_of_fit(server: str) -> None:
    models = run("models", "--server", server)
    assert models.returncode == 0 and models.stdout.startswith("audience-fit-1  Audience fit (default)\n")
    info = run("info", "--server", server).stdout
    assert "fit models:    1 (default audience-fit-1)" in info
    assert "fit:           at most 10,000 in a ranking, 4,000 items with components" in info
    assert "campaigns:     at most 200 creators in a plan, and in all that are compared" in info


@pytest.mark.parametrize(
    "arguments",
    [
        ["score", "FILE"],
        ["score", "--brief", TRAIL],
        ["score", "FILE", "--ids", "FILE", "--brief", TRAIL],
        ["score", "FILE", "--brief", "/no/such/brief.json"],
        ["score", "FILE", "--brief", TRAIL, "--components"],
        ["score", "FILE", "--brief", TRAIL, "--top", "-1"],
        ["score", "FILE", "--brief", TRAIL, "--top", "10001"],
        ["score", "FILE", "--brief", TRAIL, "--map", "colour=x"],
        ["score", "-", "--brief", "-"],
        ["score", "--ids", "FILE", "--brief", TRAIL, "--platform", "x"],
        ["score", "--ids", "FILE", "--brief", TRAIL, "--max-age", "-1"],
        ["score", "FILE", "--brief", "FILE", "--out", "FILE"],
        ["score", "FILE", "--brief", TRAIL, "--allow-stale"],
        ["score", "FILE", "--brief", TRAIL, "--explain", "ada", "--out", "x.csv"],
        ["rank", "FILE", "--brief", TRAIL, "--count", "0"],
        ["rank", "FILE", "--brief", TRAIL, "--out", "FILE"],
        ["rank", "no-such-file.csv", "--brief", TRAIL],
        ["brief"],
        ["brief", "new", "--out", "/no/such/folder/b.json"],
        ["brief", "derive"],
        ["brief", "derive", "FILE", "--background", "/no/such/file.csv"],
    ],
    ids=lambda arguments: " ".join(Path(each).name for each in arguments),
)
def test_usage_errors_exit_2(arguments: List[str], file: str) -> None:
    named = [file if argument == "FILE" else argument for argument in arguments]
    server_option = ["--server", "127.0.0.1:1"] if len(named) > 1 and named[:2] != ["brief", "new"] else []
    ran = run(*named, *server_option)
    assert (ran.returncode, ran.stdout) == (2, "") and ran.stderr and "Traceback" not in ran.stderr
    assert Path(file).read_text() == ROWS


def test_fit_commands_nobody_listens_exit_3(file: str) -> None:
    for command in (
        ["score", file, "--brief", TRAIL],
        ["rank", file, "--brief", TRAIL],
        ["brief", "check", TRAIL],
        ["brief", "derive", file],
        ["models"],
    ):
        assert run(*command, "--server", "127.0.0.1:1").returncode == 3


def test_fit_commands_piped_have_no_escape_codes(server: str, tmp_path: Path) -> None:
    (tmp_path / "in.csv").write_text("id,followers\n\x1b[31mred,20000\n")
    for command in (["score", "--explain", "\x1b[31mred"], ["score"], ["rank"]):
        ran = run(command[0], str(tmp_path / "in.csv"), "--brief", TRAIL, *command[1:], "--server", server)
        assert "\x1b" not in ran.stdout + ran.stderr and "\r" not in ran.stderr
        assert "INVALID_PROFILE" in ran.stdout + ran.stderr  # the server takes no such id
