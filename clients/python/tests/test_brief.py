"""Briefs as callers give them: typed, as a mapping, as the message, and in files."""

from __future__ import annotations

import json
import math
from datetime import datetime, timedelta, timezone
from typing import Any, Dict, List, Tuple

import pytest
from google.protobuf import json_format

from conftest import PROTOS
from influence_grpc import Brief, BriefError, ComponentWeights, CostTarget, FitConstraints, SizePreference, TargetAudience, TierConstraint
from influence_grpc import messages
from influence_grpc.brief_message import brief_message
from influence_grpc.cli.brief_file import TEMPLATE, brief_text
from influence_grpc.jsonc import JsonFault, read_jsonc

SAMPLES = sorted((PROTOS.parent / "samples" / "briefs").glob("*.json"))

TYPED = Brief(
    title="Trail shoe",
    topics={"sport/running": 1, "outdoor": 0.5},
    audience=TargetAudience(
        countries={"NO": 1}, languages={"nb": 1}, ages={"25-34": 1, "AGE_BAND_65_PLUS": 0.5, 2: 0.25}, genders={"female": 1}
    ),
    brand="Fjellvind",
    competitors=["Bratthei"],
    related_brands={"Kartverkstedet": 0.5},
    cost=CostTarget("short-video", "NOK", reference_cost_per_engagement=6, maximum_price=0),
    size=SizePreference(followers=20_000, log_spread=1),
    constraints=FitConstraints(
        platforms=["instagram", "PLATFORM_TIKTOK", 2],
        tiers=TierConstraint("iab-uk", [0, 2]),
        min_followers=0,
        min_authentic_share=0.7,
        excluded_creator_ids=("a",),
        tolerated_safety_flags=["drugs"],
        allow_unknown=True,
    ),
    preset="credibility",
    weights=ComponentWeights(niche=0.4, size=0),
    missing_policy="pessimistic",
    campaign_start=datetime(2027, 4, 1, 2, tzinfo=timezone(timedelta(hours=2))),
)
MAPPING: Dict[str, Any] = {
    "title": "Trail shoe",
    "topics": {"sport/running": 1, "outdoor": "0.5"},
    "audience": {
        "countries": {"NO": 1},
        "languages": {"nb": 1.0},
        "ages": [
            {"band": "AGE_BAND_25_34", "weight": 1},
            {"band": "AGE_BAND_65_PLUS", "weight": 0.5},
            {"band": "AGE_BAND_18_24", "weight": 0.25},
        ],
        "genders": [{"gender": "GENDER_FEMALE", "weight": 1}],
    },
    "brand": "Fjellvind",
    "competitors": ["Bratthei"],
    "related_brands": {"Kartverkstedet": 0.5},
    "cost": {"deliverable": "DELIVERABLE_SHORT_VIDEO", "currencyCode": "NOK", "referenceCostPerEngagement": 6, "maximum_price": 0},
    "size": {"followers": 20000, "logSpread": 1},
    "constraints": {
        "platforms": ["PLATFORM_INSTAGRAM", "PLATFORM_TIKTOK", "PLATFORM_TIKTOK"],
        "tiers": {"schemeId": "iab-uk", "ordinals": [0, 2]},
        "minFollowers": "0",
        "min_authentic_share": 0.7,
        "excludedCreatorIds": ["a"],
        "toleratedSafetyFlags": ["SAFETY_FLAG_DRUGS"],
        "allowUnknown": True,
    },
    "preset": "WEIGHT_PRESET_CREDIBILITY",
    "weights": {"niche": 0.4, "size": 0},
    "missingPolicy": "MISSING_POLICY_PESSIMISTIC",
    "campaignStart": "2027-04-01T00:00:00Z",
}


def test_brief_message_typed_mapping_and_message_say_the_same() -> None:
    of_typed, of_mapping = brief_message(TYPED), brief_message(MAPPING)
    assert of_typed == of_mapping == brief_message(of_typed)
    assert of_typed.cost.HasField("maximum_price") and of_typed.weights.HasField("size") and of_typed.constraints.HasField("min_followers")
    assert not of_typed.weights.HasField("audience") and not of_typed.constraints.HasField("max_followers")


