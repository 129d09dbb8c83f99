"""The rows of a pandas DataFrame on their way out and back. Cells are read by the rules of the command line: numbers as people
write them, and what is missing is missing. A row that cannot be read is not sent, and says why in the answer."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Callable, Dict, Iterator, List, Mapping, NamedTuple, Optional, Sequence, TypeVar, Union

from influence_grpc.csv_columns import ColumnError, Columns, find_columns
from influence_grpc.csv_rows import BadCell
from influence_grpc.csv_table import TableRow
from influence_grpc.follower_numbers import parse_followers
from influence_grpc.messages import CreatorProfile
from influence_grpc.platform_names import platform_named
from influence_grpc.profile_cells import ProfileCells
from influence_grpc.profile_columns import PROFILE_FIELDS, ProfileColumns
from influence_grpc.results import ClassifiedItems
from influence_grpc.scored_items import ScoredItems
from influence_grpc.selection import PlatformName, platform_of
from influence_grpc.tabular import Columns as Table
from influence_grpc.tabular import append, frame_of, pandas_module

if TYPE_CHECKING:
    from pandas import DataFrame

C = TypeVar("C")

_OPTION = re.compile(r"--map (\w+)=COLUMN")


class SentRow(NamedTuple):
    """A row's number, from 0, and what is sent of it: a follower count, an id or a profile."""

    number: int
    sent: Any


class FrameRows:
    """Iterates over the rows of `frame` that can be read; gathers answers to them.

    kind: how `classify` and `score_fit_stream` are told what is sent.
    platform: where all of them publish, as `classify` is told with follower counts.
    """

    def __init__(
        self, frame: DataFrame, kind: str, used: Sequence[int], read: Callable[[List[str]], Any], platform: Optional[PlatformName] = None
    ) -> None:
        self.kind: Dict[str, Callable[[SentRow], Any]] = {kind: lambda row: row.sent}
        self.platform = platform
        self.is_answered = False
        self._pandas = pandas_module()
        self._frame = frame
        self._used = used
        self._read = read
        self._numbers: List[int] = []
        self._table: Table = {}
        self._faults: Dict[int, str] = {}

    def __iter__(self) -> Iterator[SentRow]:
        self._faults.clear()
        columns = [self._frame.iloc[:, column] for column in self._used]
        for number, cells in enumerate(zip(*columns)):
            try:
                yield SentRow(number, self._read([self._text(cell) for cell in cells]))
            except BadCell as fault:
                self._faults[number] = str(fault)

    def add(self, answer: Union[ClassifiedItems[SentRow], ScoredItems[SentRow]]) -> None:
        """Takes in what the server says of some rows."""
        self.is_answered = True
        append(self._table, answer.to_columns(), len(self._numbers))
        self._numbers += [row.number for row in answer.items]

    def answer(self) -> DataFrame:
        """A row for each of the frame, with its index."""
        append(self._table, {"error": list(self._faults.values())}, len(self._numbers))
        self._table["error"] = self._table.pop("error")  # the last
        answer = frame_of(self._table)
        answer.index = [*self._numbers, *self._faults]
        answer = answer.sort_index()
        answer.index = self._frame.index
        return answer

    def _text(self, cell: Any) -> str:
        """A cell as a file would have it."""
        if isinstance(cell, str):
            return cell
        if isinstance(cell, Mapping):
            return "|".join(f"{key}:{value}" for key, value in cell.items())
        if cell is None or self._pandas.isna(cell) is True:
            return ""
        if isinstance(cell, float):
            # With an exponent, the point is the decimal mark whatever stands around it: 1.234 followers are not 1,234.
            text = str(int(cell)) if cell.is_integer() else repr(float(cell))
            return text if text.isalnum() or "e" in text else f"{text}e0"
        return cell.isoformat() if hasattr(cell, "isoformat") else str(cell)


def rows_to_classify(frame: DataFrame, followers: Optional[str], creator_id: Optional[str], platform: Optional[PlatformName]) -> FrameRows:
    """Rows by their follower counts, or by the ids of creators that the server keeps. Raises ColumnError."""
    if creator_id is None:
        return _rows_by_followers(frame, followers, platform)
    if followers is not None or platform is not None:
        raise ValueError("creator_id goes without followers and platform: profiles that the server keeps carry their own")
    return _rows_by_id(frame, creator_id)


def rows_to_score(
    frame: DataFrame, creator_id: Optional[str], columns: Optional[Mapping[str, str]], platform: Optional[PlatformName]
) -> FrameRows:
    """Rows that hold profiles, or the ids of creators that the server keeps. Raises ColumnError."""
    if creator_id is None:
        return _rows_by_profile(frame, columns or {}, platform)
    if columns is not None or platform is not None:
        raise ValueError("creator_id goes without columns and platform: profiles that the server keeps carry their own")
    return _rows_by_id(frame, creator_id)


def _rows_by_followers(frame: DataFrame, followers: Optional[str], platform: Optional[PlatformName]) -> FrameRows:
    """By profiles where the frame has platforms, which follower counts cannot say one by one."""
    columns = _found(lambda: find_columns(_headers(frame), {} if followers is None else {"followers": followers}))
    assert columns.followers is not None
    if platform is not None or columns.platform is None:
        return FrameRows(frame, "followers", [columns.followers], lambda cells: _count(cells[0], columns), platform)
    # Answers are matched by the number of their row, so that any id will do.
    return FrameRows(
        frame,
        "profile",
        [columns.followers, columns.platform],
        lambda cells: CreatorProfile(
            creator_id="row", followers=_count(cells[0], columns), platform=platform_named(cells[1])  # type: ignore[arg-type]
        ),
    )


def _rows_by_id(frame: DataFrame, creator_id: str) -> FrameRows:
    columns = _found(lambda: find_columns(_headers(frame), {"id": creator_id}, ("id",)), 'creator_id="COLUMN"')
    assert columns.id is not None
    return FrameRows(frame, "creator_id", [columns.id], _id)


def _rows_by_profile(frame: DataFrame, columns: Mapping[str, str], platform: Optional[PlatformName]) -> FrameRows:
    unknown = [field for field in columns if field not in PROFILE_FIELDS]
    if unknown:
        raise ColumnError(f"there is no field {unknown[0]!r}; known are {', '.join(PROFILE_FIELDS)}")
    found = _found(lambda: ProfileColumns(_headers(frame), columns), r'columns={"\1": "COLUMN"}')
    cells_of, used = ProfileCells(found, platform_of(platform)), sorted(set(found.found.values()))

    def read(cells: List[str]) -> CreatorProfile:
        row = [""] * len(found.headers)
        for column, cell in zip(used, cells):
            row[column] = cell
        return cells_of.read(TableRow(0, 0, row, ""))

    return FrameRows(frame, "profile", used, read)


def _headers(frame: DataFrame) -> List[str]:
    """Raises ImportError where pandas is not installed."""
    pandas_module()
    return [str(name) for name in frame.columns]


def _found(find: Callable[[], C], parameter: str = r'\1="COLUMN"') -> C:
    """What is found of columns. Faults tell of the command line's options, which are parameters here."""
    try:
        return find()
    except ColumnError as fault:
        raise ColumnError(_OPTION.sub(parameter, str(fault))) from None


def _count(cell: str, columns: Columns) -> Optional[int]:
    return parse_followers(cell, columns.unit)


def _id(cells: List[str]) -> str:
    creator_id = cells[0].strip()
    if not creator_id:
        raise BadCell("the row has no id")
    return creator_id
