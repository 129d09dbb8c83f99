"""The calls about campaigns, under asyncio."""

from __future__ import annotations

from typing import Any, AsyncIterable, Callable, Iterable, Optional, Sequence, TypeVar, Union

from influence_grpc import campaign_requests
from influence_grpc._generated.influence.v1.campaign_service_pb2_grpc import CampaignServiceStub
from influence_grpc.aio_caller import AioCaller
from influence_grpc.brief_message import BriefLike
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


class AioCampaignCaller(AioCaller):
    """What `AioClient` knows of campaigns; what is given is as with `CampaignCaller`."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._campaigns = CampaignServiceStub(self._channel)

    async def forecast_reach(
        self,
        creators: Sequence[CreatorLike],
        brief: BriefLike,
        universe: UniverseLike,
        *,
        overlaps: Sequence[OverlapLike] = (),
        model_id: str = "",
        read_options: Optional[ReadOptions] = None,
    ) -> SetForecast:
        """One set of creators: as `Client.forecast_reach`."""
        request = campaign_requests.forecast_request(creators, brief, universe, overlaps, model_id, read_options)
        return set_forecast_of(await self._unary(self._campaigns.ForecastReach, request))

    async def compare_plans(
        self,
        plans: Sequence[PlanLike],
        brief: BriefLike,
        universe: UniverseLike,
        *,
        overlaps: Sequence[OverlapLike] = (),
        model_id: str = "",
        read_options: Optional[ReadOptions] = None,
    ) -> PlanComparison:
        """Several sets side by side: as `Client.compare_plans`."""
        request = campaign_requests.compare_request(plans, brief, universe, overlaps, model_id, read_options)
        return comparison_of(await self._unary(self._campaigns.ComparePlans, request))

    async def plan_campaign(
        self,
        items: Union[Iterable[T], AsyncIterable[T]],
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
        """The set that does most within a budget: as `Client.plan_campaign`. items: as with `classify`."""
        config = campaign_requests.plan_config(brief, budget, universe, max_creators, objective, must_haves, model_id, read_options)
        kind, options = fit_kind_of(creator_id, profile), StreamOptions(chunk_items, chunks_in_flight, self._retry)
        rpc = await self._whole(self._campaigns.PlanCampaign, lambda: PlanStream(kind, config), items, options, progress)
        return rpc.planned
