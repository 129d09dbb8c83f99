"""eng/count_results.py: every kind of result, and runners that broke down."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "eng"))

import count_results  # noqa: E402

TRX = """<?xml version="1.0" encoding="utf-8"?>
<TestRun xmlns="http://microsoft.com/schemas/VisualStudio/TeamTest/2010"><Results>
<UnitTestResult testName="a" outcome="Passed" /><UnitTestResult testName="b" outcome="Failed" />
<UnitTestResult testName="c" outcome="NotExecuted" /><UnitTestResult testName="d" outcome="Timeout" />
</Results></TestRun>"""

JUNIT = """<testsuites><testsuite name="one"><testcase name="a" /><testcase name="b"><failure>no</failure></testcase>
<testcase name="c"><skipped /></testcase></testsuite>
<testcase name="d" /><testcase name="e"><error>no</error></testcase></testsuites>"""

TAP = "a line of output\nok - one\nnot ok - two\nskip - three\nok, but no result\n"


def count(tmp_path, text, suffix, exit_code=1):
    file = tmp_path / f"results{suffix}"
    file.write_text(text, encoding="utf-8-sig")
    return tuple(count_results.count([file], exit_code))


@pytest.mark.parametrize("text, suffix, expected", [(TRX, ".trx", (1, 2, 1)), (JUNIT, ".xml", (2, 2, 1)), (TAP, ".tap", (1, 1, 1))])
def test_results_are_summed(tmp_path, text, suffix, expected):
    assert count(tmp_path, text, suffix) == expected


def test_a_runner_that_broke_down_after_passing_tests_has_failed(tmp_path):
    assert count(tmp_path, "ok - one\n", ".tap", exit_code=134) == (1, 1, 0)


def test_a_runner_that_ran_nothing_has_failed(tmp_path):
    assert tuple(count_results.count([], 0)) == (0, 1, 0)


def test_a_half_written_file_of_a_runner_that_broke_down_has_failed(tmp_path):
    assert count(tmp_path, JUNIT[:80], ".xml") == (0, 1, 0)


def test_a_half_written_file_is_never_green(tmp_path):
    assert count(tmp_path, JUNIT[:80], ".xml", exit_code=0) == (0, 1, 0)


def test_only_skipped_tests_are_not_a_failure(tmp_path):
    assert count(tmp_path, "skip - nothing to compare with\n", ".tap", exit_code=0) == (0, 0, 1)


def test_the_command_prints_the_counts(tmp_path):
    file = tmp_path / "results.tap"
    file.write_text(TAP)
    ran = subprocess.run([sys.executable, ROOT / "eng/count_results.py", "--exit-code", "1", file], capture_output=True, text=True)
    assert ran.stdout == "1 1 1\n"
