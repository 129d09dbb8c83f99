"""Scores in files and in plain text."""

from __future__ import annotations

import io
import random
from typing import Any, List, Optional, Sequence

import pytest

from influence_grpc.fit_summary import FitSummary
from influence_grpc.fit_text import bar, cells, padded, ranging_bar, shortened, visible
from influence_grpc.messages import CautionedItems, FitColumns, IneligibleItems
from influence_grpc.score_table import ScoreTable, number_text
from influence_grpc.scored_items import ScoredItems


def chunk(scores: Sequence[float], coverages: Optional[Sequence[float]] = None, few: Sequence[int] = ()) -> ScoredItems[str]:
    fits = FitColumns(item_count=len(scores), scores=scores, lowers=scores, uppers=scores, coverages=coverages or [0.5] * len(scores))
    if few:
        fits.ineligible.append(IneligibleItems(reason=5, indexes=few))  # type: ignore[arg-type]
        fits.cautions.append(CautionedItems(flag=2, indexes=few))  # type: ignore[arg-type]
    return ScoredItems([f"c{n:03}" for n in range(len(scores))], fits, "m", 3, None)


def summary(*chunks: ScoredItems[str], top: int = 10) -> FitSummary:
    made = FitSummary(top, lambda item: str(item))
    for each in chunks:
        made.add(each, list(each))
    return made


@pytest.mark.parametrize(
    "number, text",
    [
        (0.0, "0"),
        (100.0, "100"),
        (54.320681659691125, "54.320681659691125"),
        (0.1, "0.1"),
        (1e-05, "1E-05"),
        (9.303991243134268e-05, "9.303991243134268E-05"),
        (0.0001, "0.0001"),
        (1 / 3, "0.3333333333333333"),
    ],
)
def test_number_text_is_the_shortest_that_reads_back(number: float, text: str) -> None:
    assert number_text(number) == text and float(text) == number


@pytest.mark.parametrize(
    "part, whole, drawn", [(0, 10, "...."), (10, 10, "####"), (5, 10, "##.."), (0.001, 10, "#..."), (20, 10, "####"), (1, 0, "....")]
)
def test_bar_something_is_never_nothing(part: float, whole: float, drawn: str) -> None:
    assert bar(part, whole, 4) == drawn


def test_visible_hides_what_a_terminal_would_obey() -> None:
    assert visible("a\x1b[31mb\r\n\x9b") == "a\\u001b[31mb\\u000d\\u000a\\u009b" and visible("Å 走") == "Å 走"
    assert visible("\u202ea\u200b\u2028\U000e0041\u00a0") == "\\u202ea\\u200b\\u2028\\ue0041\u00a0"


def test_scored_items_share_of_which_nothing_is_known_is_none() -> None:
    fits = FitColumns(item_count=2, scores=[1, 2], lowers=[1, 2], uppers=[1, 2], coverages=[1, 1])
    fits.target_shares.extend([0.0, 0.0])
    fits.target_shares_unknown.append(1)
    items = ScoredItems(["a", "b"], fits, "m", 1, None)
    assert [item.target_share for item in items] == [0.0, None]
    out = io.StringIO()
    table = ScoreTable(out, "id", ["id"], ",", False, False)
    for item in items:
        table.add(item.item, item)
    assert [line.split(",")[-2:] for line in out.getvalue().splitlines()] == [["target_share", "error"], ["0", ""], ["", ""]]


def test_summary_bins_hold_their_lower_end_and_the_last_its_upper() -> None:
    lines = summary(chunk([0, 9.99, 10, 99.9, 100])).text().splitlines()
    counts = [line.split()[3] for line in lines if " to " in line and "%" in line]
    assert counts == ["2", "1", "0", "0", "0", "0", "0", "0", "0", "2"]


def test_summary_counts_eligible_reasons_and_cautions() -> None:
    text = summary(chunk([1, 2, 3, 4], few=[1, 2, 3])).text()
    assert text.startswith("m version 3: 4 creators scored, 1 of them eligible\n")
    assert ["too", "few", "followers", "3", "75.0", "%"] in [line.split() for line in text.splitlines()]
    assert ["low", "coverage", "3", "75.0", "%"] in [line.split() for line in text.splitlines()]


