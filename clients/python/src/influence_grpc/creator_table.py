"""A file of creators: its header, and its rows with their follower counts or ids."""

from __future__ import annotations

from itertools import chain
from typing import BinaryIO, Callable, Collection, Iterator, List, Mapping, NamedTuple, Optional

from influence_grpc.csv_columns import ColumnError, Columns, find_columns, names_an_id, normalized
from influence_grpc.csv_rows import BadRow, CsvRows, Row, raw_cells
from influence_grpc.follower_numbers import BadCount, parse_followers
from influence_grpc.messages import Platform

_PLATFORM_NAMES = {
    **{key.replace("PLATFORM_", "").lower(): number for key, number in Platform.items()},
    **{"": 0, "insta": 1, "ig": 1, "tt": 2, "yt": 3, "twitter": 4, "xtwitter": 4, "twitterx": 4, "fb": 5, "snap": 9},
}


class CreatorRow(NamedTuple):
    """A row that can be used.

    text: the row as it stands in the file, filled up or cut to the width of the header.
    followers: None where the row does not tell, or follower counts are not asked for.
    platform: 0 where the row does not tell.
    creator_id: empty where there is no such column.
    number: counts the rows below the header from 1, those that cannot be used included, blank lines not.
    """

    line: int
    text: str
    followers: Optional[int]
    platform: int
    creator_id: str
    number: int


class _BadRow(Exception):
    """A row that cannot be used; the text says why."""


class CreatorTable:
    """Reads `stream`. `mapping` names columns for fields, see csv_columns; rows without what is `needed` ("followers",
    "id") are bad. Where ids alone are needed, a file without a header will do: one id a line.

    Raises ColumnError where the header does not do.
    """

    def __init__(self, stream: BinaryIO, mapping: Mapping[str, str], needed: Collection[str] = ("followers",)) -> None:
        source = CsvRows(stream)
        self._rows = iter(source)
        header = next(self._rows, None)
        if header is None:
            raise ColumnError("the file is empty: its first line must name the columns")
        if isinstance(header, BadRow):
            raise ColumnError(f"the header (line {header.line}) cannot be read: {header.reason}")
        if "followers" not in needed and len(header.cells) == 1 and not mapping and not names_an_id(header.cells):
            self._rows = chain([header], self._rows)
            header = Row(header.line, ["creator_id"], "creator_id")
        self.delimiter = source.delimiter
        self.has_mark = source.has_mark
        self.header = header.raw
        self.headers = [cell.strip() for cell in header.cells]
        self.columns: Columns = find_columns(self.headers, mapping, needed)
        self._id_needed = "id" in needed

    def rows(self, bad: Callable[[BadRow], None], skip: int = 0) -> Iterator[CreatorRow]:
        """The rows after the first `skip`, in order; those that cannot be used go to `bad` and are left out."""
        for number, row in enumerate(self._rows, 1):
            if number <= skip:
                continue
            if isinstance(row, BadRow):
                bad(row)
                continue
            try:
                yield self._read(row, number)
            except (_BadRow, BadCount) as fault:
                bad(BadRow(row.line, str(fault), row.raw))

    def _read(self, row: Row, number: int) -> CreatorRow:
        width = len(self.headers)
        cells, text = row.cells, row.raw
        if len(cells) != width:
            if any(cell.strip() for cell in cells[width:]):
                raise _BadRow(f"the row has {len(cells)} cells and the header {width}")
            # Filled up or cut, so that results stand below their headers.
            cells = _fitted(cells, width)
            text = self.delimiter.join(_fitted(raw_cells(text, self.delimiter), width))
        columns = self.columns
        platform = (
            0 if columns.platform is None else _PLATFORM_NAMES.get(normalized(cells[columns.platform]), Platform.Value("PLATFORM_OTHER"))
        )
        creator_id = "" if columns.id is None else cells[columns.id].strip()
        if self._id_needed and not creator_id:
            raise _BadRow("the row has no id")
        followers = None if columns.followers is None else parse_followers(cells[columns.followers], columns.unit)
        return CreatorRow(row.line, text, followers, int(platform), creator_id, number)


def _fitted(cells: List[str], width: int) -> List[str]:
    return cells[:width] + [""] * (width - len(cells))
