"""The client for threads."""

from __future__ import annotations

import random
import time
from typing import Any, Callable, Iterable, Iterator, Optional, Sequence, TypeVar

from influence_grpc import connection
from influence_grpc._generated.influence.v1.profile_service_pb2_grpc import ProfileServiceStub
from influence_grpc._generated.influence.v1.tier_service_pb2_grpc import TierServiceStub
from influence_grpc.campaign_caller import CampaignCaller
from influence_grpc.connection import CallMetadata
from influence_grpc.deletion import Deletion
from influence_grpc.fit_caller import FitCaller
from influence_grpc.items import ById, ByProfile, CreatorId, Followers, Profile, kind_of
from influence_grpc.lookup_stream import LookupStream
from influence_grpc.messages import (
    ClassifyTierResponse,
    CreatorProfile,
    GetProfileRequest,
    GetProfileResponse,
    ListTierSchemesRequest,
    ListTierSchemesResponse,
    ReadOptions,
)
from influence_grpc.profile_results import DeletedProfiles, FoundProfiles, UpsertedProfiles
from influence_grpc.results import ClassifiedItems, Progress
from influence_grpc.retry import RetryPolicy
from influence_grpc.selection import PlatformName, Schemes, platform_of
from influence_grpc.stream_window import StreamOptions
from influence_grpc.tier_stream import TierStream
from influence_grpc.upsert_stream import UpsertStream

T = TypeVar("T")


class Client(FitCaller, CampaignCaller):
    """A connection to the service; safe to share between threads, and cheap to keep. Close it, or use it with `with`.

    target: "host:port", "http://host:port", "https://host:port", or any address that gRPC knows. Of several servers, "a:5090,b:5090", each takes its
        share of calls, and one that is not there is passed over; so it is with "dns:///name:5090", all servers of a name. Names in
        a list are looked up once, that of dns:/// again when a connection is lost. With TLS, the servers of a list must all
        have the first one's name in their certificate.
    credentials: for TLS of another make, such as `grpc.ssl_channel_credentials(...)`. Not needed for https:// and the files below.
    metadata: sent with every call.
    timeout: seconds for a unary call, > 0, its retries included. Streams have none.
    retry: how bulk streams are taken up again, and unary calls that find no place.
    api_key: says who calls, sent with every call as "authorization: Bearer KEY". 1 to 512 characters of ASCII without spaces; line
        ends and spaces around it, as files have them, are left out. It is in no error.
    allow_insecure_api_key: send the key to other machines without TLS too, where a mesh or a tunnel encrypts.
    certificate_authority_file: certificates (PEM) of the authorities that vouch for the server, in place of gRPC's own.
    client_certificate_file, client_certificate_key_file: the client's certificate, with those between it and its authority, and its
        private key without a password (PEM), for servers that ask for one (mTLS).

    An address with https:// is spoken to over TLS, and so is one without http:// or https:// where a file is given. Files are read
    once, here: for renewed ones, make a new client. Raises ValueError, which names every fault, where files cannot be used or a key
    would go to another machine without TLS.

    Every failed call raises `InfluenceError`.
    """

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
        self._profiles = ProfileServiceStub(self._channel)

    def list_tier_schemes(self) -> ListTierSchemesResponse:
        """Every scheme that the server knows, and which is its default."""
        return self._unary(self._tiers.ListTierSchemes, ListTierSchemesRequest())

    def classify_tier(
        self,
        followers: Optional[int] = None,
        *,
        profile: Optional[CreatorProfile] = None,
        creator_id: Optional[str] = None,
        schemes: Schemes = (),
        platform: Optional[PlatformName] = None,
        read_options: Optional[ReadOptions] = None,
    ) -> ClassifyTierResponse:
        """One creator under one or several schemes, explained.

        Exactly one of: followers, in [0, 10,000,000,000]; profile; creator_id, looked up in the server's store.
        schemes: ids, and at most one TierScheme of your own; none means the server's default.
        platform: the creator's, with `followers` only, such as "instagram".
        read_options: with `creator_id` only, see `read_options` of the package.
        """
        request = connection.classify_request(followers, profile, creator_id, schemes, platform, read_options)
        return self._unary(self._tiers.ClassifyTier, request)

    def batch_classify_tiers(
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
        """Up to `server_info().limits.max_items` items in one call. Parameters as those of `classify`."""
        request = connection.batch_request(
            items, followers, creator_id, profile, schemes, platform, boundary_margins, unranked_reasons, read_options
        )
        return connection.batch_answer(items, self._unary(self._tiers.BatchClassifyTiers, request))

    def classify(
        self,
        items: Iterable[T],
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
    ) -> Iterator[ClassifiedItems[T]]:
        """Any number of items, answered chunk by chunk in their order, each item once.

        items: read in the caller's thread, and never further ahead than `chunks_in_flight` chunks of `chunk_items`.
        followers: a function of an item, or a key of it, giving its follower count in [0, 10,000,000,000] or None where
            that is unknown. Without it (and without the next two) the items are follower counts themselves.
        creator_id, profile: the same, giving the id of a creator that the server keeps, or the whole profile.
        read_options: how kept profiles are read, with `creator_id` only; see `read_options` of the package.
        boundary_margins, unranked_reasons: fill in these columns.
        progress: called after every chunk.

        A call that is cut, or drained by a server that shuts down, is taken up again after the last chunk answered, as
        `retry` says. A chunk that the server refuses comes back with `refusal` set. Stop early by leaving the loop.
        """
        kind = kind_of(followers, creator_id, profile, platform_of(platform))
        config = connection.stream_config(schemes, boundary_margins, unranked_reasons, read_options)
        options = StreamOptions(chunk_items, chunks_in_flight, self._retry)
        return self._stream(self._tiers.StreamClassifyTiers, TierStream(kind, config), items, options, progress)

    def get_profile(self, creator_id: str, *, read_options: Optional[ReadOptions] = None) -> GetProfileResponse:
        """One profile that the server keeps, with its data status and when it was written.

        creator_id: 1 to 128 bytes of UTF-8 without control characters. One that is not kept raises CREATOR_NOT_FOUND.
        read_options: see `read_options` of the package.
        """
        return self._unary(self._profiles.GetProfile, GetProfileRequest(creator_id=creator_id, read_options=read_options))

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