@pytest.mark.parametrize("coverages, median", [([0.1], 0.1), ([0.9, 0.1, 0.4], 0.4), ([0.1, 0.2, 0.3, 1.0], 0.2)])
def test_summary_median_coverage_is_that_in_the_middle(coverages: List[float], median: float) -> None:
    assert summary(chunk([1.0] * len(coverages), coverages)).median_coverage() == median


@pytest.mark.parametrize("seed", range(20))
def test_summary_best_are_those_of_all_chunks_and_ties_go_to_the_smaller_id(seed: int) -> None:
    chance = random.Random(seed)
    made, everyone = FitSummary(5, lambda item: str(item)), []
    for number in range(chance.randrange(1, 5)):
        scores = [float(chance.randrange(8)) for _ in range(chance.randrange(40))]
        fits = FitColumns(item_count=len(scores), scores=scores, lowers=scores, uppers=scores, coverages=scores)
        ids = [chance.choice("ab") * chance.randrange(1, 4) + f"{number}{n}" for n in range(len(scores))]
        few = [n for n in range(len(scores)) if chance.random() < 0.3]
        fits.ineligible.append(IneligibleItems(reason=5, indexes=few))  # type: ignore[arg-type]
        items: ScoredItems[Any] = ScoredItems(ids, fits, "m", 1, None)
        made.add(items, list(items))
        everyone += [(score, each, n not in few) for n, (score, each) in enumerate(zip(scores, ids))]
    everyone = [each for each in everyone if each[2]] or everyone
    best = [each for _, each, _ in sorted(everyone, key=lambda entry: (-entry[0], entry[1].encode()))[:5]]
    told = [line.split()[1] for line in made.text().splitlines() if line.endswith(")")]
    assert told == best


def test_summary_of_nobody_says_so() -> None:
    assert summary().text() == "no creators were scored"


def test_summary_where_none_is_eligible_tells_the_best_all_the_same() -> None:
    lines = summary(chunk([1, 3, 2], few=[0, 1, 2]), top=2).text().splitlines()
    assert "none is eligible; the best all the same:" in lines
    assert [line.split()[1] for line in lines if line.endswith(")")] == ["c001", "c002"]


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (0.0, "0"),
        (999_999_999_999_999.9, "999999999999999.9"),
        (1e15, "1000000000000000"),
        (5.106638710219908e16, "51066387102199080"),  # as many digits as a double ever needs
        (1e17, "1E+17"),
        (12_345_678_901_234_568.0, "12345678901234568"),
        (1.2345678901234568e17, "1.2345678901234568E+17"),
        (-1.5e300, "-1.5E+300"),
        (1e-5, "1E-05"),
    ],
)
def test_number_text_is_that_of_the_other_command_line(number: float, text: str) -> None:
    assert number_text(number) == text and float(text) == number


@pytest.mark.parametrize(
    ("lower", "upper", "drawn"),
    [(0, 0, ""), (0, 100, ".........."), (50, 100, "#####....."), (0.1, 0.2, "#"), (30, 30, "###"), (0.1, 60, "#.....")],
)
def test_ranging_bar_of_ten_for_a_hundred(lower: float, upper: float, drawn: str) -> None:
    assert ranging_bar(lower, upper, 100, 10) == drawn


@pytest.mark.parametrize(
    ("text", "columns"),
    [("ann", 3), ("\u65e5\u672c", 4), ("\U0001f389", 2), ("\U0001d4d0", 1), ("e\u0301", 1), ("\uffe6\u2e80\U00030000", 6)],
)
def test_cells_are_columns_of_a_terminal(text: str, columns: int) -> None:
    assert cells(text) == columns and cells(padded(text, 9)) == 9


def test_shortened_keeps_whole_characters_within_the_columns() -> None:
    assert shortened("\u65e5\u672c\u8a9e\u8a9e", 6) == "\u65e5..." and shortened("\u65e5\u672c\u8a9e", 6) == "\u65e5\u672c\u8a9e"
