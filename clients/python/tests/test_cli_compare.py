"""`influence-grpc compare`, as a process, against the project's server."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any, Dict, Iterator, List

import pytest

from campaign_samples import BRIEF, planned, plans, write_plans
from command_line import run
from influence_grpc import Client
from real_server import RealServer

FIGURES = ("gross_reach", "gross_in_target_reach", "net_in_target_reach", "credible_reach", "frequency", "engagements")


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with RealServer(store=tmp_path_factory.mktemp("store") / "profiles.db") as started:
        yield started.target


def test_compare_prints_each_plan_who_wins_and_how_overlaps_were_counted(server: str, tmp_path: Path) -> None:
    ran = run("compare", write_plans(tmp_path / "plans.json"), "--server", server)
    assert ran.returncode == 1 and ran.stderr == ""  # a creator failed
    blocks = ran.stdout.rstrip().split("\n\n")
    assert [block.splitlines()[0] for block in blocks[1:]] == [
        'One, "wide"',
        "Three",
        "Unknownå",
        "  bars: # up to the figure, . on to the upper end of its interval; all plans to one scale",
        "Which wins on what  (* ahead within the whole interval)",
        "How people reached twice are counted once",
    ]
    assert "3 plans compared" in blocks[0] and 'against "Tent" by audience-fit-1 (version 1)' in blocks[0]
    assert "the target is 590,000 people" in blocks[0]
    wide, three, unknown = (block.splitlines()[1:] for block in blocks[1:4])
    assert [line[:30].strip() for line in wide[:8]] == [
        "creators",
        "cost",
        "people reached in the target",
        "of them, credibly",
        "engagements in the target",
        "contacts per person reached",
        "cost per thousand reached",
        "cost per engagement",
    ]
    assert "60,000 NOK" in wide[1] and wide[1].endswith("#" * 30)  # the dearest is as long as bars are
    assert wide[2].rstrip().split()[-1].strip("#.") == "" and len(three[2].split()[-1]) < len(wide[2].split()[-1]) == 30
    assert any("cost" in line and "not known: the price of 'c0007' is not known" in line for line in unknown)
    assert unknown[-1] == "  'no,body' failed and is left out: CREATOR_NOT_FOUND: There is no such creator in the profile store."
    sentences = blocks[5].splitlines()[1:]
    assert len(sentences) == 8 and any(line.startswith("  * ") for line in sentences)
    assert blocks[6].splitlines()[1:] == [
        "  'One, \"wide\"': exactly (one creator, or two whose overlap is known)",
        "  'Three': by the known overlaps of some pairs, the others as if by chance: for those, an upper estimate inside a niche",
        "  'Unknownå': as if audiences overlapped by chance: an upper estimate inside a niche",
    ]


def test_compare_out_writes_what_the_client_is_told(server: str, tmp_path: Path) -> None:
    out, request = tmp_path / "figures.csv", plans()
    ran = run("compare", write_plans(tmp_path / "plans.json"), "--server", server, "--out", str(out))
    with Client(server) as client:
        answer = client.compare_plans(request["plans"], BRIEF, request["universe"], overlaps=request["overlaps"])
    with open(out, newline="", encoding="utf-8") as file:
        rows: List[Dict[str, str]] = list(csv.DictReader(file))
    assert ran.returncode == 1 and [row["plan"] for row in rows] == ['One, "wide"', "Three", "Unknownå"]
    for row, plan in zip(rows, answer.plans):
        assert plan.forecast is not None and int(row["creators"]) == plan.forecast.creator_count
        for name in FIGURES:
            estimate = getattr(plan.forecast, name)
            assert [float(row[f"{name}{end}"]) for end in ("", "_lower", "_upper")] == [estimate.value, estimate.lower, estimate.upper]
        assert (row["currency"], row["overlap_basis"]) == ("NOK", plan.forecast.overlap_basis)
    assert (rows[2]["cost"], rows[2]["cost_per_thousand_reached_upper"]) == ("", "")  # not known is not 0
    assert (rows[2]["creators_without_price"], rows[2]["failed"], rows[0]["failed"]) == ("c0007", "no,body", "")


def test_compare_to_standard_output_tells_the_rest_on_standard_error(server: str, tmp_path: Path) -> None:
    some = {"plans": plans()["plans"][:2]}
    ran = run("compare", write_plans(tmp_path / "plans.json", **some), "--server", server, "--out", "-")
    assert ran.returncode == 0 and ran.stdout.startswith("plan,creators,universe_people,cost,currency,gross_reach,")
    assert ran.stdout.count("\n") == 3 and "2 plans compared" in ran.stderr


def test_compare_comments_and_trailing_commas_from_standard_input(server: str) -> None:
    text = json.dumps({**plans(), "plans": plans()["plans"][:2]})
    ran = run("compare", "-", "--server", server, stdin="// two plans\n" + text[:-1] + ", /* that is all */ }")
    assert ran.returncode == 0 and ran.stdout.startswith("-: 2 plans compared"), ran.stderr


def test_compare_faults_of_the_file_and_those_that_the_server_finds_are_told_together(server: str, tmp_path: Path) -> None:
    faulty: Dict[str, Any] = {
        "brief": {**BRIEF, "topcs": {}, "topics": {"a": 7, "b": "x"}},
        "universe": {"peple": 3},
        "plans": [
            {"name": "A", "creators": [7, planned(1), planned(1)]},
            {"nme": "B", "creators": [{"profile": {"creatorId": "x", "folowers": 3}, "price": -1}]},
        ],
        "overlaps": [{"firstCreatorId": "c0001", "secondCreatorId": "who", "shareOfSmaller": 2}],
    }
    ran = run("compare", write_plans(tmp_path / "plans.json", **faulty), "--server", server, "--model", "none")
    assert (ran.returncode, ran.stdout) == (2, "")
    lines = ran.stderr.splitlines()
    told = {line.strip().split(": ")[0]: line for line in lines[1:]}
    assert set(told) == {
        "brief.topcs",
        'brief.topics["a"]',
        'brief.topics["b"]',
        "universe.peple",
        "universe.people",
        "plans[0].creators[0]",
        "plans[0].creators[2]",
        "plans[1].nme",
        "plans[1].name",
        "plans[1].creators[0].profile.folowers",
        "plans[1].creators[0].price",
        "overlaps[0].shareOfSmaller",
        "modelId",
    }
    assert len(lines) == 14 and lines[0].endswith("plans.json: the comparison of plans has 13 faults:")
    assert "did you mean people?" in told["universe.peple"] and "Known are: audience-fit-1." in told["modelId"]


def test_compare_two_creators_in_one_are_refused_by_name(server: str, tmp_path: Path) -> None:
    both = [{"name": "A", "creators": [{**planned(1), "creatorId": "x"}]}, plans()["plans"][1]]
    ran = run("compare", write_plans(tmp_path / "plans.json", plans=both), "--server", server)
    assert ran.returncode == 2 and "  plans[0].creators[0].creatorId: cannot be given beside profile\n" in ran.stderr


def test_compare_what_is_no_object_is_one_fault(server: str) -> None:
    ran = run("compare", "-", "--server", server, stdin="[]")
    assert ran.returncode == 2 and len(ran.stderr.splitlines()) == 2 and "must be an object, not a list" in ran.stderr


@pytest.mark.parametrize("price", ["1e400", '"NaN"', '"-Infinity"'])
def test_compare_prices_that_are_no_numbers_are_told_by_their_field(price: str, server: str, tmp_path: Path) -> None:
    priced = [{"name": name, "creators": [{**planned(n), "price": 77}]} for n, name in enumerate("ab", 1)]
    text = Path(write_plans(tmp_path / "plans.json", plans=priced, overlaps=[])).read_text().replace('"price": 77', f'"price": {price}')
    ran = run("compare", "-", "--server", server, stdin=text)
    assert ran.returncode == 2 and "plans[0].creators[0].price: must be a number that 64 bits can hold, not " in ran.stderr


def test_compare_model_of_the_option_takes_the_place_of_the_files(server: str, tmp_path: Path) -> None:
    file = write_plans(tmp_path / "plans.json", modelId="none", plans=plans()["plans"][:2])
    refused, taken = run("compare", file, "--server", server), run("compare", file, "--server", server, "--model", "audience-fit-1")
    assert (refused.returncode, taken.returncode) == (2, 0) and "the model cannot be used:" in refused.stderr


def test_compare_what_nobody_knows_of_two_plans_is_said(server: str, tmp_path: Path) -> None:
    nobody = [{"name": name, "creators": [{"creatorId": name}]} for name in ("a", "b")]
    ran = run("compare", write_plans(tmp_path / "plans.json", plans=nobody, overlaps=[]), "--server", server, "--out", "-")
    assert ran.returncode == 1 and "Nothing is known of two plans that could be compared" in ran.stderr
    assert ran.stdout.splitlines()[1] == "a,0,,,NOK" + "," * 31 + "a"


def test_compare_text_of_files_commands_no_terminal(server: str, tmp_path: Path) -> None:
    named = [{**each, "name": f"\u009b{number}x"} for number, each in enumerate(plans()["plans"])]
    ran = run("compare", write_plans(tmp_path / "\x1b[31m.json", brief={**BRIEF, "title": "\x1b[31mred"}, plans=named), "--server", server)
    assert ran.stdout + ran.stderr and not {"\x1b", "\x9b"} & set(ran.stdout + ran.stderr)


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["no-such-file.json"], "no-such-file.json"),
        (["FILE", "--out", "FILE"], "would overwrite the input"),
        (["FILE", "--out", "/no/such/folder/x.csv"], "not a file in a directory that exists"),
        (["BROKEN"], "is not a comparison of plans: line 1, column"),
        ([], "PLANS.json"),
    ],
    ids=["missing", "own-input", "no-folder", "no-json", "none"],
)
def test_compare_usage_errors_exit_2(arguments: List[str], told: str, server: str, tmp_path: Path) -> None:
    (tmp_path / "broken.json").write_text("{,")
    files = {"FILE": write_plans(tmp_path / "plans.json", plans=plans()["plans"][:2]), "BROKEN": str(tmp_path / "broken.json")}
    ran = run("compare", *(files.get(each, each) for each in arguments), "--server", server)
    assert (ran.returncode, ran.stdout) == (2, "") and told in ran.stderr and "Traceback" not in ran.stderr
    assert json.loads(Path(files["FILE"]).read_text())["universe"]


def test_compare_nobody_listens_exits_3(tmp_path: Path) -> None:
    ran = run("compare", write_plans(tmp_path / "plans.json"), "--server", "127.0.0.1:1")
    assert (ran.returncode, ran.stdout) == (3, "")
