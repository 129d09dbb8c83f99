"""Writes of profiles to a scripted server whose connection is cut and whose store goes away: both clients, the same sentences."""

from __future__ import annotations

from typing import Any, Iterator, List

import grpc
import pytest

from profile_runs import FAST, Stream, answers, creators, every_stream, ids_of
from influence_grpc import InfluenceError
from influence_grpc.messages import CreatorProfile
from scripted_profiles import APPLIED, NONE, SUPERSEDED, UNCHANGED, ProfileAct, ScriptedProfiles
from scripted_server import ScriptedServer
from scripted_status import status


@every_stream
def test_upsert_healthy_store_writes_each_once_in_order(stream: Stream) -> None:
    profiles = ScriptedProfiles()
    got = answers(stream, profiles, "upsert_profiles", creators(250), chunk_items=100)
    assert profiles.writes == ids_of(250)
    assert [row.outcome for answer in got for row in answer] == [APPLIED] * 250
    assert [answer.resume_after for answer in got] == [100, 200, 250]
    again = answers(stream, profiles, "upsert_profiles", [*creators(2, 1), *creators(2, 0)[:1]])
    assert list(again[0].outcomes) == [UNCHANGED, UNCHANGED, SUPERSEDED]


@every_stream
@pytest.mark.parametrize(
    "acts",
    [
        [ProfileAct(answers=2)],
        [ProfileAct(answers=2, gather=4, answers_unsent=2)],
        [ProfileAct(answers=0, answers_unsent=3, gather=4), ProfileAct(answers=0), ProfileAct(answers=1, gather=2)],
        [ProfileAct(answers=1, gather=4), ProfileAct(answers=2, max_items=7, max_bytes=90), ProfileAct(max_items=30)],
    ],
    ids=["cut", "answers-lost", "thrice", "smaller-chunks"],
)
def test_upsert_cut_in_the_middle_loses_none_and_answers_each_once(stream: Stream, acts: List[ProfileAct]) -> None:
    profiles = ScriptedProfiles(*acts, ProfileAct())
    got = answers(stream, profiles, "upsert_profiles", creators(500), chunk_items=50)
    assert [row.item.creator_id for answer in got for row in answer] == ids_of(500)
    assert {row.outcome for answer in got for row in answer} <= {APPLIED, UNCHANGED}
    # A versioned profile that is sent again is not written again.
    assert sorted(profiles.writes) == sorted(ids_of(500))
    assert got[-1].resume_after == 500
    done = 0
    for answer in got:
        done += len(answer)
        assert answer.resume_after == done


@every_stream
def test_upsert_items_that_the_store_does_not_take_are_sent_again_alone(stream: Stream) -> None:
    away = {"c3": "PROFILE_STORE_UNAVAILABLE", "c7": "REPLICAS_NOT_REACHED", "c12": "PROFILE_STORE_UNAVAILABLE"}
    profiles = ScriptedProfiles(ProfileAct(away=away, gather=2), ProfileAct(away={"c12": "PROFILE_STORE_UNAVAILABLE"}), ProfileAct())
    got = answers(stream, profiles, "upsert_profiles", creators(40), chunk_items=10, chunks_in_flight=2)
    assert [row.item.creator_id for answer in got for row in answer] == ids_of(40)
    assert all((row.outcome, row.error) == (APPLIED, None) for answer in got for row in answer)
    assert sorted(profiles.writes) == sorted(ids_of(40)), "one was written twice, or not at all"
    sent = [[ids for _, ids in call] for call in profiles.received]
    assert sent[0] == [ids_of(10), ids_of(20)[10:]]
    assert sent[1][:2] == [["c3", "c7"], ["c12"]] and sent[2][0] == ["c12"]
    assert [answer.resume_after for answer in got] == [10, 20, 30, 40]


@every_stream
def test_upsert_leftovers_are_cut_to_a_smaller_server(stream: Stream) -> None:
    away = {f"c{n}": "PROFILE_STORE_UNAVAILABLE" for n in range(1, 20, 2)}
    profiles = ScriptedProfiles(ProfileAct(away=away), ProfileAct(answers=1, max_items=3), ProfileAct(max_items=4))
    got = answers(stream, profiles, "upsert_profiles", creators(30), chunk_items=20)
    assert [row.item.creator_id for answer in got for row in answer] == ids_of(30)
    assert profiles.received[1][0][1] == ["c1", "c3", "c5"]
    assert sorted(profiles.writes) == sorted(ids_of(30)) and got[-1].resume_after == 30


@every_stream
def test_upsert_store_that_stays_away_raises_after_the_attempts(stream: Stream) -> None:
    profiles = ScriptedProfiles(ProfileAct(away={"c1": "PROFILE_STORE_UNAVAILABLE"}))
    got: List[Any] = []
    with ScriptedServer(profiles=profiles) as server:
        with pytest.raises(InfluenceError) as caught:
            stream(server.target, "upsert_profiles", creators(5), got.append, chunk_items=1, chunks_in_flight=3)
    assert (caught.value.code, caught.value.reason) == (grpc.StatusCode.UNAVAILABLE, "PROFILE_STORE_UNAVAILABLE")
    assert [(answer.items[0].creator_id, answer.resume_after) for answer in got] == [("c0", 1)]
    # Earlier calls may have carried what was read behind it; these had nothing else left, and brought nothing forward.
    assert [[ids for _, ids in call] for call in profiles.received[-FAST.attempts :]] == [[["c1"]]] * FAST.attempts


