"""The client for threads."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Callable, Iterable, Iterator, Optional, Sequence, TypeVar

from influence_grpc import connection, frame_rows
from influence_grpc._generated.influence.v1.tier_service_pb2_grpc import TierServiceStub
from influence_grpc.campaign_caller import CampaignCaller
from influence_grpc.connection import CallMetadata
from influence_grpc.fit_caller import FitCaller
from influence_grpc.items import CreatorId, Followers, Profile, kind_of
from influence_grpc.messages import (
    ClassifyTierResponse,
    CreatorProfile,
    ListTierSchemesRequest,
    ListTierSchemesResponse,
    ReadOptions,
)
from influence_grpc.profile_caller import ProfileCaller
from influence_grpc.results import ClassifiedItems, Progress
from influence_grpc.retry import RetryPolicy
from influence_grpc.selection import PlatformName, Schemes, platform_of
from influence_grpc.stream_window import StreamOptions
from influence_grpc.tier_stream import TierStream

if TYPE_CHECKING:
    from pandas import DataFrame

T = TypeVar("T")


class Client(FitCaller, CampaignCaller, ProfileCaller):
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
        return connection.batch_answer(items, request, self._unary(self._tiers.BatchClassifyTiers, request))

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

    def classify_frame(
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
        """The rows of a pandas DataFrame, classified: a DataFrame with its index, whose columns are those of
        `ClassifiedItems.to_columns`. What is missing is NA, and never 0.

        followers: the column of follower counts; found by the usual names without it. Cells are read as the command line reads
            them: numbers, or text such as "12.5k".
        creator_id: in its place, the column of ids of creators that the server keeps.
        platform: as with `classify`; without it, the frame's own column of platforms counts where there is one.
        The others: as with `classify`.

        A row that cannot be read is not sent, and says in `error` what is wrong with it. Raises ColumnError, a ValueError, where no
        column fits, and ImportError where pandas is not installed.
        """
        rows = frame_rows.rows_to_classify(frame, followers, creator_id, platform)
        options: Any = {"boundary_margins": boundary_margins, "unranked_reasons": unranked_reasons, "read_options": read_options}
        options.update(rows.kind, schemes=schemes, platform=rows.platform)
        windows: Any = {"chunk_items": chunk_items, "chunks_in_flight": chunks_in_flight, "progress": progress}
        for chunk in self.classify(rows, **options, **windows):
            rows.add(chunk)
        if not rows.is_answered:
            rows.add(self.batch_classify_tiers([], **options))
        return rows.answer()
