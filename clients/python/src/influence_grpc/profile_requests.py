"""The requests about profiles that both clients build alike, and what their answers are read into."""

from __future__ import annotations

from typing import Optional, Sequence, TypeVar

import grpc

from influence_grpc.errors import InfluenceError
from influence_grpc.items import ById, ByProfile, CreatorId, Profile
from influence_grpc.messages import (
    LookupProfilesRequest,
    LookupProfilesResponse,
    ProfileWriteOptions,
    ReadOptions,
    UpsertProfilesRequest,
    UpsertProfilesResponse,
)
from influence_grpc.profile_results import FoundProfiles, UpsertedProfiles
from influence_grpc.results import errors_by_position
from influence_grpc.upsert_stream import needs_no_second_sending

T = TypeVar("T")


def lookup_request(items: Sequence[T], creator_id: Optional[CreatorId[T]], read_options: Optional[ReadOptions]) -> LookupProfilesRequest:
    return LookupProfilesRequest(ids=ById(creator_id).ids(items), read_options=read_options)


def lookup_answer(items: Sequence[T], response: LookupProfilesResponse) -> FoundProfiles[T]:
    return FoundProfiles(items, response.rows, None, 0)


def upsert_request(items: Sequence[T], profile: Optional[Profile[T]], min_replicas: int) -> UpsertProfilesRequest:
    return UpsertProfilesRequest(profiles=ByProfile(profile).profiles(items), write_options=ProfileWriteOptions(min_replicas=min_replicas))


def upsert_answer(items: Sequence[T], response: UpsertProfilesResponse) -> UpsertedProfiles[T]:
    upserts = response.upserts
    if {upserts.item_count, len(upserts.outcomes)} != {len(items)}:
        raise InfluenceError(
            grpc.StatusCode.INTERNAL,
            f"the server's answer does not fit the question: {len(items)} items, {len(upserts.outcomes)} outcomes",
        )
    errors = errors_by_position(upserts.errors)
    settled = next((index for index in range(len(items)) if not needs_no_second_sending(errors.get(index))), len(items))
    return UpsertedProfiles(items, list(upserts.outcomes), errors, None, settled, 0)
