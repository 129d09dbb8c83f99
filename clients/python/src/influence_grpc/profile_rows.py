"""Profiles in files: JSON lines (a profile in proto3 JSON form each), and CSV with a column for each fact."""

from __future__ import annotations

import json
import re
from typing import BinaryIO, Callable, Iterator, NamedTuple

from google.protobuf import json_format

from influence_grpc.csv_rows import BadRow
from influence_grpc.csv_table import CsvTable, Done, TableRow
from influence_grpc.messages import CreatorProfile
from influence_grpc.profile_cells import ProfileCells

_MAX_LINE_BYTES = 4 << 20
_FAULTY_SAMPLE = 200
_MARK = b"\xef\xbb\xbf"
# What the project's other command line calls blank, so that both count the same rows: strip() takes off separators too.
_BLANK = re.compile(r"[\t-\r \x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]*")


class ProfileRow(NamedTuple):
    """A profile, the line (from 1) on which it begins, its text, and its number among the rows of the file, from 1: bad ones
    count, blank lines do not."""

    line: int
    number: int
    text: str
    profile: CreatorProfile


def rows_of_table(table: CsvTable, cells: ProfileCells, bad: Callable[[BadRow], None], done: Done) -> Iterator[ProfileRow]:
    """The profiles of a table's rows beyond `done`; those that hold none go to `bad`. Raises MisplacedRows."""

    def read(row: TableRow) -> ProfileRow:
        return ProfileRow(row.line, row.number, row.text, cells.read(row))

    return table.rows(read, bad, done)


def rows_of_lines(stream: BinaryIO, bad: Callable[[BadRow], None], done: Done) -> Iterator[ProfileRow]:
    """The profiles of JSON lines beyond `done`. Blank lines are left out; lines that hold no profile go to `bad`. Raises
    MisplacedRows."""
    line = number = 0
    while True:
        data = stream.readline(_MAX_LINE_BYTES + 1)
        if not data:
            done.check_end(number)
            return
        line += 1
        too_long = len(data) > _MAX_LINE_BYTES
        rest = data
        while too_long and rest and not rest.endswith(b"\n"):
            rest = stream.readline(_MAX_LINE_BYTES)
        text = (data[len(_MARK) :] if line == 1 and data.startswith(_MARK) else data).decode(errors="replace")
        if _BLANK.fullmatch(text):
            continue
        text = text.strip()
        number += 1
        if done.covers(number, line):
            continue
        if too_long:
            bad(BadRow(line, "the line is longer than 4 MiB", text[:_FAULTY_SAMPLE]))
        elif not text.startswith("{"):
            bad(BadRow(line, "not a profile: the line must be one JSON object", text))  # the parser takes an empty list for one
        else:
            try:
                yield ProfileRow(line, number, text, json_format.Parse(text, CreatorProfile()))
            except (json_format.ParseError, ValueError, TypeError, AttributeError, RecursionError) as fault:
                # Beside its own error the parser raises what its code stumbles over.
                bad(BadRow(line, " ".join(f"not a profile: {fault}".split()), text))


def line_of(profile: CreatorProfile) -> str:
    """The profile as one line of JSON, without its end."""
    return json.dumps(json_format.MessageToDict(profile), ensure_ascii=False)
