"""The JSON Schemas in docs/schemas accept the files that they are for, and refuse what an editor should mark."""

import json
from pathlib import Path

import jsonschema
import pytest

ROOT = Path(__file__).resolve().parents[2]
SCHEMA = json.loads((ROOT / "docs/schemas/tier-scheme.schema.json").read_text())
FILES = sorted((ROOT / "src/InfluenceGrpc.Core/Tiers/Schemes").glob("*.json")) + sorted((ROOT / "samples/schemes").glob("*.json"))


def test_schema_is_itself_valid():
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_scheme_file_is_accepted(file):
    jsonschema.Draft202012Validator(SCHEMA).validate(json.loads(file.read_text()))


@pytest.mark.parametrize(
    "change",
    [
        {"id": "Not An Id"},
        {"version": 0},
        {"kind": "TIER_SCHEME_KIND_OTHER"},
        {"tiers": []},
        {"unknown": 1},
        {"tiers": [{"id": "a", "label": "A", "lowerFollowers": -1}]},
    ],
    ids=str,
)
def test_fault_is_refused(change):
    scheme = json.loads((ROOT / "samples/schemes/nordic-agency.json").read_text()) | change
    assert not jsonschema.Draft202012Validator(SCHEMA).is_valid(scheme)
