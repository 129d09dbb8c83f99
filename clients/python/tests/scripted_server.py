"""A server of the contract that misbehaves to order, call by call."""

from __future__ import annotations

import math
from bisect import bisect_right
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from types import TracebackType
from typing import Any, Dict, Iterable, Iterator, List, Optional, Type

import grpc

from influence_grpc._generated.google.rpc.status_pb2 import Status
from influence_grpc._generated.influence.v1 import (
    campaign_service_pb2_grpc,
    fit_service_pb2_grpc,
    info_service_pb2_grpc,
    profile_service_pb2_grpc,
    tier_service_pb2_grpc,
)
from influence_grpc.messages import (
    BatchClassifyTiersResponse,
    ClassifyTierResponse,
    GetServerInfoResponse,
    ItemErrors,
    Items,
    Limits,
    ListTierSchemesResponse,
    StreamAccepted,
    StreamClassifyTiersChunkResult,
    StreamClassifyTiersResponse,
    StreamLimits,
    StreamSummary,
    Tier,
    TierClassification,
    TierColumn,
    TierColumns,
    TierScheme,
)
from scripted_profiles import ABSENT, PRESENT, ScriptedProfiles
from scripted_status import abort, status

BOUNDS = [500, 1_000, 5_000, 10_000, 25_000, 50_000]
LABELS = ["nano", "micro", "mid-level", "macro", "mega", "all-star"]
MAX_FOLLOWERS = 10_000_000_000


def scheme(version: int = 1) -> TierScheme:
    tiers = [Tier(id=label, label=label, lower_followers=bound, ordinal=n + 1) for n, (label, bound) in enumerate(zip(LABELS, BOUNDS))]
    return TierScheme(id="harvard-media", version=version, title="Scripted", tiers=tiers)


def ordinal(followers: int) -> int:
    return bisect_right(BOUNDS, followers)


def classified(items: Items) -> TierColumns:
    if items.WhichOneof("source") != "followers":
        count = len(items.ids.creator_ids) or len(items.profiles.profiles)
        known = [0 if creator_id.startswith("unknown") else 1 for creator_id in items.ids.creator_ids] or [1] * count
        answer = TierColumns(item_count=count, columns=[TierColumn(ordinals=known, boundary_margins=[0.5] * count)])
        answer.data_status.extend(PRESENT if each else ABSENT for each in known[: len(items.ids.creator_ids)])
        if not all(known):
            unknown = [index for index, each in enumerate(known) if not each]
            answer.errors.append(ItemErrors(indexes=unknown, status=status(grpc.StatusCode.NOT_FOUND, "CREATOR_NOT_FOUND")))
        return answer
    counts, missing = list(items.followers.followers), set(items.followers.missing)
    above = [index for index, count in enumerate(counts) if count > MAX_FOLLOWERS]
    ordinals = [0 if index in missing or count > MAX_FOLLOWERS else ordinal(count) for index, count in enumerate(counts)]
    margins = [min((math.log(count / bound) for bound in BOUNDS), key=abs) if count else -math.inf for count in counts]
    answer = TierColumns(item_count=len(counts), columns=[TierColumn(ordinals=ordinals, boundary_margins=margins)])
    for indexes, reason in ((sorted(missing), "FOLLOWERS_MISSING"), (above, "FOLLOWERS_OUT_OF_RANGE")):
        if indexes:
            answer.errors.append(ItemErrors(indexes=indexes, status=status(grpc.StatusCode.INVALID_ARGUMENT, reason)))
    return answer


@dataclass
class Act:
    """What one stream does.

    answers: chunks to answer before `ending`; None answers all and ends in order.
    ending: "cut" is UNAVAILABLE without details, "drain" a summary with complete=false and SERVER_DRAINING, "silent" is
        status OK without a summary, "reset" a transport error, any other text the reason of a final INVALID_ARGUMENT.
    accept: whether StreamAccepted is sent at all.
    gather: chunks that must arrive (or the end of the stream) before any is answered.
    """

    answers: Optional[int] = None
    ending: str = "cut"
    accept: bool = True
    gather: int = 1
    retry_after: Optional[float] = None
    max_items: int = 1_000
    max_bytes: int = 1_000_000
    in_flight: int = 4
    scheme_version: int = 1
    refuse: Dict[int, str] = field(default_factory=dict)


def end(act: Act, context: Any) -> None:
    """Ends a stream as the act says."""
    if act.ending == "silent":
        return
    if act.ending == "cut":
        context.abort(grpc.StatusCode.UNAVAILABLE, "connection reset by peer")
    if act.ending == "reset":
        context.abort(grpc.StatusCode.INTERNAL, "Received RST_STREAM with error code 2")
    if act.ending == "drain":
        abort(context, status(grpc.StatusCode.UNAVAILABLE, "SERVER_DRAINING", act.retry_after))
    if act.ending == "STREAM_INACTIVE":
        abort(context, status(grpc.StatusCode.DEADLINE_EXCEEDED, act.ending))
    abort(context, status(grpc.StatusCode.INVALID_ARGUMENT, act.ending, scheme_id="x", known="y"))


