"""Profiles against a scripted server whose connection is cut and whose store goes away: both clients, the same sentences."""

from __future__ import annotations

import asyncio
import math
from datetime import timedelta
from typing import Any, AsyncIterator, Callable, Iterable, Iterator, List

import grpc
import pytest

from influence_grpc import AioClient, Client, InfluenceError, RetryPolicy, read_options
from influence_grpc.messages import CreatorProfile, ReadOptions
from scripted_profiles import ABSENT, APPLIED, DELETED, NONE, NOT_THERE, PRESENT, SUPERSEDED, UNCHANGED, ProfileAct, ScriptedProfiles
from scripted_server import ScriptedServer
from scripted_status import status

FAST = RetryPolicy(attempts=4, initial_backoff=0.001, max_backoff=0.01, accept_timeout=2.0)


def call_sync(target: str, method: str, *arguments: Any, **options: Any) -> Any:
    with Client(target, retry=FAST) as client:
        return getattr(client, method)(*arguments, **options)


def call_aio(target: str, method: str, *arguments: Any, **options: Any) -> Any:
    async def run() -> Any:
        async with AioClient(target, retry=FAST) as client:
            return await getattr(client, method)(*arguments, **options)

    return asyncio.run(run())


def stream_sync(target: str, method: str, items: Iterable[Any], consume: Callable[[Any], None], **options: Any) -> None:
    with Client(target, retry=options.pop("retry", FAST)) as client:
        for answer in getattr(client, method)(items, **options):
            consume(answer)


def stream_aio(target: str, method: str, items: Any, consume: Callable[[Any], None], **options: Any) -> None:
    async def run() -> None:
        async with AioClient(target, retry=options.pop("retry", FAST)) as client:
            async for answer in getattr(client, method)(items, **options):
                consume(answer)

    asyncio.run(run())


def stream_aio_async_source(target: str, method: str, items: Iterable[Any], consume: Callable[[Any], None], **options: Any) -> None:
    async def source() -> AsyncIterator[Any]:
        for item in items:
            yield item

    stream_aio(target, method, source(), consume, **options)


Call = Callable[..., Any]
Stream = Callable[..., None]
every_call = pytest.mark.parametrize("call", [call_sync, call_aio])
every_stream = pytest.mark.parametrize("stream", [stream_sync, stream_aio, stream_aio_async_source])


def answers(stream: Stream, profiles: ScriptedProfiles, method: str, items: Iterable[Any], **options: Any) -> List[Any]:
    collected: List[Any] = []
    with ScriptedServer(profiles=profiles) as server:
        stream(server.target, method, items, collected.append, **options)
    return collected


def creators(count: int, version: int = 1) -> List[CreatorProfile]:
    return [CreatorProfile(creator_id=f"c{n}", followers=n, version=version) for n in range(count)]


def ids_of(count: int) -> List[str]:
    return [f"c{n}" for n in range(count)]


def filled(*acts: ProfileAct, count: int = 300) -> ScriptedProfiles:
    profiles = ScriptedProfiles(*acts)
    profiles.store = {profile.creator_id: profile for profile in creators(count)}
    return profiles


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
