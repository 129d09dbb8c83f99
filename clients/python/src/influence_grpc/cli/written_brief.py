"""A brief as a file has it, and all that is wrong with it: what cannot be read, and what the server finds in the rest."""

from __future__ import annotations

from typing import List, NamedTuple, Sequence

from influence_grpc.cli.given_faults import GivenFaults, GivenPart
from influence_grpc.client import Client
from influence_grpc.errors import FieldViolation
from influence_grpc.messages import Brief


class WrittenBrief(NamedTuple):
    """name: of the file.
    message: what could be read of it.
    faults: what could not.
    """

    name: str
    message: Brief
    faults: List[FieldViolation]

    def checked(self, client: Client, model_id: str) -> Brief:
        """The brief, once the server takes it. Raises UsageError with every fault, those of the file and those that the server
        finds, and InfluenceError where it cannot be asked."""
        nobody: Sequence[str] = []
        given = GivenFaults(f"{self.name}: the brief", "brief", GivenPart("brief", "", self.faults))
        given.checked(client, lambda: client.batch_score_fit(nobody, self.message, model_id=model_id))
        return self.message
