"""The JSON Schemas in docs/schemas accept the files that they are for, and refuse what an editor should mark."""

import json
from pathlib import Path

import jsonschema
import pytest

ROOT = Path(__file__).resolve().parents[2]
SCHEMA = json.loads((ROOT / "docs/schemas/tier-scheme.schema.json").read_text())
FILES = sorted((ROOT / "src/InfluenceGrpc.Core/Tiers/Schemes").glob("*.json")) + sorted((ROOT / "samples/schemes").glob("*.json"))

MODEL_SCHEMA = json.loads((ROOT / "docs/schemas/fit-model.schema.json").read_text())
REACH = {"knots": [{"followers": 1, "reachRate": 0.1}], "source": "A test", "year": 2024, "nicheShare": 0.5}
MODEL_FILES = sorted((ROOT / "src/InfluenceGrpc.Core/Fit/Models/BuiltIn").glob("*.json"))


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


def test_model_schema_is_itself_valid():
    jsonschema.Draft202012Validator.check_schema(MODEL_SCHEMA)


def test_least_of_a_rule_of_reach_is_accepted():
    model = json.loads(MODEL_FILES[0].read_text()) | {"reach": REACH}
    jsonschema.Draft202012Validator(MODEL_SCHEMA).validate(model)


@pytest.mark.parametrize("file", MODEL_FILES, ids=lambda file: file.name)
def test_model_file_is_accepted(file):
    jsonschema.Draft202012Validator(MODEL_SCHEMA).validate(json.loads(file.read_text()))


@pytest.mark.parametrize(
    "change",
    [
        {"id": "Not An Id"},
        {"version": 0},
        {"year": 1899},
        {"presets": []},
        {"unknown": 1},
        {"niche": {"half": 0, "prior": {"mean": 0.5}}},
        {"size": {"prior": {"mean": 1.1}}},
        {"size": {"prior": {"mean": 0.5, "median": 0.5}}},
        {"concentration": {"categories": 1, "prior": {}}},
        {"derivation": {}},
        {"reach": {}},
        {"reach": REACH | {"knots": []}},
        {"reach": REACH | {"knots": [{"followers": 1, "reachRate": 1.1}]}},
        {"reach": REACH | {"logSpread": 3.1}},
        {"reach": REACH | {"nicheShare": 0}},
        {"reach": REACH | {"share": 1}},
    ],
    ids=str,
)
def test_fault_of_a_model_is_refused(change):
    model = json.loads(MODEL_FILES[0].read_text()) | change
    assert not jsonschema.Draft202012Validator(MODEL_SCHEMA).is_valid(model)
