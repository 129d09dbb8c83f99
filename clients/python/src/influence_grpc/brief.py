"""A campaign's brief, typed: what `Brief` of the contract says, with None or an empty collection for what is not given."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Mapping, Optional, Sequence, Union

from influence_grpc.typed_part import EnumName, TypedPart, named, numbers_by


def _no_weights() -> Any:
    return field(default_factory=dict)


@dataclass
class TargetAudience(TypedPart):
    """Whom a campaign wants to reach. Each dimension maps groups to how much they are wanted, in [0, 1] and not all 0; groups
    not named are not wanted, and an empty dimension is not asked for. At most 1,000 groups a dimension, and at least one
    dimension.

    countries: ISO 3166-1 alpha-2 codes, upper case.
    regions: compared as they are written.
    languages: BCP 47 tags; "pt" covers "pt-BR" too, unless that is named as well.
    interests: slash paths; "sport" covers "sport/running" too, unless that is named as well.
    ages: age bands such as "25-34" or "65+".
    genders: "female", "male", "other".
    """

    countries: Mapping[str, float] = _no_weights()
    regions: Mapping[str, float] = _no_weights()
    languages: Mapping[str, float] = _no_weights()
    interests: Mapping[str, float] = _no_weights()
    ages: Mapping[EnumName, float] = numbers_by("band", "weight", "AGE_BAND_")
    genders: Mapping[EnumName, float] = numbers_by("gender", "weight", "GENDER_")


@dataclass
class CostTarget(TypedPart):
    """What is bought and what it may cost.

    deliverable: "post", "story", "short-video", "video", "live" or "mention".
    currency_code: ISO 4217, three upper-case letters, of the figures below and of the prices compared with them.
    reference_cost_per_engagement: what an engagement within the target audience should cost, more than 0: there, cost
        scores one half. None: the model's benchmark, which must then have one in this currency.
    maximum_price: the most that may be paid for one deliverable, at least 0; whoever charges more is ineligible. None: no
        limit.
    """

    deliverable: EnumName = field(metadata={"prefix": "DELIVERABLE_"})
    currency_code: str
    reference_cost_per_engagement: Optional[float] = None
    maximum_price: Optional[float] = None


@dataclass
class SizePreference(TypedPart):
    """The size that a campaign prefers.

    followers: the size liked best, in [1, 10,000,000,000].
    log_spread: how far from it is still liked, as standard deviation of ln(followers), in [0.05, 10]: 1 is a factor of 2.7.
    """

    followers: float
    log_spread: float


@dataclass
class TierConstraint(TypedPart):
    """Tiers of one scheme.

    scheme_id: of a scheme that the server has.
    ordinals: of tiers in it, 0 for creators without a tier; at least one, each at most once.
    """

    scheme_id: str
    ordinals: Sequence[int]


@dataclass
class FitConstraints(TypedPart):
    """What a creator must meet. It never changes the score. What a profile does not tell is not met, unless `allow_unknown`.

    platforms: that will do, such as "instagram"; empty: any.
    tiers: that will do; None: any.
    min_followers, max_followers: in [0, 10,000,000,000]; None: any.
    min_authentic_share: least share of real people in the audience, in [0, 1]; None: any.
    languages: of which the audience must speak at least one; at most 100, empty: any.
    min_language_share: least share of the audience that must speak one of them, in [0, 1]; None: any share above 0.
    excluded_creator_ids: out of the question; at most 10,000.
    price_required: whether a price for the deliverable, in the currency of the brief's cost, must be known.
    tolerated_safety_flags: that do not matter, such as "drugs"; any other makes a creator ineligible.
    allow_unknown: let creators pass of whom too little is known to say.
    """

    platforms: Sequence[EnumName] = named("PLATFORM_")
    tiers: Optional[TierConstraint] = None
    min_followers: Optional[int] = None
    max_followers: Optional[int] = None
    min_authentic_share: Optional[float] = None
    languages: Sequence[str] = ()
    min_language_share: Optional[float] = None
    excluded_creator_ids: Sequence[str] = ()
    price_required: bool = False
    tolerated_safety_flags: Sequence[EnumName] = named("SAFETY_FLAG_")
    allow_unknown: bool = False


@dataclass
class ComponentWeights(TypedPart):
    """Weights of the components, each in [0, 1] and relative to each other; 0 leaves a component out, None leaves it to the
    preset. A weight for a component that the brief does not ask for is refused, unless it is 0."""

    niche: Optional[float] = None
    audience: Optional[float] = None
    engagement: Optional[float] = None
    credibility: Optional[float] = None
    affinity: Optional[float] = None
    proximity: Optional[float] = None
    responsiveness: Optional[float] = None
    cost: Optional[float] = None
    concentration: Optional[float] = None
    size: Optional[float] = None


@dataclass
class Brief(TypedPart):
    """What a campaign looks for. A brief must ask for something: at least one component with a weight above 0.

    title: what people call the campaign, at most 200 bytes.
    topics: what the content should be about: slash paths such as "sport/running" to how much they matter, in [0, 1] and not
        all 0; at most 200. Empty: niche is not asked for.
    audience: whom to reach; None: audience is not asked for.
    brand: the advertised brand, as profiles name it. Empty, and `related_brands` too: affinity is not asked for.
    competitors: competitors of the brand, as profiles name them; at most 200.
    related_brands: other brands whose mention speaks for a creator, to how much, in [0, 1] and not all 0; at most 200.
    cost: what is bought and what it may cost; None: cost is not asked for.
    size: the size preferred; None: size is not asked for.
    constraints: what a creator must meet; it never changes the score.
    preset: "balanced" (where not given), "awareness", "conversion" or "credibility".
    weights: in place of the preset's.
    missing_policy: what takes the place of what is not known: "neutral" (where not given), "pessimistic" or "exclude".
    campaign_start: when the campaign begins; a datetime without a zone is in UTC. A competitor's exclusivity that ends before
        does not matter.
    """

    title: str = ""
    topics: Mapping[str, float] = _no_weights()
    audience: Optional[TargetAudience] = None
    brand: str = ""
    competitors: Sequence[str] = ()
    related_brands: Mapping[str, float] = _no_weights()
    cost: Optional[CostTarget] = None
    size: Optional[SizePreference] = None
    constraints: Optional[FitConstraints] = None
    preset: Optional[EnumName] = named("WEIGHT_PRESET_", None)
    weights: Optional[ComponentWeights] = None
    missing_policy: Optional[EnumName] = named("MISSING_POLICY_", None)
    campaign_start: Union[None, datetime, str] = None
