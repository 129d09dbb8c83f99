"""The table of numbers; the other command line of the project reads each of them alike."""

from __future__ import annotations

import math
import random
from typing import Optional

import pytest

from influence_grpc.follower_numbers import MAX_FOLLOWERS, BadCount, parse_followers

NUMBERS = [
    ("0", 0),
    ("1", 1),
    ("12345", 12_345),
    ("0042", 42),
    ("12,345", 12_345),
    ("1,234,567", 1_234_567),
    ("1 234 567", 1_234_567),
    ("1.234.567", 1_234_567),
    ("1'234'567", 1_234_567),
    ("1\u2019234\u2019567", 1_234_567),
    ("1_234_567", 1_234_567),
    ("12\u00a0345", 12_345),
    ("12\u202f345", 12_345),
    ("12\u2009345", 12_345),
    ("12,34,567", 1_234_567),
    ("+1,000", 1_000),
    (" 12 ", 12),
    ("\u00a012\u200b", 12),
    ("\ufeff12", 12),
    ('="123"', 123),
    ('="12,345"', 12_345),
    ("=123", 123),
    ("'123", 123),
    ('"123"', 123),
    ("3.2M", 3_200_000),
    ("3,2M", 3_200_000),
    ("475.8m", 475_800_000),
    ("12.5k", 12_500),
    ("12.5 K", 12_500),
    ("12.5\u00a0k", 12_500),
    ("1B", 1_000_000_000),
    ("1.5bn", 1_500_000_000),
    ("10B", 10_000_000_000),
    ("2 million", 2_000_000),
    ("1,2 mio", 1_200_000),
    ("2 mrd", 2_000_000_000),
    ("12k followers", 12_000),
    ("1,234 Subscribers", 1_234),
    ("5e5", 500_000),
    ("1.2E+06", 1_200_000),
    ("1,2e6", 1_200_000),
    ("12345.0", 12_345),
    ("1,234.56", 1_235),
    ("1.234,56", 1_235),
    ("1 234,5", 1_235),
    ("2.5", 3),
    ("3.5", 4),
    ("0.4", 0),
    (".5k", 500),
    ("1.0005k", 1_001),
    ("10000000000", 10_000_000_000),
]


@pytest.mark.parametrize("cell, expected", NUMBERS)
def test_parse_followers_number_as_people_write_it_is_read(cell: str, expected: int) -> None:
    assert parse_followers(cell) == expected


@pytest.mark.parametrize(
    "cell, unit, expected",
    [
        ("1.234", 0, 1_234),
        ("1,234", 0, 1_234),
        ("123.456", 0, 123_456),
        ("1.23", 0, 1),
        ("1.2345", 0, 1),
        ("1234.567", 0, 1_235),
        ("0.234", 0, 0),
        ("1.234M", 0, 1_234_000),
        ("1,234k", 0, 1_234),
        ("1.234e3", 0, 1_234),
        ("1.234", 6, 1_234_000),
        ("475.8", 6, 475_800_000),
        ("12.5", 3, 12_500),
        ("12", 3, 12_000),
        ("12.5k", 6, 12_500),
        ("1,234,567k", 0, 1_234_567_000),
    ],
)
def test_parse_followers_ambiguous_mark_follows_the_rule(cell: str, unit: int, expected: int) -> None:
    assert parse_followers(cell, unit) == expected


@pytest.mark.parametrize(
    "cell",
    ["", "   ", "\u00a0", "N/A", "NA", "n.a.", "-", "\u2013", "\u2014", "null", "NULL", "None", "nan", "NaN", "?", "unknown", '=""']
    + ["#N/A", "#VALUE!", "#VALOR!", "#REF!", "#DIV/0!", "#NAME?"],
)
def test_parse_followers_cell_that_tells_nothing_is_missing_and_not_zero(cell: str) -> None:
    assert parse_followers(cell) is None


@pytest.mark.parametrize(
    "cell, reason",
    [
        *(
            (cell, "is not a follower count")
            for cell in ["abc", "five", "1.2.3M", "1,23,4", "1,2345,678", "1,234 567", "1,,234", ",", "1e", "1e99999999999", "k"]
        ),
        *(
            (cell, "is not a follower count")
            for cell in ["12x", "1-2", "0x1F", "=A1+B1", "1234567890" * 6, "123,45,678", "\u0661\u0662", "\u00b2", "#"]
        ),
        ("-5", "negative"),
        ("\u22125", "negative"),
        ("10000000001", "above 10 billion"),
        ("10.1B", "above 10 billion"),
        ("11000M", "above 10 billion"),
        ("1e999", "above 10 billion"),
        ("99999999999999999999", "above 10 billion"),
    ],
)
def test_parse_followers_cell_that_is_no_count_tells_why(cell: str, reason: str) -> None:
    with pytest.raises(BadCount, match=reason):
        parse_followers(cell)


def test_parse_followers_any_count_in_any_grouping_is_read_back() -> None:
    chance = random.Random(17)
    for _ in range(5_000):
        count = int(math.exp(chance.random() * math.log(MAX_FOLLOWERS)))
        for separator in [",", ".", " ", "'", "\u202f"]:
            assert parse_followers(f"{count:,}".replace(",", separator)) == count


def test_parse_followers_any_text_gives_a_count_or_bad_count() -> None:
    alphabet = "0123456789.,' _-+eEkKmMbB#!?/=\"\u00a0\u202fax%"
    chance = random.Random(18)
    for _ in range(50_000):
        text = "".join(chance.choice(alphabet) for _ in range(chance.randrange(40)))
        count: Optional[int] = None
        try:
            count = parse_followers(text, 3 * chance.randrange(4))
        except BadCount:
            pass
        assert count is None or 0 <= count <= MAX_FOLLOWERS
