"""Fit against the project's server: both clients."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any, Dict, Iterator, List

import grpc
import pytest
from google.protobuf import json_format

from conftest import PROTOS
from influence_grpc import (
    Brief,
    Client,
    CostTarget,
    InfluenceError,
    ScoredItems,
    SizePreference,
    TargetAudience,
)
from influence_grpc.cli.brief_file import read_brief
from influence_grpc.fit_names import status_name
from influence_grpc.messages import CreatorProfile, DataStatus, ScoreFitRequest
from profile_runs import Call, Stream, call_aio, call_sync, stream_aio, stream_sync
from real_server import RealServer

SAMPLES = PROTOS.parent / "samples"
BRIEFS = sorted((SAMPLES / "briefs").glob("*.json"))
TRAIL = json_format.Parse((SAMPLES / "fit" / "trail-runner.json").read_text(), ScoreFitRequest())
PRESENT, ABSENT, INLINE = (DataStatus.Value(f"DATA_STATUS_{name}") for name in ("PRESENT", "NOT_FOUND", "INLINE"))

every_call = pytest.mark.parametrize("call", [call_sync, call_aio])
every_stream = pytest.mark.parametrize("stream", [stream_sync, stream_aio])


@pytest.fixture(scope="module")
def target(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with RealServer(store=tmp_path_factory.mktemp("store") / "profiles.db") as server:
        with Client(server.target) as client:
            list(client.upsert_profiles(creators(200)))
        yield server.target


def creators(count: int) -> List[CreatorProfile]:
    with open(SAMPLES / "creators.csv", newline="") as file:
        rows = [row for _, row in zip(range(count), csv.DictReader(file))]
    profiles = []
    for row in rows:
        facts: Dict[str, Any] = {"creatorId": row["creator_id"], "platform": f"PLATFORM_{row['platform'].upper()}"}
        if row["followers"]:
            facts["followers"] = row["followers"]
        facts["engagement"] = {"averageLikes": float(row["avg_likes"] or 0), "samplePosts": int(row["sample_posts"] or 0) or 1}
        profiles.append(json_format.ParseDict(facts, CreatorProfile()))
    return profiles


def worked_example(name: str) -> str:
    """What docs/scoring-model.md shows of a sample question."""
    document = (PROTOS.parent / "docs" / "scoring-model.md").read_text(encoding="utf-8")
    return document.split(f"`samples/fit/{name}`", 1)[1].split("`samples/fit/", 1)[0]


@every_call
def test_list_fit_models_names_the_default(target: str, call: Call) -> None:
    answer = call(target, "list_fit_models")
    assert answer.default_model_id == "audience-fit-1" == answer.models[0].id and answer.models[0].built_in
    assert call(target, "server_info").default_fit_model_id == "audience-fit-1"


@every_call
def test_score_fit_profile_is_explained(target: str, call: Call) -> None:
    for profile in (TRAIL.profile, json_format.MessageToDict(TRAIL.profile)):
        answer = call(target, "score_fit", TRAIL.brief, profile=profile)
        assert f"**{answer.fit.score:.4f}** | {answer.fit.lower:.4f} to {answer.fit.upper:.4f} |" in worked_example("trail-runner.json")
        assert answer.fit.eligible and len(answer.fit.components) == 10 and answer.fit.components[0].reasons
        assert (answer.model_id, answer.model_version, answer.data_status) == ("audience-fit-1", 1, INLINE)


@every_call
def test_score_fit_creator_id_is_looked_up(target: str, call: Call) -> None:
    brief = read_brief(str(BRIEFS[0])).message
    by_id = call(target, "score_fit", brief, creator_id="syn-00001", model_id="audience-fit-1")
    assert by_id.data_status == PRESENT
    assert by_id.fit == call(target, "score_fit", brief, profile=creators(1)[0]).fit
    with pytest.raises(InfluenceError) as caught:
        call(target, "score_fit", brief, creator_id="nobody")
    assert (caught.value.code, caught.value.reason) == (grpc.StatusCode.NOT_FOUND, "CREATOR_NOT_FOUND")


@every_call
def test_score_fit_every_fault_of_the_brief_is_told(target: str, call: Call) -> None:
    brief = Brief(
        topics={"Sport": 2},
        audience=TargetAudience(),
        cost=CostTarget("post", "kroner", maximum_price=-1),
        size=SizePreference(0, 0),
    )
    with pytest.raises(InfluenceError) as caught:
        call(target, "score_fit", brief, creator_id="syn-00001")
    assert (caught.value.code, caught.value.reason) == (grpc.StatusCode.INVALID_ARGUMENT, "INVALID_REQUEST")
    fields = [violation.field for violation in caught.value.violations]
    for expected in ("brief.topics", "brief.audience", "brief.cost.currencyCode", "brief.cost.maximumPrice", "brief.size.followers"):
        assert any(field.startswith(expected) for field in fields), fields
    assert all(str(caught.value).count(f"{violation.field}: {violation.description}") == 1 for violation in caught.value.violations)


@every_call
def test_score_fit_unknown_model_names_those_there_are(target: str, call: Call) -> None:
    with pytest.raises(InfluenceError) as caught:
        call(target, "score_fit", TRAIL.brief, profile=TRAIL.profile, model_id="no-such-model")
    assert caught.value.reason == "UNKNOWN_FIT_MODEL" and "audience-fit-1" in caught.value.metadata["known"]


@every_call
def test_batch_score_fit_no_items_checks_the_brief(target: str, call: Call) -> None:
    answer = call(target, "batch_score_fit", [], read_brief(str(BRIEFS[1])).message, components=True)
    assert len(answer) == 0 and list(answer) == [] and answer.model_id == "audience-fit-1"
    assert answer.asked_for == ["niche", "audience", "engagement", "credibility", "proximity", "responsiveness", "concentration", "size"]
    with pytest.raises(InfluenceError) as caught:
        call(target, "batch_score_fit", [], {"size": {"followers": 1}})
    assert [violation.field for violation in caught.value.violations] == ["brief.size.logSpread"]


@every_stream
@pytest.mark.parametrize("path", BRIEFS, ids=lambda path: path.stem)
def test_score_fit_stream_answers_as_batch_and_unary_do(target: str, stream: Stream, path: Path) -> None:
    brief, profiles = read_brief(str(path)).message, creators(200)
    chunks: List[ScoredItems[Any]] = []
    stream(target, "score_fit_stream", profiles, chunks.append, brief=brief, components=True, chunk_items=30)
    assert [len(chunk) for chunk in chunks] == [30] * 6 + [20]
    rows = [row for chunk in chunks for row in chunk]
    with Client(target) as client:
        batch = client.batch_score_fit(profiles, brief, components=True)
        by_id = client.batch_score_fit([each.creator_id for each in profiles], brief)
        for row in rows[:20]:
            fit = client.score_fit(brief, profile=row.item).fit
            assert (row.score, row.lower, row.upper, row.coverage) == (fit.score, fit.lower, fit.upper, fit.coverage)
            assert (row.eligible, list(row.ineligibilities)) == (fit.eligible, [each.reason for each in fit.ineligibilities])
            assert list(row.cautions) == [each.flag for each in fit.cautions]
            assert row.target_share == (fit.target_share.share if fit.HasField("target_share") else None)
            for component, (name, value) in zip((each for each in fit.components if each.status != 5), row.components.items()):
                assert (component.value, component.contribution, component.status) == (value.value, value.contribution, value.status), name
    assert rows == list(batch)
    assert list(by_id.scores) == [row.score for row in rows] and set(by_id.data_status) == {PRESENT}
    assert any(row.eligible for row in rows) and not all(row.eligible for row in rows)
    assert chunks[0].component("niche").values[0] == rows[0].components["niche"].value
    with pytest.raises(KeyError, match="there is no component 'charm'"):
        chunks[0].component("charm")


@every_stream
def test_score_fit_stream_excluded_components_have_no_value(target: str, stream: Stream) -> None:
    rows: List[Any] = []
    brief = {"topics": {"sport": 1}, "size": {"followers": 20_000, "logSpread": 1}, "missingPolicy": "MISSING_POLICY_EXCLUDE"}
    stream(target, "score_fit_stream", creators(1), rows.extend, brief=brief, components=True)
    niche = rows[0].components["niche"]
    assert (niche.value, niche.contribution, status_name(niche.status)) == (None, 0, "excluded")


@every_stream
def test_score_fit_stream_bad_items_fail_alone(target: str, stream: Stream) -> None:
    rows: List[Any] = []
    items = [{"creatorId": ""}, {"creatorId": "a", "followers": "700"}]
    stream(target, "score_fit_stream", items, rows.extend, brief={"size": {"followers": 1000, "logSpread": 1}})
    assert rows[0].error.reason == "INVALID_PROFILE" and rows[0].score is None and 0 < rows[1].score <= 100
    rows.clear()
    stream(target, "score_fit_stream", ["syn-00001", "nobody"], rows.extend, brief={"size": {"followers": 1000, "logSpread": 1}})
    assert [(row.data_status, row.error and row.error.reason) for row in rows] == [(PRESENT, None), (ABSENT, "CREATOR_NOT_FOUND")]


@every_call
def test_rank_creators_are_the_best_of_the_stream(target: str, call: Call) -> None:
    brief, profiles = read_brief(str(BRIEFS[1])).message, creators(2_000)
    with Client(target) as client:
        rows = [row for chunk in client.score_fit_stream(profiles, brief) for row in chunk]
    eligible = sorted((row for row in rows if row.eligible), key=lambda row: (-(row.score or 0), row.item.creator_id.encode()))
    ranking = call(target, "rank_creators", profiles, brief, count=25, chunk_items=300)
    assert [(each.creator_id, each.score) for each in ranking.creators] == [(row.item.creator_id, row.score) for row in eligible[:25]]
    assert [each.rank for each in ranking.creators] == list(range(1, 26))
    assert ranking.scored + ranking.failed == 2_000 and ranking.ineligible == ranking.scored - len(eligible)
    everyone = call(target, "rank_creators", profiles, brief, count=2_000, include_ineligible=True)
    assert len(everyone.creators) == ranking.scored and any(each.ineligibilities for each in everyone.creators)
    by_id = call(target, "rank_creators", [each.creator_id for each in profiles[:200]] + ["nobody"], brief, count=3)
    assert by_id.scored == 200 and by_id.failed_for == {"CREATOR_NOT_FOUND": 1} and by_id.failures[0].item == "nobody"


@every_call
def test_rank_creators_too_many_asked_for_is_told(target: str, call: Call) -> None:
    with pytest.raises(InfluenceError) as caught:
        call(target, "rank_creators", [], {"topics": {"sport": 7}}, count=1_000_000)
    fields = [violation.field for violation in caught.value.violations]
    assert "config.count" in fields and any(field.startswith("config.brief.topics") for field in fields)


@every_call
def test_derive_brief_finds_more_creators_like_these(target: str, call: Call) -> None:
    def creator(number: int, topic: str) -> Dict[str, Any]:
        return {"creatorId": f"{topic}{number}", "followers": str(10_000 + number), "topics": {topic: 0.8}}

    examples = [creator(n, "sport/running") for n in range(10)]
    background = [creator(n, f"food/{n % 20}") for n in range(1_000)]
    answer = call(target, "derive_brief", examples, background=background, title="More", brand="Fjellvind", chunk_items=7)
    assert (answer.examples, answer.background, answer.brief.title, answer.brief.brand) == (10, 1_000, "More", "Fjellvind")
    assert list(answer.brief.topics) == ["sport/running"] and answer.brief.HasField("size")
    assert {each.part: each.included for each in answer.evidence}["topics"]
    ranking = call(target, "rank_creators", [*background, *examples], answer.brief, count=10)
    assert {each.creator_id for each in ranking.creators} == {each["creatorId"] for each in examples}
    assert call(target, "derive_brief", [f"syn-0000{n}" for n in range(1, 6)]).background == 0


@every_call
def test_derive_brief_creators_that_cannot_be_used_are_all_told(target: str, call: Call) -> None:
    examples = [{"creatorId": "a"}, {"creatorId": ""}, {"creatorId": "c", "topics": {"x": 2.0}}]
    with pytest.raises(InfluenceError) as caught:
        call(target, "derive_brief", examples)
    fields = [violation.field for violation in caught.value.violations]
    assert any("profiles[1]" in field for field in fields) and any("profiles[2]" in field for field in fields)
    with pytest.raises(InfluenceError, match="at least 3"):
        call(target, "derive_brief", examples[:1])
