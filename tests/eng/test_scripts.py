"""House rules of the shell scripts."""

import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def bash_scripts():
    """Every file in the repository that bash runs, and what such files read in."""
    listed = subprocess.check_output(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"], cwd=ROOT, text=True
    )
    files = [ROOT / name for name in listed.split("\0") if name]
    return sorted(file for file in files if file.is_file() and is_bash(file))


def is_bash(file):
    with file.open("rb") as opened:
        start = opened.readline(64)
    return file.suffix == ".sh" or (start.startswith(b"#!") and b"bash" in start)


SCRIPTS = bash_scripts()


def name_of(file):
    return str(file.relative_to(ROOT))


def test_the_scripts_are_found():
    assert {"eng/test", "eng/demo", "eng/lib.sh", "tests/foreign/run", ".ci/run"} <= set(map(name_of, SCRIPTS))


@pytest.mark.parametrize("script", SCRIPTS, ids=name_of)
def test_bash_can_read_it(script):
    ran = subprocess.run(["bash", "-n", script], capture_output=True, text=True)
    assert ran.returncode == 0, ran.stderr


@pytest.mark.parametrize("script", SCRIPTS, ids=name_of)
def test_shellcheck_finds_nothing(script):
    ran = subprocess.run(["shellcheck", script], cwd=ROOT, capture_output=True, text=True)
    assert ran.returncode == 0, ran.stdout + ran.stderr


@pytest.mark.parametrize("script", SCRIPTS, ids=name_of)
def test_it_is_executable_exactly_if_it_is_run(script):
    assert bool(script.stat().st_mode & 0o100) == (script.suffix != ".sh")


@pytest.mark.parametrize("script", [script for script in SCRIPTS if script.suffix != ".sh"], ids=name_of)
def test_it_says_what_it_does(script):
    assert script.read_text().splitlines()[1].startswith("# ")
