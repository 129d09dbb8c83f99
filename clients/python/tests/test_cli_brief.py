"""`influence-grpc brief`, as a process, against the project's server."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from command_line import run
from fit_command_line import BRIEFS, COMPONENTS, TRAIL, server


def test_brief_new_is_a_brief_that_is_sound(server: str, tmp_path: Path) -> None:
    file = tmp_path / "brief.jsonc"
    assert run("brief", "new", "--out", str(file)).returncode == 0
    assert run("brief", "new").stdout == file.read_text()
    assert run("brief", "check", str(file), "--server", server).returncode == 0
    again = run("brief", "new", "--out", str(file))
    assert again.returncode == 2 and "there is such a file already" in again.stderr


@pytest.mark.parametrize("brief", BRIEFS, ids=lambda path: Path(path).stem)
def test_brief_check_sound_brief_tells_what_it_asks_for(server: str, brief: str) -> None:
    ran = run("brief", "check", brief, "--server", server, "--model", "audience-fit-1")
    assert ran.returncode == 0 and ran.stdout.startswith(f"{brief} can be used, with audience-fit-1 version 1\n"), ran.stderr
    lines = [line.split() for line in ran.stdout.splitlines() if line.startswith("  ")]
    weights = [float(line[1]) for line in lines]
    assert {"niche", "audience"} < {line[0] for line in lines} <= set(COMPONENTS) and sum(weights) == pytest.approx(100, abs=0.5)
    assert weights == sorted(weights, reverse=True) and "constraints: " in ran.stdout and "allowUnknown" in ran.stdout


def test_brief_check_faults_of_its_form_are_all_told(server: str, tmp_path: Path) -> None:
    (tmp_path / "b.json").write_text('{"titel": "x", /* no */ "topics": {"a": "b"}, "preset": "AWARENESS",}')
    ran = run("brief", "check", str(tmp_path / "b.json"), "--server", server)
    assert (ran.returncode, ran.stdout) == (2, "") and "the brief has 3 faults:" in ran.stderr
    assert "titel: is not known; did you mean title?" in ran.stderr and "did you mean WEIGHT_PRESET_AWARENESS?" in ran.stderr


def test_brief_check_faults_that_the_server_finds_are_all_told(server: str, tmp_path: Path) -> None:
    (tmp_path / "b.json").write_text('{"topics": {"a": 2}, "size": {"followers": 0}, "constraints": {"tiers": {"schemeId": "none"}}}')
    ran = run("brief", "check", str(tmp_path / "b.json"), "--server", server)
    assert (ran.returncode, ran.stdout) == (2, "")
    for field in ("topics", "size.followers", "size.logSpread", "constraints.tiers"):
        assert f"\n  {field}" in ran.stderr, ran.stderr
    unknown = run("brief", "check", TRAIL, "--model", "no-such-model", "--server", server)
    assert unknown.returncode == 2 and "modelId: must be the id of a fit model" in unknown.stderr
    assert unknown.stderr.endswith(" Known are: audience-fit-1.\n")


@pytest.mark.parametrize("source", ["file", "standard input", "device"])
def test_brief_check_file_without_end_is_read_no_further_than_its_limit(source: str, tmp_path: Path) -> None:
    (tmp_path / "b.json").write_bytes(b" " * ((8 << 20) + 1))
    name = {"file": str(tmp_path / "b.json"), "standard input": "-", "device": "/dev/zero"}[source]
    stdin = (tmp_path / "b.json").read_bytes() if name == "-" else None
    ran = run("brief", "check", name, "--server", "127.0.0.1:1", stdin=stdin)
    assert ran.returncode == 2 and f"{name} has more than 8,388,608 bytes, the most that a brief may have" in ran.stderr


@pytest.mark.parametrize("text, told", [("{", "line 1"), ("[]", "must be an object"), ("{} x", "line 1, column 4"), (b"\xff\xff", "UTF-8")])
def test_brief_check_no_brief_is_told(text: Any, told: str, tmp_path: Path) -> None:
    (tmp_path / "b.json").write_bytes(text if isinstance(text, bytes) else text.encode())
    ran = run("brief", "check", str(tmp_path / "b.json"), "--server", "127.0.0.1:1")
    assert ran.returncode == 2 and told in ran.stderr and "Traceback" not in ran.stderr


def test_brief_derive_writes_a_brief_and_tells_its_evidence(server: str, tmp_path: Path) -> None:
    examples = tmp_path / "examples.csv"
    examples.write_text("id,followers,topics,countries\n" + "".join(f"e{n},{9_000 + n},sport/running:0.7,NO:0.9\n" for n in range(8)))
    background = tmp_path / "background.csv"
    background.write_text("id,followers,topics,countries\n" + "".join(f"b{n},{n * 100},food:0.7,US:0.9\n" for n in range(1, 1_500)))
    brief = tmp_path / "brief.json"
    arguments = [str(examples), "--background", str(background), "--brand", "Fjellvind", "--title", "More", "--server", server]
    ran = run("brief", "derive", *arguments, "--out", str(brief))
    assert ran.returncode == 0, ran.stderr
    derived = json.loads(brief.read_text())
    assert derived["title"] == "More" and derived["brand"] == "Fjellvind" and list(derived["topics"]) == ["sport/running"]
    assert "derived of 8 examples against 1,499 creators in the background" in ran.stdout and "  topics: " in ran.stdout
    assert run("brief", "check", str(brief), "--server", server).returncode == 0
    piped = run("brief", "derive", *arguments)
    assert json.loads(piped.stdout) == derived and "derived of 8 examples" in piped.stderr
    best = run("rank", str(examples), "--brief", str(brief), "--server", server)
    assert best.returncode == 0 and "8 creators scored" in best.stdout


def test_brief_derive_too_few_examples_are_told(server: str) -> None:
    ran = run("brief", "derive", "--ids", "-", "--server", server, stdin="syn-00001\nsyn-00002\n")
    assert ran.returncode == 2 and "at least 3" in ran.stderr


def test_brief_derive_creators_that_cannot_be_used_are_told_by_their_lines(server: str, tmp_path: Path) -> None:
    ran = run("brief", "derive", "--ids", "-", "--server", server, stdin="syn-00001\nnope\n\nsyn-00002\nnope2\n")
    assert ran.returncode == 2 and "\n  line 2: 'nope': " in ran.stderr and "\n  line 5: 'nope2': " in ran.stderr
    (tmp_path / "in.csv").write_text("id,followers,topics\na,1,\nb,2,A:1\nc,3,\n")
    ran = run("brief", "derive", str(tmp_path / "in.csv"), "--server", server)
    assert ran.returncode == 2 and "\n  line 3: 'b': topics[" in ran.stderr


def test_brief_derive_leaves_a_brief_that_is_there_alone(server: str, tmp_path: Path) -> None:
    brief = tmp_path / "b.json"
    brief.write_text("mine")
    command = ["brief", "derive", "--ids", "-", "--server", server, "--out", str(brief)]
    ids = "".join(f"syn-{n:05}\n" for n in range(1, 9))
    refused = run(*command, stdin=ids)
    assert refused.returncode == 2 and "--overwrite replaces it" in refused.stderr and brief.read_text() == "mine"
    assert run(*command, "--overwrite", stdin=ids).returncode == 0 and "{" in brief.read_text()
