"""A service of fit that misbehaves to order, call by call. A creator's score is its followers, up to 100."""

from __future__ import annotations

from typing import Any, Dict, Iterator, List, Tuple

import grpc

from influence_grpc._generated.influence.v1 import fit_service_pb2_grpc
from influence_grpc.messages import (
    BatchScoreFitResponse,
    Brief,
    CautionedItems,
    DeriveBriefResponse,
    FitColumns,
    FitScore,
    IneligibleItems,
    ItemErrors,
    Items,
    ListFitModelsResponse,
    RankCreatorsChunkResult,
    RankCreatorsResponse,
    RankedCreator,
    RankingPage,
    RankingProgress,
    ScoreFitResponse,
    StreamScoreFitChunkResult,
    StreamScoreFitResponse,
    StreamSummary,
)
from scripted_acts import ScriptedActs
from scripted_server import Act, end
from scripted_status import status

TOO_FEW, LOW_COVERAGE = 5, 2  # INELIGIBILITY_REASON_TOO_FEW_FOLLOWERS, CAUTION_FLAG_LOW_COVERAGE


def scored(items: Items) -> FitColumns:
    """Below 10 followers a creator is not eligible, without any it fails."""
    profiles = items.profiles.profiles
    scores = [float(min(100, profile.followers)) for profile in profiles]
    fits = FitColumns(item_count=len(scores), scores=scores, lowers=scores, uppers=scores, coverages=[0.5] * len(scores))
    failed = [index for index, profile in enumerate(profiles) if not profile.HasField("followers")]
    few = [index for index, profile in enumerate(profiles) if profile.followers < 10 and index not in failed]
    if few:
        fits.ineligible.append(IneligibleItems(reason=TOO_FEW, indexes=few))  # type: ignore[arg-type]
        fits.cautions.append(CautionedItems(flag=LOW_COVERAGE, indexes=few))  # type: ignore[arg-type]
    if failed:
        fits.errors.append(ItemErrors(indexes=failed, status=status(grpc.StatusCode.FAILED_PRECONDITION, "NOTHING_KNOWN")))
    return fits


class ScriptedFit(ScriptedActs, fit_service_pb2_grpc.FitServiceServicer):
    """See `ScriptedActs`."""

    def ListFitModels(self, request: Any, context: Any) -> ListFitModelsResponse:
        return ListFitModelsResponse(default_model_id="m")

    def ScoreFit(self, request: Any, context: Any) -> ScoreFitResponse:
        self._unary(request, context)
        return ScoreFitResponse(fit=FitScore(score=50), model_id="m", model_version=1)

    def BatchScoreFit(self, request: Any, context: Any) -> BatchScoreFitResponse:
        self._unary(request, context)
        return BatchScoreFitResponse(fits=scored(request.items), model_id="m", model_version=1)

    def StreamScoreFit(self, request_iterator: Iterator[Any], context: Any) -> Iterator[StreamScoreFitResponse]:
        act, received = self._next(request_iterator)
        if act.accept:
            yield StreamScoreFitResponse(accepted=self._accepted(act))
        answered = last = 0
        while act.answers is None or answered < act.answers:
            chunk = self._chunk(request_iterator, received)
            if chunk is None:
                break
            answered, last = answered + 1, chunk.sequence
            result = StreamScoreFitChunkResult(sequence=chunk.sequence)
            if chunk.sequence in act.refuse:
                result.status.CopyFrom(status(grpc.StatusCode.INVALID_ARGUMENT, act.refuse[chunk.sequence]))
            else:
                result.fits.CopyFrom(scored(chunk.items))
            yield StreamScoreFitResponse(result=result)
        if act.answers is None or act.ending == "drain":
            yield StreamScoreFitResponse(summary=StreamSummary(chunks=answered, complete=act.answers is None, last_sequence=last))
        if act.answers is not None:
            end(act, context)

    def RankCreators(self, request_iterator: Iterator[Any], context: Any) -> Iterator[RankCreatorsResponse]:
        act, received = self._next(request_iterator)
        count = self.requests[-1].count
        if act.accept:
            yield RankCreatorsResponse(accepted=self._accepted(act))
        best: Dict[str, float] = {}
        done = ineligible = answered = 0
        while act.answers is None or answered < act.answers:
            chunk = self._chunk(request_iterator, received)
            if chunk is None:
                break
            answered += 1
            fits = scored(chunk.items)
            failed = {index for group in fits.errors for index in group.indexes}
            few = {index for group in fits.ineligible for index in group.indexes}
            for index, profile in enumerate(chunk.items.profiles.profiles):
                if index not in failed | few:
                    best[profile.creator_id] = fits.scores[index]
            done, ineligible = done + len(fits.scores) - len(failed), ineligible + len(few)
            progress = RankingProgress(scored=done, ineligible=ineligible)
            result = RankCreatorsChunkResult(sequence=chunk.sequence, errors=fits.errors, ineligible=fits.ineligible, progress=progress)
            if chunk.sequence in act.refuse:
                result = RankCreatorsChunkResult(sequence=chunk.sequence)
                result.status.CopyFrom(status(grpc.StatusCode.INVALID_ARGUMENT, act.refuse[chunk.sequence]))
            yield RankCreatorsResponse(result=result)
        if act.answers is not None:
            end(act, context)
            return
        ranked = sorted(best.items(), key=lambda entry: (-entry[1], entry[0]))[:count]
        for rank, (creator_id, score) in enumerate(ranked, 1):  # a page each
            yield RankCreatorsResponse(page=RankingPage(creators=[RankedCreator(rank=rank, creator_id=creator_id, score=score)]))
        yield RankCreatorsResponse(summary=StreamSummary(chunks=answered, complete=True))

    def DeriveBrief(self, request_iterator: Iterator[Any], context: Any) -> DeriveBriefResponse:
        act, received = self._next(request_iterator)
        examples = background = 0
        while act.answers is None or len(received) < act.answers:
            request = next(request_iterator, None)
            if request is None:
                break
            kind = request.WhichOneof("message")
            count = len(getattr(request, kind).items.profiles.profiles)
            received.append((len(received) + 1, count))
            examples, background = examples + count * (kind == "examples"), background + count * (kind == "background")
        if act.answers is not None:
            end(act, context)
        config = self.requests[-1]
        return DeriveBriefResponse(brief=Brief(title=config.title, brand=config.brand), examples=examples, background=background)