@every_stream
def test_upsert_bad_items_fail_alone_and_count_as_done(stream: Stream) -> None:
    items = [CreatorProfile(creator_id="a", version=1), CreatorProfile(), CreatorProfile(creator_id="b", version=1)]
    got = answers(stream, ScriptedProfiles(), "upsert_profiles", items)
    assert list(got[0].outcomes) == [APPLIED, NONE, APPLIED] and got[0].failed == 1
    assert got[0].errors[1].reason == "INVALID_PROFILE" and got[0].errors[1].violations[0].field == "creatorId"
    assert got[0].resume_after == 3


@every_stream
def test_upsert_refused_chunk_comes_back_with_refusal_and_holds_the_mark(stream: Stream) -> None:
    refusal = status(grpc.StatusCode.RESOURCE_EXHAUSTED, "TOO_MANY_BYTES")
    got = answers(stream, ScriptedProfiles(ProfileAct(refuse={2: refusal})), "upsert_profiles", creators(40), chunk_items=10)
    assert [answer.refusal.reason if answer.refusal else None for answer in got] == [None, "TOO_MANY_BYTES", None, None]
    assert [answer.failed for answer in got] == [0, 10, 0, 0]
    assert [answer.resume_after for answer in got] == [10, 10, 10, 10]


@every_stream
def test_upsert_chunk_refused_for_want_of_the_store_is_sent_again(stream: Stream) -> None:
    refusal = status(grpc.StatusCode.UNAVAILABLE, "PROFILE_STORE_UNAVAILABLE", 0.001)
    profiles = ScriptedProfiles(ProfileAct(refuse={2: refusal}), ProfileAct())
    got = answers(stream, profiles, "upsert_profiles", creators(40), chunk_items=10)
    assert [row.outcome for answer in got for row in answer] == [APPLIED] * 40
    assert got[-1].resume_after == 40 and sorted(profiles.writes) == sorted(ids_of(40))


@every_stream
def test_upsert_mark_that_the_server_holds_back_is_believed(stream: Stream) -> None:
    got = answers(stream, ScriptedProfiles(ProfileAct(mark=lambda mark: min(mark, 1))), "upsert_profiles", creators(30), chunk_items=10)
    assert [answer.resume_after for answer in got] == [10, 10, 10]


@every_stream
def test_upsert_source_is_read_no_further_than_the_window(stream: Stream) -> None:
    read = done = worst = 0

    def source() -> Iterator[CreatorProfile]:
        nonlocal read, worst
        for profile in creators(600):
            read += 1
            worst = max(worst, read - done)
            yield profile

    def consume(answer: Any) -> None:
        nonlocal done
        done += len(answer)

    # The first chunk is not settled before the third call: what comes behind it waits, and is no reason to read on.
    away = {"c0": "PROFILE_STORE_UNAVAILABLE"}
    profiles = ScriptedProfiles(ProfileAct(away=away), ProfileAct(away=away), ProfileAct())
    with ScriptedServer(profiles=profiles) as server:
        stream(server.target, "upsert_profiles", source(), consume, chunk_items=10, chunks_in_flight=3)
    assert done == 600 and worst <= 40


@every_stream
def test_upsert_mappings_and_rows_are_read_as_profiles(stream: Stream) -> None:
    profiles = ScriptedProfiles()
    answers(
        stream, profiles, "upsert_profiles", [{"creatorId": "a", "platform": "PLATFORM_TIKTOK", "followers": "0", "topics": {"sport": 0.5}}]
    )
    answers(stream, profiles, "upsert_profiles", [("b", 2)], profile=lambda row: CreatorProfile(creator_id=row[0], followers=row[1]))
    assert profiles.store["a"].platform == 2 and profiles.store["a"].HasField("followers") and profiles.store["a"].topics["sport"] == 0.5
    assert profiles.store["b"].followers == 2


@every_stream
@pytest.mark.parametrize("bad, told", [({"colour": 1}, "colour"), (7, "not 7"), ({"creatorId": "a", "followers": -1}, "followers")])
def test_upsert_what_is_no_profile_raises_value_error_that_names_it(stream: Stream, bad: Any, told: str) -> None:
    with pytest.raises(ValueError, match=told):
        answers(stream, ScriptedProfiles(), "upsert_profiles", [bad])


@every_stream
def test_upsert_min_replicas_are_sent(stream: Stream) -> None:
    profiles = ScriptedProfiles()
    answers(stream, profiles, "upsert_profiles", creators(1), min_replicas=2)
    assert profiles.configs[0].write_options.min_replicas == 2
