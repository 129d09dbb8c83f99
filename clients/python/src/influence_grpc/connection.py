"""How both clients connect, and the requests that they build alike."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, List, Optional, Sequence, Tuple, TypeVar, Union

import grpc

from influence_grpc.errors import InfluenceError
from influence_grpc.items import CreatorId, Followers, Profile, kind_of
from influence_grpc.messages import (
    BatchClassifyTiersRequest,
    BatchClassifyTiersResponse,
    ClassifyTierRequest,
    CreatorProfile,
    ReadOptions,
    StreamClassifyTiersConfig,
    TierColumnOptions,
)
from influence_grpc.results import ClassifiedItems
from influence_grpc.selection import PlatformName, Schemes, platform_of, selection_of
from influence_grpc.server_target import ServerTarget

T = TypeVar("T")

DEFAULT_TARGET = "127.0.0.1:5090"
# Seconds. For unary calls, retries included.
DEFAULT_TIMEOUT = 10.0

CallMetadata = Sequence[Tuple[str, Union[str, bytes]]]

# Unary calls read only or are idempotent, so they may be sent again; streams are taken up again by StreamWindow, which knows what was answered.
_SERVICE_CONFIG = {
    "methodConfig": [
        {
            "name": [
                {"service": "influence.v1.InfoService"},
                *(
                    {"service": "influence.v1.TierService", "method": method}
                    for method in ("ListTierSchemes", "ClassifyTier", "BatchClassifyTiers")
                ),
                *(
                    {"service": "influence.v1.ProfileService", "method": method}
                    for method in ("GetProfile", "LookupProfiles", "UpsertProfiles", "DeleteProfiles")
                ),
                *({"service": "influence.v1.FitService", "method": method} for method in ("ListFitModels", "ScoreFit", "BatchScoreFit")),
                *({"service": "influence.v1.CampaignService", "method": method} for method in ("ForecastReach", "ComparePlans")),
            ],
            "retryPolicy": {
                "maxAttempts": 4,
                "initialBackoff": "0.1s",
                "maxBackoff": "1s",
                "backoffMultiplier": 2,
                "retryableStatusCodes": ["UNAVAILABLE"],
            },
        }
    ]
}

_CHANNEL_OPTIONS: List[Tuple[str, Any]] = [
    ("grpc.enable_retries", 1),
    # A restarted server is found within seconds; the default waits up to two minutes between attempts to connect.
    ("grpc.initial_reconnect_backoff_ms", 100),
    ("grpc.min_reconnect_backoff_ms", 5_000),  # how long one attempt may take
    ("grpc.max_reconnect_backoff_ms", 5_000),
    # A peer that vanished without a word is noticed.
    ("grpc.keepalive_time_ms", 60_000),
    ("grpc.keepalive_timeout_ms", 20_000),
]


def servers_of(target: str) -> ServerTarget:
    return ServerTarget.of(target, _SERVICE_CONFIG)


def options_of(servers: ServerTarget, encrypted: bool) -> List[Tuple[str, Any]]:
    """What a channel is opened with. Without TLS no proxy of the environment stands between: it would read API keys, even those meant
    for this machine."""
    proxy = [] if encrypted else [("grpc.enable_http_proxy", 0)]
    return [*_CHANNEL_OPTIONS, *proxy, *servers.options]


@dataclass(frozen=True)
class CallEnded:
    """The last event of a call; `error` is None where it ended with status OK."""

    error: Optional[InfluenceError]


def not_accepted() -> CallEnded:
    """The end of a call that was not accepted in time. Anew each time: an error that is raised holds on to its frames."""
    return CallEnded(InfluenceError(grpc.StatusCode.UNAVAILABLE, "the server did not accept the stream in time"))


def classify_request(
    followers: Optional[int],
    profile: Optional[CreatorProfile],
    creator_id: Optional[str],
    schemes: Schemes,
    platform: Optional[PlatformName],
    read_options: Optional[ReadOptions],
) -> ClassifyTierRequest:
    if sum(choice is not None for choice in (followers, profile, creator_id)) != 1:
        raise ValueError("give exactly one of followers, profile and creator_id")
    return ClassifyTierRequest(
        follower_count=followers,
        profile=profile,
        creator_id=creator_id,
        platform=platform_of(platform),  # type: ignore[arg-type]
        schemes=selection_of(schemes),
        read_options=read_options,
    )


def batch_request(
    items: Sequence[T],
    followers: Optional[Followers[T]],
    creator_id: Optional[CreatorId[T]],
    profile: Optional[Profile[T]],
    schemes: Schemes,
    platform: Optional[PlatformName],
    boundary_margins: bool,
    unranked_reasons: bool,
    read_options: Optional[ReadOptions],
) -> BatchClassifyTiersRequest:
    return BatchClassifyTiersRequest(
        items=kind_of(followers, creator_id, profile, platform_of(platform)).write(items),
        schemes=selection_of(schemes),
        columns=TierColumnOptions(boundary_margins=boundary_margins, unranked_reasons=unranked_reasons),
        read_options=read_options,
    )


def batch_answer(items: Sequence[T], request: BatchClassifyTiersRequest, response: BatchClassifyTiersResponse) -> ClassifiedItems[T]:
    return ClassifiedItems(items, list(response.schemes), response.tiers, None, 0, request.columns)


def stream_config(
    schemes: Schemes, boundary_margins: bool, unranked_reasons: bool, read_options: Optional[ReadOptions]
) -> StreamClassifyTiersConfig:
    return StreamClassifyTiersConfig(
        schemes=selection_of(schemes),
        columns=TierColumnOptions(boundary_margins=boundary_margins, unranked_reasons=unranked_reasons),
        read_options=read_options,
    )
