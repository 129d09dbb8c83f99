"""Profiles against a scripted server whose connection is cut and whose store goes away: both clients, the same sentences."""

from __future__ import annotations

import math
from datetime import timedelta
from typing import Any, List

import grpc
import pytest

from profile_runs import FAST, Call, Stream, answers, every_call, every_stream, filled, ids_of
from influence_grpc import InfluenceError, read_options
from influence_grpc.messages import ReadOptions
from scripted_profiles import ABSENT, DELETED, NONE, NOT_THERE, PRESENT, ProfileAct, ScriptedProfiles
from scripted_server import ScriptedServer
from scripted_status import status


@every_call
def test_get_profile_kept_answers_it(call: Call) -> None:
    profiles = filled()
    with ScriptedServer(profiles=profiles) as server:
        answer = call(server.target, "get_profile", "c7", read_options=read_options(max_age=90, allow_stale=True))
    assert (answer.profile.followers, answer.data_status) == (7, PRESENT)
    asked = profiles.unary_requests[0].read_options
    assert (asked.max_age.ToSeconds(), asked.allow_stale, asked.allow_degraded) == (90, True, False)


@every_call
def test_get_profile_not_kept_raises_not_found(call: Call) -> None:
    with ScriptedServer(profiles=ScriptedProfiles()) as server:
        with pytest.raises(InfluenceError) as caught:
            call(server.target, "get_profile", "nobody")
    assert (caught.value.code, caught.value.reason) == (grpc.StatusCode.NOT_FOUND, "CREATOR_NOT_FOUND")


@every_stream
def test_lookup_answers_in_parts_come_in_order_each_once(stream: Stream) -> None:
    ids = [f"c{n}" for n in range(0, 400, 2)] + ["c0"]  # the ones from c300 on are not kept, and one is asked for twice
    found = answers(stream, filled(ProfileAct(part_items=7)), "lookup_profiles", ids, chunk_items=50)
    rows = [row for answer in found for row in answer]
    assert [row.item for row in rows] == ids
    assert [row.profile and row.profile.creator_id for row in rows] == [each if int(each[1:]) < 300 else None for each in ids]
    assert [row.data_status for row in rows] == [PRESENT if int(each[1:]) < 300 else ABSENT for each in ids]
    assert not any(row.error for row in rows) and max(len(answer) for answer in found) == 7


@every_stream
def test_lookup_cut_between_parts_asks_for_the_rest_only(stream: Stream) -> None:
    profiles = filled(ProfileAct(answers=5, part_items=10, gather=2), ProfileAct(answers=0), ProfileAct(part_items=10))
    found = answers(stream, profiles, "lookup_profiles", ids_of(200), chunk_items=40)
    assert [row.item for answer in found for row in answer] == ids_of(200)
    # Four parts were the first chunk; of the second, one part came.
    assert profiles.received[2][0] == (2, ids_of(80)[50:])


@every_stream
def test_lookup_errors_of_later_parts_are_those_of_their_items(stream: Stream) -> None:
    act = ProfileAct(part_items=3, away={"c4": "PROFILE_STORE_UNAVAILABLE", "c11": "PROFILE_STORE_UNAVAILABLE"})
    found = answers(stream, filled(act), "lookup_profiles", ids_of(14), chunk_items=10)
    rows = [row for answer in found for row in answer]
    assert [row.item for row in rows if row.error is not None] == ["c4", "c11"]
    assert all(row.error.reason == "PROFILE_STORE_UNAVAILABLE" for row in rows if row.error is not None)
    assert [row.data_status for row in rows if row.profile is None] == [NONE, NONE]


@every_stream
def test_lookup_refused_chunk_comes_back_with_refusal_and_stream_goes_on(stream: Stream) -> None:
    refusal = status(grpc.StatusCode.RESOURCE_EXHAUSTED, "TOO_MANY_ITEMS")
    found = answers(stream, filled(ProfileAct(refuse={2: refusal})), "lookup_profiles", ids_of(25), chunk_items=10)
    assert [answer.refusal.reason if answer.refusal else None for answer in found] == [None, "TOO_MANY_ITEMS", None]
    assert [answer.failed for answer in found] == [0, 10, 0]
    assert all(row.error is found[1].refusal and row.profile is None for row in found[1])


