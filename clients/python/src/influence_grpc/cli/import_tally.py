"""What became of the rows of an import so far, and how far the file is done."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import Iterator, NamedTuple, Optional

from influence_grpc.cli.bad_rows import BadRows
from influence_grpc.csv_rows import BadRow
from influence_grpc.import_state import Counts, ImportState, Progress
from influence_grpc.messages import UpsertOutcome
from influence_grpc.profile_results import UpsertedProfiles
from influence_grpc.profile_rows import ProfileRow

_APPLIED, _UNCHANGED, _SUPERSEDED = (UpsertOutcome.Value(f"UPSERT_OUTCOME_{name}") for name in ("APPLIED", "UNCHANGED", "SUPERSEDED"))


class SentRow(NamedTuple):
    """A row to be sent, and how many rows before it, of those read in this run, could not be read."""

    row: ProfileRow
    bad_before: int


class ImportTally:
    """Counts over all runs: `earlier` is what those before this one came to. Rows that cannot be read, or that fail, go to
    `bad`; how far the file is done goes to `state`, where there is one."""

    def __init__(self, earlier: Progress, bad: BadRows, state: Optional[ImportState]) -> None:
        self.complete = True
        self.failed_for: Counter[str] = Counter()  # in this run
        self._earlier = earlier.counts
        self._answered_counts = replace(earlier.counts, bad=0)
        self._unread = 0  # rows of this run
        self._answered = 0  # rows of this run
        self._bad = bad
        self._state = state

    @property
    def counts(self) -> Counts:
        return self._counts_with(self._unread)

    def add_unread(self, row: BadRow) -> None:
        """A row that could not be read."""
        self._unread += 1
        self._bad.add(row)

    def numbered(self, rows: Iterator[ProfileRow]) -> Iterator[SentRow]:
        """Rows are read ahead of their answers, so each says how many bad ones came before it."""
        for row in rows:
            yield SentRow(row, self._unread)

    def add(self, answer: UpsertedProfiles[SentRow]) -> None:
        """Raises the refusal of a chunk."""
        if answer.refusal is not None:
            raise answer.refusal
        outcomes, before = list(answer.outcomes), self._answered_counts
        self._answered_counts = replace(
            before,
            written=before.written + outcomes.count(_APPLIED),
            unchanged=before.unchanged + outcomes.count(_UNCHANGED),
            superseded=before.superseded + outcomes.count(_SUPERSEDED),
            failed=before.failed + len(answer.errors),
        )
        for index, error in answer.errors.items():
            row = answer.items[index].row
            self.failed_for[error.reason or error.code.name] += 1
            self._bad.add(BadRow(row.line, error.in_a_line(), row.text), "is not written")
        self._answered += len(answer)
        self.complete = answer.resume_after == self._answered
        if self.complete and self._state is not None:
            last = answer.items[-1]
            # What the state says is done is told by then.
            self._bad.flush()
            self._state.advance(Progress(last.row.number, last.row.line, self._counts_with(last.bad_before)))

    def _counts_with(self, unread: int) -> Counts:
        return replace(self._answered_counts, bad=self._earlier.bad + unread)