class ScriptedServer(tier_service_pb2_grpc.TierServiceServicer, info_service_pb2_grpc.InfoServiceServicer):
    """Plays `acts` one a stream, the last one for ever. `received` has each stream's chunks as (sequence, items)."""

    def __init__(
        self, *acts: Act, port: int = 0, profiles: Optional[ScriptedProfiles] = None, fit: Any = None, campaign: Any = None
    ) -> None:
        self.acts = list(acts) or [Act()]
        self.received: List[List[Any]] = []
        self.profiles: List[Any] = []  # all that came in streams
        self.schemes = [scheme()]
        self.configs: List[Any] = []  # of the streams
        self.unavailable = 0  # so many unary calls fail first
        self.refusal: Optional[Status] = None
        self.refusals: Optional[int] = None  # so many calls get it; None is every one
        self.unary_requests: List[Any] = []
        self._server = grpc.server(ThreadPoolExecutor(16), options=[("grpc.so_reuseport", 0)])
        tier_service_pb2_grpc.add_TierServiceServicer_to_server(self, self._server)
        info_service_pb2_grpc.add_InfoServiceServicer_to_server(self, self._server)
        if profiles is not None:
            profile_service_pb2_grpc.add_ProfileServiceServicer_to_server(profiles, self._server)
        if fit is not None:
            fit_service_pb2_grpc.add_FitServiceServicer_to_server(fit, self._server)
        if campaign is not None:
            campaign_service_pb2_grpc.add_CampaignServiceServicer_to_server(campaign, self._server)
        self.port = self._server.add_insecure_port(f"127.0.0.1:{port}")
        self.target = f"127.0.0.1:{self.port}"

    def __enter__(self) -> ScriptedServer:
        self._server.start()
        return self

    def __exit__(self, kind: Optional[Type[BaseException]], error: Optional[BaseException], trace: Optional[TracebackType]) -> None:
        self.stop()

    def stop(self) -> None:
        """At once, cutting every stream."""
        self._server.stop(0).wait(10)

    def GetServerInfo(self, request: Any, context: Any) -> GetServerInfoResponse:
        self._unary(request, context)
        return GetServerInfoResponse(
            version="1.2.3", default_tier_scheme_id="harvard-media", tier_scheme_count=1, limits=Limits(max_items=100)
        )

    def ListTierSchemes(self, request: Any, context: Any) -> ListTierSchemesResponse:
        self._unary(request, context)
        return ListTierSchemesResponse(schemes=self.schemes, default_scheme_id=self.schemes[0].id)

    def ClassifyTier(self, request: Any, context: Any) -> ClassifyTierResponse:
        self._unary(request, context)
        rank = ordinal(request.follower_count)
        return ClassifyTierResponse(
            classifications=[TierClassification(scheme_id="harvard-media", ordinal=rank, tier=scheme().tiers[rank - 1] if rank else None)]
        )

    def BatchClassifyTiers(self, request: Any, context: Any) -> BatchClassifyTiersResponse:
        self._unary(request, context)
        return BatchClassifyTiersResponse(schemes=[scheme()], tiers=classified(request.items))

    def StreamClassifyTiers(self, request_iterator: Iterator[Any], context: Any) -> Iterator[StreamClassifyTiersResponse]:
        act = self.acts.pop(0) if len(self.acts) > 1 else self.acts[0]
        received: List[Any] = []
        self.received.append(received)
        first = next(request_iterator)
        assert first.WhichOneof("message") == "config"
        self.configs.append(first.config)
        if act.accept:
            limits = StreamLimits(max_items_per_chunk=act.max_items, max_chunk_bytes=act.max_bytes, max_chunks_in_flight=act.in_flight)
            yield StreamClassifyTiersResponse(accepted=StreamAccepted(limits=limits, tier_schemes=[scheme(act.scheme_version)]))
        answered = last = 0
        waiting: List[Any] = []
        while act.answers is None or answered < act.answers:
            while len(waiting) < act.gather:
                request = next(request_iterator, None)
                if request is None:
                    break
                assert request.chunk.sequence > (received[-1][0] if received else 0)
                received.append((request.chunk.sequence, len(request.chunk.items.followers.followers)))
                self.profiles.extend(request.chunk.items.profiles.profiles)
                waiting.append(request.chunk)
            if not waiting:
                break
            for chunk in waiting:
                if act.answers is not None and answered >= act.answers:
                    break
                answered, last = answered + 1, chunk.sequence
                yield self._result(act, chunk)
            waiting.clear()
        complete = act.answers is None
        if complete or act.ending == "drain":
            yield StreamClassifyTiersResponse(summary=StreamSummary(chunks=answered, complete=complete, last_sequence=last))
        if not complete:
            end(act, context)

    @staticmethod
    def _result(act: Act, chunk: Any) -> StreamClassifyTiersResponse:
        result = StreamClassifyTiersChunkResult(sequence=chunk.sequence)
        if chunk.sequence in act.refuse:
            result.status.CopyFrom(status(grpc.StatusCode.INVALID_ARGUMENT, act.refuse[chunk.sequence]))
        else:
            result.tiers.CopyFrom(classified(chunk.items))
        return StreamClassifyTiersResponse(result=result)

    def _unary(self, request: Any, context: Any) -> None:
        self.unary_requests.append(request)
        if self.unavailable > 0:
            self.unavailable -= 1
            context.abort(grpc.StatusCode.UNAVAILABLE, "not yet")
        if self.refusal is not None and self.refusals != 0:
            self.refusals = None if self.refusals is None else self.refusals - 1
            abort(context, self.refusal)
