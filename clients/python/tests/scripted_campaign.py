"""A service of campaigns that misbehaves to order, call by call. A creator reaches its followers, and costs as much; below 10 it is
not eligible, with 10 it adds nothing, and without followers it fails."""

from __future__ import annotations

from typing import Any, Dict, Iterator, List, Tuple

import grpc

from influence_grpc._generated.influence.v1 import campaign_service_pb2_grpc
from influence_grpc.messages import (
    CampaignMeasure,
    ComparePlansResponse,
    CreatorReach,
    DropReason,
    DroppedItems,
    Estimate,
    ForecastReachResponse,
    IneligibilityReason,
    IneligibleItems,
    ItemErrors,
    MeasureComparison,
    NextCreator,
    OverlapBasis,
    PlanCampaignChunkResult,
    PlanCampaignResponse,
    PlanCampaignResult,
    PlanForecast,
    PlanMethod,
    PlanStep,
    PlanningProgress,
    ReachForecast,
    StreamSummary,
)
from scripted_acts import ScriptedActs
from scripted_server import Act, end
from scripted_status import status

_TOO_FEW = IneligibilityReason.Value("INELIGIBILITY_REASON_TOO_FEW_FOLLOWERS")
_ADDS_NOTHING = DropReason.Value("DROP_REASON_ADDS_NOTHING")


def estimate(value: float) -> Estimate:
    return Estimate(value=value, lower=value / 2, upper=value * 2)


def forecast_of(followers: Dict[str, int]) -> ReachForecast:
    """Nothing is known of prices and engagements."""
    whole = estimate(sum(followers.values()))
    return ReachForecast(
        creator_count=len(followers),
        universe_people=1_000_000,
        gross_reach=whole,
        gross_in_target_reach=whole,
        net_in_target_reach=whole,
        credible_reach=whole,
        overlap_basis=OverlapBasis.Value("OVERLAP_BASIS_CHANCE"),  # type: ignore[arg-type]
        creators_without_price=list(followers),
        creators=[CreatorReach(creator_id=each, reach=estimate(count)) for each, count in followers.items()],
    )


class ScriptedCampaign(ScriptedActs, campaign_service_pb2_grpc.CampaignServiceServicer):
    """See `ScriptedActs`."""

    def __init__(self, *acts: Act, sends_plan: bool = True) -> None:
        super().__init__(*acts)
        self._sends_plan = sends_plan

    def ForecastReach(self, request: Any, context: Any) -> ForecastReachResponse:
        self._unary(request, context)
        known, errors = self._set(request.creators)
        forecast = forecast_of(known) if known else None
        return ForecastReachResponse(forecast=forecast, errors=errors, model_id="m", model_version=1)

    def ComparePlans(self, request: Any, context: Any) -> ComparePlansResponse:
        self._unary(request, context)
        sets = [(plan.name, *self._set(plan.creators)) for plan in request.plans]
        plans = [PlanForecast(name=name, forecast=forecast_of(known) if known else None, errors=errors) for name, known, errors in sets]
        reach = MeasureComparison(
            measure=CampaignMeasure.Value("CAMPAIGN_MEASURE_NET_IN_TARGET_REACH"),  # type: ignore[arg-type]
            ranking=sorted(range(len(sets)), key=lambda index: -sum(sets[index][1].values())),
            lead=estimate(1.5),
            is_clear=True,
            sentence="it wins",
        )
        return ComparePlansResponse(plans=plans, comparisons=[reach], model_id="m", model_version=1)

    def PlanCampaign(self, request_iterator: Iterator[Any], context: Any) -> Iterator[PlanCampaignResponse]:
        act, received = self._next(request_iterator)
        if act.accept:
            yield PlanCampaignResponse(accepted=self._accepted(act))
        candidates: Dict[str, int] = {}
        progress = PlanningProgress()
        answered = 0
        while act.answers is None or answered < act.answers:
            chunk = self._chunk(request_iterator, received)
            if chunk is None:
                break
            answered += 1
            if chunk.sequence in act.refuse:
                refused = status(grpc.StatusCode.INVALID_ARGUMENT, act.refuse[chunk.sequence])
                yield PlanCampaignResponse(result=PlanCampaignChunkResult(sequence=chunk.sequence, status=refused))
                continue
            yield PlanCampaignResponse(result=self._take(chunk, candidates, progress))
        if act.answers is not None:
            end(act, context)
            return
        if self._sends_plan:
            yield PlanCampaignResponse(plan=self._plan(candidates))
        yield PlanCampaignResponse(summary=StreamSummary(chunks=answered, complete=True))

    @staticmethod
    def _take(chunk: Any, candidates: Dict[str, int], progress: PlanningProgress) -> PlanCampaignChunkResult:
        profiles = chunk.items.profiles.profiles
        failed = [index for index, each in enumerate(profiles) if not each.HasField("followers")]
        few = [index for index, each in enumerate(profiles) if each.followers < 10 and index not in failed]
        nothing = [index for index, each in enumerate(profiles) if each.followers == 10]
        rest = {each.creator_id: each.followers for index, each in enumerate(profiles) if index not in {*failed, *few, *nothing}}
        candidates.update(rest)
        progress.items += len(profiles) - len(failed)
        progress.candidates, progress.ineligible = len(candidates), progress.ineligible + len(few)
        progress.dropped += len(nothing)
        result = PlanCampaignChunkResult(sequence=chunk.sequence, progress=progress)
        if failed:
            result.errors.append(ItemErrors(indexes=failed, status=status(grpc.StatusCode.FAILED_PRECONDITION, "NOTHING_KNOWN")))
        if few:
            result.ineligible.append(IneligibleItems(reason=_TOO_FEW, indexes=few))  # type: ignore[arg-type]
        if nothing:
            result.dropped.append(DroppedItems(reason=_ADDS_NOTHING, indexes=nothing))  # type: ignore[arg-type]
        return result

    def _plan(self, candidates: Dict[str, int]) -> PlanCampaignResult:
        """The widest first, while the budget lasts; the one that comes next, and half of the best for certain."""
        config, left = self.requests[-1], self.requests[-1].budget
        plan = PlanCampaignResult(guaranteed_share=0.5, method=PlanMethod.Value("PLAN_METHOD_ALL_KEPT"))  # type: ignore[arg-type]
        taken: Dict[str, int] = {}
        for creator_id, followers in sorted(candidates.items(), key=lambda each: (-each[1], each[0])):
            if followers > left or len(taken) == (config.max_creators or 100):
                plan.next.CopyFrom(
                    NextCreator(creator_id=creator_id, gain=followers, price=followers, missing_budget=max(0, followers - left))
                )
                break
            left -= followers
            taken[creator_id] = followers
            step = PlanStep(creator_id=creator_id, gain=followers, price=followers, cost_so_far=config.budget - left, score=50)
            plan.steps.append(step)
        plan.objective_value = plan.cost = sum(taken.values())
        plan.budget_left, plan.upper_bound = left, plan.objective_value * 2
        if taken:
            plan.forecast.CopyFrom(forecast_of(taken))
        return plan

    @staticmethod
    def _set(creators: Any) -> Tuple[Dict[str, int], List[ItemErrors]]:
        missing = [index for index, each in enumerate(creators) if each.WhichOneof("creator") == "creator_id"]
        known = {each.profile.creator_id: each.profile.followers for index, each in enumerate(creators) if index not in missing}
        lacking = status(grpc.StatusCode.NOT_FOUND, "CREATOR_NOT_FOUND")
        return known, [ItemErrors(indexes=missing, status=lacking)] if missing else []