def test_brief_message_parts_of_all_kinds_can_be_mixed() -> None:
    mixed = {**MAPPING, "cost": TYPED.cost, "size": messages.SizePreference(followers=20_000, log_spread=1)}
    assert brief_message(mixed) == brief_message(TYPED)


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.stem)
def test_brief_message_samples_read_as_the_protobuf_library_reads_them(sample: Any) -> None:
    text = sample.read_text()
    assert brief_message(json.loads(text)) == json_format.Parse(text, messages.Brief())


def test_brief_message_empty_parts_are_given_and_absent_ones_are_not() -> None:
    given = brief_message({"audience": {}, "cost": None})
    assert given.HasField("audience") and not given.HasField("cost") and not brief_message(Brief()).HasField("audience")


def test_brief_message_every_fault_is_told_at_once_with_what_may_be_meant() -> None:
    with pytest.raises(BriefError) as caught:
        brief_message(
            {
                "titel": "x",
                "topics": {"sport": "much", "food": True},
                "audience": {"country": {"NO": 1}, "ages": [{"band": "25_34", "weight": 1}, 3], "genders": {"female": 1}},
                "cost": {"deliverable": "SHORT_VIDEO", "currencyCode": 7, "currency_code": "NOK"},
                "constraints": {"minFollowers": -1, "maxFollowers": 1.5, "allowUnknown": "yes", "platforms": "instagram"},
                "size": 4,
                "weights": {"nische": 0.1},
                "preset": "WEIGHT_PRESET_BALANCD",
                "campaignStart": "tomorrow",
                "zzz": 1,
            }
        )
    told = {fault.field: fault.description for fault in caught.value.violations}
    assert list(told) == [
        *("titel", 'topics["sport"]', 'topics["food"]', "audience.country", "audience.ages[0].band", "audience.ages[1]"),
        *("audience.genders", "cost.deliverable", "cost.currencyCode", "constraints.minFollowers"),
        *("constraints.maxFollowers", "constraints.allowUnknown", "constraints.platforms", "size", "weights.nische", "preset"),
        *("campaignStart", "zzz"),
    ]
    assert told["titel"] == "is not known; did you mean title?"
    assert told["audience.country"] == "is not known; did you mean countries?"
    assert told["audience.ages[0].band"] == "there is no '25_34'; did you mean AGE_BAND_25_34?"
    assert told["cost.deliverable"] == "there is no 'SHORT_VIDEO'; did you mean DELIVERABLE_SHORT_VIDEO?"
    assert told["weights.nische"] == "is not known; did you mean niche?"
    assert told["preset"] == "there is no 'WEIGHT_PRESET_BALANCD'; did you mean WEIGHT_PRESET_BALANCED?"
    assert told["zzz"].startswith("is not known; known are title, topics, audience")
    # cost.currencyCode has two faults: of the wrong kind, and given twice.
    assert str(caught.value).startswith("the brief has 19 faults:\n  titel: is not known") and len(caught.value.violations) == 19


def test_brief_message_typed_names_that_do_not_exist_are_told_with_their_place() -> None:
    with pytest.raises(BriefError) as caught:
        brief_message(Brief(preset="awarness", constraints=FitConstraints(platforms=["instagram", "myspace"])))
    assert [fault.field for fault in caught.value.violations] == ["constraints.platforms[1]", "preset"]
    assert "did you mean WEIGHT_PRESET_AWARENESS?" in caught.value.violations[1].description


