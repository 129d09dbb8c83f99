"""The calls about campaigns, by threads."""

from __future__ import annotations

from typing import Any, Callable, Iterable, Optional, Sequence, TypeVar

from influence_grpc import campaign_requests
from influence_grpc._generated.influence.v1.campaign_service_pb2_grpc import CampaignServiceStub
from influence_grpc.brief_message import BriefLike
from influence_grpc.caller import Caller
from influence_grpc.campaign import CreatorLike, OverlapLike, PlanLike, UniverseLike
from influence_grpc.campaign_answers import comparison_of, set_forecast_of
from influence_grpc.campaign_results import PlanComparison, SetForecast
from influence_grpc.items import CreatorId, Profile, fit_kind_of
from influence_grpc.messages import ReadOptions
from influence_grpc.plan_stream import PlanStream
from influence_grpc.planned_campaign import PlannedCampaign
from influence_grpc.results import Progress
from influence_grpc.stream_window import StreamOptions
from influence_grpc.typed_part import EnumName

T = TypeVar("T")


class CampaignCaller(Caller):
    """What `Client` knows of campaigns.

    Briefs are as with the calls of fit. The target is a `Universe`, a mapping in proto3 JSON form, or the message. Creators of a
    set are ids of the server's store, profiles (messages, or mappings in proto3 JSON form), or either with what is paid, as
    ("ada", 9_000) or `PlannedCreator`. What cannot be sent raises CampaignError before anything is sent; what the server finds
    at fault raises InfluenceError. Either names every fault in `violations`.
    """

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._campaigns = CampaignServiceStub(self._channel)

    def forecast_reach(
        self,
        creators: Sequence[CreatorLike],
        brief: BriefLike,
        universe: UniverseLike,
        *,
        overlaps: Sequence[OverlapLike] = (),
        model_id: str = "",
        read_options: Optional[ReadOptions] = None,
    ) -> SetForecast:
        """One set of creators: whom it reaches, what it brings in and what it costs.

        creators: at least one and at most `server_info().limits.max_planned_creators`, each id once. One that fails is in
            `errors`, and not in the figures.
        overlaps: of pairs of them, where they are known, each pair at most once: `AudienceOverlap` or a mapping.
        model_id: empty is the server's default.
        read_options: how profiles are read, for ids only; see `read_options` of the package.
        """
        request = campaign_requests.forecast_request(creators, brief, universe, overlaps, model_id, read_options)
        return set_forecast_of(self._unary(self._campaigns.ForecastReach, request))

    def compare_plans(
        self,
        plans: Sequence[PlanLike],
        brief: BriefLike,
        universe: UniverseLike,
        *,
        overlaps: Sequence[OverlapLike] = (),
        model_id: str = "",
        read_options: Optional[ReadOptions] = None,
    ) -> PlanComparison:
        """Several sets side by side, and which wins on what.

        plans: 2 to 20, each name once, of at most `server_info().limits.max_planned_creators` creators in all: `Plan`, or a
            mapping with `name` and `creators`.
        The others: as with `forecast_reach`.
        """
        request = campaign_requests.compare_request(plans, brief, universe, overlaps, model_id, read_options)
        return comparison_of(self._unary(self._campaigns.ComparePlans, request))

    def plan_campaign(
        self,
        items: Iterable[T],
        brief: BriefLike,
        *,
        budget: float,
        universe: UniverseLike,
        max_creators: Optional[int] = None,
        objective: EnumName = "reach",
        must_haves: Sequence[CreatorLike] = (),
        creator_id: Optional[CreatorId[T]] = None,
        profile: Optional[Profile[T]] = None,
        model_id: str = "",
        read_options: Optional[ReadOptions] = None,
        chunk_items: int = StreamOptions.fit_items,
        chunks_in_flight: int = StreamOptions.chunks_in_flight,
        progress: Optional[Callable[[Progress], None]] = None,
    ) -> PlannedCampaign[T]:
        """The set that does most within a budget, out of any number of candidates.

        items, creator_id, profile: the candidates, as with `score_fit_stream`.
        brief: has a cost: prices are those for its deliverable, in its currency.
        budget: what all creators together may cost, in that currency, in [0, 10^12].
        max_creators: in [1, `server_info().limits.max_planned_creators`]; None is as many as that.
        objective: what to have as much of as possible: "reach" (net, in the target), "engagements" (in the target) or
            "credible-reach", or a name of PlanObjective.
        must_haves: in the plan in any case. They must meet the brief, have a reach and a price, and fit into the budget
            together: otherwise the call raises MUST_HAVES_UNUSABLE before a candidate is sent.
        The others: as with `score_fit_stream`.

        A planning that is cut is begun again as `rank_creators` is, and a chunk that the server refuses ends it.
        """
        config = campaign_requests.plan_config(brief, budget, universe, max_creators, objective, must_haves, model_id, read_options)
        kind, options = fit_kind_of(creator_id, profile), StreamOptions(chunk_items, chunks_in_flight, self._retry)
        return self._whole(self._campaigns.PlanCampaign, lambda: PlanStream(kind, config), items, options, progress).planned
