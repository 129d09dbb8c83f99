"""Campaigns against a server that cuts, drains and refuses: both clients, the same sentences."""

from __future__ import annotations

import asyncio
from typing import Any, AsyncIterator, Iterator, List

import grpc
import pytest

from influence_grpc import AioClient, Estimate, InfluenceError, NextCreator, Plan, PlanComparison, PlannedCampaign, Progress, SetForecast
from influence_grpc.messages import CreatorProfile
from profile_runs import FAST, Call, every_call
from scripted_campaign import ScriptedCampaign
from scripted_server import Act, ScriptedServer
from scripted_status import status

BRIEF = {"topics": {"sport": 1}, "cost": {"deliverable": "DELIVERABLE_POST", "currencyCode": "NOK"}}
PEOPLE = {"people": 1_000_000}


def creators(count: int) -> List[CreatorProfile]:
    return [CreatorProfile(creator_id=f"c{n:03}", followers=n) for n in range(count)]


def planned(call: Call, campaign: ScriptedCampaign, items: Any, **options: Any) -> PlannedCampaign[CreatorProfile]:
    asked = {"budget": 200, "universe": PEOPLE, "chunk_items": 10, **options}
    with ScriptedServer(campaign=campaign) as server:
        answer: PlannedCampaign[CreatorProfile] = call(server.target, "plan_campaign", items, BRIEF, **asked)
    return answer


@every_call
def test_plan_campaign_healthy_server_tells_plan_counts_and_failures(call: Call) -> None:
    campaign, items = ScriptedCampaign(), [*creators(50), *(CreatorProfile(creator_id=f"x{n}") for n in range(3))]
    plan = planned(call, campaign, items, budget=100, max_creators=7, objective="engagements", must_haves=["ada"], model_id="m")
    assert [(each.creator_id, each.gain, each.cost_so_far, each.must_have) for each in plan.steps] == [
        ("c049", 49.0, 49.0, False),
        ("c048", 48.0, 97.0, False),
    ]
    assert (plan.cost, plan.budget_left, plan.objective_value, plan.upper_bound, plan.guaranteed_share) == (97.0, 3.0, 97.0, 194.0, 0.5)
    assert plan.next == NextCreator("c047", 47.0, 47.0, 44.0) and plan.method == "all_kept"
    assert plan.forecast is not None and plan.forecast.net_in_target_reach == Estimate(97.0, 48.5, 194.0)
    assert (plan.model_id, plan.model_version, plan.items, plan.candidates, plan.ineligible, plan.dropped) == ("m", 1, 50, 39, 10, 1)
    assert plan.ineligible_for == {"too_few_followers": 10} and plan.dropped_for == {"adds_nothing": 1}
    assert plan.failed == 3 and plan.failed_for == {"NOTHING_KNOWN": 3}
    assert [each.item.creator_id for each in plan.failures] == ["x0", "x1", "x2"]
    config = campaign.requests[0]
    assert (config.budget, config.max_creators, config.objective, config.must_haves[0].creator_id) == (100, 7, 2, "ada")


@every_call
def test_plan_campaign_nobody_affordable_has_no_steps_no_forecast_and_whom_to_take_next(call: Call) -> None:
    plan = planned(call, ScriptedCampaign(), creators(20), budget=5)
    assert (plan.steps, plan.forecast, plan.cost, plan.budget_left) == ((), None, 0.0, 5.0)
    assert plan.next is not None and plan.next.missing_budget == 14.0


@every_call
@pytest.mark.parametrize(
    "acts",
    [
        [Act(answers=2)],
        [Act(answers=5)],
        [Act(answers=5, ending="silent")],
        [Act(answers=2, ending="drain", retry_after=0.01)],
        [Act(answers=1), Act(answers=0, accept=False)],
    ],
    ids=["cut", "cut-before-the-plan", "no-summary", "drain", "twice"],
)
def test_plan_campaign_cut_is_begun_again_from_the_first_item(call: Call, acts: List[Act]) -> None:
    campaign, seen = ScriptedCampaign(*acts, Act()), []  # type: ignore[var-annotated]
    plan = planned(call, campaign, creators(50), progress=seen.append)
    assert [each.creator_id for each in plan.steps] == ["c049", "c048", "c047", "c046"] and plan.items == 50
    assert (plan.ineligible, plan.ineligible_for["too_few_followers"], plan.dropped_for["adds_nothing"]) == (10, 10, 1)
    assert campaign.received[-1] == [(n, 10) for n in range(1, 6)] and seen[-1] == Progress(50, 0, 5, 0)


@every_call
def test_plan_campaign_cut_source_that_is_read_once_raises(call: Call) -> None:
    campaign = ScriptedCampaign(Act(answers=2), Act())
    with pytest.raises(InfluenceError) as caught:
        planned(call, campaign, iter(creators(50)))
    assert caught.value.code is grpc.StatusCode.UNAVAILABLE and len(campaign.received) == 1


