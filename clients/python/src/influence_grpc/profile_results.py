"""What comes back of profiles: the caller's items with what was found, written or deleted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Dict, Generic, Iterator, List, Optional, Sequence, TypeVar

import grpc

from influence_grpc.enum_names import enum_name
from influence_grpc.errors import InfluenceError
from influence_grpc.messages import CreatorProfile, DataStatus, Platform, ProfileRows, UpsertOutcome
from influence_grpc.results import data_status_names, errors_by_position
from influence_grpc.tabular import Columns, Tabular, error_text

T = TypeVar("T")

_NOT_FOUND, _TOO_OLD = DataStatus.Value("DATA_STATUS_NOT_FOUND"), DataStatus.Value("DATA_STATUS_OUTSIDE_MAX_AGE")


@dataclass(frozen=True)
class FoundProfile(Generic[T]):
    """What was found of one item.

    profile: None where there is none to give; `data_status` or `error` says why.
    data_status: a number of DataStatus; 0 where the item failed before anything was found out.
    error: why the item could not be looked up; None where it could, found or not.
    """

    item: T
    profile: Optional[CreatorProfile]
    data_status: int
    error: Optional[InfluenceError]

    def why_absent(self) -> str:
        """For people: why there is no profile; empty where there is one."""
        if self.profile is not None:
            return ""
        if self.error is not None:
            return str(self.error)
        return {_NOT_FOUND: "not found", _TOO_OLD: "older than asked for"}.get(self.data_status, "not given")


class FoundProfiles(Tabular, Generic[T]):
    """The items of a chunk, or of a part of one, looked up. Entry i of a column answers `items[i]`.

    items: the caller's, in order.
    data_status: numbers of DataStatus.
    profiles: None where there is none to give.
    errors: the items that could not be looked up, by position; one that is not in the store is none of them.
    refusal: why the whole chunk was refused; every item carries it then. None otherwise.
    sequence: the chunk's number in its stream.
    """

    def __init__(self, items: Sequence[T], rows: Optional[ProfileRows], refusal: Optional[InfluenceError], sequence: int) -> None:
        self.items = items
        self.refusal = refusal
        self.sequence = sequence
        self.data_status: Sequence[int] = [0] * len(items)
        self.profiles: Sequence[Optional[CreatorProfile]] = [None] * len(items)
        self.errors: Dict[int, InfluenceError] = {} if refusal is None else dict.fromkeys(range(len(items)), refusal)
        if rows is not None:
            self._read(rows)

    def __len__(self) -> int:
        return len(self.items)

    def __iter__(self) -> Iterator[FoundProfile[T]]:
        for index, (item, profile, status) in enumerate(zip(self.items, self.profiles, self.data_status)):
            yield FoundProfile(item, profile, status, self.errors.get(index))

    def to_columns(self) -> Columns:
        """creator_id, platform and followers of the profiles that were found; data_status; error. All else is in `profiles`."""
        rows = list(self)
        return {
            "creator_id": [None if row.profile is None else row.profile.creator_id for row in rows],
            "platform": [_platform_of(row.profile) for row in rows],
            "followers": [row.profile.followers if row.profile is not None and row.profile.HasField("followers") else None for row in rows],
            "data_status": data_status_names(self.data_status),
            "error": [error_text(row.error) for row in rows],
        }

    @property
    def failed(self) -> int:
        """How many items could not be looked up."""
        return len(self.errors)

    def _read(self, rows: ProfileRows) -> None:
        if {len(self.items), rows.item_count, len(rows.profiles)} != {len(rows.data_status)}:
            raise InfluenceError(
                grpc.StatusCode.INTERNAL,
                f"the server's answer does not fit the question: {rows.item_count} items, of which {len(self.items)} were asked for, "
                f"{len(rows.profiles)} profiles and {len(rows.data_status)} statuses",
            )
        self.data_status = rows.data_status
        # A stored profile has an id; the empty message stands for none.
        self.profiles = [profile if profile.creator_id else None for profile in rows.profiles]
        self.errors = errors_by_position(rows.errors, rows.first_item)


def _platform_of(profile: Optional[CreatorProfile]) -> Optional[str]:
    """Such as "instagram"; None where it is not known."""
    return enum_name(Platform, "PLATFORM_", profile.platform) if profile is not None and profile.platform else None


@dataclass(frozen=True)
class UpsertedProfile(Generic[T]):
    """What became of one item.

    outcome: a number of UpsertOutcome; 0 where the item failed.
    error: why it was not written; None where it was, or did not need to be.
    """

    item: T
    outcome: int
    error: Optional[InfluenceError]


@dataclass(frozen=True)
class UpsertedProfiles(Tabular, Generic[T]):
    """The items of a chunk, written. Entry i of `outcomes` answers `items[i]`.

    items: the caller's, in order.
    outcomes: numbers of UpsertOutcome; 0 where the item failed.
    errors: the items that failed, by position.
    refusal: why the whole chunk was refused; every item carries it then. None otherwise.
    resume_after: how many leading items of the source, from its very first, need no second sending: each is in the
        store, or lost to a higher version, or is at fault itself. An import that is cut off goes on after them. It stays
        behind from the first item on that failed for another reason.
    sequence: the chunk's number in its stream.
    """

    items: Sequence[T]
    outcomes: Sequence[int]
    errors: Dict[int, InfluenceError]
    refusal: Optional[InfluenceError]
    resume_after: int
    sequence: int

    def __len__(self) -> int:
        return len(self.items)

    def __iter__(self) -> Iterator[UpsertedProfile[T]]:
        for index, (item, outcome) in enumerate(zip(self.items, self.outcomes)):
            yield UpsertedProfile(item, outcome, self.errors.get(index))

    def to_columns(self) -> Columns:
        """outcome, such as "applied"; error."""
        return {
            "outcome": [enum_name(UpsertOutcome, "UPSERT_OUTCOME_", outcome) if outcome else None for outcome in self.outcomes],
            "error": [error_text(self.errors.get(index)) for index in range(len(self))],
        }

    @property
    def failed(self) -> int:
        """How many items failed."""
        return len(self.errors)


@dataclass(frozen=True)
class DeletedProfile:
    """What became of one id.

    outcome: a number of DeleteOutcome; 0 where the id failed.
    error: why it was not deleted; None where it was, or there was none.
    """

    creator_id: str
    outcome: int
    error: Optional[InfluenceError]


@dataclass(frozen=True)
class DeletedProfiles:
    """The ids of one deletion. Entry i of `outcomes` answers `creator_ids[i]`.

    outcomes: numbers of DeleteOutcome; 0 where the id failed.
    errors: the ids that failed, by position.
    """

    creator_ids: Sequence[str]
    outcomes: List[int]
    errors: Dict[int, InfluenceError]

    def __len__(self) -> int:
        return len(self.creator_ids)

    def __iter__(self) -> Iterator[DeletedProfile]:
        for index, (creator_id, outcome) in enumerate(zip(self.creator_ids, self.outcomes)):
            yield DeletedProfile(creator_id, outcome, self.errors.get(index))

    @property
    def failed(self) -> int:
        """How many ids failed."""
        return len(self.errors)
