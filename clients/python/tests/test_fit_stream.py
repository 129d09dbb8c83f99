"""Scores, rankings and derived briefs against a server that cuts, drains and refuses: both clients, the same sentences."""

from __future__ import annotations

from typing import Any, Iterator, List

import grpc
import pytest

from influence_grpc import InfluenceError, Progress, Ranking, ScoredItems
from influence_grpc.messages import CreatorProfile
from profile_runs import FAST, Call, Stream, every_call, every_stream
from scripted_fit import LOW_COVERAGE, TOO_FEW, ScriptedFit
from scripted_server import Act, ScriptedServer
from scripted_status import status

BRIEF = {"topics": {"sport": 1}}


def creators(count: int) -> List[CreatorProfile]:
    return [CreatorProfile(creator_id=f"c{n}", followers=n) for n in range(count)]


def scores(stream: Stream, fit: ScriptedFit, items: Any, **options: Any) -> List[Any]:
    rows: List[Any] = []
    with ScriptedServer(fit=fit) as server:
        stream(server.target, "score_fit_stream", items, rows.extend, brief=BRIEF, **options)
    return rows


def assert_each_scored_once(rows: List[Any], items: List[CreatorProfile]) -> None:
    assert [row.item for row in rows] == items
    assert [row.score for row in rows] == [float(min(100, item.followers)) for item in items]


