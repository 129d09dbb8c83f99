"""The calls of fit, by threads."""

from __future__ import annotations

import random
import time
from typing import TYPE_CHECKING, Any, Callable, Iterable, Iterator, Mapping, Optional, Sequence, TypeVar, Union

from influence_grpc import fit_requests, frame_rows, thread_upload
from influence_grpc._generated.influence.v1.fit_service_pb2_grpc import FitServiceStub
from influence_grpc.beginnings import Beginnings
from influence_grpc.brief_message import BriefLike
from influence_grpc.caller import Caller
from influence_grpc.derivation import Derivation
from influence_grpc.errors import InfluenceError
from influence_grpc.fit_stream import FitStream
from influence_grpc.items import CreatorId, Profile, fit_kind_of
from influence_grpc.messages import (
    CreatorProfile,
    DeriveBriefResponse,
    GetServerInfoRequest,
    ListFitModelsRequest,
    ListFitModelsResponse,
    ReadOptions,
    ScoreFitResponse,
)
from influence_grpc.rank_stream import RankStream
from influence_grpc.ranking import Ranking
from influence_grpc.results import Progress
from influence_grpc.scored_items import ScoredItems
from influence_grpc.selection import PlatformName
from influence_grpc.stream_window import StreamOptions

if TYPE_CHECKING:
    from pandas import DataFrame

T = TypeVar("T")


