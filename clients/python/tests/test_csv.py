"""Columns by their headers, and nasty files."""

from __future__ import annotations

import csv
import io
import random
from typing import Any, Dict, List, Optional, Tuple

import pytest

from influence_grpc.creator_table import CreatorRow, CreatorTable
from influence_grpc.csv_columns import ColumnError, find_columns
from influence_grpc.csv_rows import MAX_CELL_CHARACTERS, MAX_ROW_CHARACTERS, BadRow, CsvRows, Row, raw_cells


@pytest.mark.parametrize(
    "header",
    [
        "followers",
        "FOLLOWERS",
        "Follower Count",
        "follower_count",
        "followersCount",
        "# of followers",
        "No. of Followers",
        "Number of followers",
        " Followers ",
    ]
    + [
        "Subscribers",
        "Subscribers count",
        "subscriber-count",
        "Fans",
        "fan_count",
        "audience size",
        "Audience",
        "Total Followers",
        "edge_followed_by",
        "Followers (M)",
    ]
    + ["Instagram Followers", "followers_2024", "YouTube subscribers"],
)
def test_find_columns_usual_follower_header_is_found(header: str) -> None:
    assert find_columns(["x", header, "posts"], {}).followers == 1


@pytest.mark.parametrize(
    "header",
    [
        "followers growth",
        "followersGrowth",
        "Follower rate",
        "% followers",
        "new followers",
        "followees",
        "following",
        "fake followers",
        "posts",
    ],
)
def test_find_columns_header_that_counts_something_else_is_not(header: str) -> None:
    with pytest.raises(ColumnError, match="no column looks like"):
        find_columns(["x", header], {})


@pytest.mark.parametrize(
    "header",
    [
        "creator_id",
        "ID",
        "id",
        "Username",
        "user name",
        "Handle",
        "account",
        "Name",
        "Channel",
        "Influencer insta name",
        "Youtube channel",
        "Tiktoker name",
        "channel name",
    ],
)
def test_find_columns_usual_id_header_is_found(header: str) -> None:
    assert find_columns(["followers", header], {}).id == 1


@pytest.mark.parametrize(
    "header, unit",
    [
        ("Followers (M)", 6),
        ("Followers in thousands", 3),
        ("Subscribers [k]", 3),
        ("followers (in millions)", 6),
        ("Fans (bn)", 9),
        ("Followers", 0),
    ],
)
def test_find_columns_unit_in_the_header_is_read(header: str, unit: int) -> None:
    assert find_columns([header], {}).unit == unit


def test_find_columns_likeliest_id_goes_first() -> None:
    assert find_columns(["name", "followers", "creator_id"], {}).id == 2


@pytest.mark.parametrize(
    "headers, mapping, expected",
    [
        (["a", "b"], {"followers": "b"}, 1),
        (["Abo Zahl", "b"], {"followers": "abo-zahl"}, 0),
        (["followers", "followers"], {"followers": "#2"}, 1),
        (["#2", "followers"], {"followers": "followers"}, 1),
    ],
)
def test_find_columns_named_by_the_user(headers: List[str], mapping: Dict[str, str], expected: int) -> None:
    assert find_columns(headers, mapping).followers == expected


@pytest.mark.parametrize(
    "headers, mapping, message",
    [
        (["followers", "followers"], {}, "several columns.*#1"),
        (["followers", "fans"], {}, "several columns"),
        (["a", "a"], {"followers": "a"}, "give the number"),
        (["a"], {"followers": "b"}, "there is no column 'b'"),
        (["followers"], {"id": "handle"}, "there is no column 'handle'"),
    ],
)
def test_find_columns_doubt_is_told(headers: List[str], mapping: Dict[str, str], message: str) -> None:
    with pytest.raises(ColumnError, match=message):
        find_columns(headers, mapping)


def rows_of(text: Any, encoding: str = "utf-8") -> List[Any]:
    data = text if isinstance(text, bytes) else text.encode(encoding)
    return [(row.line, row.cells if isinstance(row, Row) else row.reason) for row in CsvRows(io.BytesIO(data))]


