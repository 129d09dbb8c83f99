"""pandas' frames in and out, by both clients against the project's server."""

from __future__ import annotations

import asyncio
import math
from typing import Any, Callable, Iterator, List

import pandas
import pytest

from conftest import PROTOS
from influence_grpc import AioClient, Client, ColumnError, InfluenceError, Progress
from influence_grpc.messages import Tier, TierScheme, TierSchemeSource
from real_server import RealServer

SAMPLES = PROTOS.parent / "samples"
BRIEF = {"topics": {"food": 1}, "constraints": {"minFollowers": "10000"}}


@pytest.fixture(scope="module")
def target(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with RealServer(store=tmp_path_factory.mktemp("store") / "profiles.db") as server:
        with Client(server.target) as client:
            client.batch_upsert_profiles([{"creatorId": "ada", "followers": "700", "topics": {"food": 1}}])
        yield server.target


def by_threads(target: str, method: str, *arguments: Any, **options: Any) -> Any:
    with Client(target) as client:
        return getattr(client, method)(*arguments, **options)


def by_asyncio(target: str, method: str, *arguments: Any, **options: Any) -> Any:
    async def run() -> Any:
        async with AioClient(target) as client:
            return await getattr(client, method)(*arguments, **options)

    return asyncio.run(run())


Call = Callable[..., Any]
every_client = pytest.mark.parametrize("call", [by_threads, by_asyncio])


def plain(column: Any) -> List[Any]:
    return [None if pandas.isna(each) else each for each in column]


@every_client
def test_classify_frame_keeps_the_index_and_knows_missing_from_zero(call: Call, target: str) -> None:
    counts = [700, 0, None, float("nan"), pandas.NA, 49_000.0, "12.5k", "-3", -3, 10_000_000_001, 1.234]
    index = [f"row {number % 4}" for number in range(len(counts))]  # ids of rows may come again
    frame = pandas.DataFrame({"Followers": pandas.Series(counts, index=index, dtype=object)})
    answer = call(target, "classify_frame", frame, schemes=["harvard-media", "iab-uk"], boundary_margins=True, chunk_items=3)
    assert list(answer.index) == index and answer.index.equals(frame.index)
    assert list(answer.columns) == [
        *(f"{scheme}_{what}" for scheme in ("harvard-media", "iab-uk") for what in ("tier", "ordinal", "margin")),
        "error",
    ]
    assert plain(answer["harvard-media_tier"]) == ["nano", None, None, None, None, "mega", "macro", None, None, None, None]
    assert plain(answer["harvard-media_ordinal"]) == [1, None, None, None, None, 5, 4, None, None, None, None]
    assert [str(each) for each in answer.dtypes] == ["string", "Int64", "Float64"] * 2 + ["string"]
    margins = plain(answer["harvard-media_margin"])
    assert margins[0] == pytest.approx(math.log(700 / 500), rel=1e-5) and margins[1] == -math.inf and margins[2:5] == [None] * 3
    missing, negative = "FOLLOWERS_MISSING", "a follower count cannot be negative"
    assert plain(answer["error"]) == [
        None,
        None,
        *[missing] * 3,
        None,
        None,
        negative,
        negative,
        "'10000000001' is above 10 billion followers",
        None,
    ]


@every_client
def test_classify_frame_of_nullable_integers_and_units_of_headers(call: Call, target: str) -> None:
    frame = pandas.DataFrame({"a": [1, 2, 3], "Size (k)": pandas.array([7, None, 1_200], dtype="Int64")}, index=[3, 1, 2])
    answer = call(target, "classify_frame", frame, followers="Size (k)")
    assert list(answer.index) == [3, 1, 2] and plain(answer["harvard-media_tier"]) == ["mid-level", None, "all-star"]


@every_client
def test_classify_frame_takes_platforms_of_the_frame_or_one_of_all(call: Call, target: str) -> None:
    frame = pandas.DataFrame({"followers": [20_000, 20_000], "platform": ["instagram", "YouTube"]})
    scheme = TierScheme(
        id="mine",
        version=1,
        title="Mine",
        platform="PLATFORM_INSTAGRAM",
        source=TierSchemeSource(document="This test"),
        kind="TIER_SCHEME_KIND_FOLLOWERS",
        tiers=[Tier(id="any", label="Any", lower_followers=0)],
    )
    of_frame = call(target, "classify_frame", frame, schemes=[scheme], unranked_reasons=True)
    assert plain(of_frame["mine_tier"]) == ["any", None] and plain(of_frame["mine_unranked"]) == [None, "platform_not_covered"]
    of_all = call(target, "classify_frame", frame, schemes=[scheme], platform="instagram")
    assert plain(of_all["mine_tier"]) == ["any", "any"]


@every_client
def test_frames_by_id_tell_where_data_came_from(call: Call, target: str) -> None:
    frame = pandas.DataFrame({"who": ["nobody", "", "ada"]})
    answer = call(target, "classify_frame", frame, creator_id="who")
    assert plain(answer["harvard-media_tier"]) == [None, None, "nano"] and plain(answer["data_status"]) == ["not_found", None, "present"]
    assert plain(answer["error"]) == ["CREATOR_NOT_FOUND", "the row has no id", None]
    scored = call(target, "score_frame", frame, BRIEF, creator_id="who")
    assert plain(scored["ineligibilities"]) == [None, None, "too_few_followers"] and scored["score"].notna().tolist() == [
        False,
        False,
        True,
    ]


@every_client
def test_score_frame_reads_cells_as_the_command_line_does(call: Call, target: str) -> None:
    frame = pandas.DataFrame(
        {
            "handle": ["a", "b", "c", "d"],
            "followers": [20_000.0, None, 30_000, "many"],
            "avg likes": [812.5, 3, 4, 5],
            "Themes": [{"food": 0.7, "travel": 0.1}, "food:0.2", None, "food:1"],
            "observed at": [pandas.Timestamp("2026-01-31"), None, pandas.NaT, None],
        },
        index=list("wxyz"),
    )
    answer = call(target, "score_frame", frame, BRIEF, columns={"topics": "Themes"}, components=True)
    profiles = [
        {
            "creatorId": "a",
            "followers": "20000",
            "engagement": {"averageLikes": 812.5},
            "topics": {"food": 0.7, "travel": 0.1},
            "observedAt": "2026-01-31T00:00:00Z",
        },
        {"creatorId": "b", "engagement": {"averageLikes": 3}, "topics": {"food": 0.2}},
        {"creatorId": "c", "followers": "30000", "engagement": {"averageLikes": 4}},
    ]
    with Client(target) as client:
        expected = client.batch_score_fit(profiles, BRIEF, components=True).to_pandas()
    for name in expected.columns:
        assert plain(answer[name])[:3] == plain(expected[name]), name
    assert list(answer.index) == list("wxyz") and answer.loc["z", "error"].startswith("column 'followers': 'many' is not a follower count")
    assert plain(answer.loc["z"].drop("error")) == [None] * (len(answer.columns) - 1)
    assert answer["eligible"].dtype == "boolean" and answer["score"].dtype == "Float64"


@every_client
def test_frames_of_no_rows_have_their_columns(call: Call, target: str) -> None:
    empty, unread = pandas.DataFrame({"id": [], "followers": []}), pandas.DataFrame({"id": ["a"], "followers": ["x"]})
    for frame in (empty, unread):
        classified = call(target, "classify_frame", frame, schemes=["iab-uk"], boundary_margins=True)
        assert list(classified.columns) == ["iab-uk_tier", "iab-uk_ordinal", "iab-uk_margin", "error"] and len(classified) == len(frame)
        scored = call(target, "score_frame", frame, BRIEF)
        assert {"score", "eligible"} <= set(scored.columns) and len(scored) == len(frame) and scored.columns[-1] == "error"


@every_client
def test_classify_frame_of_the_sample_streams_it(call: Call, target: str) -> None:
    frame = pandas.read_csv(SAMPLES / "creators.csv").set_index("creator_id")
    told: List[Progress] = []
    answer = call(target, "classify_frame", frame, followers="followers", progress=told.append, chunk_items=1_000)
    assert answer.index.equals(frame.index) and [each.items for each in told] == list(range(1_000, 10_001, 1_000))
    assert answer["error"].notna().equals(frame["followers"].isna()) and frame["followers"].isna().any()
    large = frame["followers"] >= 50_000
    assert large.equals((answer["harvard-media_tier"] == "all-star").fillna(False).astype(bool))
    joined = pandas.concat([frame, answer], axis=1)
    assert len(joined) == len(frame) and joined.loc["syn-00002", "harvard-media_tier"] == "all-star"


@every_client
def test_frames_that_cannot_be_used_say_why(call: Call, target: str) -> None:
    frame = pandas.DataFrame({"followers": [1], "subscribers": [2], "x": [3]})
    with pytest.raises(ColumnError, match=r"several columns .* Say which with followers=\"COLUMN\""):
        call(target, "classify_frame", frame)
    with pytest.raises(ColumnError, match="there is no column 'y'; the columns are 'followers', 'subscribers', 'x'"):
        call(target, "classify_frame", frame, followers="y")
    with pytest.raises(ColumnError, match=r"id; .* Name it with columns=.\"id\": \"COLUMN\""):
        call(target, "score_frame", frame, BRIEF, columns={"followers": "followers"})
    with pytest.raises(ColumnError, match="there is no field 'folowers'; known are followers, id"):
        call(target, "score_frame", frame, BRIEF, columns={"folowers": "followers"})
    with pytest.raises(ValueError, match="creator_id goes without"):
        call(target, "classify_frame", frame, creator_id="x", platform="tiktok")
    with pytest.raises(InfluenceError) as caught:
        call(target, "classify_frame", frame, followers="x", schemes=["nope"])
    assert caught.value.reason == "UNKNOWN_TIER_SCHEME"
