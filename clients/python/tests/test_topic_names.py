"""Plain names of what creators post about, made topics."""

from __future__ import annotations

import io
from typing import Any, List

import pytest

from influence_grpc.csv_rows import BadCell, BadRow
from influence_grpc.csv_table import NOTHING_DONE, CsvTable
from influence_grpc.profile_cells import ProfileCells
from influence_grpc.profile_columns import ProfileColumns
from influence_grpc.profile_rows import rows_of_table
from influence_grpc.topic_names import topic_named


@pytest.mark.parametrize(
    "name, topic",
    [
        ("Travel", "travel"),
        ("Home & Garden", "home-&-garden"),
        ("Sport / Trail Running//", "sport/trail-running"),
        (" (Food!!) ", "food"),
        ("Кухня 走", "кухня-走"),
        ("ΟΔΟΣ", "οδοσ"),
        ("-a--b-", "a--b"),
        ("3D_art+", "3d_art+"),
    ],
)
def test_topic_named_is_a_path(name: str, topic: str) -> None:
    assert topic_named(name) == topic


@pytest.mark.parametrize("name", ["!!", "-", "🎸", "///", "a/" * 9, "x" * 129])
def test_topic_named_of_nothing_raises(name: str) -> None:
    with pytest.raises(BadCell, match="is not a topic, such as fitness or sport/running"):
        topic_named(name)


def read(text: str, **mapping: str) -> Any:
    table = CsvTable(io.BytesIO(text.encode()))
    columns = ProfileColumns(table.headers, mapping)
    bad: List[BadRow] = []
    rows = list(rows_of_table(table, ProfileCells(columns, 0), bad.append, NOTHING_DONE))
    return [dict(row.profile.topics) for row in rows], [row.reason for row in bad], columns.findings()


@pytest.mark.parametrize("header", ["category", "Niche", "vertical", "topic"])
def test_profiles_category_is_a_topic_where_there_is_no_column_of_topics(header: str) -> None:
    topics, bad, findings = read(f"id,followers,{header},country\na,1,Food,NO\nb,2,,NO\nc,3,N/A,NO\nd,4,!,NO\ne,5,a/b:0.5,NO\n")
    assert topics == [{"food": 1.0}, {}, {}, {"a/b": 0.5}]
    assert bad == [f"column '{header}': '!' is not a topic, such as fitness or sport/running"]
    assert findings == [
        f"followers from column 'followers', id from column 'id', topics from column '{header}'",
        "columns that are not read: 'country'",
    ]


def test_profiles_column_of_topics_goes_before_category() -> None:
    topics, bad, findings = read("id,followers,category,topics\na,1,Food,sport:0.5\nb,2,Food,sport\n")
    assert topics == [{"sport": 0.5}] and len(bad) == 1 and "not read: 'category'" in findings[1]


def test_profiles_column_that_is_named_for_topics_may_have_names_or_shares() -> None:
    topics, bad, _ = read("id,followers,what\na,1,Food & Co\nb,2,sport/running:0.5|food:20%\nc,3,a:7\n", topics="what")
    assert topics == [{"food-&-co": 1.0}, {"sport/running": 0.5, "food": pytest.approx(0.2)}] and len(bad) == 1
