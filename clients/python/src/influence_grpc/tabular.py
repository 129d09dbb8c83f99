"""Answers as columns, for tables of any make, and as pandas has them where it is installed.

A column is a list, in which None is missing, or an array of doubles, in which NaN is: what is missing is never 0.
"""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING, Any, Dict, Iterable, List, Optional, Union

from influence_grpc.errors import InfluenceError

if TYPE_CHECKING:
    from pandas import DataFrame

Column = Union[List[Any], "array[float]"]
Columns = Dict[str, Column]

_WITHOUT_PANDAS = (
    "pandas is not installed: install it with 'pip install pandas', or on Debian and Ubuntu with 'apt-get install python3-pandas'; "
    "to_columns() does without it"
)
_WHOLE_NUMBERS, _TRUTHS = ("rank", "step", "followers"), ("eligible", "must_have")


class Tabular:
    """What can be had as columns."""

    def to_columns(self) -> Columns:
        """Plain lists and arrays of doubles by name, all of one length; `error` is the last. None and NaN are what is missing."""
        raise NotImplementedError

    def to_pandas(self) -> DataFrame:
        """The columns as a DataFrame of nullable types: what is missing is NA. Raises ImportError where pandas is not installed."""
        return frame_of(self.to_columns())


def doubles(values: Iterable[Optional[float]]) -> array[float]:
    """A column of figures; None becomes NaN."""
    return array("d", (float("nan") if value is None else value for value in values))


def error_text(error: Optional[InfluenceError]) -> Optional[str]:
    """What a column of errors holds: the reason, such as FOLLOWERS_MISSING, or else the status code; None where there is none."""
    return None if error is None else error.reason or error.code.name


def append(table: Columns, more: Columns, rows: int) -> None:
    """Adds to a table of so many rows those of another; a column that either lacks has nothing in its rows."""
    added = max((len(column) for column in more.values()), default=0)
    for name, column in more.items():
        if name not in table:
            table[name] = _nothing(column, rows)
        table[name].extend(column)
    for name, column in table.items():
        if name not in more:
            column.extend(_nothing(column, added))


def frame_of(columns: Columns) -> DataFrame:
    """Raises ImportError where pandas is not installed."""
    pandas = pandas_module()
    return pandas.DataFrame({name: pandas.array(column, dtype=_type_of(name, column)) for name, column in columns.items()})


def pandas_module() -> Any:
    """pandas, which nothing here needs but the calls that take or give its frames. Raises ImportError, which says what to install."""
    try:
        import pandas
    except ModuleNotFoundError as fault:
        if fault.name != "pandas":
            raise
        raise ImportError(_WITHOUT_PANDAS) from None
    return pandas


def _nothing(like: Column, rows: int) -> Column:
    return doubles([None] * rows) if isinstance(like, array) else [None] * rows


def _type_of(name: str, column: Column) -> str:
    """By name, since a column in which all is missing tells nothing."""
    if isinstance(column, array):
        return "Float64"
    if name in _WHOLE_NUMBERS or name.endswith("_ordinal"):
        return "Int64"
    return "boolean" if name in _TRUTHS else "string"
