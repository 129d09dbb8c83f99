"""Which of several rows of one creator counts."""

from __future__ import annotations

from typing import Sequence

from influence_grpc.cli.creators_file import CreatorEntry, profile_of
from influence_grpc.client import Client
from influence_grpc.messages import Brief


def best_of(rows: Sequence[CreatorEntry], client: Client, brief: Brief, model_id: str) -> CreatorEntry:
    """The row that scores best, as rankings take it; of two alike the first. Where none can be scored, the first, whose error
    then tells why. `rows` are at least one."""
    if len(rows) == 1:
        return rows[0]
    best, most = rows[0], -1.0
    for chunk in client.score_fit_stream(rows, brief, profile=profile_of, model_id=model_id):
        if chunk.refusal is not None:
            raise chunk.refusal
        for item in chunk:
            if item.score is not None and item.score > most:
                best, most = item.item, item.score
    return best
