"""`influence-grpc score`, as a process, against the project's server."""

from __future__ import annotations

import csv
import json
import os
import pty
import subprocess
import sys
from pathlib import Path
from typing import Tuple

import pytest

from command_line import run
from fit_command_line import BIKE, COMPONENTS, ROWS, SAMPLES, TRAIL, file, floats, rows_of, server
from influence_grpc import Client
from influence_grpc.cli.brief_file import read_brief
from scripted_fit import ScriptedFit
from scripted_server import ScriptedServer


def test_score_tells_counts_reasons_distribution_coverage_and_the_best(server: str, file: str) -> None:
    ran = run("score", file, "--brief", BIKE, "--server", server, "--top", "2")
    assert ran.returncode == 0, ran.stderr
    lines = ran.stdout.splitlines()
    assert lines[0] == "audience-fit-1 version 1: 4 creators scored, 2 of them eligible"
    split = [line.split() for line in lines]
    assert ["platform", "1", "25.0", "%"] in split and ["too", "many", "followers", "1", "25.0", "%"] in split
    assert len([line for line in lines if " to " in line and "%" in line and "(" not in line]) == 10
    assert any(line.startswith("median coverage: ") for line in lines)
    best = [line.split()[1] for line in lines if line.endswith(")")]
    assert best == ["ed", "ada"] and "the best 2 of 2 that are eligible:" in lines
    assert ["1", "INVALID_PROFILE"] in split
    assert "line 3 is left out: column 'followers': 'abc' is not a follower count" in ran.stderr
    assert "line 6 is left out: there is no creator id" in ran.stderr and "line 8 is not scored: 'ff': INVALID_PROFILE: " in ran.stderr


def test_score_reads_rows_and_tells_bad_ones_as_import_does(server: str, file: str, tmp_path: Path) -> None:
    told = {}
    for command in (["score", file, "--brief", BIKE], ["profiles", "import", file]):
        ran = run(*command, "--server", server, "--bad-rows", str(tmp_path / "bad.csv"))
        assert ran.returncode == 0, ran.stderr
        # The third is one that the server finds at fault: there are two ways to have no use of it, and one tells whose it is.
        assert ran.stderr.count("topics[") == 1
        bad = [{key: text.replace("'ff': ", "") for key, text in row.items()} for row in rows_of(tmp_path / "bad.csv")]
        told[command[0]] = (ran.stderr.replace("is not written: ", "is not scored: 'ff': "), bad)
    assert told["score"] == told["profiles"] and [row["line"] for row in told["score"][1]] == ["3", "6", "8"]


def test_score_out_has_the_rows_their_figures_and_what_failed(server: str, file: str, tmp_path: Path) -> None:
    out = tmp_path / "out.csv"
    ran = run("score", file, "--brief", BIKE, "--server", server, "--out", str(out), "--components")
    assert ran.returncode == 0, ran.stderr
    rows = rows_of(out)
    assert list(rows[0]) == [
        *("id", "followers", "platform", "topics", "note"),
        *("score", "lower", "upper", "coverage", "eligible", "ineligibilities", "cautions", "target_share"),
        *(f"{name}_{what}" for name in COMPONENTS for what in ("points", "state")),
        "error",
    ]
    assert [(row["id"], row["note"], row["eligible"], row["ineligibilities"], row["error"]) for row in rows] == [
        ("ada", "x, y", "true", "", ""),
        ("cy", "", "false", "too_many_followers", ""),
        ("di", "", "false", "platform", ""),
        ("ed", "z", "true", "", ""),
        ("ff", "", "", "", "INVALID_PROFILE"),
    ]
    for row in rows[:4]:
        score, lower, upper, coverage = floats(row, "score", "lower", "upper", "coverage")
        assert lower <= score <= upper and 0 < coverage < 1
        assert sum(floats(row, *(f"{name}_points" for name in COMPONENTS))) == pytest.approx(score, abs=1e-9)
        assert row["cost_state"] == "not_asked" and row["niche_state"] == "known" and row["audience_state"] == "imputed"
    assert set(list(rows[4].values())[5:-1]) == {""}


