"""A file of creators: its header, and its rows with their follower counts or ids."""

from __future__ import annotations

from typing import BinaryIO, Callable, Collection, Iterator, Mapping, NamedTuple, Optional

from influence_grpc.csv_columns import Columns, find_columns, names_an_id
from influence_grpc.csv_rows import BadCell, BadRow
from influence_grpc.csv_table import CsvTable, TableRow
from influence_grpc.follower_numbers import parse_followers
from influence_grpc.platform_names import platform_named


class CreatorRow(NamedTuple):
    """A row that can be used.

    text: the row as it stands in the file, filled up or cut to the width of the header.
    followers: None where the row does not tell, or follower counts are not asked for.
    platform: 0 where the row does not tell.
    creator_id: empty where there is no such column.
    """

    line: int
    text: str
    followers: Optional[int]
    platform: int
    creator_id: str


class CreatorTable:
    """Reads `stream`. `mapping` names columns for fields, see csv_columns; rows without what is `needed` ("followers",
    "id") are bad. Where ids alone are needed, a file without a header will do: one id a line.

    Raises ColumnError where the header does not do.
    """

    def __init__(self, stream: BinaryIO, mapping: Mapping[str, str], needed: Collection[str] = ("followers",)) -> None:
        may_be_a_list = "followers" not in needed and not mapping
        self._table = CsvTable(stream, (lambda cells: len(cells) > 1 or names_an_id(cells)) if may_be_a_list else None)
        self.delimiter = self._table.delimiter
        self.has_mark = self._table.has_mark
        self.header = self._table.header
        self.headers = self._table.headers
        self.columns: Columns = find_columns(self.headers, mapping, needed)
        self._id_needed = "id" in needed

    def rows(self, bad: Callable[[BadRow], None]) -> Iterator[CreatorRow]:
        """The rows in order; those that cannot be used go to `bad` and are left out."""
        return self._table.rows(self._read, bad)

    def _read(self, row: TableRow) -> CreatorRow:
        columns, cells = self.columns, row.cells
        platform = 0 if columns.platform is None else platform_named(cells[columns.platform])
        creator_id = "" if columns.id is None else cells[columns.id].strip()
        if self._id_needed and not creator_id:
            raise BadCell("the row has no id")
        followers = None if columns.followers is None else parse_followers(cells[columns.followers], columns.unit)
        return CreatorRow(row.line, row.text, followers, platform, creator_id)
