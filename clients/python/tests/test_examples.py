"""Every example runs against the project's server, and says what is so."""

from __future__ import annotations

import csv
import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Dict, Iterator, List

import pytest

from command_line import wait_until
from conftest import HERE, PROTOS
from influence_grpc import Client
from real_server import RealServer

EXAMPLES = HERE.parent / "examples"
SAMPLES = PROTOS.parent / "samples"
BRIEF, CANDIDATES = str(SAMPLES / "briefs" / "no-trail-shoe.json"), str(SAMPLES / "campaigns" / "creators.jsonl")


@pytest.fixture(scope="module")
def target() -> Iterator[str]:
    with RealServer() as server:
        yield server.target


def started(target: str, name: str, *arguments: str) -> "subprocess.Popen[str]":
    command = [sys.executable, str(EXAMPLES / name), *arguments]
    environment = {**os.environ, "INFLUENCE_SERVER": target}
    return subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def printed(target: str, name: str, *arguments: str) -> List[str]:
    process = started(target, name, *arguments)
    out, errors = process.communicate(timeout=100)
    assert process.returncode == 0 and not errors, errors
    return out.splitlines()


@pytest.mark.parametrize("name", ["classify_csv.py", "plan.py", "rank.py", "resume_after_restart.py", "with_pandas.py"])
def test_without_its_files_an_example_says_what_it_takes(name: str) -> None:
    process = started("127.0.0.1:1", name)
    out, errors = process.communicate(timeout=100)
    assert (process.returncode, out) == (2, "") and re.fullmatch(rf"usage: python3 {name} CREATORS\S+ .+\n", errors)


@pytest.fixture
def commented_brief(tmp_path: Path) -> str:
    """As `brief new` writes them: with comments and a comma at the end."""
    text = Path(BRIEF).read_text()
    path = tmp_path / "brief.json"
    path.write_text("// Ours.\n" + text[: text.rindex("}")].rstrip() + ", /* no more */ }\n")
    with pytest.raises(ValueError):
        json.loads(path.read_text())
    return str(path)


def test_first_call(target: str) -> None:
    assert printed(target, "first_call.py") == [
        "harvard-media: Micro. 4,990 followers are within 1,000–4,999, which harvard-media version 1 calls Micro.",
        "iab-uk: Nano. 4,990 followers are within 1,000–9,999, which iab-uk version 1 calls Nano.",
        "50% of 2 schemes agree",
    ]


def test_classify_csv(target: str) -> None:
    rows = list(csv.DictReader(printed(target, "classify_csv.py", str(SAMPLES / "creators.csv"))))
    with open(SAMPLES / "creators.csv", newline="") as file:
        source = list(csv.DictReader(file))
    assert [row["creator_id"] for row in rows] == [row["creator_id"] for row in source] and len(rows) == 10_000
    for row, creator in zip(rows, source):
        if not creator["followers"]:
            assert (row["error"], row["harvard-media"], row["iab-uk"]) == ("FOLLOWERS_MISSING", "", "")
        elif int(creator["followers"]) >= 50_000:
            assert (row["error"], row["harvard-media"]) == ("", "all-star")


def test_score_with_brief(target: str) -> None:
    lines = printed(target, "score_with_brief.py")
    scores = {line.split(":")[0]: float(line.split()[1]) for line in lines[:3]}
    assert scores["ada"] > scores["cy"] > scores["bo"] and lines[1].endswith(", not eligible")
    assert lines[3] == "di: not scored, INVALID_PROFILE"
    points = {line.split()[0]: float(line.split()[2]) for line in lines[4:]}
    assert points["FIT_COMPONENT_NICHE"] > 0 and sum(points.values()) == pytest.approx(scores["ada"], abs=0.3)


def test_rank(target: str, commented_brief: str) -> None:
    lines = printed(target, "rank.py", CANDIDATES, commented_brief)
    scores = [float(line.split()[2]) for line in lines[:5]]
    assert [line.split()[0] for line in lines[:5]] == [f"{n}." for n in range(1, 6)] and scores == sorted(scores, reverse=True)
    scored = int(lines[5].split()[0])
    assert scored == sum(1 for _ in open(CANDIDATES)) and lines[5].endswith("0 failed")


def test_plan(target: str, commented_brief: str) -> None:
    lines = printed(target, "plan.py", CANDIDATES, commented_brief)
    steps = [re.fullmatch(r"(\S+) for ([\d,]+) adds ([\d,]+) people", line) for line in lines[:-2]]
    assert 1 <= len(steps) <= 5 and all(steps)
    prices = [int(step.group(2).replace(",", "")) for step in steps if step]
    left = int(lines[-2].split(", ")[-1].split()[0].replace(",", ""))
    assert sum(prices) + left == pytest.approx(60_000, abs=5) and lines[-1].startswith("at least ")


def test_with_asyncio(target: str) -> None:
    assert printed(target, "with_asyncio.py") == ["49500 of 50000 have a tier; 49,000 followers are Micro"]


def test_with_pandas(target: str, commented_brief: str) -> None:
    lines = printed(target, "with_pandas.py", str(SAMPLES / "creators.csv"), commented_brief)
    counts: Dict[str, int] = {cells[0]: int(cells[1]) for cells in map(str.split, lines) if len(cells) == 3}
    assert {"nano", "micro", "all-star"} <= set(counts) and sum(counts.values()) > 8_000


def test_resume_after_restart_of_the_server_and_of_itself(tmp_path: Path) -> None:
    count = 200_000
    source, out = tmp_path / "in.csv", tmp_path / "out.csv"
    source.write_text("creator_id,followers\n" + "".join(f"c{n},{n}\n" for n in range(count)))

    def has(rows: int) -> bool:
        return out.exists() and out.read_bytes().count(b"\n") >= rows

    def still_has_work() -> bool:
        return out.read_bytes().count(b"\n") < count

    with RealServer() as first:
        process = started(first.target, "resume_after_restart.py", str(source), str(out))
        wait_until(lambda: has(1_000))
        process.kill()
        process.communicate(timeout=30)
        assert still_has_work()
        again = started(first.target, "resume_after_restart.py", str(source), str(out))
        done = out.read_bytes().count(b"\n")
        wait_until(lambda: has(done + 1_000))
    assert still_has_work()  # and the server is gone
    with RealServer(first.port):
        told, errors = again.communicate(timeout=100)
    assert again.returncode == 0 and not errors, errors
    beginning, end = told.splitlines()
    assert int(beginning.split()[-1]) >= 1_000 and end == f"{count} rows in all"
    with open(out, newline="") as file:
        assert [row[0] for row in csv.reader(file)] == [f"c{n}" for n in range(count)]


def test_every_example_has_its_test() -> None:
    tests = Path(__file__).read_text()
    examples = [path.name for path in EXAMPLES.glob("*.py")]
    assert len(examples) >= 7 and [name for name in examples if f'"{name}"' not in tests] == []
