"""One file through both command lines, into the project's server: nobody loses a fact, or a row, by using the other one."""

from __future__ import annotations

import csv
import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any, Dict, Iterator, List

import pytest

import other_command_line
from command_line import wait_until
from conftest import PROTOS
from real_server import RealServer

SAMPLES = PROTOS.parent / "samples" / "creators.csv"
GOLDEN = PROTOS.parent / "tests" / "golden" / "import"
COMMANDS = ["ours", "other"]


def command_of(which: str) -> List[str]:
    return [sys.executable, "-m", "influence_grpc"] if which == "ours" else other_command_line.required()


def ran(which: str, server: RealServer, *arguments: str) -> "subprocess.CompletedProcess[str]":
    command = [*command_of(which), *arguments, "--server", f"http://{server.target}"]
    done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, timeout=100, encoding="utf-8")
    assert done.returncode == 0, done.stderr
    return done


def exported(server: RealServer, ids: Path, out: Path) -> List[Dict[str, Any]]:
    ran("ours", server, "profiles", "export", "--ids", str(ids), "--out", str(out))
    return [json.loads(line) for line in out.read_text().splitlines()]


@pytest.fixture(scope="module")
def servers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Dict[str, RealServer]]:
    folder = tmp_path_factory.mktemp("stores")
    with RealServer(store=folder / "ours.db") as ours, RealServer(store=folder / "other.db") as other:
        yield {"ours": ours, "other": other}


def test_samples_become_the_same_profiles(servers: Dict[str, RealServer], tmp_path: Path) -> None:
    file = tmp_path / "creators.csv"
    shutil.copy(SAMPLES, file)
    profiles = {}
    for which, server in servers.items():
        ran(which, server, "profiles", "import", str(file), "--strict")
        profiles[which] = exported(server, file, tmp_path / f"{which}.jsonl")
    assert profiles["ours"] == profiles["other"]
    with open(file, newline="") as opened:
        rows = list(csv.DictReader(opened))
    assert len(profiles["ours"]) == len(rows) == 10_000


def test_every_column_becomes_the_same_fact_and_every_fault_is_told_alike(servers: Dict[str, RealServer], tmp_path: Path) -> None:
    file, ids = tmp_path / "profiles.csv", tmp_path / "ids.csv"
    shutil.copy(GOLDEN / "profiles.csv", file)
    # The server has faults of its own to find; they are told by both as well.
    wanted = [json.loads(line)["creatorId"] for line in (GOLDEN / "profiles.jsonl").read_text().splitlines()]
    with open(ids, "w", newline="") as opened:
        csv.writer(opened).writerows([["id", "x"], *([each, ""] for each in wanted)])
    profiles, faults = {}, {}
    for which, server in servers.items():
        bad = tmp_path / f"{which}-bad.csv"
        ran(which, server, "profiles", "import", str(file), "--bad-rows", str(bad))
        profiles[which] = exported(server, ids, tmp_path / f"{which}.jsonl")
        with open(bad, newline="") as opened:
            faults[which] = sorted((int(row["line"]), row["raw"]) for row in csv.DictReader(opened))
    assert profiles["ours"] == profiles["other"] and len(profiles["ours"]) > 5
    assert faults["ours"] == faults["other"] and len(faults["ours"]) >= 25


@pytest.mark.parametrize("first, second", [("ours", "other"), ("other", "ours")])
def test_import_begun_with_one_and_killed_goes_on_with_the_other(
    first: str, second: str, servers: Dict[str, RealServer], tmp_path: Path
) -> None:
    count, bad_every = 60_000, 100
    file, ids, server = tmp_path / "in.csv", tmp_path / "ids.csv", servers["ours"]
    lines = (f"{first}{n},{'abc' if n % bad_every == 0 else n},{n + 1}\n" for n in range(count))
    file.write_text("id,followers,avg_likes\n" + "".join(lines))
    state = file.with_name("in.csv.import-state")
    bad = tmp_path / "bad.csv"
    command = [*command_of(first), "profiles", "import", str(file), "--bad-rows", str(bad), "--server", f"http://{server.target}"]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        wait_until(state.exists)
    finally:
        process.kill()
        process.wait(30)
    done = json.loads(state.read_text())
    assert 0 < done["rows"] < count and done["line"] == done["rows"] + 1
    summary = ran(second, server, "profiles", "import", str(file), "--bad-rows", str(bad))
    assert f"going on after row {done['rows']:,} (line {done['line']:,})" in summary.stderr
    figures = [int(word.replace(",", "")) for word in summary.stdout.replace(", ", " ").split() if word.replace(",", "").isdigit()]
    # Over both runs: the bad rows of each are counted once.
    assert count // bad_every in figures, summary.stdout
    with open(bad, newline="") as opened:
        assert sorted(int(row["line"]) for row in csv.DictReader(opened)) == list(range(2, count + 2, bad_every))
    assert not state.exists()
    good = [n for n in range(count) if n % bad_every]
    ids.write_text("id,x\n" + "".join(f"{first}{n},\n" for n in good))
    found = exported(server, ids, tmp_path / "out.jsonl")
    assert [(each["followers"], each["engagement"]["averageLikes"]) for each in found] == [(str(n), n + 1.0) for n in good]
