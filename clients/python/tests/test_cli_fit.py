"""The commands of fit, as processes, against the project's server."""

from __future__ import annotations

import csv
import json
import os
import pty
import subprocess
import sys
from pathlib import Path
from typing import Any, Iterator, List, Tuple

import pytest

from command_line import run
from conftest import PROTOS
from influence_grpc import Client
from influence_grpc.cli.brief_file import read_brief
from influence_grpc.messages import FitComponent
from real_server import RealServer
from scripted_fit import ScriptedFit
from scripted_server import Act, ScriptedServer

SAMPLES = PROTOS.parent / "samples"
TRAIL = str(SAMPLES / "briefs" / "no-trail-shoe.json")
BIKE = str(SAMPLES / "briefs" / "nl-city-bike.json")
BRIEFS = [str(path) for path in sorted((SAMPLES / "briefs").glob("*.json"))]
COMPONENTS = [name.replace("FIT_COMPONENT_", "").lower() for name, number in FitComponent.items() if number]
ROWS = """\
id,followers,platform,topics,note
ada,20000,instagram,travel/cycling:0.8,"x, y"
bo,abc,instagram,,
cy,900000,instagram,travel/cycling:0.8,
di,30000,youtube,food:1,
,5,instagram,,
ed,25000,tiktok,travel:0.5|fitness:0.2,z
ff,100,instagram,Sport:0.2,
"""


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with RealServer(store=tmp_path_factory.mktemp("store") / "profiles.db") as started:
        imported = run("profiles", "import", str(SAMPLES / "creators.csv"), "--server", started.target, "--strict")
        assert imported.returncode == 0, imported.stderr
        yield started.target


@pytest.fixture
def file(tmp_path: Path) -> str:
    (tmp_path / "in.csv").write_text(ROWS)
    return str(tmp_path / "in.csv")


def rows_of(path: Path) -> List[Any]:
    with open(path, newline="", encoding="utf-8") as opened:
        return list(csv.DictReader(opened))


def floats(row: Any, *names: str) -> List[float]:
    return [float(row[name]) for name in names]


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


@pytest.mark.parametrize("command", [["score"], ["rank"], ["brief", "derive"]], ids=" ".join)
def test_fit_commands_bad_rows_to_standard_output_are_refused(command: List[str], file: str) -> None:
    brief = [] if command[0] == "brief" else ["--brief", TRAIL]
    ran = run(*command, file, *brief, "--server", "127.0.0.1:1", "--out", "-", "--bad-rows", "-")
    assert (ran.returncode, ran.stdout) == (2, "") and "--bad-rows cannot be -: standard output is for results" in ran.stderr


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


def test_rank_of_standard_input_that_is_cut_says_that_it_must_be_begun_again() -> None:
    rows = "id,followers\n" + "".join(f"c{n},{n}\n" for n in range(3_000))
    with ScriptedServer(fit=ScriptedFit(Act(answers=1), Act())) as scripted:
        ran = run("rank", "-", "--brief", TRAIL, "--server", scripted.target, stdin=rows)
    assert (ran.returncode, ran.stdout) == (3, "") and "send it anew from the first creator" in ran.stderr


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


def test_score_brief_with_faults_and_no_server_tells_those_of_the_file(file: str, tmp_path: Path) -> None:
    (tmp_path / "b.json").write_text('{"topcs": {"a": 1}}')
    ran = run("score", file, "--brief", str(tmp_path / "b.json"), "--server", "127.0.0.1:1")
    assert ran.returncode == 2 and "topcs: is not known" in ran.stderr and "there may be more: the server could not be asked" in ran.stderr


def test_score_faults_that_only_the_server_finds_are_the_users(server: str, file: str, tmp_path: Path) -> None:
    (tmp_path / "b.json").write_text('{"size": {"followers": -3, "logSpread": 1}}')
    ran = run("rank", file, "--brief", str(tmp_path / "b.json"), "--server", server)
    assert ran.returncode == 2 and "\n  size.followers: must lie in" in ran.stderr and "config" not in ran.stderr


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