@every_call
def test_plan_campaign_always_cut_gives_up_after_attempts(call: Call) -> None:
    campaign = ScriptedCampaign(Act(answers=2))
    with pytest.raises(InfluenceError):
        planned(call, campaign, creators(50))
    assert len(campaign.received) == FAST.attempts


@every_call
def test_plan_campaign_refused_chunk_raises(call: Call) -> None:
    campaign = ScriptedCampaign(Act(refuse={2: "TOO_MANY_ITEMS"}))
    with pytest.raises(InfluenceError) as caught:
        planned(call, campaign, creators(50))
    assert caught.value.reason == "TOO_MANY_ITEMS" and len(campaign.received) == 1


@every_call
def test_plan_campaign_refused_call_reads_nothing(call: Call) -> None:
    read: List[int] = []

    def source() -> Iterator[CreatorProfile]:
        read.append(1)
        yield from creators(3)

    with pytest.raises(InfluenceError) as caught:
        planned(call, ScriptedCampaign(Act(answers=0, accept=False, ending="MUST_HAVES_UNUSABLE")), source())
    assert (caught.value.reason, read) == ("MUST_HAVES_UNUSABLE", [])


@every_call
def test_plan_campaign_ends_in_order_without_a_plan_raises(call: Call) -> None:
    with pytest.raises(InfluenceError, match="sent no plan"):
        planned(call, ScriptedCampaign(sends_plan=False), creators(5))


@every_call
def test_plan_campaign_server_that_takes_fewer_bytes_gets_smaller_chunks(call: Call) -> None:
    campaign = ScriptedCampaign(Act(max_bytes=90))
    assert planned(call, campaign, creators(50)).items == 50
    assert len(campaign.received[0]) > 5 and sum(count for _, count in campaign.received[0]) == 50


def test_plan_campaign_aio_takes_an_asynchronous_source() -> None:
    async def source() -> AsyncIterator[CreatorProfile]:
        for each in creators(50):
            yield each

    async def run(target: str) -> PlannedCampaign[CreatorProfile]:
        async with AioClient(target) as client:
            return await asyncio.wait_for(client.plan_campaign(source(), BRIEF, budget=200, universe=PEOPLE), 30)

    with ScriptedServer(campaign=ScriptedCampaign()) as server:
        assert asyncio.run(run(server.target)).items == 50


@every_call
def test_forecast_reach_tells_failed_creators_and_what_is_not_known_is_none(call: Call) -> None:
    with ScriptedServer(campaign=ScriptedCampaign()) as server:
        answer: SetForecast = call(server.target, "forecast_reach", [creators(50)[49], "ada"], BRIEF, PEOPLE)
    assert list(answer.errors) == [1] and answer.errors[1].reason == "CREATOR_NOT_FOUND" and answer.model_version == 1
    forecast = answer.forecast
    assert forecast is not None and (forecast.creator_count, forecast.overlap_basis) == (1, "chance")
    assert (forecast.cost, forecast.frequency, forecast.engagements, forecast.cost_per_thousand_reached) == (None, None, None, None)
    assert forecast.creators_without_price == ("c049",) and forecast.creators[0].price is None


@every_call
def test_forecast_reach_nobody_known_has_no_forecast(call: Call) -> None:
    with ScriptedServer(campaign=ScriptedCampaign()) as server:
        answer = call(server.target, "forecast_reach", ["ada", "bo"], BRIEF, PEOPLE)
    assert answer.forecast is None and sorted(answer.errors) == [0, 1]


@every_call
def test_compare_plans_tells_plans_in_order_and_who_wins(call: Call) -> None:
    few, many = creators(60)[20:22], creators(60)[50:]
    with ScriptedServer(campaign=ScriptedCampaign()) as server:
        answer: PlanComparison = call(server.target, "compare_plans", [Plan("few", [*few, "ada"]), Plan("many", many)], BRIEF, PEOPLE)
    assert [(each.name, each.forecast and each.forecast.creator_count, len(each.errors)) for each in answer.plans] == [
        ("few", 2, 1),
        ("many", 10, 0),
    ]
    (reach,) = answer.comparisons
    assert (reach.measure, reach.ranking, reach.is_clear, reach.lead) == ("net_in_target_reach", (1, 0), True, Estimate(1.5, 0.75, 3.0))


@every_call
@pytest.mark.parametrize("method", ["forecast_reach", "compare_plans"])
def test_unary_calls_refused_raise_every_fault(method: str, call: Call) -> None:
    campaign = ScriptedCampaign()
    campaign.refusal = status(grpc.StatusCode.INVALID_ARGUMENT, "INVALID_REQUEST", fields=["universe", "brief.topics"])
    with ScriptedServer(campaign=campaign) as server:
        with pytest.raises(InfluenceError) as caught:
            call(server.target, method, [], BRIEF, PEOPLE)
    assert [fault.field for fault in caught.value.violations] == ["universe", "brief.topics"]
