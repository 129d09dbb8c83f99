"""Profiles in files: JSON lines (a profile in proto3 JSON form each), and CSV with ids and follower counts."""

from __future__ import annotations

import json
from typing import BinaryIO, Callable, Iterator, NamedTuple

from google.protobuf import json_format

from influence_grpc.creator_table import CreatorTable
from influence_grpc.csv_rows import BadRow
from influence_grpc.messages import CreatorProfile

_MAX_LINE_BYTES = 4 << 20
_FAULTY_SAMPLE = 200
_MARK = b"\xef\xbb\xbf"


class ProfileRow(NamedTuple):
    """A profile, the line (from 1) on which it begins, its text, and its number among the rows of the file, from 1."""

    line: int
    number: int
    text: str
    profile: CreatorProfile


def rows_of_table(table: CreatorTable, platform: int, bad: Callable[[BadRow], None], skip: int) -> Iterator[ProfileRow]:
    """The rows of a table that has ids, after the first `skip`. `platform` is that of all; 0 where the file tells."""
    for row in table.rows(bad, skip):
        profile = CreatorProfile(creator_id=row.creator_id, platform=platform or row.platform, followers=row.followers)  # type: ignore[arg-type]
        yield ProfileRow(row.line, row.number, row.text, profile)


def rows_of_lines(stream: BinaryIO, bad: Callable[[BadRow], None], skip: int) -> Iterator[ProfileRow]:
    """The profiles of JSON lines, after the first `skip` lines. Blank lines are left out; lines that hold no profile go to `bad`."""
    number = 0
    while True:
        data = stream.readline(_MAX_LINE_BYTES + 1)
        if not data:
            return
        number += 1
        too_long = len(data) > _MAX_LINE_BYTES
        rest = data
        while too_long and rest and not rest.endswith(b"\n"):
            rest = stream.readline(_MAX_LINE_BYTES)
        if number <= skip:
            continue
        text = (data[len(_MARK) :] if number == 1 and data.startswith(_MARK) else data).decode(errors="replace").strip()
        if too_long:
            bad(BadRow(number, "the line is longer than 4 MiB", text[:_FAULTY_SAMPLE]))
        elif text and not text.startswith("{"):
            bad(BadRow(number, "not a profile: the line must be one JSON object", text))  # the parser takes an empty list for one
        elif text:
            try:
                yield ProfileRow(number, number, text, json_format.Parse(text, CreatorProfile()))
            except (json_format.ParseError, ValueError, TypeError, AttributeError, RecursionError) as fault:
                # Beside its own error the parser raises what its code stumbles over.
                bad(BadRow(number, " ".join(f"not a profile: {fault}".split()), text))


def line_of(profile: CreatorProfile) -> str:
    """The profile as one line of JSON, without its end."""
    return json.dumps(json_format.MessageToDict(profile), ensure_ascii=False)
