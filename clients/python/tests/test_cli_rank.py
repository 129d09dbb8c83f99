"""`influence-grpc rank`, as a process, against the project's server."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from command_line import run
from fit_command_line import BIKE, COMPONENTS, SAMPLES, TRAIL, file, floats, rows_of, server
from scripted_fit import ScriptedFit
from scripted_server import Act, ScriptedServer


def test_rank_is_the_order_of_the_scores(server: str, tmp_path: Path) -> None:
    creators, scores, ranking = str(SAMPLES / "creators.csv"), tmp_path / "scores.csv", tmp_path / "ranking.csv"
    assert run("score", creators, "--brief", TRAIL, "--server", server, "--out", str(scores)).returncode == 0
    ran = run("rank", creators, "--brief", TRAIL, "--server", server, "--count", "50", "--out", str(ranking))
    assert ran.returncode == 0, ran.stderr
    eligible = [row for row in rows_of(scores) if row["eligible"] == "true"]
    best = sorted(eligible, key=lambda row: (-float(row["score"]), row["creator_id"].encode()))[:50]
    rows = rows_of(ranking)
    same = ("creator_id", "score", "lower", "upper", "coverage", "target_share", "eligible", "ineligibilities", "cautions")
    assert list(rows[0]) == ["rank", *same, *(f"{name}_points" for name in COMPONENTS)]
    assert [[row[name] for name in same] for row in rows] == [[row[name] for name in same] for row in best]
    assert [row["rank"] for row in rows] == [str(n) for n in range(1, 51)]
    for row in rows:
        assert sum(floats(row, *(f"{name}_points" for name in COMPONENTS))) == pytest.approx(float(row["score"]), abs=1e-9)
    assert f"10,000 creators scored, {10_000 - len(eligible):,} of them not eligible and left out" in ran.stdout
    assert [line.split()[1] for line in ran.stdout.splitlines() if line.endswith(")")] == [row["creator_id"] for row in rows]


def test_rank_include_ineligible_ranks_them_and_says_why(server: str, file: str) -> None:
    left = run("rank", file, "--brief", BIKE, "--server", server)
    assert left.returncode == 0 and [line.split()[1] for line in left.stdout.splitlines() if " to " in line] == ["ed", "ada"]
    ran = run("rank", file, "--brief", BIKE, "--server", server, "--include-ineligible", "--out", "-")
    rows = list(csv.DictReader(ran.stdout.splitlines()))
    assert {row["creator_id"]: row["eligible"] for row in rows} == {"ada": "true", "cy": "false", "di": "false", "ed": "true"}
    assert "not eligible: platform" in ran.stderr and "line 8 is not scored: 'ff': INVALID_PROFILE: " in ran.stderr


def test_rank_by_ids_from_standard_input(server: str) -> None:
    ran = run("rank", "--ids", "-", "--brief", TRAIL, "--server", server, "--count", "1", stdin="syn-00001\nsyn-00010\nnobody\n")
    assert ran.returncode == 0 and "1  CREATOR_NOT_FOUND" in ran.stdout
    assert "line 3 is not scored: 'nobody': CREATOR_NOT_FOUND: " in ran.stderr


def test_rank_cut_reads_the_file_again_and_tells_bad_rows_once(file: str, tmp_path: Path) -> None:
    rows = "".join(f"c{n},{n if n != 1500 else 'abc'}\n" for n in range(3_000))
    (tmp_path / "many.csv").write_text("id,followers\n" + rows)
    fit = ScriptedFit(Act(answers=2), Act())
    with ScriptedServer(fit=fit) as scripted:
        ran = run("rank", str(tmp_path / "many.csv"), "--brief", TRAIL, "--server", scripted.target, "--count", "2")
    assert ran.returncode == 0 and len(fit.received) == 2, ran.stderr
    assert ran.stderr.count("is left out") == 1 and "2,999 creators scored" in ran.stdout
    assert "\nthe server was interrupted 1 time; the ranking was begun anew\n" in ran.stdout


def test_rank_of_standard_input_that_is_cut_says_that_it_must_be_begun_again() -> None:
    rows = "id,followers\n" + "".join(f"c{n},{n}\n" for n in range(3_000))
    with ScriptedServer(fit=ScriptedFit(Act(answers=1), Act())) as scripted:
        ran = run("rank", "-", "--brief", TRAIL, "--server", scripted.target, stdin=rows)
    assert (ran.returncode, ran.stdout) == (3, "") and "send it anew from the first creator" in ran.stderr
