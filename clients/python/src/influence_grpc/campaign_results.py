"""What sets of creators do for a campaign. A figure that rests on something that is not known is None: missing is never zero.

Values of enumerations are the contract's names in lower case, without the prefix, such as "some_pairs".
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Mapping, Optional, Tuple

from influence_grpc.errors import InfluenceError
from influence_grpc.messages import ComparePlansResponse


@dataclass(frozen=True)
class Estimate:
    """A figure, at least 0, and how far it may be off: `lower` and `upper` are the ends of a nominal 80 % interval."""

    value: float
    lower: float
    upper: float


@dataclass(frozen=True)
class CreatorReach:
    """What one creator does in a set.

    reach: people that one deliverable reaches, anybody.
    in_target_reach: of them, those in the target.
    reach_is_own: whether that is the profile's own average, and not what the model knows of creators of that size.
    adds: what the net reach would lack without this creator.
    engagements, in_target_engagements: likes and comments to be expected, of anybody and of people in the target; None where
        they cannot be told.
    credibility: in [0, 1], imputed where nothing is known.
    price: in the brief's currency; None where it is not known or the brief asks for no cost.
    ineligibilities: constraints of the brief that it does not meet, such as "too_few_followers"; they change no figure here.
    data_status: where its data came from, such as "inline" or "present".
    """

    creator_id: str
    reach: Estimate
    in_target_reach: Estimate
    reach_is_own: bool
    adds: float
    engagements: Optional[float]
    in_target_engagements: Optional[float]
    credibility: float
    price: Optional[float]
    ineligibilities: Tuple[str, ...]
    data_status: str


@dataclass(frozen=True)
class ReachForecast:
    """What a set does, each creator with one deliverable. People are those of the target, unless said otherwise.

    creator_count: creators that are counted: those that did not fail.
    universe_people: the size of the target.
    gross_reach: contacts with anybody; gross_in_target_reach: contacts with people in the target.
    net_in_target_reach: different people in the target who are reached at least once.
    credible_reach: likewise, each creator's reach multiplied with its credibility.
    frequency: contacts a person reached, at least 1; None where nobody is reached.
    engagements, in_target_engagements: likes and comments to be expected; None where they cannot be told of a creator.
    cost: sum of the prices, in the brief's currency; None where the brief asks for no cost, or a price is not known.
    cost_per_thousand_reached, cost_per_in_target_engagement: None where either part is, or there is nothing to divide by.
    overlap_basis: what the net reach was computed by: "exact", "pairs", "some_pairs" or "chance".
    creators_without_price, creators_without_engagements: ids of those of whom that is not known.
    creators: one each that is counted, in the order of the set.
    """

    creator_count: int
    universe_people: float
    gross_reach: Estimate
    gross_in_target_reach: Estimate
    net_in_target_reach: Estimate
    credible_reach: Estimate
    frequency: Optional[Estimate]
    engagements: Optional[Estimate]
    in_target_engagements: Optional[Estimate]
    cost: Optional[float]
    cost_per_thousand_reached: Optional[Estimate]
    cost_per_in_target_engagement: Optional[Estimate]
    overlap_basis: str
    creators_without_price: Tuple[str, ...]
    creators_without_engagements: Tuple[str, ...]
    creators: Tuple[CreatorReach, ...]


@dataclass(frozen=True)
class SetForecast:
    """One set of creators.

    forecast: over the creators that did not fail; None where all did.
    errors: the creators that failed, by their number in the set, from 0.
    model_id, model_version: what it was computed by.
    """

    forecast: Optional[ReachForecast]
    errors: Mapping[int, InfluenceError]
    model_id: str
    model_version: int


@dataclass(frozen=True)
class PlanForecast:
    """One plan among several; forecast and errors as in `SetForecast`."""

    name: str
    forecast: Optional[ReachForecast]
    errors: Mapping[int, InfluenceError]


@dataclass(frozen=True)
class MeasureComparison:
    """One measure of all plans that have it and of which no creator failed.

    measure: such as "net_in_target_reach" or "cost".
    ranking: numbers of the plans, from 0, from the best to the worst; of plans that are equal, the earlier first. Fewer than two
        where there is nothing to compare.
    lead: how far the best is ahead of the second: their ratio, at least 1. Its interval goes below 1 where the second may well
        be the better one. None where the lesser of the two is nothing, or there are no two.
    is_clear: whether the best is ahead within the whole interval.
    sentence: for people; it names the plans that are not ranked, and why. Its wording may change.
    """

    measure: str
    ranking: Tuple[int, ...]
    lead: Optional[Estimate]
    is_clear: bool
    sentence: str


@dataclass(frozen=True)
class PlanComparison:
    """Plans side by side.

    plans: in the order of the question.
    comparisons: one a measure that any plan has; its sentence names the plans that it does not rank, and why.
    model_id, model_version: what they were computed by.
    message: the same as the contract has it.
    """

    plans: Tuple[PlanForecast, ...]
    comparisons: Tuple[MeasureComparison, ...]
    model_id: str
    model_version: int
    message: ComparePlansResponse = field(repr=False)
