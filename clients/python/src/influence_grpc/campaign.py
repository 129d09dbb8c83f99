"""Whom a campaign is to reach, and with which creators, typed: None or an empty collection for what is not given."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Mapping, Optional, Sequence, Tuple, Union

from influence_grpc import messages
from influence_grpc.typed_part import EnumName, TypedPart, named, numbers_by


@dataclass
class Universe(TypedPart):
    """The target: all the people whom a campaign wants to reach. Give either `people`, or `dimension` and `segments`, whose sum
    it then is.

    people: how many they are, in [1, 10^10].
    dimension: what segments are told apart by: "countries", "regions", "languages", "interests", "ages" or "genders".
    segments: how many people in which part of the target, each in [1, 10^10], at most 100, by what profiles name the part by:
        a country, region, language or interest, or an AgeBand or Gender such as "GENDER_FEMALE". Creators whose audiences
        come from different parts do not share people: the more is known of that, the better the net reach.
    """

    people: Optional[float] = None
    dimension: Optional[EnumName] = named("AUDIENCE_DIMENSION_", None)
    segments: Mapping[str, float] = numbers_by("key", "people")


@dataclass
class AudienceOverlap(TypedPart):
    """How much two creators' audiences have in common.

    first_creator_id, second_creator_id: which two.
    share_of_smaller: of the people in the target who follow the one with fewer of them, the share that follows the other one
        too, in [0, 1].
    """

    first_creator_id: str
    second_creator_id: str
    share_of_smaller: float


@dataclass
class PlannedCreator:
    """A creator in a set.

    creator: the id of one that the server keeps, or a profile: the message, or a mapping in proto3 JSON form.
    price: what is paid for the brief's deliverable, in the brief's currency, in [0, 10^12]; None: the profile's own price.
    """

    creator: Union[str, messages.CreatorProfile, Mapping[str, Any]]
    price: Optional[float] = None


@dataclass
class Plan:
    """A named set of creators.

    name: what people call it, 1 to 200 bytes.
    creators: at least one, each id at most once.
    """

    name: str
    creators: Sequence[CreatorLike] = field(default_factory=list)


# The typed form, a mapping in proto3 JSON form (its names or those of the contract), or the contract's message.
UniverseLike = Union[Universe, Mapping[str, Any], messages.Universe]
OverlapLike = Union[AudienceOverlap, Mapping[str, Any], messages.AudienceOverlap]
PlanLike = Union[Plan, Mapping[str, Any], messages.CampaignPlan]
# Besides, an id, a profile, or one of the two with the price, such as ("ada", 9_000). A mapping is read as PlannedCreator where it
# has nothing but that one's keys, and as a profile otherwise.
CreatorLike = Union[
    str,
    messages.CreatorProfile,
    Mapping[str, Any],
    Tuple[Union[str, messages.CreatorProfile, Mapping[str, Any]], Optional[float]],
    PlannedCreator,
    messages.PlannedCreator,
]