def test_score_out_figures_are_the_servers_to_the_last_bit(server: str, tmp_path: Path) -> None:
    out = tmp_path / "out.csv"
    ran = run("score", str(SAMPLES / "creators.csv"), "--brief", TRAIL, "--server", server, "--out", str(out))
    assert ran.returncode == 0, ran.stderr
    rows = rows_of(out)
    assert len(rows) == 10_000
    with Client(server) as client:
        batch = client.batch_score_fit([row["creator_id"] for row in rows], read_brief(TRAIL).message)
    assert [floats(row, "score", "lower", "upper", "coverage") for row in rows] == [
        list(each) for each in zip(batch.scores, batch.lowers, batch.uppers, batch.coverages)
    ]
    assert [row["target_share"] for row in rows] == ["" if item.target_share is None else repr(item.target_share) for item in batch]
    assert [row["eligible"] == "true" for row in rows] == [item.eligible for item in batch]


@pytest.mark.parametrize("name, option", [("c.jsonl", ()), ("l.csv", ()), ("ids.txt", ("--ids",))], ids=["jsonl", "csv", "ids"])
def test_score_over_its_own_input_is_refused(name: str, option: Tuple[str, ...], tmp_path: Path) -> None:
    creators = tmp_path / name
    creators.write_text(ROWS)
    (tmp_path / "link").symlink_to(creators)
    for command, out in (("score", creators), ("score", tmp_path / "link"), ("rank", tmp_path / "link")):
        ran = run(command, *option, str(creators), "--brief", TRAIL, "--server", "127.0.0.1:1", "--out", str(out))
        assert (ran.returncode, ran.stdout) == (2, "") and f"--out {out}: would overwrite the input" in ran.stderr
    assert creators.read_text() == ROWS


def test_score_over_the_file_that_standard_input_is_read_from_is_refused(tmp_path: Path) -> None:
    creators = tmp_path / "in.csv"
    creators.write_text(ROWS)
    command = [sys.executable, "-m", "influence_grpc", "score", "-", "--brief", TRAIL, "--server", "127.0.0.1:1", "--out", str(creators)]
    with open(creators, "rb") as opened:
        ran = subprocess.run(command, stdin=opened, capture_output=True, timeout=60, encoding="utf-8")
    assert ran.returncode == 2 and "would overwrite the input" in ran.stderr and creators.read_text() == ROWS


def test_score_ids_scores_what_the_server_keeps_as_the_file_says(server: str, tmp_path: Path) -> None:
    with open(SAMPLES / "creators.csv") as source:
        ids = [line.split(",")[0] for line in source][1:301]
    (tmp_path / "ids.txt").write_text("\n".join([*ids, "nobody"]) + "\n")
    ran = run("score", "--ids", str(tmp_path / "ids.txt"), "--brief", TRAIL, "--server", server, "--out", "-", "--strict")
    assert ran.returncode == 1 and "1  CREATOR_NOT_FOUND" in ran.stderr, ran.stderr
    lines = ran.stdout.splitlines()
    assert lines[0].startswith("creator_id,score,lower,") and len(lines) == 302
    assert lines[-1] == "nobody,,,,,,,,,CREATOR_NOT_FOUND"


def test_score_json_lines_are_a_table_of_ids(server: str, tmp_path: Path) -> None:
    profiles = [{"creatorId": 'a "b", c', "followers": "20000"}, {"creatorId": "d", "followers": "x"}, {"creatorId": "e", "followers": "7"}]
    (tmp_path / "in.jsonl").write_text("".join(json.dumps(each) + "\n" for each in profiles))
    ran = run("score", str(tmp_path / "in.jsonl"), "--brief", TRAIL, "--server", server, "--out", str(tmp_path / "out.csv"))
    assert ran.returncode == 0 and "line 2 is left out: not a profile" in ran.stderr
    assert [row["creator_id"] for row in rows_of(tmp_path / "out.csv")] == ['a "b", c', "e"]


