"""The calls about profiles that the server keeps, under asyncio."""

from __future__ import annotations

import asyncio
import random
from typing import Any, AsyncIterable, AsyncIterator, Callable, Iterable, Optional, Sequence, TypeVar, Union

from influence_grpc import profile_requests
from influence_grpc._generated.influence.v1.profile_service_pb2_grpc import ProfileServiceStub
from influence_grpc.aio_caller import AioCaller
from influence_grpc.deletion import Deletion
from influence_grpc.items import ById, ByProfile, CreatorId, Profile
from influence_grpc.lookup_stream import LookupStream
from influence_grpc.messages import GetProfileRequest, GetProfileResponse, ReadOptions
from influence_grpc.profile_results import DeletedProfiles, FoundProfiles, UpsertedProfiles
from influence_grpc.results import Progress
from influence_grpc.stream_window import StreamOptions
from influence_grpc.upsert_stream import UpsertStream

T = TypeVar("T")


class AioProfileCaller(AioCaller):
    """What `AioClient` knows of profiles that the server keeps."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._profiles = ProfileServiceStub(self._channel)

    async def get_profile(self, creator_id: str, *, read_options: Optional[ReadOptions] = None) -> GetProfileResponse:
        """One profile that the server keeps: as `Client.get_profile`."""
        return await self._unary(self._profiles.GetProfile, GetProfileRequest(creator_id=creator_id, read_options=read_options))

    async def batch_lookup_profiles(
        self,
        items: Sequence[T],
        *,
        creator_id: Optional[CreatorId[T]] = None,
        read_options: Optional[ReadOptions] = None,
    ) -> FoundProfiles[T]:
        """One call: as `Client.batch_lookup_profiles`."""
        request = profile_requests.lookup_request(items, creator_id, read_options)
        return profile_requests.lookup_answer(items, await self._unary(self._profiles.LookupProfiles, request))

    def lookup_profiles(
        self,
        items: Union[Iterable[T], AsyncIterable[T]],
        *,
        creator_id: Optional[CreatorId[T]] = None,
        read_options: Optional[ReadOptions] = None,
        chunk_items: int = StreamOptions.lookup_items,
        chunks_in_flight: int = StreamOptions.chunks_in_flight,
        progress: Optional[Callable[[Progress], None]] = None,
    ) -> AsyncIterator[FoundProfiles[T]]:
        """Profiles of any number of ids: as `Client.lookup_profiles`. items: as with `classify`."""
        rpc = LookupStream(ById(creator_id), read_options)
        options = StreamOptions(chunk_items, chunks_in_flight, self._retry)
        return self._stream(self._profiles.StreamLookupProfiles, rpc, items, options, progress)

    async def batch_upsert_profiles(
        self, items: Sequence[T], *, profile: Optional[Profile[T]] = None, min_replicas: int = 0
    ) -> UpsertedProfiles[T]:
        """One call: as `Client.batch_upsert_profiles`."""
        request = profile_requests.upsert_request(items, profile, min_replicas)
        return profile_requests.upsert_answer(items, await self._unary(self._profiles.UpsertProfiles, request))

    def upsert_profiles(
        self,
        items: Union[Iterable[T], AsyncIterable[T]],
        *,
        profile: Optional[Profile[T]] = None,
        min_replicas: int = 0,
        chunk_items: int = StreamOptions.upsert_items,
        chunks_in_flight: int = StreamOptions.chunks_in_flight,
        progress: Optional[Callable[[Progress], None]] = None,
    ) -> AsyncIterator[UpsertedProfiles[T]]:
        """Writes any number of profiles: as `Client.upsert_profiles`. items: as with `classify`."""
        rpc = UpsertStream(ByProfile(profile), min_replicas)
        options = StreamOptions(chunk_items, chunks_in_flight, self._retry)
        return self._stream(self._profiles.StreamUpsertProfiles, rpc, items, options, progress)

    async def delete_profiles(
        self, ids: Sequence[str], *, versions: Optional[Sequence[int]] = None, min_replicas: int = 0
    ) -> DeletedProfiles:
        """Deletes any number of profiles: as `Client.delete_profiles`."""
        work = Deletion(ids, versions, min_replicas, self._retry, random.random)
        max_items = (await self.server_info()).limits.max_items if len(ids) > 1 else 1
        while True:
            request = work.next_request(max_items)
            if request is None:
                return work.answer()
            await asyncio.sleep(work.pause)
            work.receive(await self._unary(self._profiles.DeleteProfiles, request))