@every_stream
@pytest.mark.parametrize("count", [0, 1, 99, 100, 101, 1_234])
def test_score_fit_stream_healthy_server_answers_each_item_once(stream: Stream, count: int) -> None:
    fit, items = ScriptedFit(), creators(count)
    assert_each_scored_once(scores(stream, fit, items, chunk_items=100), items)
    assert [sequence for sequence, _ in fit.received[0]] == list(range(1, -(-count // 100) + 1))


@every_stream
@pytest.mark.parametrize(
    "acts",
    [
        [Act(answers=3)],
        [Act(answers=3, ending="drain", retry_after=0.01)],
        [Act(answers=3, ending="silent")],
        [Act(answers=3, ending="reset")],
        [Act(answers=0), Act(answers=0, accept=False), Act(answers=0, ending="drain")],
        [Act(answers=10), Act(answers=0)],
        [Act(answers=5), Act(max_items=7)],
        [Act(answers=2, max_bytes=500), Act(max_bytes=90)],
    ],
    ids=["cut", "drain", "silent", "reset", "thrice-before-any", "after-last", "smaller-chunks", "fewer-bytes"],
)
def test_score_fit_stream_ends_early_answers_each_item_once(stream: Stream, acts: List[Act]) -> None:
    items = creators(1_000)
    assert_each_scored_once(scores(stream, ScriptedFit(*acts, Act()), items, chunk_items=100), items)


@every_stream
def test_score_fit_stream_cut_resumes_after_last_answered_sequence(stream: Stream) -> None:
    fit = ScriptedFit(Act(answers=3), Act())
    seen: List[Progress] = []
    scores(stream, fit, creators(1_000), chunk_items=100, progress=seen.append)
    assert [sequence for sequence, _ in fit.received[1]] == list(range(4, 11))
    assert (seen[-1].items, seen[-1].resumptions) == (1_000, 1)


@every_stream
def test_score_fit_stream_model_changes_between_calls_raises(stream: Stream) -> None:
    with pytest.raises(InfluenceError, match="from m version 1 to m version 2"):
        scores(stream, ScriptedFit(Act(answers=1), Act(scheme_version=2)), creators(1_000), chunk_items=100)


@every_stream
def test_score_fit_stream_refused_call_raises_every_fault_and_reads_nothing(stream: Stream) -> None:
    read: List[int] = []

    def source() -> Iterator[CreatorProfile]:
        for profile in creators(3):
            read.append(1)
            yield profile

    with pytest.raises(InfluenceError) as caught:
        scores(stream, ScriptedFit(Act(answers=0, accept=False, ending="INVALID_REQUEST")), source())
    assert (caught.value.reason, read) == ("INVALID_REQUEST", [])


@every_stream
def test_score_fit_stream_refused_chunk_comes_back_with_refusal(stream: Stream) -> None:
    chunks: List[ScoredItems[Any]] = []
    with ScriptedServer(fit=ScriptedFit(Act(refuse={2: "TOO_MANY_ITEMS"}))) as server:
        stream(server.target, "score_fit_stream", creators(300), chunks.append, brief=BRIEF, chunk_items=100)
    assert [chunk.refusal.reason if chunk.refusal else None for chunk in chunks] == [None, "TOO_MANY_ITEMS", None]
    assert all(row.error is chunks[1].refusal and row.score is None and not row.eligible for row in chunks[1])
    with pytest.raises(InfluenceError):
        chunks[1].scores


@every_stream
def test_score_fit_stream_failed_and_ineligible_items_say_so_and_nothing_is_zero(stream: Stream) -> None:
    items = [CreatorProfile(creator_id="a", followers=20), CreatorProfile(creator_id="b", followers=3), CreatorProfile(creator_id="c")]
    good, few, failed = scores(stream, ScriptedFit(), items)
    assert (good.score, good.eligible, good.ineligibilities, good.target_share, good.error) == (20.0, True, (), None, None)
    assert (few.score, few.eligible, few.ineligibilities, few.cautions) == (3.0, False, (TOO_FEW,), (LOW_COVERAGE,))
    assert (failed.score, failed.lower, failed.coverage, failed.eligible) == (None, None, None, False)
    assert failed.error.reason == "NOTHING_KNOWN"


@every_stream
@pytest.mark.parametrize("items", [["a", {"creatorId": "b"}], [7]], ids=["mixed", "neither"])
def test_score_fit_stream_items_that_are_no_creators_raise(stream: Stream, items: List[Any]) -> None:
    with pytest.raises(ValueError):
        scores(stream, ScriptedFit(), items)


@every_call
def test_score_fit_refused_raises_every_fault(call: Call) -> None:
    fit = ScriptedFit()
    fit.refusal = status(grpc.StatusCode.INVALID_ARGUMENT, "INVALID_REQUEST", fields=["brief.topics", "brief.cost.currencyCode"])
    with ScriptedServer(fit=fit) as server:
        with pytest.raises(InfluenceError) as caught:
            call(server.target, "score_fit", BRIEF, profile={"creatorId": "a"})
    assert [violation.field for violation in caught.value.violations] == ["brief.topics", "brief.cost.currencyCode"]


@every_call
@pytest.mark.parametrize("creator", [{}, {"profile": {"creatorId": "a"}, "creator_id": "a"}], ids=["none", "both"])
def test_score_fit_not_exactly_one_creator_raises(call: Call, creator: Any) -> None:
    with pytest.raises(ValueError, match="exactly one"):
        call("127.0.0.1:1", "score_fit", BRIEF, **creator)


@every_call
def test_rank_creators_healthy_server_tells_pages_counts_and_failures(call: Call) -> None:
    fit = ScriptedFit()
    items = [*creators(50), *(CreatorProfile(creator_id=f"x{n}") for n in range(3))]
    with ScriptedServer(fit=fit) as server:
        ranking: Ranking[CreatorProfile] = call(server.target, "rank_creators", items, BRIEF, count=3, chunk_items=7)
    assert [(each.rank, each.creator_id) for each in ranking.creators] == [(1, "c49"), (2, "c48"), (3, "c47")]
    assert (ranking.model_id, ranking.model_version, ranking.scored, ranking.ineligible) == ("m", 1, 50, 10)
    assert ranking.ineligible_for == {TOO_FEW: 10} and ranking.failed_for == {"NOTHING_KNOWN": 3} and ranking.failed == 3
    assert [each.item.creator_id for each in ranking.failures] == ["x0", "x1", "x2"]


@every_call
@pytest.mark.parametrize(
    "acts",
    [
        [Act(answers=2)],
        [Act(answers=5)],
        [Act(answers=5, ending="silent")],
        [Act(answers=2, ending="drain", retry_after=0.01)],
        [Act(answers=1), Act(answers=0, accept=False)],
    ],
    ids=["cut", "cut-before-the-pages", "no-summary", "drain", "twice"],
)
def test_rank_creators_cut_is_begun_again_from_the_first_item(call: Call, acts: List[Act]) -> None:
    fit = ScriptedFit(*acts, Act())
    with ScriptedServer(fit=fit) as server:
        ranking = call(server.target, "rank_creators", creators(50), BRIEF, count=2, chunk_items=10)
    assert [each.creator_id for each in ranking.creators] == ["c49", "c48"] and ranking.scored == 50
    assert fit.received[-1] == [(n, 10) for n in range(1, 6)]


@every_call
def test_rank_creators_cut_source_that_is_read_once_raises(call: Call) -> None:
    fit = ScriptedFit(Act(answers=2), Act())
    with ScriptedServer(fit=fit) as server:
        with pytest.raises(InfluenceError) as caught:
            call(server.target, "rank_creators", iter(creators(50)), BRIEF, chunk_items=10)
    assert caught.value.code is grpc.StatusCode.UNAVAILABLE and len(fit.received) == 1


@every_call
def test_rank_creators_always_cut_gives_up_after_attempts(call: Call) -> None:
    fit = ScriptedFit(Act(answers=2))
    with ScriptedServer(fit=fit) as server:
        with pytest.raises(InfluenceError):
            call(server.target, "rank_creators", creators(50), BRIEF, chunk_items=10)
    assert len(fit.received) == FAST.attempts


@every_call
def test_rank_creators_refused_chunk_raises(call: Call) -> None:
    fit = ScriptedFit(Act(refuse={2: "TOO_MANY_ITEMS"}))
    with ScriptedServer(fit=fit) as server:
        with pytest.raises(InfluenceError) as caught:
            call(server.target, "rank_creators", creators(50), BRIEF, chunk_items=10)
    assert caught.value.reason == "TOO_MANY_ITEMS" and len(fit.received) == 1


@every_call
@pytest.mark.parametrize("acts", [[], [Act(answers=3)], [Act(answers=0), Act(answers=1, ending="drain")]], ids=["healthy", "cut", "twice"])
def test_derive_brief_sends_all_examples_and_background(call: Call, acts: List[Act]) -> None:
    fit = ScriptedFit(*acts, Act())
    with ScriptedServer(fit=fit) as server:
        answer = call(server.target, "derive_brief", creators(25), background=creators(30), title="T", brand="B", chunk_items=10)
    assert (answer.examples, answer.background, answer.brief.title, answer.brief.brand) == (25, 30, "T", "B")
    assert [count for _, count in fit.received[-1]] == [10, 10, 5, 10, 10, 10]


@every_call
def test_derive_brief_refused_ends_though_the_source_goes_on(call: Call) -> None:
    read: List[int] = []

    def source() -> Iterator[CreatorProfile]:
        for n in range(1_000_000):
            read.append(n)
            yield CreatorProfile(creator_id=f"c{n}", topics={"x" * 100: 0.5})

    fit = ScriptedFit(Act(answers=1, ending="INVALID_REQUEST"))
    with ScriptedServer(fit=fit) as server:
        with pytest.raises(InfluenceError) as caught:
            call(server.target, "derive_brief", source(), chunk_items=1_000)
    assert caught.value.reason == "INVALID_REQUEST" and len(read) < 500_000


@every_call
def test_derive_brief_faulty_source_raises_its_fault(call: Call) -> None:
    def source() -> Iterator[CreatorProfile]:
        yield from creators(5)
        raise OSError("the disk is gone")

    with ScriptedServer(fit=ScriptedFit()) as server:
        with pytest.raises(OSError, match="disk"):
            call(server.target, "derive_brief", source())


@every_call
def test_derive_brief_nobody_listens_raises_unavailable(call: Call) -> None:
    with pytest.raises(InfluenceError) as caught:
        call("127.0.0.1:1", "derive_brief", iter(creators(3)))
    assert caught.value.code is grpc.StatusCode.UNAVAILABLE
