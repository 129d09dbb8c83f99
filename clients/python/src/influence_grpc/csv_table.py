"""Delimited text with a header: rows as wide as it, those after the first so many, and bad ones told apart."""

from __future__ import annotations

from typing import BinaryIO, Callable, Iterator, List, NamedTuple, Optional, TypeVar, Union

from influence_grpc.csv_columns import ColumnError
from influence_grpc.csv_rows import BadCell, BadRow, CsvRows, Row, raw_cells

T = TypeVar("T")


class Done(NamedTuple):
    """What an earlier run saw to: so many leading `rows`, bad ones included, and the `line` on which the last of them begins."""

    rows: int = 0
    line: int = 0

    def covers(self, number: int, line: int) -> bool:
        """Whether the row was seen to. Raises MisplacedRows where the rows are counted in another way than they were."""
        if number == self.rows and line != self.line:
            raise MisplacedRows(f"row {number:,} begins on line {line:,}, not on line {self.line:,}")
        return number <= self.rows

    def check_end(self, last: int) -> None:
        """Raises MisplacedRows where the input ends before the rows that were seen to."""
        if last < self.rows:
            raise MisplacedRows(f"there are {last:,} rows, fewer than {self.rows:,}")


class MisplacedRows(ValueError):
    """The rows are not those that an earlier run counted; the text says why."""


NOTHING_DONE = Done()


class TableRow(NamedTuple):
    """A row, filled up or cut to the width of the header.

    line: on which it begins, from 1.
    number: counts the rows below the header from 1, those that cannot be used included, blank lines not.
    text: the row as it stands in the file, filled up or cut likewise.
    """

    line: int
    number: int
    cells: List[str]
    text: str


class CsvTable:
    """Reads `stream`. Where `is_header` is given and says that the first line names no columns, that line is a row
    already, and the one column is called `creator_id`.

    Raises ColumnError where the header does not do.
    """

    def __init__(self, stream: BinaryIO, is_header: Optional[Callable[[List[str]], bool]] = None) -> None:
        source = CsvRows(stream)
        self._rows = iter(source)
        self._first: List[Row] = []
        header = next(self._rows, None)
        if header is None:
            raise ColumnError("the file is empty: its first line must name the columns")
        if isinstance(header, BadRow):
            raise ColumnError(f"the header (line {header.line}) cannot be read: {header.reason}")
        if is_header is not None and not is_header(header.cells):
            self._first = [header]
            header = Row(header.line, ["creator_id"], "creator_id")
        self.delimiter = source.delimiter
        self.has_mark = source.has_mark
        self.header = header.raw
        self.headers = [cell.strip() for cell in header.cells]

    def rows(self, read: Callable[[TableRow], T], bad: Callable[[BadRow], None], done: Done = NOTHING_DONE) -> Iterator[T]:
        """What `read` makes of the rows beyond `done`, in order; those for which it raises BadCell go to `bad`. Raises
        MisplacedRows."""
        number = 0
        for number, row in enumerate(self._all(), 1):
            if done.covers(number, row.line):
                continue
            if isinstance(row, BadRow):
                bad(row)
                continue
            try:
                used = read(self._fitted(row, number))
            except BadCell as fault:
                bad(BadRow(row.line, str(fault), row.raw))
                continue
            yield used
        done.check_end(number)

    def _all(self) -> Iterator[Union[Row, BadRow]]:
        yield from self._first
        yield from self._rows

    def _fitted(self, row: Row, number: int) -> TableRow:
        width = len(self.headers)
        cells, text = row.cells, row.raw
        if len(cells) != width:
            if any(cell.strip() for cell in cells[width:]):
                raise BadCell(f"the row has {len(cells)} cells and the header {width}")
            # So that results stand below their headers.
            cells = _of_width(cells, width)
            text = self.delimiter.join(_of_width(raw_cells(text, self.delimiter), width))
        return TableRow(row.line, number, cells, text)


def _of_width(cells: List[str], width: int) -> List[str]:
    return cells[:width] + [""] * (width - len(cells))
