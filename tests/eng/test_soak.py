"""The soak runs and judges; a long one is run by hand."""

import re
import subprocess
import xml.etree.ElementTree
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = ROOT / "bench/InfluenceGrpc.Load/bin/Release/net10.0/InfluenceGrpc.Load.dll"
HEADER = "due_s,call,latency_ms,outcome,calm\n"


def run(*arguments):
    return subprocess.run(["dotnet", PROGRAM, *arguments], capture_output=True, text=True, timeout=240)


def test_a_short_soak_loses_nothing(tmp_path):
    chart = tmp_path / "soak.svg"
    calls = tmp_path / "calls.csv"

    ran = run(
        "soak",
        "--minutes",
        "0.15",
        "--restarts",
        "1",
        "--creators",
        "2000",
        "--chart",
        str(chart),
        "--calls",
        str(calls),
    )

    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert "two replicas with TLS and callers with keys; Redis was killed 1 times" in ran.stdout
    assert "a replica restarted 1 times, certificate and key renewed 1 times." in ran.stdout
    assert "| replica 2, started again |" in ran.stdout
    assert int(re.search(r"writes acknowledged \| ([\d,]+)", ran.stdout).group(1).replace(",", "")) > 0
    assert "| of them lost | 0 |" in ran.stdout
    assert ran.stdout.rstrip().endswith("for memory and latency to be judged it was too short.")
    assert xml.etree.ElementTree.parse(chart).getroot().tag.endswith("svg")
    written = calls.read_text().splitlines()
    assert written[0] + "\n" == HEADER
    assert len(written) > 500
    assert run("judge", str(calls)).returncode == 2, "nine seconds are too few to judge"


def calls_of(tmp_path, latency, outcome="Ok", calm="calm"):
    """Ten minutes of a call every 100 ms, every fiftieth ten times as slow as the others."""
    path = tmp_path / "calls.csv"
    lines = (
        f'{number / 10:.3f},"ScoreFit, id",{latency(number / 600) * (10 if number % 50 == 0 else 1):.3f},{outcome},{calm}\n'
        for number in range(6000)
    )
    path.write_text(HEADER + "".join(lines))
    return str(path)


def test_flat_latency_is_called_so(tmp_path):
    judged = run("judge", calls_of(tmp_path, lambda minute: 4))

    assert judged.stdout.strip() == "Latency is flat."
    assert judged.returncode == 0


@pytest.mark.parametrize(
    "latency",
    [lambda minute: 4 + minute, lambda minute: 4 if minute < 7 else 8],
    ids=["little by little", "from the seventh minute on"],
)
def test_latency_that_grows_is_a_fault(tmp_path, latency):
    judged = run("judge", calls_of(tmp_path, latency))

    assert judged.returncode == 1, judged.stdout
    assert "ScoreFit, id: latency is not flat: p50 is" in judged.stdout
    assert "ScoreFit, id: latency is not flat: p99 is" in judged.stdout
    assert "did not grow" not in judged.stdout


@pytest.mark.parametrize("minute", [1, 9])
def test_a_minute_that_stands_out_is_told_and_no_fault(tmp_path, minute):
    judged = run("judge", calls_of(tmp_path, lambda at: 30 if minute - 1 <= at < minute else 4))

    assert judged.returncode == 0, judged.stdout
    assert f"minute {minute}: p99 of ScoreFit, id was 300.0 ms, 7.5 times the median of the minutes (40.0 ms)" in judged.stdout
    assert "Latency was not flat in every minute" in judged.stdout
    assert "It did not grow from the second third to the last, and there are no other faults." in judged.stdout


def test_what_was_due_in_an_outage_is_not_judged(tmp_path):
    touched = calls_of(tmp_path, lambda minute: 4 + 10 * minute, calm="touched")

    judged = run("judge", touched)

    assert judged.returncode == 2
    assert "has too little to judge." in judged.stderr


def test_its_help_and_its_faults_say_what_there_is():
    assert "soak [--minutes M]" in run("--help").stdout
    wrong = run("soak", "--minuets", "3")
    assert wrong.returncode == 2
    assert "--minuets 3 makes no sense." in wrong.stderr
    lacking = run("judge", "no-such.csv")
    assert lacking.returncode == 2
    assert "no-such.csv" in lacking.stderr
