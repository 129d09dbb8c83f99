"""Client for InfluenceGrpc: which tier does a social-media creator belong to, under any number of published schemes; the
profiles that the server keeps of creators; how well creators fit a campaign's brief; and which of them do most for it.

Start with `Client` (or `AioClient` under asyncio); `messages` has the contract's messages.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

if TYPE_CHECKING:
    from influence_grpc.aio import AioClient as AioClient
    from influence_grpc.brief import Brief as Brief
    from influence_grpc.brief import ComponentWeights as ComponentWeights
    from influence_grpc.brief import CostTarget as CostTarget
    from influence_grpc.brief import FitConstraints as FitConstraints
    from influence_grpc.brief import SizePreference as SizePreference
    from influence_grpc.brief import TargetAudience as TargetAudience
    from influence_grpc.brief import TierConstraint as TierConstraint
    from influence_grpc.brief_message import BriefError as BriefError
    from influence_grpc.campaign import AudienceOverlap as AudienceOverlap
    from influence_grpc.campaign import Plan as Plan
    from influence_grpc.campaign import PlannedCreator as PlannedCreator
    from influence_grpc.campaign import Universe as Universe
    from influence_grpc.campaign_requests import CampaignError as CampaignError
    from influence_grpc.campaign_results import CreatorReach as CreatorReach
    from influence_grpc.campaign_results import Estimate as Estimate
    from influence_grpc.campaign_results import MeasureComparison as MeasureComparison
    from influence_grpc.campaign_results import PlanComparison as PlanComparison
    from influence_grpc.campaign_results import PlanForecast as PlanForecast
    from influence_grpc.campaign_results import ReachForecast as ReachForecast
    from influence_grpc.campaign_results import SetForecast as SetForecast
    from influence_grpc.client import Client as Client
    from influence_grpc.csv_columns import ColumnError as ColumnError
    from influence_grpc.errors import FieldViolation as FieldViolation
    from influence_grpc.errors import InfluenceError as InfluenceError
    from influence_grpc.item_failures import FailedItem as FailedItem
    from influence_grpc.planned_campaign import NextCreator as NextCreator
    from influence_grpc.planned_campaign import PlanStep as PlanStep
    from influence_grpc.planned_campaign import PlannedCampaign as PlannedCampaign
    from influence_grpc.profile_results import DeletedProfile as DeletedProfile
    from influence_grpc.profile_results import DeletedProfiles as DeletedProfiles
    from influence_grpc.profile_results import FoundProfile as FoundProfile
    from influence_grpc.profile_results import FoundProfiles as FoundProfiles
    from influence_grpc.profile_results import UpsertedProfile as UpsertedProfile
    from influence_grpc.profile_results import UpsertedProfiles as UpsertedProfiles
    from influence_grpc.ranking import Ranking as Ranking
    from influence_grpc.results import ClassifiedItem as ClassifiedItem
    from influence_grpc.results import ClassifiedItems as ClassifiedItems
    from influence_grpc.results import Progress as Progress
    from influence_grpc.retry import RetryPolicy as RetryPolicy
    from influence_grpc.scored_items import ComponentValue as ComponentValue
    from influence_grpc.scored_items import ScoredItem as ScoredItem
    from influence_grpc.scored_items import ScoredItems as ScoredItems
    from influence_grpc.store_options import read_options as read_options

_HOMES = {
    "AioClient": "aio",
    "AudienceOverlap": "campaign",
    "Brief": "brief",
    "BriefError": "brief_message",
    "CampaignError": "campaign_requests",
    "ClassifiedItem": "results",
    "ClassifiedItems": "results",
    "Client": "client",
    "ColumnError": "csv_columns",
    "ComponentValue": "scored_items",
    "ComponentWeights": "brief",
    "CostTarget": "brief",
    "CreatorReach": "campaign_results",
    "DeletedProfile": "profile_results",
    "DeletedProfiles": "profile_results",
    "Estimate": "campaign_results",
    "FailedItem": "item_failures",
    "FieldViolation": "errors",
    "FitConstraints": "brief",
    "FoundProfile": "profile_results",
    "FoundProfiles": "profile_results",
    "InfluenceError": "errors",
    "MeasureComparison": "campaign_results",
    "NextCreator": "planned_campaign",
    "Plan": "campaign",
    "PlanComparison": "campaign_results",
    "PlanForecast": "campaign_results",
    "PlanStep": "planned_campaign",
    "PlannedCampaign": "planned_campaign",
    "PlannedCreator": "campaign",
    "Progress": "results",
    "Ranking": "ranking",
    "ReachForecast": "campaign_results",
    "RetryPolicy": "retry",
    "ScoredItem": "scored_items",
    "ScoredItems": "scored_items",
    "SetForecast": "campaign_results",
    "SizePreference": "brief",
    "TargetAudience": "brief",
    "TierConstraint": "brief",
    "Universe": "campaign",
    "UpsertedProfile": "profile_results",
    "UpsertedProfiles": "profile_results",
    "read_options": "store_options",
}
__all__ = ["__version__", *_HOMES]


def __getattr__(name: str) -> Any:
    # Imported when asked for: without generated stubs, `python3 -m influence_grpc` can say what is missing.
    if name not in _HOMES:
        raise AttributeError(f"module 'influence_grpc' has no attribute {name!r}")
    return getattr(import_module(f"influence_grpc.{_HOMES[name]}"), name)
