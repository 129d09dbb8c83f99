"""The calls of fit, under asyncio."""

from __future__ import annotations

import asyncio
import random
from typing import TYPE_CHECKING, Any, AsyncIterable, AsyncIterator, Callable, Iterable, Mapping, Optional, Sequence, TypeVar, Union

from influence_grpc import aio_upload, fit_requests, frame_rows
from influence_grpc._generated.influence.v1.fit_service_pb2_grpc import FitServiceStub
from influence_grpc.aio_caller import AioCaller
from influence_grpc.beginnings import Beginnings
from influence_grpc.brief_message import BriefLike
from influence_grpc.derivation import Derivation
from influence_grpc.errors import InfluenceError
from influence_grpc.fit_stream import FitStream
from influence_grpc.items import CreatorId, Profile, fit_kind_of
from influence_grpc.messages import (
    CreatorProfile,
    DeriveBriefResponse,
    GetServerInfoRequest,
    ListFitModelsRequest,
    ListFitModelsResponse,
    ReadOptions,
    ScoreFitResponse,
)
from influence_grpc.rank_stream import RankStream
from influence_grpc.ranking import Ranking
from influence_grpc.results import Progress
from influence_grpc.scored_items import ScoredItems
from influence_grpc.selection import PlatformName
from influence_grpc.stream_window import StreamOptions

if TYPE_CHECKING:
    from pandas import DataFrame

T = TypeVar("T")


class AioFitCaller(AioCaller):
    """What `AioClient` knows of fit; briefs are as with `FitCaller`."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._fit = FitServiceStub(self._channel)

    async def list_fit_models(self) -> ListFitModelsResponse:
        """Every model that the server knows, with its constants, and which is its default."""
        return await self._unary(self._fit.ListFitModels, ListFitModelsRequest())

    async def score_fit(
        self,
        brief: BriefLike,
        *,
        profile: Union[None, CreatorProfile, Mapping[str, Any]] = None,
        creator_id: Optional[str] = None,
        model_id: str = "",
        read_options: Optional[ReadOptions] = None,
    ) -> ScoreFitResponse:
        """One creator against a brief, explained: as `Client.score_fit`."""
        return await self._unary(self._fit.ScoreFit, fit_requests.score_request(brief, profile, creator_id, model_id, read_options))

    async def batch_score_fit(
        self,
        items: Sequence[T],
        brief: BriefLike,
        *,
        creator_id: Optional[CreatorId[T]] = None,
        profile: Optional[Profile[T]] = None,
        model_id: str = "",
        components: bool = False,
        read_options: Optional[ReadOptions] = None,
    ) -> ScoredItems[T]:
        """One batch: as `Client.batch_score_fit`."""
        request = fit_requests.batch_request(items, brief, creator_id, profile, model_id, components, read_options)
        return fit_requests.batch_answer(items, await self._unary(self._fit.BatchScoreFit, request))

    def score_fit_stream(
        self,
        items: Union[Iterable[T], AsyncIterable[T]],
        brief: BriefLike,
        *,
        creator_id: Optional[CreatorId[T]] = None,
        profile: Optional[Profile[T]] = None,
        model_id: str = "",
        components: bool = False,
        read_options: Optional[ReadOptions] = None,
        chunk_items: int = StreamOptions.fit_items,
        chunks_in_flight: int = StreamOptions.chunks_in_flight,
        progress: Optional[Callable[[Progress], None]] = None,
    ) -> AsyncIterator[ScoredItems[T]]:
        """Any number of items against one brief: as `Client.score_fit_stream`. items: as with `classify`."""
        config = fit_requests.stream_config(brief, model_id, components, read_options)
        options = StreamOptions(chunk_items, chunks_in_flight, self._retry)
        return self._stream(self._fit.StreamScoreFit, FitStream(fit_kind_of(creator_id, profile), config), items, options, progress)

    async def score_frame(
        self,
        frame: DataFrame,
        brief: BriefLike,
        *,
        creator_id: Optional[str] = None,
        columns: Optional[Mapping[str, str]] = None,
        platform: Optional[PlatformName] = None,
        model_id: str = "",
        components: bool = False,
        read_options: Optional[ReadOptions] = None,
        chunk_items: int = StreamOptions.fit_items,
        chunks_in_flight: int = StreamOptions.chunks_in_flight,
        progress: Optional[Callable[[Progress], None]] = None,
    ) -> DataFrame:
        """The rows of a pandas DataFrame, scored: as `Client.score_frame`."""
        rows = frame_rows.rows_to_score(frame, creator_id, columns, platform)
        options: Any = {"model_id": model_id, "components": components, "read_options": read_options, **rows.kind}
        windows: Any = {"chunk_items": chunk_items, "chunks_in_flight": chunks_in_flight, "progress": progress}
        async for chunk in self.score_fit_stream(rows, brief, **options, **windows):
            rows.add(chunk)
        if not rows.is_answered:
            rows.add(await self.batch_score_fit([], brief, **options))
        return rows.answer()

    async def rank_creators(
        self,
        items: Union[Iterable[T], AsyncIterable[T]],
        brief: BriefLike,
        *,
        count: int = 10,
        include_ineligible: bool = False,
        creator_id: Optional[CreatorId[T]] = None,
        profile: Optional[Profile[T]] = None,
        model_id: str = "",
        read_options: Optional[ReadOptions] = None,
        chunk_items: int = StreamOptions.fit_items,
        chunks_in_flight: int = StreamOptions.chunks_in_flight,
        progress: Optional[Callable[[Progress], None]] = None,
    ) -> Ranking[T]:
        """The best of any number of items: as `Client.rank_creators`. items: as with `classify`."""
        config = fit_requests.rank_config(brief, count, model_id, include_ineligible, read_options)
        kind, options = fit_kind_of(creator_id, profile), StreamOptions(chunk_items, chunks_in_flight, self._retry)
        rpc = await self._whole(self._fit.RankCreators, lambda: RankStream(kind, config), items, options, progress)
        return rpc.ranking

    async def derive_brief(
        self,
        examples: Union[Iterable[T], AsyncIterable[T]],
        *,
        background: Union[Iterable[T], AsyncIterable[T]] = (),
        title: str = "",
        brand: str = "",
        creator_id: Optional[CreatorId[T]] = None,
        profile: Optional[Profile[T]] = None,
        model_id: str = "",
        read_options: Optional[ReadOptions] = None,
        chunk_items: int = StreamOptions.fit_items,
    ) -> DeriveBriefResponse:
        """A brief for more creators like these: as `Client.derive_brief`. examples, background: as items with `classify`."""
        config, kind = fit_requests.derive_config(title, brand, model_id, read_options), fit_kind_of(creator_id, profile)
        beginnings = Beginnings(self._retry, random.random, examples, background)
        while True:
            try:
                info = await self._unary(self._info.GetServerInfo, GetServerInfoRequest(), beginnings.again)
                derivation = Derivation(kind, config, chunk_items, info.limits.stream)
                return await aio_upload.derive(self._fit.DeriveBrief, self._metadata, derivation, examples, background)
            except InfluenceError as error:
                await asyncio.sleep(beginnings.pause_after(error))