@pytest.mark.parametrize(
    "path, mapping, meant",
    [
        ("preset", {"preset": "WEIGHT_PRESET_FOO"}, ""),
        ("preset", {"preset": "weight_preset_conversoin"}, "WEIGHT_PRESET_CONVERSION"),
        ("preset", {"preset": "AWARENES"}, "WEIGHT_PRESET_AWARENESS"),
        ("constraints.platforms[0]", {"constraints": {"platforms": ["PLATFORM_FOO"]}}, ""),
        ("constraints.platforms[0]", {"constraints": {"platforms": ["PLATFORM_TIKTOC"]}}, "PLATFORM_TIKTOK"),
        ("foo", {"foo": 1}, ""),
        ("relatedBrand", {"relatedBrand": {}}, "relatedBrands"),
        ("missing_polic", {"missing_polic": 1}, "missingPolicy"),
    ],
)
def test_brief_message_only_what_is_near_is_proposed(path: str, mapping: Dict[str, Any], meant: str) -> None:
    with pytest.raises(BriefError) as caught:
        brief_message(mapping)
    [fault] = caught.value.violations
    assert fault.field == path and (f"; did you mean {meant}?" if meant else "; known are ") in fault.description


@pytest.mark.parametrize("brief", [None, 7, "title", [], [1]], ids=repr)
def test_brief_message_no_brief_at_all_raises(brief: Any) -> None:
    with pytest.raises(BriefError, match="must be an object"):
        brief_message(brief)


@pytest.mark.parametrize("value", [1e300, -1.0])
def test_brief_message_bounds_are_left_to_the_server(value: float) -> None:
    assert brief_message({"topics": {"sport": value}}).topics["sport"] == value


@pytest.mark.parametrize("value", [10**400, math.nan, math.inf, "-Infinity", "1_0", " 1", "", [1], None], ids=repr)
def test_brief_message_numbers_that_are_none_are_told(value: Any) -> None:
    with pytest.raises(BriefError, match=r'topics\["sport"\]: must be'):
        brief_message({"topics": {"sport": value}})


def test_read_jsonc_comments_and_trailing_commas_are_allowed() -> None:
    text = '// a\n{"a": [1, /* b */ 2,\n], "b//": "/* no */ ,] \\" //", /* c\n */ "c": {"d": 1,},}// end'
    assert read_jsonc(text) == {"a": [1, 2], "b//": '/* no */ ,] " //', "c": {"d": 1}}


@pytest.mark.parametrize(
    "text, told",
    [
        ('{\n  "a": 1,\n  /* x */ "b" 2}', "line 3, column 15"),
        ('{"a": 1,,}', "line 1, column 9"),
        ("[,]", "line 1"),
        ("{}\n/* open", "line 2: a comment is opened"),
        ('{"a": NaN}', "NaN"),
        ('{"a: 1}', "line 1"),
        ("", "line 1"),
        ("[" * 100_000, "nested too deeply"),
    ],
)
def test_read_jsonc_fault_is_told_with_its_place(text: str, told: str) -> None:
    with pytest.raises(JsonFault, match=told):
        read_jsonc(text)


def test_read_jsonc_key_given_twice_is_a_fault_of_the_brief() -> None:
    with pytest.raises(BriefError) as caught:
        brief_message(read_jsonc('{"title": "a", "title": "b", "topics": {"x": 1, "x": 0.5}}'))
    faults: List[Tuple[str, str]] = [tuple(fault) for fault in caught.value.violations]  # type: ignore[misc]
    assert faults == [("title", "is given twice"), ('topics["x"]', "is given twice")]


def test_template_is_a_brief_without_faults_and_names_every_field() -> None:
    text = TEMPLATE.read_text()
    assert brief_message(read_jsonc(text)).audience.countries["NO"] == 1
    kinds: List[Any] = [messages.Brief, messages.TargetAudience, messages.CostTarget, messages.SizePreference, messages.FitConstraints]
    for message in kinds:
        for field in message.DESCRIPTOR.fields:
            assert f'"{field.json_name}"' in text


def test_brief_text_reads_back_as_the_same_brief() -> None:
    message = brief_message(TYPED)
    text = brief_text(message)
    assert brief_message(read_jsonc(text)) == message
    assert text.index("sport/running") < text.index("outdoor") and '"followers": 20000,' in text


def test_brief_text_figures_have_four_digits() -> None:
    text = brief_text(brief_message({"size": {"followers": 22084.396, "logSpread": 1.74639}}))
    assert json.loads(text) == {"size": {"followers": 22080, "logSpread": 1.746}}
