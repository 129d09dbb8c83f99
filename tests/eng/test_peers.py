"""bench/peers/build names what it cannot build, and why; what it does build is held against our bounds elsewhere."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
BUILD = ROOT / "bench/peers/build"


@pytest.fixture
def bare_path(tmp_path):
    """A PATH with what bash scripts use, and no compiler, protoc, Node or .NET."""
    for tool in ("bash", "cat", "dirname", "find", "flock", "grep", "mkdir", "nproc", "tail"):
        (tmp_path / tool).symlink_to(shutil.which(tool))
    return tmp_path


def run(*peers, path):
    return subprocess.run(
        ["bash", BUILD, *peers], env={**os.environ, "PATH": str(path)}, capture_output=True, text=True, timeout=300
    )


def test_each_peer_without_tools_is_missing_and_says_why(bare_path):
    ran = run(path=bare_path)

    assert ran.returncode == 1
    lines = [line.split("; see artifacts/peers/")[0] for line in ran.stdout.splitlines()]
    assert lines == [
        "cpp: missing, there is no cmake",
        "python: missing, there is no protoc",
        "node: missing, there is no node",
        "dotnet: missing, The .NET 10 SDK is needed: https://dotnet.microsoft.com/download",
        "json-api: missing, The .NET 10 SDK is needed: https://dotnet.microsoft.com/download",
    ]
    assert all(line.endswith("bash bench/install-tools") for line in ran.stdout.splitlines())


def test_one_that_is_missing_leaves_the_others(bare_path):
    (bare_path / "node").symlink_to(shutil.which("node"))
    (bare_path / "ln").symlink_to(shutil.which("ln"))

    ran = run("cpp", "node", path=bare_path)

    assert ran.returncode == 1
    first, second = ran.stdout.splitlines()
    assert first.startswith("cpp: missing, there is no cmake")
    assert second == "node: built"


def test_unknown_peer_is_refused_with_the_names_of_all():
    ran = run("cobol", path=os.environ["PATH"])

    assert ran.returncode == 1
    assert ran.stdout == ""
    assert ran.stderr == "There is no peer cobol; the peers are: cpp python node dotnet json-api\n"


def test_tools_that_are_missing_are_named_where_there_is_no_apt(bare_path):
    (bare_path / "dotnet").symlink_to(shutil.which("dotnet"))

    ran = subprocess.run(
        ["bash", ROOT / "bench/install-tools"],
        env={**os.environ, "PATH": str(bare_path)},
        capture_output=True,
        text=True,
        timeout=60,
    )

    assert ran.returncode == 1
    assert ran.stderr.startswith("Missing: cmake g++ make ")
    assert "nghttp2-client nodejs npm" in ran.stderr
