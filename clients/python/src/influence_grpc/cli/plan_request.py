"""What is to be planned, as the user gave it: in options, the brief's file and the target's."""

from __future__ import annotations

import argparse
from typing import Any, Callable, List, Sequence, TypeVar

from influence_grpc.campaign import CreatorLike
from influence_grpc.campaign_text import people_of
from influence_grpc.cli.brief_file import read_brief
from influence_grpc.cli.given_faults import GivenFaults, GivenPart
from influence_grpc.cli.json_file import read_json_file
from influence_grpc.cli.option_wording import option_wording
from influence_grpc.client import Client
from influence_grpc.errors import FieldViolation
from influence_grpc.messages import Universe
from influence_grpc.planned_campaign import PlannedCampaign

R = TypeVar("R")


class PlanRequest:
    """brief, universe: what could be read of them. Raises UsageError where a file is no JSON."""

    def __init__(self, options: argparse.Namespace) -> None:
        self._options = options
        self._brief = read_brief(options.brief)
        self.brief = self._brief.message
        self.universe, self._of_universe = Universe(), []  # type: Universe, List[FieldViolation]
        if options.universe is None:
            self.universe.people = options.people
        else:
            self._of_universe = read_json_file(options.universe, self.universe, "target")

    @property
    def universe_people(self) -> float:
        """How many they are."""
        return people_of(self.universe)

    def check(self, client: Client) -> None:
        """Has the server judge all but the must-haves before a candidate is read. Raises UsageError with every fault of files, options
        and server, and InfluenceError where it cannot be asked."""

        def ask() -> None:
            client.server_info()  # a stream waits half a minute for a server; where there is none, people want to know at once
            nobody: Sequence[str] = []  # costs nothing, and is refused for all that is wrong with it
            self._plan(client, nobody, ())

        self._judged(client, (), ask)

    def planned(self, client: Client, items: Any, must_haves: Sequence[CreatorLike], **options: Any) -> PlannedCampaign[Any]:
        """The plan. `options` are those of `Client.plan_campaign`; `must_haves` are those of the command line, in their order."""
        return self._judged(client, self._options.must_have, lambda: self._plan(client, items, must_haves, **options))

    def _plan(self, client: Client, items: Any, must_haves: Sequence[CreatorLike], **options: Any) -> PlannedCampaign[Any]:
        return client.plan_campaign(
            items,
            self.brief,
            budget=self._options.budget,
            universe=self.universe,
            max_creators=self._options.max_creators,
            objective=self._options.objective,
            must_haves=must_haves,
            model_id=self._options.model,
            **options,
        )

    def _judged(self, client: Client, must_haves: Sequence[str], ask: Callable[[], R]) -> R:
        of_universe = GivenPart("config.universe", self._options.universe, self._of_universe)
        given = GivenFaults(
            "the campaign to plan",
            "campaign",
            GivenPart("config.brief", self._brief.name, self._brief.faults),
            self._of_option("universe.people", "--people") if self._options.universe is None else of_universe,
            self._of_option("budget", "--budget"),
            self._of_option("maxCreators", "--max-creators"),
            self._of_option("readOptions.maxAge", "--max-age"),
            *(self._of_option(f"mustHaves[{n}]", f"--must-have '{creator_id}'") for n, creator_id in enumerate(must_haves)),
            self._of_option("mustHaves", "--must-have"),
        )
        return given.checked(client, ask)

    def _of_option(self, field: str, option: str) -> GivenPart:
        currency = self.brief.cost.currency_code
        return GivenPart(f"config.{field}", option, wording=lambda description: option_wording(description, currency))
