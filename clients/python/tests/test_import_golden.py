"""What the project's other command line holds to as well: tests/golden/import is read by the tests of both."""

from __future__ import annotations

import io
import os
from pathlib import Path
from typing import Dict, List, Optional

import pytest
from google.protobuf import json_format

from conftest import PROTOS
from influence_grpc.cli.bad_rows import BadRows
from influence_grpc.csv_rows import BadRow
from influence_grpc.csv_table import NOTHING_DONE, CsvTable
from influence_grpc.import_state import Counts, ImportState, Progress, server_url, text_of
from influence_grpc.messages import CreatorProfile
from influence_grpc.profile_cells import ProfileCells
from influence_grpc.profile_columns import PROFILE_FIELDS, ProfileColumns
from influence_grpc.profile_rows import rows_of_table

GOLDEN = PROTOS.parent / "tests" / "golden" / "import"
PROGRESS = Progress(3_000_000_001, 3_000_000_007, Counts(written=2_999_999_900, unchanged=60, superseded=20, failed=11, bad=10))
IDENTITY = {
    "bytes": 5_000_000_000,
    "beginsWith": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
    "modifiedAt": "2026-01-31T12:30:15.12345+00:00",
}


def test_every_column_and_fault_is_read_as_the_golden_files_say() -> None:
    bad: List[BadRow] = []
    with open(GOLDEN / "profiles.csv", "rb") as file:
        table = CsvTable(file)
        columns = ProfileColumns(table.headers, {})
        rows = list(rows_of_table(table, ProfileCells(columns, 0), bad.append, NOTHING_DONE))
    expected = [json_format.Parse(line, CreatorProfile()) for line in (GOLDEN / "profiles.jsonl").read_text().splitlines()]
    assert [row.profile for row in rows] == expected
    assert set(columns.found) == set(PROFILE_FIELDS)
    told = io.StringIO()
    report = BadRows(told)
    for row in bad:
        report.add(row)
    assert told.getvalue() == (GOLDEN / "bad-rows.csv").read_text()


@pytest.mark.parametrize("mapping, reach", [({}, None), ({"averagereach": "reach"}, 800)])
def test_plain_reach_is_read_only_where_it_is_mapped(mapping: Dict[str, str], reach: Optional[float]) -> None:
    table = CsvTable(io.BytesIO(b"id,followers,reach\na,1,800\n"))
    columns = ProfileColumns(table.headers, mapping)
    (row,) = rows_of_table(table, ProfileCells(columns, 0), lambda bad: pytest.fail(bad.reason), NOTHING_DONE)
    assert (row.profile.engagement.average_reach if row.profile.HasField("engagement") else None) == reach
    assert columns.findings()[-1].endswith("average reach from column 'reach'" if mapping else "columns that are not read: 'reach'")


def test_state_is_the_golden_one_byte_for_byte() -> None:
    text = text_of(IDENTITY, "http://127.0.0.1:5090/?a=1&b='2'+3", PROGRESS)
    assert text.encode() == (GOLDEN / "import-state.json").read_bytes().rstrip(b"\n")


def test_golden_state_is_gone_on_from(tmp_path: Path) -> None:
    source = tmp_path / "in.csv"
    source.write_text("test")
    os.utime(source, ns=(0, 1_769_862_615_123_450_099))
    state = ImportState(source, "127.0.0.1:5090")
    assert state.path == tmp_path / "in.csv.import-state"
    # The golden length and server are too large and too odd for a test's own.
    text = (GOLDEN / "import-state.json").read_text().replace("5000000000", "4").replace("?a=1\\u0026b=\\u00272\\u0027\\u002B3", "")
    state.path.write_text(text)
    assert state.load() == PROGRESS
    # What is written is what was read.
    state.advance(Progress(1, 2))
    state.advance(PROGRESS)
    state.save()
    assert state.path.read_text() == text.rstrip("\n")


@pytest.mark.parametrize(
    "target, url",
    [
        ("127.0.0.1:5090", "http://127.0.0.1:5090/"),
        ("http://127.0.0.1:5090", "http://127.0.0.1:5090/"),
        ("http://Example.COM:80/", "http://example.com/"),
        ("[::1]:5090", "http://[::1]:5090/"),
        ("dns:///example.com:5090", "dns:///example.com:5090"),
        ("https://Example.COM:443", "https://example.com/"),
        ("https://a:5090,https://b:443", "https://a:5090/,https://b/"),
        ("a:5090, http://B:80", "http://a:5090/,http://b/"),
    ],
)
def test_server_is_put_down_in_one_way(target: str, url: str) -> None:
    assert server_url(target) == url
