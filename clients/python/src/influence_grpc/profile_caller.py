"""The calls about profiles that the server keeps, by threads."""

from __future__ import annotations

import random
import time
from typing import Any, Callable, Iterable, Iterator, Optional, Sequence, TypeVar

from influence_grpc import profile_requests
from influence_grpc._generated.influence.v1.profile_service_pb2_grpc import ProfileServiceStub
from influence_grpc.caller import Caller
from influence_grpc.deletion import Deletion
from influence_grpc.items import ById, ByProfile, CreatorId, Profile
from influence_grpc.lookup_stream import LookupStream
from influence_grpc.messages import GetProfileRequest, GetProfileResponse, ReadOptions
from influence_grpc.profile_results import DeletedProfiles, FoundProfiles, UpsertedProfiles
from influence_grpc.results import Progress
from influence_grpc.stream_window import StreamOptions
from influence_grpc.upsert_stream import UpsertStream

T = TypeVar("T")


class ProfileCaller(Caller):
    """What `Client` knows of profiles that the server keeps."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._profiles = ProfileServiceStub(self._channel)

    def get_profile(self, creator_id: str, *, read_options: Optional[ReadOptions] = None) -> GetProfileResponse:
        """One profile that the server keeps, with its data status and when it was written.

        creator_id: 1 to 128 bytes of UTF-8 without control characters. One that is not kept raises CREATOR_NOT_FOUND.
        read_options: see `read_options` of the package.
        """
        return self._unary(self._profiles.GetProfile, GetProfileRequest(creator_id=creator_id, read_options=read_options))

    def batch_lookup_profiles(
        self,
        items: Sequence[T],
        *,
        creator_id: Optional[CreatorId[T]] = None,
        read_options: Optional[ReadOptions] = None,
    ) -> FoundProfiles[T]:
        """Up to `server_info().limits.max_lookup_items` ids in one call. Parameters and answers as those of `lookup_profiles`."""
        request = profile_requests.lookup_request(items, creator_id, read_options)
        return profile_requests.lookup_answer(items, self._unary(self._profiles.LookupProfiles, request))

    def lookup_profiles(
        self,
        items: Iterable[T],
        *,
        creator_id: Optional[CreatorId[T]] = None,
        read_options: Optional[ReadOptions] = None,
        chunk_items: int = StreamOptions.lookup_items,
        chunks_in_flight: int = StreamOptions.chunks_in_flight,
        progress: Optional[Callable[[Progress], None]] = None,
    ) -> Iterator[FoundProfiles[T]]:
        """Profiles of any number of ids, chunk by chunk (or in parts of chunks) and in their order, each item once.

        items: the ids themselves, or whatever `creator_id` (a function of an item, or a key of it) gives the id of.
        read_options, chunk_items, chunks_in_flight, progress: as with `classify`.

        An id that is not kept is no error: it has no profile, and data status NOT_FOUND. Streams that are cut are taken
        up again as those of `classify`; ids that the store does not answer for in time come back with their error.
        """
        rpc = LookupStream(ById(creator_id), read_options)
        options = StreamOptions(chunk_items, chunks_in_flight, self._retry)
        return self._stream(self._profiles.StreamLookupProfiles, rpc, items, options, progress)

    def batch_upsert_profiles(
        self, items: Sequence[T], *, profile: Optional[Profile[T]] = None, min_replicas: int = 0
    ) -> UpsertedProfiles[T]:
        """Writes up to `server_info().limits.max_items` profiles in one call. Parameters as those of `upsert_profiles`.

        Profiles that the store did not take are not sent again: they come back with their error.
        """
        request = profile_requests.upsert_request(items, profile, min_replicas)
        return profile_requests.upsert_answer(items, self._unary(self._profiles.UpsertProfiles, request))

    def upsert_profiles(
        self,
        items: Iterable[T],
        *,
        profile: Optional[Profile[T]] = None,
        min_replicas: int = 0,
        chunk_items: int = StreamOptions.upsert_items,
        chunks_in_flight: int = StreamOptions.chunks_in_flight,
        progress: Optional[Callable[[Progress], None]] = None,
    ) -> Iterator[UpsertedProfiles[T]]:
        """Writes any number of profiles; answers chunk by chunk in their order, each item once.

        items: profiles (messages, or mappings in proto3 JSON form), or whatever `profile` (a function of an item, or a
            key of it) gives the profile of.
        min_replicas: how many replicas of the store must have a write before it counts as written, in [0, 16].
        chunk_items, chunks_in_flight, progress: as with `classify`.

        Streams that are cut are taken up again as those of `classify`, and so are profiles that the store did not take
        (PROFILE_STORE_UNAVAILABLE, REPLICAS_NOT_REACHED): they are sent again after the usual wait, and their chunk is
        answered when all of it is settled. A stream in which nothing at all is settled in so many calls as `retry`
        allows ends with the error of the last. A profile sent twice may come back UNCHANGED though it was new.
        `resume_after` of an answer tells how many leading items need no second sending.
        """
        rpc = UpsertStream(ByProfile(profile), min_replicas)
        options = StreamOptions(chunk_items, chunks_in_flight, self._retry)
        return self._stream(self._profiles.StreamUpsertProfiles, rpc, items, options, progress)

    def delete_profiles(self, ids: Sequence[str], *, versions: Optional[Sequence[int]] = None, min_replicas: int = 0) -> DeletedProfiles:
        """Deletes any number of profiles, in calls of as many as the server allows.

        versions: one an id: the version of the deletion, which deletes that version and lower ones. Without them
            whatever is there is deleted. Either way only a higher version can be written later.
        min_replicas: as with `upsert_profiles`.

        Ids that the store did not take are sent again as `retry` says, and come back with their error where that was in
        vain. One sent twice may come back NOT_FOUND though it was there.
        """
        work = Deletion(ids, versions, min_replicas, self._retry, random.random)
        max_items = self.server_info().limits.max_items if len(ids) > 1 else 1
        while True:
            request = work.next_request(max_items)
            if request is None:
                return work.answer()
            time.sleep(work.pause)
            work.receive(self._unary(self._profiles.DeleteProfiles, request))