class FitCaller(Caller):
    """What `Client` knows of fit.

    A brief is a `Brief`, a mapping in proto3 JSON form (keys as there or as in the contract), or `messages.Brief`. One that
    cannot be sent raises BriefError before anything is sent; one that the server finds at fault raises InfluenceError. Either
    names every fault in `violations`.
    """

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._fit = FitServiceStub(self._channel)

    def list_fit_models(self) -> ListFitModelsResponse:
        """Every model that the server knows, with its constants, and which is its default."""
        return self._unary(self._fit.ListFitModels, ListFitModelsRequest())

    def score_fit(
        self,
        brief: BriefLike,
        *,
        profile: Union[None, CreatorProfile, Mapping[str, Any]] = None,
        creator_id: Optional[str] = None,
        model_id: str = "",
        read_options: Optional[ReadOptions] = None,
    ) -> ScoreFitResponse:
        """One creator against a brief, explained: its components with their reasons, the interval, what it does not meet.

        Exactly one of: profile; creator_id, looked up in the server's store.
        model_id: empty is the server's default.
        read_options: with `creator_id` only, see `read_options` of the package.
        """
        return self._unary(self._fit.ScoreFit, fit_requests.score_request(brief, profile, creator_id, model_id, read_options))

    def batch_score_fit(
        self,
        items: Sequence[T],
        brief: BriefLike,
        *,
        creator_id: Optional[CreatorId[T]] = None,
        profile: Optional[Profile[T]] = None,
        model_id: str = "",
        components: bool = False,
        read_options: Optional[ReadOptions] = None,
    ) -> ScoredItems[T]:
        """Up to `server_info().limits.max_items` items in one call (`max_items_with_components` with components); none at all
        where only the brief is to be checked. Parameters as those of `score_fit_stream`."""
        request = fit_requests.batch_request(items, brief, creator_id, profile, model_id, components, read_options)
        return fit_requests.batch_answer(items, self._unary(self._fit.BatchScoreFit, request))

    def score_fit_stream(
        self,
        items: Iterable[T],
        brief: BriefLike,
        *,
        creator_id: Optional[CreatorId[T]] = None,
        profile: Optional[Profile[T]] = None,
        model_id: str = "",
        components: bool = False,
        read_options: Optional[ReadOptions] = None,
        chunk_items: int = StreamOptions.fit_items,
        chunks_in_flight: int = StreamOptions.chunks_in_flight,
        progress: Optional[Callable[[Progress], None]] = None,
    ) -> Iterator[ScoredItems[T]]:
        """Any number of items against one brief, answered chunk by chunk in their order, each item once.

        items: ids of creators that the server keeps, or profiles (messages, or mappings in proto3 JSON form).
        creator_id, profile: a function of an item, or a key of it, that gives the id or the profile, where items are
            something else.
        model_id: empty is the server's default. It stays the same for the whole stream, or the stream ends with ABORTED.
        components: tell each component of each score as well.
        read_options, chunk_items, chunks_in_flight, progress: as with `classify`.

        Streams that are cut are taken up again as those of `classify`.
        """
        config = fit_requests.stream_config(brief, model_id, components, read_options)
        options = StreamOptions(chunk_items, chunks_in_flight, self._retry)
        return self._stream(self._fit.StreamScoreFit, FitStream(fit_kind_of(creator_id, profile), config), items, options, progress)

    def score_frame(
        self,
        frame: DataFrame,
        brief: BriefLike,
        *,
        creator_id: Optional[str] = None,
        columns: Optional[Mapping[str, str]] = None,
        platform: Optional[PlatformName] = None,
        model_id: str = "",
        components: bool = False,
        read_options: Optional[ReadOptions] = None,
        chunk_items: int = StreamOptions.fit_items,
        chunks_in_flight: int = StreamOptions.chunks_in_flight,
        progress: Optional[Callable[[Progress], None]] = None,
    ) -> DataFrame:
        """The rows of a pandas DataFrame, scored: a DataFrame with its index, whose columns are those of `ScoredItems.to_columns`.
        What is missing is NA, and never 0.

        creator_id: the column of ids, of creators that the server keeps. Without it the rows hold profiles.
        columns: which column holds which field of profiles, such as {"followers": "Size", "topics": "Niches"}; others are found by
            the usual names. Fields and cells are those of the command line's `score`; topics and countries may be mappings as well.
        platform: where all of them publish; without it the frame's own column counts. Not with `creator_id`.
        The others: as with `score_fit_stream`.

        Rows that cannot be read, and what is raised: as with `classify_frame`.
        """
        rows = frame_rows.rows_to_score(frame, creator_id, columns, platform)
        options: Any = {"model_id": model_id, "components": components, "read_options": read_options, **rows.kind}
        windows: Any = {"chunk_items": chunk_items, "chunks_in_flight": chunks_in_flight, "progress": progress}
        for chunk in self.score_fit_stream(rows, brief, **options, **windows):
            rows.add(chunk)
        if not rows.is_answered:
            rows.add(self.batch_score_fit([], brief, **options))
        return rows.answer()

    def rank_creators(
        self,
        items: Iterable[T],
        brief: BriefLike,
        *,
        count: int = 10,
        include_ineligible: bool = False,
        creator_id: Optional[CreatorId[T]] = None,
        profile: Optional[Profile[T]] = None,
        model_id: str = "",
        read_options: Optional[ReadOptions] = None,
        chunk_items: int = StreamOptions.fit_items,
        chunks_in_flight: int = StreamOptions.chunks_in_flight,
        progress: Optional[Callable[[Progress], None]] = None,
    ) -> Ranking[T]:
        """The best of any number of items, ranked by the server: nothing but the best comes back.

        count: how many to keep, in [1, `server_info().limits.max_ranked`].
        include_ineligible: rank creators that do not meet the brief as well; without it they are counted and left out.
        The others: as with `score_fit_stream`.

        A ranking that is cut has no middle to be taken up in: it is begun again, `retry.attempts` times in all, where
        `items` can be iterated again (a list, or an object whose `__iter__` opens the file anew); the cut is raised where
        `items` is an iterator. A chunk that the server refuses ends it, since the ranking would not be one of all.
        """
        config = fit_requests.rank_config(brief, count, model_id, include_ineligible, read_options)
        kind, options = fit_kind_of(creator_id, profile), StreamOptions(chunk_items, chunks_in_flight, self._retry)
        return self._whole(self._fit.RankCreators, lambda: RankStream(kind, config), items, options, progress).ranking

    def derive_brief(
        self,
        examples: Iterable[T],
        *,
        background: Iterable[T] = (),
        title: str = "",
        brand: str = "",
        creator_id: Optional[CreatorId[T]] = None,
        profile: Optional[Profile[T]] = None,
        model_id: str = "",
        read_options: Optional[ReadOptions] = None,
        chunk_items: int = StreamOptions.fit_items,
    ) -> DeriveBriefResponse:
        """A brief for more creators like these, and what each part of it rests on. To be read and edited before it is used.

        examples: 3 to 10,000 creators, as `items` of `score_fit_stream`. One that cannot be used ends the call.
        background: creators of no brand in particular, at most 1,000,000; without any, the model's own are used.
        title, brand: of the brief. Mentions of the brand are not taken for a related one.

        A call that is cut is begun again as a ranking is.
        """
        config, kind = fit_requests.derive_config(title, brand, model_id, read_options), fit_kind_of(creator_id, profile)
        beginnings = Beginnings(self._retry, random.random, examples, background)
        while True:
            try:
                info = self._unary(self._info.GetServerInfo, GetServerInfoRequest(), beginnings.again)
                derivation = Derivation(kind, config, chunk_items, info.limits.stream)
                return thread_upload.derive(self._fit.DeriveBrief, self._metadata, derivation, iter(examples), iter(background))
            except InfluenceError as error:
                time.sleep(beginnings.pause_after(error))