def test_rows_quoted_newlines_commas_and_quotes() -> None:
    assert rows_of('a,b\r\n"x\ny","1,5"\r\n"say ""hi""",2\r\n') == [(1, ["a", "b"]), (2, ["x\ny", "1,5"]), (4, ['say "hi"', "2"])]


def test_rows_byte_order_mark_is_left_out() -> None:
    assert rows_of("a,b\n1,2\n", "utf-8-sig")[0] == (1, ["a", "b"])
    assert rows_of("a\tb\n1\té\n", "utf-16")[1] == (2, ["1", "é"])


def test_rows_windows_1252_is_told_from_utf_8() -> None:
    assert rows_of("naïve,café\n", "cp1252") == [(1, ["naïve", "café"])]


def test_rows_blank_lines_are_left_out_and_counted() -> None:
    assert rows_of("\n\na,b\n\n1,2\n\n") == [(3, ["a", "b"]), (5, ["1", "2"])]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_rows_any_line_end_and_none_at_the_end(end: str) -> None:
    assert rows_of(f"a,b{end}1,2{end}3,4") == [(1, ["a", "b"]), (2, ["1", "2"]), (3, ["3", "4"])]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_rows_delimiter_is_told_from_the_text(delimiter: str) -> None:
    assert rows_of(f'name{delimiter}n\n"x,y;z"{delimiter}1\nb{delimiter}2\n')[2] == (3, ["b", "2"])


def test_rows_decimal_commas_do_not_make_the_delimiter() -> None:
    assert rows_of("name;n\na;1,5\nb;2,5\n")[1] == (2, ["a", "1,5"])


def test_rows_sep_line_of_excel() -> None:
    assert rows_of("sep=;\na;b\n1;2\n") == [(2, ["a", "b"]), (3, ["1", "2"])]


def test_rows_quote_not_closed_at_the_end_costs_its_line_only() -> None:
    assert rows_of('a,b\n1,"oops\n2,x\n3,y\n') == [
        (1, ["a", "b"]),
        (2, "a quote is opened and not closed before the end of the file"),
        (3, ["2", "x"]),
        (4, ["3", "y"]),
    ]


def test_rows_quote_not_closed_in_a_large_file_costs_its_line_only() -> None:
    text = "x" * 100  # three times the limit in few lines
    lines = [f"{n},{text}" for n in range(30_000)]
    lines[10] = '10,"oops'
    read = rows_of("a,b\n" + "\n".join(lines))
    assert read[11] == (12, "a quote is opened and not closed within 1 MiB")
    assert [cells for _, cells in read[12:]] == [[str(n), text] for n in range(11, 30_000)]
    assert read[-1][0] == 30_001


def test_rows_cell_above_the_modules_own_limit_is_read() -> None:
    assert rows_of(f"a,b\n{'x' * 200_000},1\n")[1] == (2, ["x" * 200_000, "1"])
    assert csv.field_size_limit() == 131_072


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_rows_longer_than_the_limit_cost_their_line_only(end: str) -> None:
    cell = "x" * MAX_CELL_CHARACTERS
    longest = f"{cell},{cell},{cell},{cell[:-3]}"
    assert len(longest) == MAX_ROW_CHARACTERS
    read = rows_of(end.join(["a,b", cell, cell + "x", longest, longest + "x", "y" * (3 * MAX_ROW_CHARACTERS), "1,2", ""]))
    assert [line for line, cells in read if isinstance(cells, list)] == [1, 2, 4, 7]
    assert {cells for _, cells in read if isinstance(cells, str)} == {"a cell is longer than 1 MiB, or the row longer than 4 MiB"}


def test_rows_of_many_lines_longer_than_the_limit_are_left_out_as_a_whole() -> None:
    cell = '"' + ("x" * 19 + "\n") * 20_000 + '"'
    assert [(line, len(cells)) for line, cells in rows_of(f"a,b\n{','.join([cell] * 12)}\n1,2\n")][-1] == (240_003, 2)


def test_rows_nul_bytes_do_not_end_the_file() -> None:
    assert rows_of("a,b\n1,\0\n2,3\n")[-1] == (3, ["2", "3"])


