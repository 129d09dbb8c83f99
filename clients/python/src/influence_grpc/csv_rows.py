"""Reads delimited text row by row, in memory that does not grow with the text. A row that cannot be read costs its line
and no more: a quote that is not closed within MAX_CELL_CHARACTERS is given up, and reading goes on with the line after
the one that opened it. The limits are those of the project's other command line."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections import deque
from typing import Any, BinaryIO, Deque, Iterator, List, NamedTuple, TextIO, Tuple, Union, cast

MAX_CELL_CHARACTERS = 1 << 20
MAX_ROW_CHARACTERS = 4 << 20

# What is read of a line at once: a row of the longest kind with its line end whole.
_LINE_CHARACTERS = MAX_ROW_CHARACTERS + 2
_SAMPLE_BYTES = 1 << 20
_SAMPLE_CHARACTERS = 1 << 16
_SAMPLE_ROWS = 50
_BUFFER_BYTES = 1 << 16
_AS_CONTROLS = "influence_grpc.as_controls"
_MARKS = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_FAULTY_SAMPLE = 200
# In order of preference where two do as well.
_DELIMITERS = ",;\t|"


class Row(NamedTuple):
    """The cells of a row, the line (from 1) on which it begins, and its text as it stands there, without its line end."""

    line: int
    cells: List[str]
    raw: str


class BadRow(NamedTuple):
    """A row that is left out, and why. `raw` is its text, or how it begins."""

    line: int
    reason: str
    raw: str


class BadCell(ValueError):
    """A cell, or a row, that cannot be used; the text says why."""


class _RowTooLong(Exception):
    pass


class CsvRows:
    """The rows of `stream`, blank lines left out. `delimiter` is told from how the text begins.

    Bytes that are not valid in the encoding are read as U+FFFD.
    """

    def __init__(self, stream: BinaryIO) -> None:
        sample = stream.read(_SAMPLE_BYTES)  # buffered streams return less at the end only
        self.has_mark = sample.startswith(_MARKS)
        encoding = _encoding_of(sample)
        errors = _AS_CONTROLS if encoding == "cp1252" else "replace"
        whole = io.BufferedReader(_Rejoined(sample, stream), _BUFFER_BYTES)
        self._text: TextIO = io.TextIOWrapper(whole, encoding=encoding, errors=errors, newline="")
        self._pushed_back: Deque[str] = deque()
        self._record: List[str] = []  # lines of the row at hand
        self._line = 1  # of the next line to be read
        self._starved = False  # whether the row at hand asked for a line after the last
        self.delimiter = self._told_delimiter()

    def __iter__(self) -> Iterator[Union[Row, BadRow]]:
        # Ours is the limit: the module's own is 128 KiB a cell.
        before = csv.field_size_limit(MAX_CELL_CHARACTERS)
        try:
            reader = self._new_reader()
            while True:
                self._record, self._starved = [], False
                first = self._line
                fault = None
                try:
                    cells = next(reader, None)
                except _RowTooLong:
                    fault = self._skip_line(first)
                except csv.Error as error:
                    fault = self._faulty(first, str(error))
                else:
                    if cells is None:
                        return
                    if self._starved:
                        fault = self._unclosed(first, "before the end of the file")
                if fault is not None:
                    reader = self._new_reader()
                    yield fault
                elif cells:
                    yield Row(first, cells, self._raw())
        finally:
            csv.field_size_limit(before)

    def _raw(self) -> str:
        return _without_line_end("".join(self._record))

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
            if size > MAX_ROW_CHARACTERS and size - len(line) + len(_without_line_end(line)) > MAX_ROW_CHARACTERS:
                raise _RowTooLong
            yield line

    def _next_line(self) -> str:
        line = self._pushed_back.popleft() if self._pushed_back else self._piece()
        self._line += bool(line)
        return line

    def _piece(self) -> str:
        """A line, or as much of one as is read at once; never half of a line end."""
        piece = self._text.readline(_LINE_CHARACTERS)
        if len(piece) == _LINE_CHARACTERS and piece.endswith("\r"):
            following = self._text.readline(_LINE_CHARACTERS)
            if following == "\n":
                return piece + following
            self._pushed_back.append(following)
        return piece

    def _faulty(self, first: int, error: str) -> BadRow:
        """What the module stumbled over. A cell too long that runs over lines is more likely a stray quote."""
        if "field limit" not in error:
            return BadRow(first, error, self._raw()[:_FAULTY_SAMPLE])
        return self._unclosed(first, "within 1 MiB") if len(self._record) > 1 else self._skip_line(first)

    def _unclosed(self, first: int, where: str) -> BadRow:
        """Leaves out the line that began the row at hand, and puts back the others."""
        opening, others = self._record[0], self._record[1:]
        self._pushed_back.extendleft(reversed(others))
        self._line = first + 1
        return BadRow(first, f"a quote is opened and not closed {where}", _without_line_end(opening)[:_FAULTY_SAMPLE])

    def _skip_line(self, first: int) -> BadRow:
        """Leaves out what was read of the row at hand, and the rest of the line that was too much."""
        raw = _without_line_end(self._record[0])[:_FAULTY_SAMPLE]
        last = self._record[-1]
        while last and not last.endswith(("\n", "\r")):
            last = self._piece()
        return BadRow(first, "a cell is longer than 1 MiB, or the row longer than 4 MiB", raw)

    def _told_delimiter(self) -> str:
        lines: List[str] = []
        size = 0
        while len(lines) < 2 * _SAMPLE_ROWS and size < _SAMPLE_CHARACTERS:
            line = self._piece()
            if not line:
                break
            lines.append(line)
            size += len(line)
        # Excel writes its delimiter into a first line of its own.
        if lines and lines[0].lower().startswith("sep=") and len(lines[0].rstrip("\r\n")) == 5:
            self._pushed_back.extendleft(reversed(lines[1:]))
            self._line = 2
            return lines[0][4]
        self._pushed_back.extendleft(reversed(lines))
        return max(_DELIMITERS, key=lambda delimiter: _fit(lines, delimiter))


class _Rejoined(io.RawIOBase):
    """A sample that was read, and the stream that it was read from."""

    def __init__(self, sample: bytes, rest: BinaryIO) -> None:
        self._sample = memoryview(sample)
        self._rest: Any = rest
        self._read: Any = getattr(rest, "read1", rest.read)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        data = self._sample[: len(buffer)] or self._read(len(buffer))
        self._sample = self._sample[len(data) :]
        buffer[: len(data)] = data
        return len(data)


def raw_cells(raw: str, delimiter: str) -> List[str]:
    """The cells of a row as they stand in its text, quotes included."""
    cell = re.compile(rf'(?:"(?:[^"]|"")*")?[^{re.escape(delimiter)}]*')
    cells: List[str] = []
    at = 0
    while at <= len(raw):
        found = cast("re.Match[str]", cell.match(raw, at))
        cells.append(found.group())
        at = found.end() + 1
    return cells


def _without_line_end(text: str) -> str:
    return text[:-2] if text.endswith("\r\n") else text[:-1] if text.endswith(("\n", "\r")) else text


def _as_controls(error: UnicodeError) -> Tuple[str, int]:
    """The five bytes that Windows-1252 leaves free, as Windows itself reads them."""
    assert isinstance(error, UnicodeDecodeError)
    return error.object[error.start : error.end].decode("latin-1"), error.end


codecs.register_error(_AS_CONTROLS, _as_controls)


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
    for first_zero, encoding in ((1, "utf-16-le"), (0, "utf-16-be")):
        # Every other byte is zero where the text is in a western language.
        if sample[first_zero:4096:2].count(0) > min(len(sample), 4096) // 2 * 2 / 4:
            return encoding
    try:
        codecs.getincrementaldecoder("utf-8")().decode(sample)  # a character cut off at the end is no fault
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8-sig"
