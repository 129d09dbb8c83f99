"""What callers give about campaigns, made the contract's messages: every form alike, and every fault at once."""

from __future__ import annotations

from typing import Any

import pytest
from google.protobuf import json_format

from influence_grpc import AudienceOverlap, Brief, BriefError, CampaignError, CostTarget, Plan, PlannedCreator, Universe, messages
from influence_grpc.campaign_requests import compare_request, forecast_request, plan_config

BRIEF = Brief(topics={"sport": 1}, cost=CostTarget("post", "NOK"))
PROFILE = {"creatorId": "bo", "followers": "7200"}


def forecast(creators: Any, universe: Any = Universe(people=1_000), overlaps: Any = ()) -> messages.ForecastReachRequest:
    return forecast_request(creators, BRIEF, universe, overlaps, "", None)


@pytest.mark.parametrize(
    "creator",
    [
        ("ada", 5),
        PlannedCreator("ada", 5),
        {"creatorId": "ada", "price": 5},
        {"creator_id": "ada", "price": "5"},
        messages.PlannedCreator(creator_id="ada", price=5),
    ],
    ids=["pair", "typed", "mapping", "names-of-the-contract", "message"],
)
def test_forecast_request_creator_of_the_store_in_any_form_is_one_message(creator: Any) -> None:
    assert list(forecast([creator]).creators) == [messages.PlannedCreator(creator_id="ada", price=5)]


@pytest.mark.parametrize(
    "creator",
    [PROFILE, json_format.ParseDict(PROFILE, messages.CreatorProfile()), {"profile": PROFILE}, PlannedCreator(PROFILE), (PROFILE, None)],
    ids=["mapping", "message", "planned-mapping", "typed", "pair"],
)
def test_forecast_request_profile_in_any_form_is_one_message(creator: Any) -> None:
    sent = forecast([creator]).creators[0]
    assert (sent.profile.creator_id, sent.profile.followers, sent.HasField("price")) == ("bo", 7_200, False)


def test_forecast_request_id_alone_is_of_the_store_and_price_zero_is_sent() -> None:
    of_text, of_mapping, free = forecast(["ada", {"creatorId": "bo"}, ("cy", 0)]).creators
    assert (of_text.creator_id, of_mapping.creator_id) == ("ada", "bo") and not of_text.HasField("price")
    assert free.HasField("price") and free.price == 0


@pytest.mark.parametrize(
    "universe",
    [
        Universe(dimension="countries", segments={"NO": 4_000_000, "SE": 9e6}),
        {"dimension": "AUDIENCE_DIMENSION_COUNTRIES", "segments": [{"key": "NO", "people": 4_000_000}, {"key": "SE", "people": 9e6}]},
        messages.Universe(dimension=1, segments=[{"key": "NO", "people": 4_000_000}, {"key": "SE", "people": 9e6}]),  # type: ignore
    ],
    ids=["typed", "mapping", "message"],
)
def test_forecast_request_universe_in_any_form_is_one_message(universe: Any) -> None:
    sent = forecast(["ada"], universe).universe
    assert sent.dimension == 1 and not sent.HasField("people")
    assert [(each.key, each.people) for each in sent.segments] == [("NO", 4e6), ("SE", 9e6)]


def test_forecast_request_overlaps_share_zero_is_sent() -> None:
    typed, mapped = AudienceOverlap("a", "b", 0), {"firstCreatorId": "a", "secondCreatorId": "b", "shareOfSmaller": 0}
    sent = forecast(["a", "b"], overlaps=[typed, mapped]).overlaps
    assert sent[0] == sent[1] and sent[0].HasField("share_of_smaller")


@pytest.mark.parametrize(
    "plan",
    [
        Plan("small", ["ada", ("bo", 3)]),
        {"name": "small", "creators": [{"creatorId": "ada"}, {"creatorId": "bo", "price": 3}]},
        messages.CampaignPlan(name="small", creators=[{"creator_id": "ada"}, {"creator_id": "bo", "price": 3}]),  # type: ignore
    ],
    ids=["typed", "mapping", "message"],
)
def test_compare_request_plan_in_any_form_is_one_message(plan: Any) -> None:
    sent = compare_request([plan, Plan("big", ["cy"])], BRIEF, Universe(people=1_000), (), "m", None)
    assert [each.name for each in sent.plans] == ["small", "big"] and sent.model_id == "m"
    assert [(each.creator_id, each.HasField("price")) for each in sent.plans[0].creators] == [("ada", False), ("bo", True)]


def test_compare_request_faults_of_every_part_are_told_at_once() -> None:
    plans: Any = [Plan("x", [7, {"creatorId": "a", "folowers": 3}]), {"nam": "y", "creators": "ada"}, 3]  # type: ignore[list-item]
    with pytest.raises(CampaignError) as caught:
        compare_request(plans, {"topcs": {}}, {"peple": 3}, [{"firstCreatorId": 1}], "", None)
    told = {fault.field: fault.description for fault in caught.value.violations}
    assert list(told) == [
        "brief.topcs",
        "universe.peple",
        "plans[0].creators[0]",
        "plans[0].creators[1].profile.folowers",
        "plans[1].nam",
        "plans[1].creators",
        "plans[2]",
        "overlaps[0].firstCreatorId",
    ]
    assert "did you mean people?" in told["universe.peple"] and "did you mean followers?" in told["plans[0].creators[1].profile.folowers"]
    assert isinstance(caught.value, BriefError) and "the campaign has 8 faults:" in str(caught.value)


@pytest.mark.parametrize(
    ("objective", "number"),
    [("reach", 1), ("engagements", 2), ("credible-reach", 3), ("CREDIBLE_REACH", 3), ("PLAN_OBJECTIVE_NET_IN_TARGET_REACH", 1), (2, 2)],
)
def test_plan_config_objective_by_any_name_is_its_number(objective: Any, number: int) -> None:
    assert plan_config(BRIEF, 0, {"people": 5}, None, objective, (), "", None).objective == number


def test_plan_config_tells_absent_from_zero() -> None:
    config = plan_config(BRIEF, 0, {"people": 5}, None, "reach", ["ada"], "", None)
    assert config.HasField("budget") and not config.HasField("max_creators") and config.must_haves[0].creator_id == "ada"


def test_plan_config_faults_are_told_at_once() -> None:
    with pytest.raises(CampaignError) as caught:
        plan_config(BRIEF, "much", {}, -1, "fame", [None], "", None)  # type: ignore[arg-type, list-item]
    assert [fault.field for fault in caught.value.violations] == ["budget", "maxCreators", "objective", "mustHaves[0]"]