def test_rows_any_table_written_by_csv_is_read_back() -> None:
    chance = random.Random(5)
    for _ in range(200):
        table = [
            ["".join(chance.choice('ab,;"\n\r\t é\u00a0') for _ in range(chance.randrange(6))) for _ in range(3)]
            for _ in range(chance.randrange(1, 20))
        ]
        text = io.StringIO()
        csv.writer(text, lineterminator="\n", quoting=csv.QUOTE_ALL).writerows([["h1", "h2", "h3"], *table])
        assert [cells for _, cells in rows_of(text.getvalue())] == [["h1", "h2", "h3"], *table]


def table_of(text: str, **mapping: str) -> Tuple[List[CreatorRow], List[BadRow]]:
    bad: List[BadRow] = []
    table = CreatorTable(io.BytesIO(text.encode()), mapping)
    return list(table.rows(bad.append)), bad


def test_table_missing_is_kept_and_bad_is_left_out() -> None:
    rows, bad = table_of('id,followers\na,"12,345"\nb,N/A\nc,abc\nd,-5\ne,10000000001\nf,\ng\nh,0\n')
    assert [(row.text[0], row.followers) for row in rows] == [("a", 12_345), ("b", None), ("f", None), ("g", None), ("h", 0)]
    assert [row.line for row in bad] == [4, 5, 6]
    assert bad[0].reason == "'abc' is not a follower count"


def test_table_rows_of_other_widths() -> None:
    rows, bad = table_of("id,followers,x\na,1\nb,2,3,,\nc,3,4,5\n")
    assert [row.text for row in rows] == ["a,1,", "b,2,3"]
    assert [(row.line, row.reason) for row in bad] == [(4, "the row has 4 cells and the header 3")]


def test_table_platform_column() -> None:
    rows, _ = table_of("id,followers,Platform\na,1,Instagram\nb,2,YouTube\nc,3,Twitter\nd,4,\ne,5,Mastodon\n")
    assert [row.platform for row in rows] == [1, 3, 4, 0, 15]


@pytest.mark.parametrize(
    "text, message", [("", "empty"), ("\n\n", "empty"), ('"x', "cannot be read"), ("a,b\n1,2\n", "no column looks like")]
)
def test_table_header_that_does_not_do_is_told(text: str, message: str) -> None:
    with pytest.raises(ColumnError, match=message):
        table_of(text)


def test_table_of_kaggle() -> None:
    text = "\ufeffInfluencer insta name,instagram name,category_1,Followers,Audience country(mostly),Authentic engagement\r\ncristiano,Cristiano,Sports,400.1M,India,7.8M\r\n"
    rows, bad = table_of(text)
    assert ([row.followers for row in rows], bad) == ([400_100_000], [])


def test_rows_keep_their_raw_text() -> None:
    text = 'a,b\r\n"x\ny","3.2M"\r"say ""hi"" "there,2\n\n"q"," last"'
    assert [row.raw for row in CsvRows(io.BytesIO(text.encode())) if isinstance(row, Row)] == [
        "a,b",
        '"x\ny","3.2M"',
        '"say ""hi"" "there,2',
        '"q"," last"',
    ]


@pytest.mark.parametrize("delimiter", list(",;\t|"))
def test_raw_cells_are_cut_where_the_rows_are(delimiter: str) -> None:
    chance = random.Random(7)
    for _ in range(2_000):
        raw = "".join(chance.choice(f'ab"""{delimiter}\n') for _ in range(chance.randrange(1, 12)))
        rows = list(CsvRows(io.BytesIO(f"sep={delimiter}\n{raw}".encode())))
        if len(rows) == 1 and isinstance(rows[0], Row):
            cells = raw_cells(rows[0].raw, delimiter)
            assert delimiter.join(cells) == rows[0].raw and len(cells) == len(rows[0].cells)


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_rows_utf_16_without_a_mark_is_told(encoding: str) -> None:
    assert rows_of("name,followers\né,1\n", encoding)[1] == (2, ["é", "1"])


def test_rows_windows_1252_far_into_the_file_is_told() -> None:
    assert rows_of(b"a,b\n" + b"x,1\n" * 50_000 + b"\xe9\x81,2\n")[-1] == (50_002, ["é\x81", "2"])
