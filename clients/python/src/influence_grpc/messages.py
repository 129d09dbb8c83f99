"""The messages of the contract, `influence.v1`, as generated from protos/influence/v1.

Each field's unit, range and the meaning of its absence stand in those files.
"""

from __future__ import annotations

from influence_grpc import _stubs

_stubs.require()

from influence_grpc._generated.influence.v1.brief_pb2 import (
    AgeWeight as AgeWeight,
    Brief as Brief,
    ComponentWeights as ComponentWeights,
    CostTarget as CostTarget,
    FitComponent as FitComponent,
    FitConstraints as FitConstraints,
    GenderWeight as GenderWeight,
    MissingPolicy as MissingPolicy,
    SizePreference as SizePreference,
    TargetAudience as TargetAudience,
    TierConstraint as TierConstraint,
    WeightPreset as WeightPreset,
)
from influence_grpc._generated.influence.v1.campaign_pb2 import (
    AudienceDimension as AudienceDimension,
    AudienceOverlap as AudienceOverlap,
    CampaignMeasure as CampaignMeasure,
    CreatorReach as CreatorReach,
    Estimate as Estimate,
    OverlapBasis as OverlapBasis,
    PlanObjective as PlanObjective,
    PlannedCreator as PlannedCreator,
    ReachForecast as ReachForecast,
    Universe as Universe,
    UniverseSegment as UniverseSegment,
)
from influence_grpc._generated.influence.v1.campaign_service_pb2 import (
    CampaignPlan as CampaignPlan,
    ComparePlansRequest as ComparePlansRequest,
    ComparePlansResponse as ComparePlansResponse,
    DropReason as DropReason,
    DroppedItems as DroppedItems,
    ForecastReachRequest as ForecastReachRequest,
    ForecastReachResponse as ForecastReachResponse,
    MeasureComparison as MeasureComparison,
    NextCreator as NextCreator,
    PlanCampaignChunk as PlanCampaignChunk,
    PlanCampaignChunkResult as PlanCampaignChunkResult,
    PlanCampaignConfig as PlanCampaignConfig,
    PlanCampaignRequest as PlanCampaignRequest,
    PlanCampaignResponse as PlanCampaignResponse,
    PlanCampaignResult as PlanCampaignResult,
    PlanForecast as PlanForecast,
    PlanMethod as PlanMethod,
    PlanStep as PlanStep,
    PlanningProgress as PlanningProgress,
)
from influence_grpc._generated.influence.v1.creator_profile_pb2 import (
    AgeBand as AgeBand,
    AgeShare as AgeShare,
    Audience as Audience,
    AudienceBase as AudienceBase,
    BrandRelation as BrandRelation,
    CreatorProfile as CreatorProfile,
    Deliverable as Deliverable,
    Engagement as Engagement,
    EngagementBasis as EngagementBasis,
    EngagementStatistic as EngagementStatistic,
    Gender as Gender,
    GenderShare as GenderShare,
    Price as Price,
    Responsiveness as Responsiveness,
    SafetyFlag as SafetyFlag,
    Sponsorship as Sponsorship,
)
from influence_grpc._generated.influence.v1.fit_pb2 import (
    Caution as Caution,
    CautionFlag as CautionFlag,
    CautionedItems as CautionedItems,
    ComponentColumn as ComponentColumn,
    ComponentScore as ComponentScore,
    ComponentStatus as ComponentStatus,
    FitColumnOptions as FitColumnOptions,
    FitColumns as FitColumns,
    FitScore as FitScore,
    Ineligibility as Ineligibility,
    IneligibilityReason as IneligibilityReason,
    IneligibleItems as IneligibleItems,
    PartScore as PartScore,
    TargetShare as TargetShare,
)
from influence_grpc._generated.influence.v1.fit_model_pb2 import (
    FitModel as FitModel,
    PresetWeights as PresetWeights,
)
from influence_grpc._generated.influence.v1.fit_service_pb2 import (
    BatchScoreFitRequest as BatchScoreFitRequest,
    BatchScoreFitResponse as BatchScoreFitResponse,
    BriefEvidence as BriefEvidence,
    DeriveBriefChunk as DeriveBriefChunk,
    DeriveBriefConfig as DeriveBriefConfig,
    DeriveBriefRequest as DeriveBriefRequest,
    DeriveBriefResponse as DeriveBriefResponse,
    Lift as Lift,
    ListFitModelsRequest as ListFitModelsRequest,
    ListFitModelsResponse as ListFitModelsResponse,
    RankCreatorsChunk as RankCreatorsChunk,
    RankCreatorsChunkResult as RankCreatorsChunkResult,
    RankCreatorsConfig as RankCreatorsConfig,
    RankCreatorsRequest as RankCreatorsRequest,
    RankCreatorsResponse as RankCreatorsResponse,
    RankedCreator as RankedCreator,
    RankingPage as RankingPage,
    RankingProgress as RankingProgress,
    ScoreFitRequest as ScoreFitRequest,
    ScoreFitResponse as ScoreFitResponse,
    StreamScoreFitChunk as StreamScoreFitChunk,
    StreamScoreFitChunkResult as StreamScoreFitChunkResult,
    StreamScoreFitConfig as StreamScoreFitConfig,
    StreamScoreFitRequest as StreamScoreFitRequest,
    StreamScoreFitResponse as StreamScoreFitResponse,
)
from influence_grpc._generated.influence.v1.info_service_pb2 import (
    GetServerInfoRequest as GetServerInfoRequest,
    GetServerInfoResponse as GetServerInfoResponse,
    Limits as Limits,
    ProfileStoreKind as ProfileStoreKind,
)
from influence_grpc._generated.influence.v1.items_pb2 import (
    CreatorIds as CreatorIds,
    CreatorProfiles as CreatorProfiles,
    DataStatus as DataStatus,
    FollowerColumns as FollowerColumns,
    ItemErrors as ItemErrors,
    Items as Items,
    ReadOptions as ReadOptions,
)
from influence_grpc._generated.influence.v1.platform_pb2 import (
    Platform as Platform,
)
from influence_grpc._generated.influence.v1.profile_service_pb2 import (
    DeleteOutcome as DeleteOutcome,
    DeleteProfilesRequest as DeleteProfilesRequest,
    DeleteProfilesResponse as DeleteProfilesResponse,
    GetProfileRequest as GetProfileRequest,
    GetProfileResponse as GetProfileResponse,
    LookupProfilesRequest as LookupProfilesRequest,
    LookupProfilesResponse as LookupProfilesResponse,
    ProfileRows as ProfileRows,
    ProfileWriteOptions as ProfileWriteOptions,
    StreamLookupProfilesChunk as StreamLookupProfilesChunk,
    StreamLookupProfilesChunkResult as StreamLookupProfilesChunkResult,
    StreamLookupProfilesConfig as StreamLookupProfilesConfig,
    StreamLookupProfilesRequest as StreamLookupProfilesRequest,
    StreamLookupProfilesResponse as StreamLookupProfilesResponse,
    StreamUpsertProfilesChunk as StreamUpsertProfilesChunk,
    StreamUpsertProfilesChunkResult as StreamUpsertProfilesChunkResult,
    StreamUpsertProfilesConfig as StreamUpsertProfilesConfig,
    StreamUpsertProfilesRequest as StreamUpsertProfilesRequest,
    StreamUpsertProfilesResponse as StreamUpsertProfilesResponse,
    UpsertColumns as UpsertColumns,
    UpsertOutcome as UpsertOutcome,
    UpsertProfilesRequest as UpsertProfilesRequest,
    UpsertProfilesResponse as UpsertProfilesResponse,
)
from influence_grpc._generated.influence.v1.stream_pb2 import (
    StreamAccepted as StreamAccepted,
    StreamLimits as StreamLimits,
    StreamSummary as StreamSummary,
)
from influence_grpc._generated.influence.v1.tier_pb2 import (
    CanonicalTier as CanonicalTier,
    Tier as Tier,
    TierColumn as TierColumn,
    TierColumnOptions as TierColumnOptions,
    TierColumns as TierColumns,
    TierScheme as TierScheme,
    TierSchemeKind as TierSchemeKind,
    TierSchemeSelection as TierSchemeSelection,
    TierSchemeSource as TierSchemeSource,
    UnrankedReason as UnrankedReason,
)
from influence_grpc._generated.influence.v1.tier_service_pb2 import (
    BatchClassifyTiersRequest as BatchClassifyTiersRequest,
    BatchClassifyTiersResponse as BatchClassifyTiersResponse,
    ClassifyTierRequest as ClassifyTierRequest,
    ClassifyTierResponse as ClassifyTierResponse,
    ListTierSchemesRequest as ListTierSchemesRequest,
    ListTierSchemesResponse as ListTierSchemesResponse,
    StreamClassifyTiersChunk as StreamClassifyTiersChunk,
    StreamClassifyTiersChunkResult as StreamClassifyTiersChunkResult,
    StreamClassifyTiersConfig as StreamClassifyTiersConfig,
    StreamClassifyTiersRequest as StreamClassifyTiersRequest,
    StreamClassifyTiersResponse as StreamClassifyTiersResponse,
    TierAgreement as TierAgreement,
    TierClassification as TierClassification,
)
