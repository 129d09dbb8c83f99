"""Answers about campaigns, made what callers get."""

from __future__ import annotations

from typing import Any, Optional

from influence_grpc.campaign_results import (
    CreatorReach,
    Estimate,
    MeasureComparison,
    PlanComparison,
    PlanForecast,
    ReachForecast,
    SetForecast,
)
from influence_grpc.enum_names import enum_name
from influence_grpc.fit_names import reason_names
from influence_grpc.messages import CampaignMeasure, DataStatus, DropReason, OverlapBasis, PlanMethod
from influence_grpc import messages
from influence_grpc.planned_campaign import NextCreator, PlanStep
from influence_grpc.results import errors_by_position


def set_forecast_of(answer: messages.ForecastReachResponse) -> SetForecast:
    return SetForecast(_forecast(answer), errors_by_position(answer.errors), answer.model_id, answer.model_version)


def comparison_of(answer: messages.ComparePlansResponse) -> PlanComparison:
    plans = tuple(PlanForecast(each.name, _forecast(each), errors_by_position(each.errors)) for each in answer.plans)
    return PlanComparison(plans, tuple(map(_measure, answer.comparisons)), answer.model_id, answer.model_version, answer)


def reach_forecast_of(forecast: messages.ReachForecast) -> ReachForecast:
    return ReachForecast(
        creator_count=forecast.creator_count,
        universe_people=forecast.universe_people,
        gross_reach=_estimate(forecast.gross_reach),
        gross_in_target_reach=_estimate(forecast.gross_in_target_reach),
        net_in_target_reach=_estimate(forecast.net_in_target_reach),
        credible_reach=_estimate(forecast.credible_reach),
        frequency=_known(forecast, "frequency"),
        engagements=_known(forecast, "engagements"),
        in_target_engagements=_known(forecast, "in_target_engagements"),
        cost=_given(forecast, "cost"),
        cost_per_thousand_reached=_known(forecast, "cost_per_thousand_reached"),
        cost_per_in_target_engagement=_known(forecast, "cost_per_in_target_engagement"),
        overlap_basis=enum_name(OverlapBasis, "OVERLAP_BASIS_", forecast.overlap_basis),
        creators_without_price=tuple(forecast.creators_without_price),
        creators_without_engagements=tuple(forecast.creators_without_engagements),
        creators=tuple(map(_creator, forecast.creators)),
    )


def step_of(step: messages.PlanStep) -> PlanStep:
    return PlanStep(step.creator_id, step.gain, step.price, step.cost_so_far, step.must_have, step.score)


def next_of(creator: messages.NextCreator) -> NextCreator:
    return NextCreator(creator.creator_id, creator.gain, creator.price, creator.missing_budget)


def method_name(number: int) -> str:
    return enum_name(PlanMethod, "PLAN_METHOD_", number)


def drop_name(number: int) -> str:
    """Such as "price_unknown"."""
    return enum_name(DropReason, "DROP_REASON_", number)


def _creator(creator: messages.CreatorReach) -> CreatorReach:
    return CreatorReach(
        creator_id=creator.creator_id,
        reach=_estimate(creator.reach),
        in_target_reach=_estimate(creator.in_target_reach),
        reach_is_own=creator.reach_is_own,
        adds=creator.adds,
        engagements=_given(creator, "engagements"),
        in_target_engagements=_given(creator, "in_target_engagements"),
        credibility=creator.credibility,
        price=_given(creator, "price"),
        ineligibilities=tuple(reason_names(creator.ineligibilities)),
        data_status=enum_name(DataStatus, "DATA_STATUS_", creator.data_status),
    )


def _measure(each: messages.MeasureComparison) -> MeasureComparison:
    name = enum_name(CampaignMeasure, "CAMPAIGN_MEASURE_", each.measure)
    return MeasureComparison(name, tuple(each.ranking), _known(each, "lead"), each.is_clear, each.sentence)


def _forecast(answer: Any) -> Optional[ReachForecast]:
    return reach_forecast_of(answer.forecast) if answer.HasField("forecast") else None


def _known(message: Any, name: str) -> Optional[Estimate]:
    return _estimate(getattr(message, name)) if message.HasField(name) else None


def _given(message: Any, name: str) -> Optional[float]:
    return float(getattr(message, name)) if message.HasField(name) else None


def _estimate(estimate: messages.Estimate) -> Estimate:
    return Estimate(estimate.value, estimate.lower, estimate.upper)
