"""The messages of the contract, `influence.v1`, as generated from protos/influence/v1.

Each field's unit, range and the meaning of its absence stand in those files.
"""

from __future__ import annotations

from influence_grpc import _stubs

_stubs.require()

from influence_grpc._generated.influence.v1.creator_profile_pb2 import (
    AgeShare,
    Audience,
    BrandRelation,
    CreatorProfile,
    Engagement,
    GenderShare,
    Price,
    Responsiveness,
    Sponsorship,
)
from influence_grpc._generated.influence.v1.info_service_pb2 import GetServerInfoRequest, GetServerInfoResponse, Limits, ProfileStoreKind
from influence_grpc._generated.influence.v1.items_pb2 import (
    CreatorIds,
    CreatorProfiles,
    DataStatus,
    FollowerColumns,
    ItemErrors,
    Items,
    ReadOptions,
)
from influence_grpc._generated.influence.v1.platform_pb2 import Platform
from influence_grpc._generated.influence.v1.stream_pb2 import StreamAccepted, StreamLimits, StreamSummary
from influence_grpc._generated.influence.v1.tier_pb2 import (
    CanonicalTier,
    Tier,
    TierColumn,
    TierColumnOptions,
    TierColumns,
    TierScheme,
    TierSchemeKind,
    TierSchemeSelection,
    TierSchemeSource,
    UnrankedReason,
)
from influence_grpc._generated.influence.v1.tier_service_pb2 import (
    BatchClassifyTiersRequest,
    BatchClassifyTiersResponse,
    ClassifyTierRequest,
    ClassifyTierResponse,
    ListTierSchemesRequest,
    ListTierSchemesResponse,
    StreamClassifyTiersChunk,
    StreamClassifyTiersChunkResult,
    StreamClassifyTiersConfig,
    StreamClassifyTiersRequest,
    StreamClassifyTiersResponse,
    TierAgreement,
    TierClassification,
)

__all__ = [
    "AgeShare",
    "Audience",
    "BatchClassifyTiersRequest",
    "BatchClassifyTiersResponse",
    "BrandRelation",
    "CanonicalTier",
    "ClassifyTierRequest",
    "ClassifyTierResponse",
    "CreatorIds",
    "CreatorProfile",
    "CreatorProfiles",
    "DataStatus",
    "Engagement",
    "FollowerColumns",
    "GenderShare",
    "GetServerInfoRequest",
    "GetServerInfoResponse",
    "ItemErrors",
    "Items",
    "Limits",
    "ListTierSchemesRequest",
    "ListTierSchemesResponse",
    "Platform",
    "Price",
    "ProfileStoreKind",
    "ReadOptions",
    "Responsiveness",
    "Sponsorship",
    "StreamAccepted",
    "StreamClassifyTiersChunk",
    "StreamClassifyTiersChunkResult",
    "StreamClassifyTiersConfig",
    "StreamClassifyTiersRequest",
    "StreamClassifyTiersResponse",
    "StreamLimits",
    "StreamSummary",
    "Tier",
    "TierAgreement",
    "TierClassification",
    "TierColumn",
    "TierColumnOptions",
    "TierColumns",
    "TierScheme",
    "TierSchemeKind",
    "TierSchemeSelection",
    "TierSchemeSource",
    "UnrankedReason",
]