def test_score_bad_rows_of_json_lines_hold_the_lines_and_tell_each_fault_once(server: str, tmp_path: Path) -> None:
    lines = ['{"creatorId":"","followers":"7"}', '{"creatorId": "e", "followers": "7", "topics": {"A": 2}}', "x"]
    (tmp_path / "in.jsonl").write_text("\n".join(lines))
    ran = run("score", str(tmp_path / "in.jsonl"), "--brief", TRAIL, "--server", server, "--bad-rows", str(tmp_path / "bad.csv"))
    rows = sorted(rows_of(tmp_path / "bad.csv"), key=lambda row: str(row["line"]))
    assert ran.returncode == 0 and [row["raw"] for row in rows] == lines
    assert rows[0]["reason"] == "'': INVALID_PROFILE: creatorId: must not be empty."
    assert rows[1]["reason"].startswith("'e': INVALID_PROFILE: topics[\"A\"]: ") and rows[1]["reason"].count("topics[") == 2
    assert "line 1 is not scored: '': " in ran.stderr and "line 3 is left out: not a profile" in ran.stderr


def test_score_explain_tells_every_component_the_total_and_what_is_not_met(server: str, file: str) -> None:
    ran = run("score", file, "--brief", BIKE, "--server", server, "--explain", "cy")
    assert ran.returncode == 0, ran.stderr
    text = ran.stdout[ran.stdout.index("cy, by audience-fit-1 version 1") :]
    rows = {line.split()[0]: line for line in text.splitlines() if line and line.split()[0] in [*COMPONENTS, "score"]}
    assert list(rows) == [*COMPONENTS, "score"]
    assert rows["niche"].endswith("KNOWN") and "#" in rows["niche"] and rows["audience"].endswith("IMPUTED")
    assert rows["cost"].endswith("NOT ASKED") and "#" not in rows["cost"]
    points = [float(rows[name].split("%")[1].split()[0]) for name in COMPONENTS if "%" in rows[name]]
    assert sum(points) == pytest.approx(float(rows["score"].split()[1]), abs=0.06)
    assert "a nominal 80 % interval" in text and "not eligible:\n" in text and "too many followers: " in text
    by_id = run("score", "--brief", TRAIL, "--server", server, "--explain", "syn-00002")
    assert by_id.returncode == 0 and "syn-00002, by audience-fit-1" in by_id.stdout, by_id.stderr
    assert "words of caution:\n  low coverage: " in by_id.stdout


def test_score_explain_nobody_of_that_id_is_told(server: str, file: str) -> None:
    ran = run("score", file, "--brief", BIKE, "--server", server, "--explain", "zoe")
    assert (ran.returncode, ran.stdout) == (1, "") and "there is no creator 'zoe' in " in ran.stderr
    kept = run("score", "--brief", BIKE, "--server", server, "--explain", "zoe")
    assert (kept.returncode, kept.stdout) == (1, "") and f"'zoe' is not in the store of the server at {server}" in kept.stderr


def test_score_explain_id_that_stands_twice_is_the_best_row(server: str, tmp_path: Path) -> None:
    (tmp_path / "in.csv").write_text("id,followers,topics\nada,20000,food:1\nada,20000,a:1\nbo,7,\nada,300,food:1\n")
    (tmp_path / "b.json").write_text('{"topics": {"a": 1}, "weights": {"engagement": 0}}')
    ran = run("score", str(tmp_path / "in.csv"), "--brief", str(tmp_path / "b.json"), "--server", server, "--explain", "ada")
    options = ["--brief", str(tmp_path / "b.json"), "--server", server, "--include-ineligible", "--out", "-"]
    ranked = run("rank", str(tmp_path / "in.csv"), *options)
    [score] = [float(row["score"]) for row in csv.DictReader(ranked.stdout.splitlines()) if row["creator_id"] == "ada"]
    assert ran.returncode == 0 and f"{score:.2f}" in [line for line in ran.stdout.splitlines() if line.startswith("score")][0]
    assert ran.stdout.endswith("There are 3 rows of this id; this is the best of them, on line 3.\n")