@every_stream
def test_lookup_items_of_any_kind_by_key_or_function(stream: Stream) -> None:
    found = answers(stream, filled(), "lookup_profiles", [{"id": "c1"}, {"id": "c2"}], creator_id="id")
    assert [row.profile.followers for row in found[0]] == [1, 2]
    assert answers(stream, filled(), "lookup_profiles", [3], creator_id=lambda n: f"c{n}")[0].profiles[0].followers == 3


@every_stream
def test_lookup_id_that_is_not_text_raises_value_error(stream: Stream) -> None:
    with pytest.raises(ValueError, match="must be text, not 5"):
        answers(stream, filled(), "lookup_profiles", ["c1", 5])


@every_call
def test_delete_answers_each_and_asks_again_for_what_the_store_did_not_take(call: Call) -> None:
    profiles = filled(count=150)
    profiles.away_for_deletions = ["c5", "c120", "c120"]
    with ScriptedServer(profiles=profiles) as server:
        answer = call(server.target, "delete_profiles", ids_of(151), versions=range(151), min_replicas=1)
    assert list(answer.outcomes) == [DELETED] * 150 + [NOT_THERE] and not answer.errors and not profiles.store
    # The server allows 100 items a call.
    asked = [(list(request.ids.creator_ids), list(request.versions)) for request in profiles.unary_requests]
    assert [len(ids) for ids, _ in asked] == [100, 51, 2, 1]
    assert asked[2] == (["c5", "c120"], [5, 120]) and asked[3] == (["c120"], [120])
    assert all(request.write_options.min_replicas == 1 for request in profiles.unary_requests)


@every_call
def test_delete_store_that_stays_away_leaves_the_error(call: Call) -> None:
    profiles = filled(count=2)
    profiles.away_for_deletions = ["c1"] * 50
    with ScriptedServer(profiles=profiles) as server:
        answer = call(server.target, "delete_profiles", ["c0", "c1"])
    assert [(row.creator_id, row.outcome, row.error and row.error.reason) for row in answer] == [
        ("c0", DELETED, None),
        ("c1", NONE, "PROFILE_STORE_UNAVAILABLE"),
    ]
    assert len(profiles.unary_requests) == 1 + FAST.attempts


@every_call
@pytest.mark.parametrize(
    "arguments, options", [(("abc",), {}), ((["a", "b"],), {"versions": [1]}), (([1],), {})], ids=["text", "versions", "number"]
)
def test_delete_bad_arguments_raise_value_error(call: Call, arguments: Any, options: Any) -> None:
    with pytest.raises(ValueError):
        call("127.0.0.1:1", "delete_profiles", *arguments, **options)


@every_stream
def test_classify_by_ids_tells_where_the_data_came_from(stream: Stream) -> None:
    rows: List[Any] = []
    with ScriptedServer() as server:
        stream(server.target, "classify", ["c1", "unknown-1", "c2"], rows.extend, creator_id=lambda each: each)
    assert [row.data_status for row in rows] == [PRESENT, ABSENT, PRESENT]
    assert [row.error and row.error.reason for row in rows] == [None, "CREATOR_NOT_FOUND", None]


def test_read_options_age_in_seconds_or_as_timedelta() -> None:
    assert read_options(max_age=1.5).max_age.ToMilliseconds() == 1_500
    assert read_options(max_age=timedelta(hours=1)).max_age.ToSeconds() == 3_600
    assert read_options() == ReadOptions() and not read_options().HasField("max_age")
    assert read_options(max_age=0).HasField("max_age")
    bad_ages: List[Any] = [-1, math.nan, math.inf, timedelta(seconds=-1)]
    for bad in bad_ages:
        with pytest.raises(ValueError, match="max_age"):
            read_options(max_age=bad)
