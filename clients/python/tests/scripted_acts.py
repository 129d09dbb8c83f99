"""What services that misbehave to order, call by call, have in common."""

from __future__ import annotations

from typing import Any, Iterator, List, Tuple

from influence_grpc.messages import StreamAccepted, StreamLimits
from scripted_server import Act
from scripted_status import abort


class ScriptedActs:
    """Plays `acts` one a stream, the last one for ever. `received` has each stream's chunks as (sequence, items)."""

    def __init__(self, *acts: Act) -> None:
        self.acts = list(acts) or [Act()]
        self.received: List[List[Tuple[int, int]]] = []
        self.requests: List[Any] = []  # of unary calls, and the configs of streams
        self.refusal: Any = None

    def _next(self, request_iterator: Iterator[Any]) -> Tuple[Act, List[Tuple[int, int]]]:
        act = self.acts.pop(0) if len(self.acts) > 1 else self.acts[0]
        received: List[Tuple[int, int]] = []
        self.received.append(received)
        first = next(request_iterator)
        assert first.WhichOneof("message") == "config"
        self.requests.append(first.config)
        return act, received

    @staticmethod
    def _accepted(act: Act) -> StreamAccepted:
        limits = StreamLimits(max_items_per_chunk=act.max_items, max_chunk_bytes=act.max_bytes, max_chunks_in_flight=act.in_flight)
        return StreamAccepted(limits=limits, fit_model_id="m", fit_model_version=act.scheme_version)

    @staticmethod
    def _chunk(request_iterator: Iterator[Any], received: List[Tuple[int, int]]) -> Any:
        request = next(request_iterator, None)
        if request is None:
            return None
        assert request.chunk.sequence > (received[-1][0] if received else 0)
        received.append((request.chunk.sequence, len(request.chunk.items.profiles.profiles)))
        return request.chunk

    def _unary(self, request: Any, context: Any) -> None:
        self.requests.append(request)
        if self.refusal is not None:
            abort(context, self.refusal)