def test_score_explain_id_that_is_not_among_the_ids_is_told(server: str, tmp_path: Path) -> None:
    (tmp_path / "ids.txt").write_text("syn-00001\nsyn-00002\n")
    command = ["score", "--ids", str(tmp_path / "ids.txt"), "--brief", TRAIL, "--server", server, "--explain"]
    ran = run(*command, "syn-00003")
    assert (ran.returncode, ran.stdout) == (1, "") and "there is no creator 'syn-00003' in " in ran.stderr
    assert run(*command, "syn-00002").stdout.startswith("syn-00002, by audience-fit-1")


def test_score_category_is_a_topic(server: str, tmp_path: Path) -> None:
    creators = tmp_path / "in.csv"
    creators.write_text("id,followers,category\na,20000,Sport & RUN / trail!\nb,20000,!!\nc,20000,\nd,7,ÅSNE 走\n")
    (tmp_path / "b.json").write_text('{"topics": {"sport-&-run/trail": 1}}')
    written = run("score", str(creators), "--brief", str(tmp_path / "b.json"), "--server", server, "--components", "--out", "-")
    assert written.returncode == 0 and "topics from column 'category'" in written.stderr
    assert "line 3 is left out: column 'category': '!!' is not a topic, such as fitness or sport/running" in written.stderr
    states = {row["id"]: row["niche_state"] for row in csv.DictReader(written.stdout.splitlines())}
    assert states == {"a": "known", "c": "imputed", "d": "known"}


def test_score_file_of_ids_alone_is_pointed_to_ids(file: str, tmp_path: Path) -> None:
    (tmp_path / "in.csv").write_text("creator_id\nada\n")
    ran = run("score", str(tmp_path / "in.csv"), "--brief", TRAIL, "--server", "127.0.0.1:1")
    assert ran.returncode == 2 and f"give it as --ids {tmp_path / 'in.csv'}" in ran.stderr


def test_score_reader_that_has_had_enough_is_no_fault(server: str) -> None:
    creators = str(SAMPLES / "creators.csv")
    command = [sys.executable, "-m", "influence_grpc", "score", creators, "--brief", TRAIL, "--server", server, "--out", "-"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8")
    assert process.stdout is not None and process.stderr is not None
    process.stdout.read(10)
    process.stdout.close()
    told = process.stderr.read()
    process.stderr.close()
    assert process.wait(60) == 0 and "Broken" not in told and "Traceback" not in told


def test_score_brief_with_faults_and_no_server_tells_those_of_the_file(file: str, tmp_path: Path) -> None:
    (tmp_path / "b.json").write_text('{"topcs": {"a": 1}}')
    ran = run("score", file, "--brief", str(tmp_path / "b.json"), "--server", "127.0.0.1:1")
    assert ran.returncode == 2 and "topcs: is not known" in ran.stderr and "there may be more: the server could not be asked" in ran.stderr


def test_score_faults_that_only_the_server_finds_are_the_users(server: str, file: str, tmp_path: Path) -> None:
    (tmp_path / "b.json").write_text('{"size": {"followers": -3, "logSpread": 1}}')
    ran = run("rank", file, "--brief", str(tmp_path / "b.json"), "--server", server)
    assert ran.returncode == 2 and "\n  size.followers: must lie in" in ran.stderr and "config" not in ran.stderr


def test_score_shows_progress_on_a_terminal(file: str) -> None:
    with ScriptedServer(fit=ScriptedFit()) as scripted:
        master, slave = pty.openpty()
        command = [sys.executable, "-m", "influence_grpc", "score", file, "--brief", TRAIL, "--server", scripted.target]
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=slave)
        os.close(slave)
        assert process.wait(30) == 0
        told = os.read(master, 10_000)
        os.close(master)
    assert b"5 creators" in told
