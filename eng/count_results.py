#!/usr/bin/env python3
"""Sums up test results: .trx (dotnet test), .xml (JUnit: pytest, node --test), .tap (lines "ok - ...", "not ok - ...", "skip - ...").

usage: count_results.py [--exit-code CODE] [FILE]...
Prints "PASSED FAILED SKIPPED". What ran must count: an exit code other than 0 without a failed test is one failure (the
runner broke down), and so is an exit code of 0 without any test (nothing was run). A file that is not there, or cannot
be read, counts for nothing, so the same rule holds.
"""

import argparse
import sys
from pathlib import Path
from typing import List, NamedTuple
from xml.etree import ElementTree


class Counts(NamedTuple):
    passed: int = 0
    failed: int = 0
    skipped: int = 0

    def plus(self, other: "Counts") -> "Counts":
        return Counts(*(mine + theirs for mine, theirs in zip(self, other)))


def of_trx(text: str) -> Counts:
    """Every result by its outcome; what neither passed nor was left out has failed (timeouts and crashes too)."""
    space = "{http://microsoft.com/schemas/VisualStudio/TeamTest/2010}"
    outcomes = [result.get("outcome") for result in ElementTree.fromstring(text).iter(f"{space}UnitTestResult")]
    passed = outcomes.count("Passed")
    skipped = outcomes.count("NotExecuted")
    return Counts(passed, len(outcomes) - passed - skipped, skipped)


def of_junit(text: str) -> Counts:
    cases = list(ElementTree.fromstring(text).iter("testcase"))
    failed = sum(1 for case in cases if case.find("failure") is not None or case.find("error") is not None)
    skipped = sum(1 for case in cases if case.find("skipped") is not None)
    return Counts(len(cases) - failed - skipped, failed, skipped)


def of_tap(text: str) -> Counts:
    lines = text.splitlines()
    return Counts(*(sum(line.startswith(f"{word} - ") for line in lines) for word in ("ok", "not ok", "skip")))


READERS = {".trx": of_trx, ".xml": of_junit, ".tap": of_tap}


def count(files: List[Path], exit_code: int) -> Counts:
    counts = Counts()
    for file in files:
        try:
            counts = counts.plus(READERS[file.suffix](file.read_text(encoding="utf-8-sig")))
        except (OSError, ElementTree.ParseError) as error:
            print(f"count_results: {file}: {error}", file=sys.stderr)
    broke_down = exit_code != 0 and counts.failed == 0
    ran_nothing = exit_code == 0 and counts.passed + counts.failed + counts.skipped == 0
    return counts.plus(Counts(failed=1)) if broke_down or ran_nothing else counts


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--exit-code", type=int, default=0)
    parser.add_argument("files", nargs="*", type=Path)
    arguments = parser.parse_args()
    print(*count(arguments.files, arguments.exit_code))


if __name__ == "__main__":
    main()
