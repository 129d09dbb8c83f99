"""A file of profiles, as every command reads it: JSON lines, or CSV with a column for each fact."""

from __future__ import annotations

import argparse
import sys
from typing import BinaryIO, Callable, Iterator, Optional

from influence_grpc.cli.arguments import mapping_of, platform_chosen
from influence_grpc.cli.outcome import UsageError
from influence_grpc.csv_rows import BadRow
from influence_grpc.csv_table import NOTHING_DONE, CsvTable, Done
from influence_grpc.fit_text import visible
from influence_grpc.profile_cells import ProfileCells
from influence_grpc.profile_columns import PROFILE_FIELDS, ProfileColumns
from influence_grpc.profile_rows import ProfileRow, rows_of_lines, rows_of_table

_LINES = (".jsonl", ".ndjson", ".json")


def add_format(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--format", choices=["csv", "jsonl"], help=f"default: jsonl where FILE ends with {', '.join(_LINES)}, else csv")


class ProfileFile:
    """Reads the header of `stream`, where there is one. `options` has format, map and platform, `name` is the file's.

    table: None where the file has JSON lines.

    Raises ColumnError, and UsageError where the options do not fit the file.
    """

    def __init__(self, stream: BinaryIO, name: str, options: argparse.Namespace) -> None:
        mapping, platform = mapping_of(options.map, PROFILE_FIELDS), platform_chosen(options)
        self.table: Optional[CsvTable] = None
        if options.format == "jsonl" or (options.format is None and name.lower().endswith(_LINES)):
            if mapping or platform:
                raise UsageError("--map and --platform go with CSV only: JSON lines are whole profiles")
            self._stream = stream
            return
        self.table = CsvTable(stream)
        self._columns = ProfileColumns(self.table.headers, mapping)
        self._cells = ProfileCells(self._columns, platform)

    def tell_findings(self) -> None:
        """Says which column is read as what."""
        for finding in self._columns.findings() if self.table is not None else ():
            print(visible(finding), file=sys.stderr)

    def rows(self, bad: Callable[[BadRow], None], done: Done = NOTHING_DONE) -> Iterator[ProfileRow]:
        """The profiles beyond `done`; rows that hold none go to `bad`. Raises MisplacedRows."""
        if self.table is None:
            return rows_of_lines(self._stream, bad, done)
        return rows_of_table(self.table, self._cells, bad, done)
