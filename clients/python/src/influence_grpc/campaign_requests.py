"""The requests about campaigns that both clients build alike, with every fault of what callers give told at once."""

from __future__ import annotations

from typing import Any, ClassVar, List, Mapping, Optional, Sequence, Union

from influence_grpc import messages
from influence_grpc.brief_message import BriefError, BriefLike
from influence_grpc.campaign import CreatorLike, OverlapLike, Plan, PlanLike, PlannedCreator, UniverseLike
from influence_grpc.errors import FieldViolation
from influence_grpc.message_reading import read_message
from influence_grpc.messages import ComparePlansRequest, ForecastReachRequest, PlanCampaignConfig, ReadOptions
from influence_grpc.typed_part import EnumName, full_name, plain

# What a plan is to have as much of as possible, by the names that people have for it.
OBJECTIVES: Mapping[str, str] = {
    "reach": "PLAN_OBJECTIVE_NET_IN_TARGET_REACH",
    "engagements": "PLAN_OBJECTIVE_IN_TARGET_ENGAGEMENTS",
    "credible-reach": "PLAN_OBJECTIVE_CREDIBLE_REACH",
}
_PLANNED_KEYS = {name for field in messages.PlannedCreator.DESCRIPTOR.fields for name in (field.name, field.json_name)}


class CampaignError(BriefError):
    """A question about a campaign that cannot be sent.

    violations: every fault, as ("universe.people", "must be a number, not 'x'"). What needs the server's knowledge, such as
        bounds, it tells itself: then the call raises InfluenceError, which has violations likewise.
    """

    _what: ClassVar[str] = "campaign"


def forecast_request(
    creators: Sequence[CreatorLike],
    brief: BriefLike,
    universe: UniverseLike,
    overlaps: Sequence[OverlapLike],
    model_id: str,
    read_options: Optional[ReadOptions],
) -> ForecastReachRequest:
    request, faults = ForecastReachRequest(model_id=model_id, read_options=read_options), _Faults()
    faults.read(brief, request.brief, "brief")
    faults.read(universe, request.universe, "universe")
    faults.read_creators(creators, request.creators, "creators")
    faults.read_all(overlaps, request.overlaps, "overlaps")
    faults.raise_any()
    return request


def compare_request(
    plans: Sequence[PlanLike],
    brief: BriefLike,
    universe: UniverseLike,
    overlaps: Sequence[OverlapLike],
    model_id: str,
    read_options: Optional[ReadOptions],
) -> ComparePlansRequest:
    request, faults = ComparePlansRequest(model_id=model_id, read_options=read_options), _Faults()
    faults.read(brief, request.brief, "brief")
    faults.read(universe, request.universe, "universe")
    for index, plan in enumerate(plans):
        faults.read_plan(plan, request.plans.add(), f"plans[{index}]")
    faults.read_all(overlaps, request.overlaps, "overlaps")
    faults.raise_any()
    return request


def plan_config(
    brief: BriefLike,
    budget: float,
    universe: UniverseLike,
    max_creators: Optional[int],
    objective: EnumName,
    must_haves: Sequence[CreatorLike],
    model_id: str,
    read_options: Optional[ReadOptions],
) -> PlanCampaignConfig:
    config, faults = PlanCampaignConfig(model_id=model_id, read_options=read_options), _Faults()
    faults.read(brief, config.brief, "brief")
    faults.read(universe, config.universe, "universe")
    aim: Union[str, int] = objective
    if isinstance(objective, str):
        aim = OBJECTIVES.get(objective.strip().lower().replace("_", "-"), full_name("PLAN_OBJECTIVE_", objective))
    faults.read({"budget": budget, "maxCreators": max_creators, "objective": aim}, config, "")
    faults.read_creators(must_haves, config.must_haves, "mustHaves")
    faults.raise_any()
    return config


class _Faults:
    """Reads the parts of a request, and keeps what is wrong with them."""

    def __init__(self) -> None:
        self._found: List[FieldViolation] = []

    def raise_any(self) -> None:
        if self._found:
            raise CampaignError(self._found)

    def read(self, value: Any, message: Any, path: str) -> None:
        if isinstance(value, type(message)):
            message.CopyFrom(value)
            return
        message.SetInParent()  # given and empty is not the same as left out
        for fault in read_message(plain(value), message):
            self._found.append(fault._replace(field=".".join(filter(None, [path, fault.field]))))

    def read_all(self, values: Sequence[Any], messages_to: Any, path: str) -> None:
        for index, value in enumerate(values):
            self.read(value, messages_to.add(), f"{path}[{index}]")

    def read_creators(self, creators: Sequence[CreatorLike], planned: Any, path: str) -> None:
        if isinstance(creators, (str, bytes, Mapping)):
            self._found.append(FieldViolation(path, f"must be a list of creators, not {creators!r}"))
            return
        for index, creator in enumerate(creators):
            self._read_creator(creator, planned.add(), f"{path}[{index}]")

    def read_plan(self, plan: PlanLike, message: messages.CampaignPlan, path: str) -> None:
        if not isinstance(plan, (Plan, Mapping)):
            self.read(plan, message, path)
            return
        given = {"name": plan.name, "creators": plan.creators} if isinstance(plan, Plan) else dict(plan)
        creators = given.pop("creators", ())
        self.read(given, message, path)
        self.read_creators(creators, message.creators, f"{path}.creators")

    def _read_creator(self, creator: CreatorLike, message: messages.PlannedCreator, path: str) -> None:
        price: Optional[float] = None
        if isinstance(creator, PlannedCreator):
            price, creator = creator.price, creator.creator
        elif isinstance(creator, tuple) and len(creator) == 2:
            creator, price = creator
        if price is not None:
            self.read({"price": price}, message, path)
        if isinstance(creator, str):
            self.read({"creatorId": creator}, message, path)
        elif isinstance(creator, messages.CreatorProfile):
            message.profile.CopyFrom(creator)
        elif isinstance(creator, messages.PlannedCreator):
            message.MergeFrom(creator)
        elif isinstance(creator, Mapping) and creator and set(creator) <= _PLANNED_KEYS:
            self.read(creator, message, path)
        elif isinstance(creator, Mapping):
            self.read(creator, message.profile, f"{path}.profile")
        else:
            self._found.append(FieldViolation(path, f"must be a creator's id, profile, or one of them with its price, not {creator!r}"))
