"""A file of creators: its header, and its rows with their follower counts."""

from __future__ import annotations

from typing import BinaryIO, Callable, Iterator, List, Mapping, NamedTuple, Optional

from influence_grpc.csv_columns import ColumnError, Columns, find_columns, normalized
from influence_grpc.csv_rows import BadRow, CsvRows, Row, raw_cells
from influence_grpc.follower_numbers import BadCount, parse_followers
from influence_grpc.messages import Platform

_PLATFORM_NAMES = {
    **{key.replace("PLATFORM_", "").lower(): number for key, number in Platform.items()},
    **{"": 0, "insta": 1, "ig": 1, "tt": 2, "yt": 3, "twitter": 4, "xtwitter": 4, "twitterx": 4, "fb": 5, "snap": 9},
}


class CreatorRow(NamedTuple):
    """A row that can be classified.

    text: the row as it stands in the file, filled up or cut to the width of the header.
    followers: None where the row does not tell.
    platform: 0 where the row does not tell.
    """

    line: int
    text: str
    followers: Optional[int]
    platform: int


class CreatorTable:
    """Reads `stream`. `mapping` names columns for fields, see csv_columns.

    Raises ColumnError where the header does not do.
    """

    def __init__(self, stream: BinaryIO, mapping: Mapping[str, str]) -> None:
        source = CsvRows(stream)
        self._rows = iter(source)
        header = next(self._rows, None)
        if header is None:
            raise ColumnError("the file is empty: its first line must name the columns")
        if isinstance(header, BadRow):
            raise ColumnError(f"the header (line {header.line}) cannot be read: {header.reason}")
        self.delimiter = source.delimiter
        self.has_mark = source.has_mark
        self.header = header.raw
        self.headers = [cell.strip() for cell in header.cells]
        self.columns: Columns = find_columns(self.headers, mapping)

    def rows(self, bad: Callable[[BadRow], None]) -> Iterator[CreatorRow]:
        """The rows in order; those that cannot be used go to `bad` and are left out."""
        for row in self._rows:
            if isinstance(row, BadRow):
                bad(row)
                continue
            try:
                yield self._read(row)
            except BadCount as fault:
                bad(BadRow(row.line, str(fault), row.raw))

    def _read(self, row: Row) -> CreatorRow:
        width = len(self.headers)
        cells, text = row.cells, row.raw
        if len(cells) != width:
            if any(cell.strip() for cell in cells[width:]):
                raise BadCount(f"the row has {len(cells)} cells and the header {width}")
            # Filled up or cut, so that results stand below their headers.
            cells = _fitted(cells, width)
            text = self.delimiter.join(_fitted(raw_cells(text, self.delimiter), width))
        platform = (
            0
            if self.columns.platform is None
            else _PLATFORM_NAMES.get(normalized(cells[self.columns.platform]), Platform.Value("PLATFORM_OTHER"))
        )
        return CreatorRow(row.line, text, parse_followers(cells[self.columns.followers], self.columns.unit), int(platform))


def _fitted(cells: List[str], width: int) -> List[str]:
    return cells[:width] + [""] * (width - len(cells))
