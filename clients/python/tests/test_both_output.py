"""--output of both command lines: the same JSON, and CSV that is what --out writes."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from itertools import islice
from pathlib import Path
from typing import Any, Dict, Iterator, List

import pytest

import other_command_line
from campaign_samples import creators as candidates
from campaign_samples import plans, write_brief, write_candidates, write_plans
from command_line import run
from conftest import PROTOS
from influence_grpc import Client
from real_server import RealServer

SAMPLES = PROTOS.parent / "samples"
BRIEF = str(SAMPLES / "briefs" / "no-trail-shoe.json")
# What differs from run to run.
_OF_THE_RUN = ("seconds", "uptime")


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with RealServer(store=tmp_path_factory.mktemp("store") / "profiles.db") as started:
        with Client(started.target) as client:
            list(client.upsert_profiles(candidates(1, 9)))
        yield started.target


@pytest.fixture
def creators(tmp_path: Path) -> str:
    """The first thousand of the sample."""
    with open(SAMPLES / "creators.csv") as sample:
        (tmp_path / "creators.csv").write_text("".join(islice(sample, 1_001)))
    return str(tmp_path / "creators.csv")


def both(server: str, *arguments: str, code: int = 0) -> List[Any]:
    """What both command lines write as JSON, without what differs from run to run."""
    documents = []
    for command in ([sys.executable, "-m", "influence_grpc"], other_command_line.required()):
        ran = [*command, *arguments, "--output", "json", "--server", f"http://{server}"]
        done = subprocess.run(ran, stdin=subprocess.DEVNULL, capture_output=True, timeout=100, encoding="utf-8")
        assert done.returncode == code, done.stderr
        document: Dict[str, Any] = json.loads(done.stdout)
        documents.append({name: value for name, value in document.items() if name not in _OF_THE_RUN})
    return documents


@pytest.mark.parametrize("command", [["info"], ["schemes"], ["schemes", "iab-uk"], ["models"], ["models", "audience-fit-1"]], ids=" ".join)
def test_both_command_lines_tell_programs_the_same_of_the_server(command: List[str], server: str) -> None:
    ours, other = both(server, *command)
    assert ours == other and ours


def test_classify_both_command_lines_tell_programs_the_same(server: str, creators: str, tmp_path: Path) -> None:
    with open(creators, "a") as file:
        file.write("bad,instagram,food,NO,abc,,,,\n" + "huge,instagram,food,NO,99999999999,,,,\n")
    choices: List[List[str]] = [["--scheme", "all"], []]
    for schemes in choices:
        ours, other = both(server, "classify", creators, *schemes)
        assert ours == other and ours["creators"] == 1_000 and ours["missing"] > 0 and ours["bad_rows"] == 2
    (tmp_path / "ids.txt").write_text("c0001\nnobody\nc0002\n")
    ours, other = both(server, "classify", "--ids", str(tmp_path / "ids.txt"), "--scheme", "harvard-media", "--scheme", "iab-uk")
    assert ours == other and ours["failures"] == {"CREATOR_NOT_FOUND": 1} and len(ours["disagreement"]["pairs"]) == 1
    (tmp_path / "none.csv").write_text("followers\n")
    ours, other = both(server, "classify", str(tmp_path / "none.csv"))
    assert ours == other and ours["disagreement"]["share"] is None and ours["schemes"][0]["near_bound_share"] is None


def test_score_and_rank_both_command_lines_tell_programs_the_same(server: str, creators: str, tmp_path: Path) -> None:
    for command in (["score"], ["score", "--top", "0"], ["rank"], ["rank", "--include-ineligible", "--count", "3"]):
        ours, other = both(server, command[0], creators, "--brief", BRIEF, *command[1:])
        assert ours == other and ours["scored"] > 900
    (tmp_path / "ids.txt").write_text("c0001\nnobody\nc0002\n")
    for name in ("score", "rank"):
        ours, other = both(server, name, "--ids", str(tmp_path / "ids.txt"), "--brief", BRIEF)
        assert ours == other and ours["failures"] == {"CREATOR_NOT_FOUND": 1} and ours["bad_rows"] == 0
    ours, other = both(server, "score", creators, "--brief", BRIEF, "--explain", "syn-00001")
    assert ours == other and ours["modelId"] == "audience-fit-1"
    ours, other = both(server, "score", "--brief", BRIEF, "--explain", "c0001")
    assert ours == other and ours["dataStatus"] == "DATA_STATUS_PRESENT"


def test_campaigns_both_command_lines_tell_programs_the_same(server: str, tmp_path: Path) -> None:
    ours, other = both(server, "compare", write_plans(tmp_path / "plans.json", plans=plans()["plans"][:2]))
    assert ours == other and len(ours["plans"]) == 2
    asked = ["--brief", write_brief(tmp_path / "brief.json"), "--people", "600000", "--budget"]
    for budget in ("60000", "0"):
        ours, other = both(server, "plan", write_candidates(tmp_path / "in.jsonl", 60), *asked, budget)
        assert ours == other and ours["candidates"] + sum(ours["dropped"].values()) > 0 and ours["budget"] == float(budget)


def test_compare_tells_programs_of_creators_that_failed(server: str, tmp_path: Path) -> None:
    ran = run("compare", write_plans(tmp_path / "plans.json"), "--output", "json", "--server", server)
    (failed,) = json.loads(ran.stdout)["plans"][2]["errors"]
    assert ran.returncode == 1 and failed["status"]["details"][0]["reason"] == "CREATOR_NOT_FOUND"


def test_briefs_both_command_lines_tell_programs_the_same(server: str, tmp_path: Path) -> None:
    ours, other = both(server, "brief", "check", BRIEF)
    assert ours == other and ours["brand"] == "Fjellvind"
    rows = "".join(f"e{n},{9_000 + 7 * n},sport/running:0.7|food:0.1,NO:0.9|SE:0.05\n" for n in range(20))
    (tmp_path / "examples.csv").write_text("id,followers,topics,countries\n" + rows)
    ours, other = both(server, "brief", "derive", str(tmp_path / "examples.csv"), "--brand", "Å & B")
    assert ours == other and ours["brief"]["brand"] == "Å & B" and ours["evidence"]


def test_import_both_command_lines_tell_programs_the_same(server: str, tmp_path: Path) -> None:
    file = tmp_path / "in.csv"
    file.write_text("id,followers,version\na,700,3\nb,abc,3\n" + "x" * 200 + ",1,3\n")
    ours, _ = both(server, "profiles", "import", str(file))
    assert (ours["written"], ours["failed"], ours["bad_rows"], ours["failures"]) == (1, 1, 1, {"INVALID_PROFILE": 1})
    ours, other = both(server, "profiles", "import", str(file))
    assert ours == other and ours["unchanged"] == 1 and ours["resumed_after_row"] == 0


@pytest.mark.parametrize("command", ["classify", "score", "rank", "plan", "compare"])
def test_output_csv_is_what_out_writes_on_standard_output(command: str, server: str, tmp_path: Path) -> None:
    out = tmp_path / "out.csv"
    arguments = {
        "classify": [write_candidates(tmp_path / "in.csv", 0)],
        "score": [write_candidates(tmp_path / "in.jsonl", 9), "--brief", BRIEF],
        "rank": [write_candidates(tmp_path / "in.jsonl", 9), "--brief", BRIEF],
        "plan": [
            write_candidates(tmp_path / "in.jsonl", 60),
            "--brief",
            write_brief(tmp_path / "b.json"),
            "--people",
            "600000",
            "--budget",
            "60000",
        ],
        "compare": [write_plans(tmp_path / "plans.json", overlaps=[])],
    }[command]
    (tmp_path / "in.csv").write_text("id,followers\na,700\nb,n/a\n")
    asked = [command, *arguments, "--server", server]
    to_file, to_output = run(*asked, "--out", str(out)), run(*asked, "--output", "csv")
    assert to_output.stdout == out.read_text() and to_output.stdout.count("\n") >= 3, to_output.stderr
    assert to_file.stdout in to_output.stderr and to_file.returncode == to_output.returncode
    both_named = run(*asked, "--output", "csv", "--out", str(out))
    assert (both_named.returncode, both_named.stdout) == (2, "") and "give one of them" in both_named.stderr


def test_output_csv_of_the_server_is_a_table(server: str) -> None:
    with Client(server) as client:
        schemes = client.list_tier_schemes().schemes
    rows = {
        name: list(csv.DictReader(io.StringIO(run(name, "--output", "csv", "--server", server).stdout)))
        for name in ("schemes", "models", "info")
    }
    assert [(row["scheme"], row["tier"]) for row in rows["schemes"]] == [
        (scheme.id, tier.id) for scheme in schemes for tier in scheme.tiers
    ]
    first = rows["schemes"][0]
    assert (first["default"], first["ordinal"], first["lower_followers"], first["kind"]) == ("true", "1", "500", "followers")
    assert [row["model"] for row in rows["models"]] == ["audience-fit-1"] and rows["models"][0]["built_in"] == "true"
    assert {"version", "batch"} <= {row["name"] for row in rows["info"]}


def test_schemes_id_tells_of_one(server: str) -> None:
    one = run("schemes", "iab-uk", "--server", server)
    assert one.returncode == 0 and one.stdout.startswith("iab-uk  IAB UK") and len(one.stdout.splitlines()) == 2
    unknown = run("schemes", "nope", "--server", server)
    assert (unknown.returncode, unknown.stdout) == (2, "") and "there is no scheme 'nope'; known are harvard-media" in unknown.stderr


def test_output_csv_where_there_are_no_rows_is_refused(server: str) -> None:
    explained = run("score", "--brief", BRIEF, "--explain", "c0001", "--output", "csv", "--server", server)
    assert (explained.returncode, explained.stdout) == (2, "") and "--explain tells of one creator and has no rows" in explained.stderr
    checked = run("brief", "check", BRIEF, "--output", "csv", "--server", server)
    assert (checked.returncode, checked.stdout) == (2, "") and "invalid choice: 'csv'" in checked.stderr
