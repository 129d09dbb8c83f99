"""Reads delimited text row by row, in memory that does not grow with the text. A row that cannot be read costs its line
and no more: a quote that is not closed within MAX_ROW_CHARACTERS is given up, and reading goes on with the line after
the one that opened it."""

from __future__ import annotations

import codecs
import csv
import io
from collections import deque
from typing import Any, BinaryIO, Deque, Iterator, List, NamedTuple, TextIO, Tuple, Union, cast

MAX_ROW_CHARACTERS = 1 << 20

_SAMPLE_BYTES = 1 << 16
_SAMPLE_ROWS = 50
_MARKS = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
# In order of preference where two do as well.
_DELIMITERS = ",;\t|"


class Row(NamedTuple):
    """The cells of a row, and the line (from 1) on which it begins."""

    line: int
    cells: List[str]


class BadRow(NamedTuple):
    """A row that is left out, and why."""

    line: int
    reason: str


class _TooLong(Exception):
    pass


class CsvRows:
    """The rows of `stream`, blank lines left out. `delimiter` is told from how the text begins.

    Bytes that are not valid in the encoding come through unharmed where the output is written with
    errors="surrogateescape".
    """

    def __init__(self, stream: BinaryIO) -> None:
        buffered: Any = stream if hasattr(stream, "peek") else io.BufferedReader(cast(Any, stream), _SAMPLE_BYTES)
        sample = buffered.peek(_SAMPLE_BYTES)[:_SAMPLE_BYTES]
        self.has_mark = sample.startswith(_MARKS)
        encoding = _encoding_of(sample)
        errors = "replace" if encoding == "utf-16" else "surrogateescape"
        self._text: TextIO = io.TextIOWrapper(buffered, encoding=encoding, errors=errors, newline="")
        self._pushed_back: Deque[str] = deque()
        self._record: List[str] = []  # lines of the row at hand
        self._line = 1  # of the next line to be read
        self._starved = False  # whether the row at hand asked for a line after the last
        self.delimiter = self._told_delimiter()

    def __iter__(self) -> Iterator[Union[Row, BadRow]]:
        # Ours is the limit: the module's own, 128 KiB a cell, ends the reading for good.
        before = csv.field_size_limit(2 * MAX_ROW_CHARACTERS)
        try:
            reader = self._new_reader()
            while True:
                self._record, self._starved = [], False
                first = self._line
                try:
                    cells = next(reader, None)
                except _TooLong:
                    reader = self._new_reader()
                    yield self._give_up(first)
                    continue
                except csv.Error as error:
                    reader = self._new_reader()
                    yield BadRow(first, str(error))
                    continue
                if cells is None:
                    return
                if self._starved:
                    reader = self._new_reader()
                    yield self._give_up(first)
                elif cells:
                    yield Row(first, cells)
        finally:
            csv.field_size_limit(before)

    def _new_reader(self) -> Iterator[List[str]]:
        return csv.reader(self._lines(), delimiter=self.delimiter)

    def _lines(self) -> Iterator[str]:
        """Lines for one reader, noted in `_record`."""
        size = 0
        while True:
            if not self._record:
                size = 0
            line = self._next_line()
            if not line:
                self._starved = bool(self._record)
                return
            size += len(line)
            self._record.append(line)
            if size > MAX_ROW_CHARACTERS:
                raise _TooLong
            yield line

    def _next_line(self) -> str:
        line = self._pushed_back.popleft() if self._pushed_back else self._text.readline(MAX_ROW_CHARACTERS + 1)
        self._line += bool(line)
        return line

    def _give_up(self, first: int) -> BadRow:
        """Leaves out the line that began the row at hand, and puts back the others."""
        opening, others = self._record[0], self._record[1:]
        self._pushed_back.extendleft(reversed(others))
        self._line = first + 1
        if len(opening) <= MAX_ROW_CHARACTERS:
            return BadRow(first, "a quote opens here and is not closed within 1 MiB")
        while not opening.endswith(("\n", "\r")) and opening:
            opening = self._text.readline(MAX_ROW_CHARACTERS)
        return BadRow(first, "the row is longer than 1 MiB")

    def _told_delimiter(self) -> str:
        lines: List[str] = []
        size = 0
        while len(lines) < 2 * _SAMPLE_ROWS and size < _SAMPLE_BYTES:
            line = self._text.readline(MAX_ROW_CHARACTERS + 1)
            if not line:
                break
            lines.append(line)
            size += len(line)
        # Excel writes its delimiter into a first line of its own.
        if lines and lines[0].lower().startswith("sep=") and len(lines[0].rstrip("\r\n")) == 5:
            self._pushed_back.extend(lines[1:])
            self._line = 2
            return lines[0][4]
        self._pushed_back.extend(lines)
        return max(_DELIMITERS, key=lambda delimiter: _fit(lines, delimiter))


def _fit(lines: List[str], delimiter: str) -> Tuple[float, int]:
    """Share of rows that have as many cells as the header, and how many those are."""
    widths: List[int] = []
    try:
        for cells in csv.reader(lines, delimiter=delimiter):
            if cells:
                widths.append(len(cells))
            if len(widths) == _SAMPLE_ROWS:
                break
    except csv.Error:
        pass  # what was read so far tells enough
    if not widths or widths[0] < 2:
        return 0.0, 0
    return sum(width == widths[0] for width in widths) / len(widths), widths[0]


def _encoding_of(sample: bytes) -> str:
    if sample.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    try:
        codecs.getincrementaldecoder("utf-8")().decode(sample)  # a character cut off at the end is no fault
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8-sig"
