"""The creators that a command of fit is about: profiles in a file, or ids of creators that the server keeps."""

from __future__ import annotations

import argparse
from contextlib import ExitStack
from typing import Any, BinaryIO, Callable, Dict, Iterable, Iterator, NamedTuple, Optional

from influence_grpc.cli.arguments import add_read_options, add_table_options, input_file, mapping_of
from influence_grpc.cli.outcome import UsageError
from influence_grpc.cli.profile_file import ProfileFile, add_format
from influence_grpc.creator_table import CreatorTable
from influence_grpc.csv_columns import NoFollowers
from influence_grpc.csv_rows import BadRow
from influence_grpc.csv_text import cell_text
from influence_grpc.errors import InfluenceError
from influence_grpc.messages import CreatorProfile
from influence_grpc.profile_columns import PROFILE_FIELDS
from influence_grpc.retry import is_retryable


# What became of a row that could be read, for people.
NOT_SCORED = "is not scored"


class CreatorEntry(NamedTuple):
    """A creator, the line (from 1) on which its row begins, the row's text as a table has it, and as it stands in the file.

    profile: None where the server keeps it.
    """

    line: int
    text: str
    raw: str
    creator_id: str
    profile: Optional[CreatorProfile]


def add_creators(parser: argparse.ArgumentParser, file: str, what: str) -> None:
    """FILE or --ids, and how they are read."""
    parser.add_argument("file", metavar=file, nargs="?", help=f"{what}: JSON lines of profiles, or CSV with a column for each fact")
    parser.add_argument(
        "--ids",
        metavar="FILE",
        help=f"in place of {file}: ids of creators that the server keeps, one a line, or CSV with a column of ids",
    )
    add_format(parser)
    add_table_options(parser, PROFILE_FIELDS)
    add_read_options(parser)


def named_input(options: argparse.Namespace, file: str) -> str:
    """The file that was named. Raises UsageError."""
    if (options.file is None) == (options.ids is None):
        raise UsageError(f"give either {file} or --ids FILE")
    if options.file is not None and (options.max_age is not None or options.allow_stale or options.allow_degraded):
        raise UsageError(f"--max-age, --allow-stale and --allow-degraded go with --ids: the profiles of {file} are not looked up")
    if options.ids is not None and (options.platform is not None or options.format is not None):
        raise UsageError(f"--platform and --format go with {file} only: profiles that the server keeps are whole")
    return str(options.file or options.ids)


class CreatorsFile:
    """The entries of the file `name`; rows that cannot be used go to `bad`. May be iterated again unless it is standard input:
    the file is read anew then, and bad rows are told no second time. The columns of a table are told where `tells` is set.

    header, headers, delimiter, has_mark: of the table. JSON lines count as a table of ids.
    """

    def __init__(
        self, name: str, by_id: bool, options: argparse.Namespace, bad: Callable[[BadRow], None], stack: ExitStack, tells: bool = True
    ) -> None:
        self.by_id = by_id
        self._name = name
        self._options = options
        self._bad = bad
        self._stack = stack
        self._opened: Optional[Callable[[Callable[[BadRow], None]], Iterator[CreatorEntry]]] = None
        self._told_through = 0  # line up to which bad rows were told
        self._rewind(tells)

    def __iter__(self) -> Iterator[CreatorEntry]:
        if self._opened is None:
            self._rewind(tells=False)
        assert self._opened is not None
        rows, self._opened = self._opened, None
        return rows(self._tell_once)

    @property
    def is_read_once(self) -> bool:
        """Whether it cannot be iterated again."""
        return self._name == "-"

    @property
    def items(self) -> Iterable[CreatorEntry]:
        """What a call reads: what cannot be read again is an iterator, by which calls tell."""
        if self.is_read_once:
            return iter(self)
        return self

    @property
    def kind(self) -> Dict[str, Any]:
        """What entries are scored by, as the client's parameter."""
        return {"creator_id": _id} if self.by_id else {"profile": profile_of}

    def _rewind(self, tells: bool) -> None:
        stream = input_file(self._name, self._stack)
        if self.by_id:
            self._open_ids(stream)
        else:
            self._open_profiles(stream, tells)

    def _open_ids(self, stream: BinaryIO) -> None:
        table = CreatorTable(stream, mapping_of(self._options.map), ("id",))
        self.header, self.headers = table.header, table.headers
        self.delimiter, self.has_mark = table.delimiter, table.has_mark
        self._opened = lambda bad: (CreatorEntry(row.line, row.text, row.text, row.creator_id, None) for row in table.rows(bad))

    def _open_profiles(self, stream: BinaryIO, tells: bool) -> None:
        try:
            file = ProfileFile(stream, self._name, self._options)
        except NoFollowers as fault:
            hint = f". Where the server keeps these creators, give it as --ids {self._name}" if fault.may_be_ids else ""
            raise UsageError(f"{fault}{hint}") from None
        if tells:
            file.tell_findings()
        if file.table is not None:
            self.header, self.headers = file.table.header, file.table.headers
            self.delimiter, self.has_mark = file.table.delimiter, file.table.has_mark
            self._opened = lambda bad: (
                CreatorEntry(row.line, row.text, row.text, row.profile.creator_id, row.profile) for row in file.rows(bad)
            )
            return
        self.header, self.headers, self.delimiter, self.has_mark = "creator_id", ["creator_id"], ",", False
        self._opened = lambda bad: (
            CreatorEntry(row.line, cell_text(row.profile.creator_id), row.text, row.profile.creator_id, row.profile)
            for row in file.rows(bad)
        )

    def _tell_once(self, row: BadRow) -> None:
        if row.line > self._told_through:
            self._told_through = row.line
            self._bad(row)


def failed_row(entry: CreatorEntry, error: InfluenceError) -> BadRow:
    """The row of a creator that the server could not score."""
    return BadRow(entry.line, f"'{entry.creator_id}': {error.in_a_line()}", entry.raw)


def told_to_begin_again(error: InfluenceError, *files: CreatorsFile) -> InfluenceError:
    """The error of a call that cannot be taken up in its middle. Where it was cut and what was sent cannot be read again, it
    says what is to be done."""
    if not is_retryable(error) or not any(file.is_read_once for file in files):
        return error
    told = f"{error.message.rstrip('.')}. The call was cut, and standard input cannot be read again: send it anew from the first creator"
    return InfluenceError(error.code, told, error.reason, error.violations, error.metadata, error.retry_after)


def _id(entry: CreatorEntry) -> str:
    return entry.creator_id


def profile_of(entry: CreatorEntry) -> CreatorProfile:
    """The profile of an entry that the file tells of."""
    assert entry.profile is not None
    return entry.profile
