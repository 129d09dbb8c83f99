"""The stream of a campaign's planning, for the window."""

from __future__ import annotations

from typing import TypeVar

import grpc

from influence_grpc.campaign_answers import drop_name, method_name, next_of, reach_forecast_of, step_of
from influence_grpc.errors import InfluenceError
from influence_grpc.fit_names import reason_name
from influence_grpc.items import ItemsKind
from influence_grpc.messages import (
    Items,
    PlanCampaignChunk,
    PlanCampaignChunkResult,
    PlanCampaignConfig,
    PlanCampaignRequest,
    PlanCampaignResult,
    StreamAccepted,
)
from influence_grpc.planned_campaign import PlannedCampaign
from influence_grpc.whole_stream import WholeStream

T = TypeVar("T")


class PlanStream(WholeStream[T]):
    """PlanCampaign."""

    def __init__(self, kind: ItemsKind[T], config: PlanCampaignConfig) -> None:
        self._planned: PlannedCampaign[T] = PlannedCampaign()
        super().__init__(kind, self._planned)
        self._config = config
        self._has_plan = False

    @property
    def planned(self) -> PlannedCampaign[T]:
        """What was planned. Raises InfluenceError where the server sent no plan."""
        if not self._has_plan:
            raise InfluenceError(grpc.StatusCode.INTERNAL, "the server ended the stream in order and sent no plan")
        return self._planned

    def opening_request(self) -> PlanCampaignRequest:
        return PlanCampaignRequest(config=self._config)

    def accept(self, accepted: StreamAccepted) -> None:
        self._planned.model_id, self._planned.model_version = accepted.fit_model_id, accepted.fit_model_version

    def chunk_request(self, sequence: int, message: Items) -> PlanCampaignRequest:
        return PlanCampaignRequest(chunk=PlanCampaignChunk(sequence=sequence, items=message))

    def take_page(self, page: PlanCampaignResult) -> None:
        planned = self._planned
        planned.message = page
        planned.steps = tuple(map(step_of, page.steps))
        planned.forecast = reach_forecast_of(page.forecast) if page.HasField("forecast") else None
        planned.objective_value, planned.upper_bound = page.objective_value, page.upper_bound
        planned.cost, planned.budget_left = page.cost, page.budget_left
        planned.next = next_of(page.next) if page.HasField("next") else None
        planned.guaranteed_share, planned.method = page.guaranteed_share, method_name(page.method)
        self._has_plan = True

    def _take_counts(self, result: PlanCampaignChunkResult) -> None:
        planned, progress = self._planned, result.progress
        planned.items, planned.candidates = progress.items, progress.candidates
        planned.ineligible, planned.dropped = progress.ineligible, progress.dropped
        for group in result.ineligible:
            planned.ineligible_for[reason_name(group.reason)] += len(group.indexes)
        for dropped in result.dropped:
            planned.dropped_for[drop_name(dropped.reason)] += len(dropped.indexes)
