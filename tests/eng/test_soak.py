"""The soak runs and judges; a long one is run by hand."""

import re
import subprocess
import xml.etree.ElementTree
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = ROOT / "bench/InfluenceGrpc.Load/bin/Release/net10.0/InfluenceGrpc.Load.dll"


def run(*arguments):
    return subprocess.run(["dotnet", PROGRAM, *arguments], capture_output=True, text=True, timeout=240)


def test_a_short_soak_loses_nothing(tmp_path):
    chart = tmp_path / "soak.svg"

    ran = run("soak", "--minutes", "0.25", "--restarts", "1", "--creators", "2000", "--chart", str(chart))

    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert "Redis failed 1 times (1 killed" in ran.stdout
    assert int(re.search(r"writes acknowledged \| ([\d,]+)", ran.stdout).group(1).replace(",", "")) > 0
    assert "| of them lost | 0 |" in ran.stdout
    assert ran.stdout.rstrip().endswith("Nothing was wrong.")
    assert xml.etree.ElementTree.parse(chart).getroot().tag.endswith("svg")


def test_its_help_and_its_faults_say_what_there_is():
    assert "soak [--minutes M]" in run("--help").stdout
    wrong = run("soak", "--minuets", "3")
    assert wrong.returncode == 2
    assert "--minuets 3 makes no sense." in wrong.stderr
