"""Answers as columns, without pandas: what is missing is None or NaN, and never 0."""

from __future__ import annotations

import math
import subprocess
import sys
from array import array
from typing import Any, Dict, Iterator, List

import grpc
import pytest

from influence_grpc import ClassifiedItems, Client, FoundProfiles, InfluenceError, UpsertedProfiles
from influence_grpc.messages import CreatorProfile, Tier, TierColumnOptions, TierColumns, TierScheme
from real_server import RealServer

# A process in which pandas cannot be imported, as where it is not installed.
WITHOUT_PANDAS = """
import sys
sys.modules["pandas"] = None
from influence_grpc import Client
with Client(sys.argv[1]) as client:
    answer = client.batch_classify_tiers([700, None], schemes=["harvard-media"])
    print(answer.to_columns())
    for call in (answer.to_pandas, lambda: client.classify_frame(None, followers="followers"), lambda: client.score_frame(None, {})):
        try:
            call()
        except ImportError as error:
            print(error)
"""


@pytest.fixture(scope="module")
def target(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with RealServer(store=tmp_path_factory.mktemp("store") / "profiles.db") as server:
        yield server.target


def plain(columns: Any) -> Dict[str, List[Any]]:
    """NaN as None, so that columns can be compared."""
    return {name: [None if each != each else each for each in column] for name, column in columns.items()}


def test_classified_columns_leave_out_what_is_missing(target: str) -> None:
    with Client(target) as client:
        chunk = client.batch_classify_tiers(
            [700, 0, None, 10_000_000_001], schemes=["harvard-media", "iab-uk"], boundary_margins=True, unranked_reasons=True
        )
    columns = plain(chunk.to_columns())
    assert list(columns) == [
        f"{scheme}_{what}" for scheme in ("harvard-media", "iab-uk") for what in ("tier", "ordinal", "margin", "unranked")
    ] + ["error"]
    assert columns["harvard-media_tier"] == ["nano", None, None, None]
    assert columns["harvard-media_ordinal"] == [1, None, None, None]
    assert columns["harvard-media_margin"] == [pytest.approx(math.log(700 / 500), rel=1e-5), -math.inf, None, None]
    assert columns["harvard-media_unranked"] == [None, "below_lowest", None, None]
    assert columns["error"] == [None, None, "FOLLOWERS_MISSING", "FOLLOWERS_OUT_OF_RANGE"]
    assert isinstance(chunk.to_columns()["iab-uk_margin"], array)


def test_classified_columns_of_a_refused_chunk_say_why() -> None:
    refusal = InfluenceError(grpc.StatusCode.RESOURCE_EXHAUSTED, "too many", "TOO_MANY_ITEMS")
    scheme = TierScheme(id="s", tiers=[Tier(id="t", ordinal=1)])
    asked = TierColumnOptions(boundary_margins=True, unranked_reasons=True)
    columns = plain(ClassifiedItems([1, 2], [scheme], TierColumns(), refusal, 1, asked).to_columns())
    nothing = [None, None]
    assert columns == {
        "s_tier": nothing,
        "s_ordinal": nothing,
        "s_margin": nothing,
        "s_unranked": nothing,
        "error": ["TOO_MANY_ITEMS", "TOO_MANY_ITEMS"],
    }


def test_scored_columns_have_nothing_of_what_failed(target: str) -> None:
    creators = [CreatorProfile(creator_id="a", followers=20_000, topics={"food": 1}), CreatorProfile(creator_id="")]
    with Client(target) as client:
        brief = {"topics": {"food": 1}, "constraints": {"minFollowers": "50000"}}
        chunk = client.batch_score_fit(creators, brief, components=True)
    columns = plain(chunk.to_columns())
    assert columns["error"] == [None, "INVALID_PROFILE"] and columns["eligible"] == [False, None]
    assert columns["ineligibilities"] == ["too_few_followers", None]
    assert columns["score"] == [chunk.scores[0], None] and columns["niche_points"][1] is None
    assert columns["niche_state"] == ["known", None] and columns["target_share"] == [None, None]


def test_columns_of_other_answers(target: str) -> None:
    profiles = [
        CreatorProfile(creator_id=f"c{n}", platform="PLATFORM_TIKTOK", followers=9_000 + n, topics={"food": n / 3})  # type: ignore[arg-type]
        for n in range(1, 4)
    ]
    with Client(target) as client:
        upserted: UpsertedProfiles[Any] = client.batch_upsert_profiles([*profiles, CreatorProfile(creator_id="\n")])
        assert upserted.to_columns() == {"outcome": ["applied"] * 3 + [None], "error": [None] * 3 + ["INVALID_PROFILE"]}
        assert upserted.resume_after == 4 and upserted.failed == 1
        found: FoundProfiles[str] = client.batch_lookup_profiles(["c2", "nobody"])
        assert found.to_columns() == {
            "creator_id": ["c2", None],
            "platform": ["tiktok", None],
            "followers": [9_002, None],
            "data_status": ["present", "not_found"],
            "error": [None, None],
        }
        ranking = client.rank_creators(["c1", "c2", "c3"], {"topics": {"food": 1}}, count=2).to_columns()
    assert ranking["rank"] == [1, 2] and ranking["creator_id"] == ["c3", "c2"] and ranking["eligible"] == [True, True]
    assert ranking["score"][0] > ranking["score"][1] > 0 and len({len(column) for column in ranking.values()}) == 1


def test_without_pandas_columns_are_there_and_frames_say_what_to_install(target: str) -> None:
    ran = subprocess.run([sys.executable, "-c", WITHOUT_PANDAS, target], capture_output=True, text=True, timeout=60)
    assert ran.returncode == 0, ran.stderr
    columns, *errors = ran.stdout.splitlines()
    assert columns == "{'harvard-media_tier': ['nano', None], 'harvard-media_ordinal': [1, None], 'error': [None, 'FOLLOWERS_MISSING']}"
    assert len(errors) == 3 and all("pip install pandas" in error and "python3-pandas" in error for error in errors)
