"""The stream of look-ups, for the window."""

from __future__ import annotations

from typing import List, Optional, Sequence, TypeVar

from influence_grpc.errors import error_of_status
from influence_grpc.items import ById
from influence_grpc.messages import (
    CreatorIds,
    ReadOptions,
    StreamAccepted,
    StreamLookupProfilesChunk,
    StreamLookupProfilesChunkResult,
    StreamLookupProfilesConfig,
    StreamLookupProfilesRequest,
)
from influence_grpc.partwise_chunk import PartwiseChunk
from influence_grpc.profile_results import FoundProfiles
from influence_grpc.stream_rpc import StreamRpc

T = TypeVar("T")


class LookupStream(StreamRpc[T, FoundProfiles[T]]):
    """StreamLookupProfiles."""

    def __init__(self, kind: ById[T], read_options: Optional[ReadOptions]) -> None:
        self._kind = kind
        self._config = StreamLookupProfilesConfig(read_options=read_options)

    def opening_request(self) -> StreamLookupProfilesRequest:
        return StreamLookupProfilesRequest(config=self._config)

    def accept(self, accepted: StreamAccepted) -> None:
        """Whatever the server is, its profiles mean the same."""

    def chunk(self, items: List[T]) -> PartwiseChunk[T, FoundProfiles[T]]:
        return PartwiseChunk(self, items)

    def chunk_request(self, sequence: int, message: CreatorIds) -> StreamLookupProfilesRequest:
        return StreamLookupProfilesRequest(chunk=StreamLookupProfilesChunk(sequence=sequence, ids=message))

    def write(self, items: Sequence[T]) -> CreatorIds:
        return self._kind.ids(items)

    def read(self, result: StreamLookupProfilesChunkResult, items: Sequence[T]) -> FoundProfiles[T]:
        if result.HasField("status"):
            return FoundProfiles(items, None, error_of_status(result.status), result.sequence)
        return FoundProfiles(items[: result.rows.item_count], result.rows, None, result.sequence)

    def more_follows(self, result: StreamLookupProfilesChunkResult) -> bool:
        return result.more
