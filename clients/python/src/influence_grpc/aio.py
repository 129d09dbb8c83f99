"""The client for asyncio."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, AsyncIterable, AsyncIterator, Callable, Iterable, Optional, Sequence, TypeVar, Union

from influence_grpc import connection, frame_rows
from influence_grpc._generated.influence.v1.tier_service_pb2_grpc import TierServiceStub
from influence_grpc.aio_campaign_caller import AioCampaignCaller
from influence_grpc.aio_fit_caller import AioFitCaller
from influence_grpc.aio_profile_caller import AioProfileCaller
from influence_grpc.connection import CallMetadata
from influence_grpc.items import CreatorId, Followers, Profile, kind_of
from influence_grpc.messages import (
    ClassifyTierResponse,
    CreatorProfile,
    ListTierSchemesRequest,
    ListTierSchemesResponse,
    ReadOptions,
)
from influence_grpc.results import ClassifiedItems, Progress
from influence_grpc.retry import RetryPolicy
from influence_grpc.selection import PlatformName, Schemes, platform_of
from influence_grpc.stream_window import StreamOptions
from influence_grpc.tier_stream import TierStream

if TYPE_CHECKING:
    from pandas import DataFrame

T = TypeVar("T")


class AioClient(AioFitCaller, AioCampaignCaller, AioProfileCaller):
    """As `Client`, for asyncio: create it where the loop runs, await its methods, close it or use it with `async with`."""

    def __init__(
        self,
        target: str = connection.DEFAULT_TARGET,
        *,
        credentials: Optional[Any] = None,
        metadata: CallMetadata = (),
        timeout: float = connection.DEFAULT_TIMEOUT,
        retry: RetryPolicy = RetryPolicy(),
        api_key: Optional[str] = None,
        allow_insecure_api_key: bool = False,
        certificate_authority_file: Optional[str] = None,
        client_certificate_file: Optional[str] = None,
        client_certificate_key_file: Optional[str] = None,
    ) -> None:
        super().__init__(
            target,
            credentials=credentials,
            metadata=metadata,
            timeout=timeout,
            retry=retry,
            api_key=api_key,
            allow_insecure_api_key=allow_insecure_api_key,
            certificate_authority_file=certificate_authority_file,
            client_certificate_file=client_certificate_file,
            client_certificate_key_file=client_certificate_key_file,
        )
        self._tiers = TierServiceStub(self._channel)

    async def list_tier_schemes(self) -> ListTierSchemesResponse:
        """Every scheme that the server knows, and which is its default."""
        return await self._unary(self._tiers.ListTierSchemes, ListTierSchemesRequest())

    async def classify_tier(
        self,
        followers: Optional[int] = None,
        *,
        profile: Optional[CreatorProfile] = None,
        creator_id: Optional[str] = None,
        schemes: Schemes = (),
        platform: Optional[PlatformName] = None,
        read_options: Optional[ReadOptions] = None,
    ) -> ClassifyTierResponse:
        """One creator, explained: as `Client.classify_tier`."""
        request = connection.classify_request(followers, profile, creator_id, schemes, platform, read_options)
        return await self._unary(self._tiers.ClassifyTier, request)

    async def batch_classify_tiers(
        self,
        items: Sequence[T],
        *,
        followers: Optional[Followers[T]] = None,
        creator_id: Optional[CreatorId[T]] = None,
        profile: Optional[Profile[T]] = None,
        schemes: Schemes = (),
        platform: Optional[PlatformName] = None,
        boundary_margins: bool = False,
        unranked_reasons: bool = False,
        read_options: Optional[ReadOptions] = None,
    ) -> ClassifiedItems[T]:
        """One batch: as `Client.batch_classify_tiers`."""
        request = connection.batch_request(
            items, followers, creator_id, profile, schemes, platform, boundary_margins, unranked_reasons, read_options
        )
        return connection.batch_answer(items, request, await self._unary(self._tiers.BatchClassifyTiers, request))

    def classify(
        self,
        items: Union[Iterable[T], AsyncIterable[T]],
        *,
        followers: Optional[Followers[T]] = None,
        creator_id: Optional[CreatorId[T]] = None,
        profile: Optional[Profile[T]] = None,
        schemes: Schemes = (),
        platform: Optional[PlatformName] = None,
        boundary_margins: bool = False,
        unranked_reasons: bool = False,
        read_options: Optional[ReadOptions] = None,
        chunk_items: int = StreamOptions.chunk_items,
        chunks_in_flight: int = StreamOptions.chunks_in_flight,
        progress: Optional[Callable[[Progress], None]] = None,
    ) -> AsyncIterator[ClassifiedItems[T]]:
        """Any number of items, answered chunk by chunk in their order, each item once: as `Client.classify`.

        items: read in the task that iterates over the answers. An iterable that is not asynchronous must not block.
        """
        kind = kind_of(followers, creator_id, profile, platform_of(platform))
        config = connection.stream_config(schemes, boundary_margins, unranked_reasons, read_options)
        options = StreamOptions(chunk_items, chunks_in_flight, self._retry)
        return self._stream(self._tiers.StreamClassifyTiers, TierStream(kind, config), items, options, progress)

    async def classify_frame(
        self,
        frame: DataFrame,
        *,
        followers: Optional[str] = None,
        creator_id: Optional[str] = None,
        schemes: Schemes = (),
        platform: Optional[PlatformName] = None,
        boundary_margins: bool = False,
        unranked_reasons: bool = False,
        read_options: Optional[ReadOptions] = None,
        chunk_items: int = StreamOptions.chunk_items,
        chunks_in_flight: int = StreamOptions.chunks_in_flight,
        progress: Optional[Callable[[Progress], None]] = None,
    ) -> DataFrame:
        """The rows of a pandas DataFrame, classified: as `Client.classify_frame`."""
        rows = frame_rows.rows_to_classify(frame, followers, creator_id, platform)
        options: Any = {"boundary_margins": boundary_margins, "unranked_reasons": unranked_reasons, "read_options": read_options}
        options.update(rows.kind, schemes=schemes, platform=rows.platform)
        windows: Any = {"chunk_items": chunk_items, "chunks_in_flight": chunks_in_flight, "progress": progress}
        async for chunk in self.classify(rows, **options, **windows):
            rows.add(chunk)
        if not rows.is_answered:
            rows.add(await self.batch_classify_tiers([], **options))
        return rows.answer()
