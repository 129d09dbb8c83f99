"""Campaigns against the project's server: both clients."""

from __future__ import annotations

from typing import Any, Iterator, List

import grpc
import pytest

from campaign_samples import BRIEF, PEOPLE, creators, plans, profile
from influence_grpc import (
    AudienceOverlap,
    Client,
    Estimate,
    InfluenceError,
    Plan,
    PlanComparison,
    PlannedCampaign,
    PlannedCreator,
    SetForecast,
    Universe,
    read_options,
)
from profile_runs import Call, call_aio, call_sync, every_call
from real_server import RealServer


@pytest.fixture(scope="module")
def target(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with RealServer(store=tmp_path_factory.mktemp("store") / "profiles.db") as server:
        with Client(server.target) as client:
            list(client.upsert_profiles(creators(1, 30)))
        yield server.target


def planned(call: Call, target: str, items: Any, **options: Any) -> PlannedCampaign[Any]:
    answer: PlannedCampaign[Any] = call(target, "plan_campaign", items, BRIEF, **{"budget": 60_000, "universe": PEOPLE, **options})
    return answer


def assert_within(estimate: Estimate) -> None:
    assert 0 <= estimate.lower <= estimate.value <= estimate.upper


@every_call
def test_forecast_reach_of_profiles_and_of_the_store_tells_figures_and_who_failed(target: str, call: Call) -> None:
    kept, given = "c0001", profile(2)
    answer: SetForecast = call(target, "forecast_reach", [kept, (given, 4_000), "nobody"], BRIEF, Universe(people=600_000))
    assert list(answer.errors) == [2] and answer.errors[2].reason == "CREATOR_NOT_FOUND" and answer.model_id == "audience-fit-1"
    forecast = answer.forecast
    assert forecast is not None and forecast.universe_people == 600_000 and forecast.overlap_basis == "chance"
    assert [(each.creator_id, each.data_status) for each in forecast.creators] == [(kept, "present"), ("c0002", "inline")]
    first, second = forecast.creators
    assert forecast.cost == (first.price or 0) + 4_000 and second.price == 4_000
    assert forecast.gross_in_target_reach.value == pytest.approx(first.in_target_reach.value + second.in_target_reach.value)
    net = forecast.net_in_target_reach
    assert max(first.in_target_reach.value, second.in_target_reach.value) < net.value < forecast.gross_in_target_reach.value
    assert forecast.cost_per_thousand_reached is not None and forecast.frequency is not None and forecast.engagements is not None
    assert forecast.cost_per_thousand_reached.value == pytest.approx(1_000 * forecast.cost / net.value)
    assert forecast.frequency.value == pytest.approx(forecast.gross_in_target_reach.value / net.value)
    for each in (net, forecast.gross_reach, forecast.credible_reach, forecast.frequency, forecast.cost_per_thousand_reached):
        assert_within(each)
    assert (first.reach_is_own, first.ineligibilities, second.ineligibilities) == (False, (), ())


@every_call
def test_forecast_reach_known_overlap_is_exact_and_less_than_by_chance(target: str, call: Call) -> None:
    pair = ["c0001", "c0002"]
    by_chance = call(target, "forecast_reach", pair, BRIEF, PEOPLE).forecast
    known = call(target, "forecast_reach", pair, BRIEF, PEOPLE, overlaps=[AudienceOverlap("c0001", "c0002", 0.9)]).forecast
    assert (by_chance.overlap_basis, known.overlap_basis) == ("chance", "exact")
    assert known.net_in_target_reach.value < by_chance.net_in_target_reach.value


@every_call
def test_forecast_reach_what_is_not_known_is_none_and_says_of_whom(target: str, call: Call) -> None:
    unknown = profile(7)
    del unknown["engagement"], unknown["platform"]
    forecast = call(target, "forecast_reach", [unknown, PlannedCreator(profile(1))], BRIEF, PEOPLE).forecast
    assert (forecast.cost, forecast.cost_per_thousand_reached, forecast.creators_without_price) == (None, None, ("c0007",))
    assert (forecast.in_target_engagements, forecast.creators_without_engagements) == (None, ("c0007",))
    assert forecast.creators[0].price is None and forecast.net_in_target_reach.value > 0


@every_call
def test_forecast_reach_faults_are_told_by_the_paths_of_the_question(target: str, call: Call) -> None:
    with pytest.raises(InfluenceError) as caught:
        call(target, "forecast_reach", ["a", "a", ("b", -1)], {**BRIEF, "topics": {"a": 7}}, {"people": 0})
    fields = {fault.field for fault in caught.value.violations}
    assert fields == {'brief.topics["a"]', "universe.people", "creators[1]", "creators[2].price"}


@every_call
def test_compare_plans_ranks_by_the_figures_it_tells(target: str, call: Call) -> None:
    request = plans()
    answer: PlanComparison = call(
        target, "compare_plans", request["plans"], request["brief"], request["universe"], overlaps=request["overlaps"]
    )
    assert [each.name for each in answer.plans] == [each["name"] for each in request["plans"]]
    assert [len(each.errors) for each in answer.plans] == [0, 0, 1]
    for comparison in answer.comparisons:
        figures = [getattr(answer.plans[number].forecast, comparison.measure) for number in comparison.ranking]
        values = [each.value if isinstance(each, Estimate) else each for each in figures]
        assert values == sorted(values, reverse="cost" not in comparison.measure), comparison.measure
        assert comparison.sentence and (comparison.lead is None or comparison.lead.value >= 1)
    by_measure = {each.measure: each for each in answer.comparisons}
    for comparison in answer.comparisons:  # of the third plan a creator failed
        assert sorted(comparison.ranking) == [0, 1] and request["plans"][2]["name"] in comparison.sentence
    assert {"cost", "net_in_target_reach"} <= by_measure.keys()


@every_call
def test_plan_campaign_keeps_to_the_budget_and_its_gains_never_increase(target: str, call: Call) -> None:
    plan = planned(call, target, creators(1, 500), max_creators=9)
    assert 1 < len(plan.steps) <= 9 and plan.cost <= 60_000 and plan.cost + plan.budget_left == pytest.approx(60_000)
    gains = [step.gain for step in plan.steps]
    assert all(before >= after - 1e-6 for before, after in zip(gains, gains[1:]))
    assert sum(gains) == pytest.approx(plan.objective_value) and plan.upper_bound >= plan.objective_value
    assert plan.forecast is not None and plan.forecast.net_in_target_reach.value == pytest.approx(plan.objective_value)
    assert [each.creator_id for each in plan.forecast.creators] == [step.creator_id for step in plan.steps]
    assert 0 < plan.guaranteed_share <= 1 and plan.method == "all_kept" and plan.model_version >= 1
    assert plan.items == plan.candidates + plan.ineligible + plan.dropped == 500
    assert plan.ineligible_for == {"platform": 100} and set(plan.dropped_for) >= {"price_unknown", "reach_unknown"}
    assert sum(plan.dropped_for.values()) == plan.dropped


@every_call
def test_plan_campaign_is_forecast_as_the_same_set_is(target: str, call: Call) -> None:
    items = {each.creator_id: each for each in creators(1, 200)}
    plan = planned(call, target, list(items.values()))
    alone = call(target, "forecast_reach", [items[step.creator_id] for step in plan.steps], BRIEF, PEOPLE)
    assert alone.forecast == plan.forecast


@every_call
def test_plan_campaign_of_ids_has_must_haves_first_and_tells_failures(target: str, call: Call) -> None:
    ids = [*(f"c{n:04}" for n in range(1, 31)), "nobody", "c0002"]
    options: Any = {"objective": "engagements", "must_haves": ["c0003", (profile(97), 5)], "read_options": read_options(allow_stale=True)}
    plan = planned(call, target, ids, **options)
    assert [(step.creator_id, step.must_have) for step in plan.steps[:2]] == [("c0003", True), ("c0097", True)]
    assert not any(step.must_have for step in plan.steps[2:]) and plan.steps[1].price == 5
    assert plan.failed_for == {"CREATOR_NOT_FOUND": 1} and plan.failures[0].item == "nobody"
    assert plan.dropped_for["must_have"] == 1 and plan.dropped_for["repeated"] == 1
    assert plan.forecast is not None and plan.forecast.in_target_engagements is not None
    assert plan.forecast.in_target_engagements.value == pytest.approx(plan.objective_value)


@every_call
def test_plan_campaign_must_haves_that_cannot_be_end_the_call_before_a_candidate_is_read(target: str, call: Call) -> None:
    read: List[int] = []

    def source() -> Iterator[str]:
        read.append(1)
        yield "c0001"

    with pytest.raises(InfluenceError) as caught:
        planned(call, target, source(), must_haves=["nobody", profile(5), profile(7)])
    assert caught.value.reason == "MUST_HAVES_UNUSABLE" and caught.value.code is grpc.StatusCode.FAILED_PRECONDITION
    assert {fault.field for fault in caught.value.violations} == {f"config.mustHaves[{n}]" for n in range(3)} and not read


@every_call
def test_plan_campaign_nobody_affordable_has_no_plan(target: str, call: Call) -> None:
    plan = planned(call, target, creators(1, 20), budget=0)
    assert (plan.steps, plan.forecast, plan.cost, plan.budget_left, plan.objective_value) == ((), None, 0, 0, 0)
    assert plan.dropped_for["too_expensive"] > 0 and plan.candidates == 0


def test_plan_campaign_both_clients_plan_alike(target: str) -> None:
    threads, tasks = (planned(call, target, creators(1, 300), chunk_items=37) for call in (call_sync, call_aio))
    assert threads == tasks and threads.steps


def test_compare_plans_typed_plans_are_those_of_a_file(target: str) -> None:
    request = plans()
    typed = [Plan(each["name"], each["creators"]) for each in request["plans"]]
    asked: Any = {"overlaps": request["overlaps"]}
    of_mappings = call_sync(target, "compare_plans", request["plans"], BRIEF, request["universe"], **asked)
    of_typed = call_sync(target, "compare_plans", typed, BRIEF, request["universe"], **asked)
    assert [each.forecast for each in of_typed.plans] == [each.forecast for each in of_mappings.plans]
