"""The requests of fit that both clients build alike."""

from __future__ import annotations

from typing import Any, Optional, Sequence, TypeVar

from influence_grpc.brief_message import BriefLike, brief_message
from influence_grpc.items import CreatorId, Profile, fit_kind_of, profile_message
from influence_grpc.messages import (
    BatchScoreFitRequest,
    BatchScoreFitResponse,
    DeriveBriefConfig,
    FitColumnOptions,
    RankCreatorsConfig,
    ReadOptions,
    ScoreFitRequest,
    StreamScoreFitConfig,
)
from influence_grpc.scored_items import ScoredItems

T = TypeVar("T")


def score_request(
    brief: BriefLike, profile: Any, creator_id: Optional[str], model_id: str, read_options: Optional[ReadOptions]
) -> ScoreFitRequest:
    if (profile is None) == (creator_id is None):
        raise ValueError("give exactly one of profile and creator_id")
    return ScoreFitRequest(
        profile=None if profile is None else profile_message(profile),
        creator_id=creator_id,
        brief=brief_message(brief),
        model_id=model_id,
        read_options=read_options,
    )


def batch_request(
    items: Sequence[T],
    brief: BriefLike,
    creator_id: Optional[CreatorId[T]],
    profile: Optional[Profile[T]],
    model_id: str,
    components: bool,
    read_options: Optional[ReadOptions],
) -> BatchScoreFitRequest:
    return BatchScoreFitRequest(
        items=fit_kind_of(creator_id, profile).write(items),
        brief=brief_message(brief),
        model_id=model_id,
        columns=FitColumnOptions(components=components),
        read_options=read_options,
    )


def batch_answer(items: Sequence[T], response: BatchScoreFitResponse) -> ScoredItems[T]:
    return ScoredItems(items, response.fits, response.model_id, response.model_version, None)


def stream_config(brief: BriefLike, model_id: str, components: bool, read_options: Optional[ReadOptions]) -> StreamScoreFitConfig:
    return StreamScoreFitConfig(
        brief=brief_message(brief), model_id=model_id, columns=FitColumnOptions(components=components), read_options=read_options
    )


def rank_config(
    brief: BriefLike, count: int, model_id: str, include_ineligible: bool, read_options: Optional[ReadOptions]
) -> RankCreatorsConfig:
    if not 1 <= count < 2**32:
        raise ValueError(f"count must be at least 1 and at most what the server allows, not {count}")
    return RankCreatorsConfig(
        brief=brief_message(brief), count=count, model_id=model_id, include_ineligible=include_ineligible, read_options=read_options
    )


def derive_config(title: str, brand: str, model_id: str, read_options: Optional[ReadOptions]) -> DeriveBriefConfig:
    return DeriveBriefConfig(title=title, brand=brand, model_id=model_id, read_options=read_options)
