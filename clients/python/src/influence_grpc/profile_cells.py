"""Makes a profile of a row's cells. An empty cell, N/A and their like leave the fact out: it is never zero. The rules are
those of the project's other command line."""

from __future__ import annotations

import re
from datetime import datetime, timedelta, timezone
from typing import Any, Callable, Optional, TypeVar

from influence_grpc.cell_numbers import average, fraction, quoted, whole
from influence_grpc.csv_columns import normalized, says_percent
from influence_grpc.csv_rows import BadCell
from influence_grpc.csv_table import TableRow
from influence_grpc.follower_numbers import is_missing, parse_followers
from influence_grpc.messages import Audience, CreatorProfile, Engagement, EngagementBasis, Sponsorship
from influence_grpc.platform_names import platform_named
from influence_grpc.price_list import prices_listed
from influence_grpc.profile_columns import ProfileColumns
from influence_grpc.topic_names import has_share, topic_named

T = TypeVar("T")

_FOLLOWERS, _REACH, _VIEWS = (EngagementBasis.Value(f"ENGAGEMENT_BASIS_{name}") for name in ("FOLLOWERS", "REACH", "VIEWS"))
_BASES = {"followers": _FOLLOWERS, "follower": _FOLLOWERS, "subscribers": _FOLLOWERS, "reach": _REACH, "views": _VIEWS, "view": _VIEWS}
_AVERAGES = ("likes", "comments", "shares", "views", "reach")
_TIME = re.compile(
    r"([0-9]{4}-[0-9]{2}-[0-9]{2})(?:[T ]([0-9]{2}:[0-9]{2})(?::([0-9]{2})(?:\.([0-9]{0,7}))?)?(?:Z|([+-])([0-9]{2}):?([0-5][0-9]))?)?"
)
_EPOCH = datetime(1970, 1, 1, tzinfo=timezone.utc)
_MOST_HOURS = timedelta(hours=14)


class ProfileCells:
    """Reads rows of a table with these columns. `platform` is that of all of them; 0 where the file tells."""

    def __init__(self, columns: ProfileColumns, platform: int) -> None:
        self._columns = columns
        self._platform = platform

    def read(self, row: TableRow) -> CreatorProfile:
        """Raises BadCell, which names the column."""
        profile = CreatorProfile(creator_id=row.cells[self._columns.found["id"]].strip())
        if not profile.creator_id:
            raise BadCell("there is no creator id")
        profile.platform = self._platform or self._read(row, "platform", platform_named) or 0  # type: ignore[assignment]
        followers = self._read(row, "followers", lambda cell: parse_followers(cell, self._columns.unit_of("followers")))
        if followers is not None:
            profile.followers = followers
        profile.version = self._read(row, "version", _version) or 0
        observed_at = self._read(row, "observedat", _ticks)
        if observed_at is not None:
            profile.observed_at.seconds, ticks = divmod(observed_at, 10_000_000)
            profile.observed_at.nanos = ticks * 100
        engagement = self._engagement(row)
        if engagement.ByteSize():
            profile.engagement.CopyFrom(engagement)
        self._read(row, "topics", lambda cell: self._add_topics(cell, profile.topics))
        audience = Audience()
        self._read_shares(row, "countries", audience.countries)
        self._read_shares(row, "languages", audience.languages)
        if audience.ByteSize():
            profile.audience.CopyFrom(audience)
        sponsored = self._read(row, "sponsoredshare", self._share_of("sponsoredshare"))
        if sponsored is not None:
            profile.sponsorship.CopyFrom(Sponsorship(sponsored_share=sponsored))
        profile.prices.extend(self._read(row, "prices", prices_listed) or [])
        return profile

    def _engagement(self, row: TableRow) -> Engagement:
        engagement = Engagement()
        for what in _AVERAGES:
            value = self._read(row, f"average{what}", self._average_of(f"average{what}"))
            if value is not None:
                setattr(engagement, f"average_{what}", value)
        rate = self._read(row, "engagementrate", self._share_of("engagementrate"))
        if rate is not None:
            basis = self._read(row, "engagementbasis", _basis) or _FOLLOWERS
            engagement.rate, engagement.basis = rate, basis  # type: ignore[assignment]
        posts = self._read(row, "sampleposts", lambda cell: _posts(cell, engagement))
        if posts:
            engagement.sample_posts = posts
        return engagement

    def _average_of(self, field: str) -> Callable[[str], float]:
        return lambda cell: average(cell, self._columns.unit_of(field))

    def _share_of(self, field: str) -> Callable[[str], float]:
        return lambda cell: fraction(cell, says_percent(self._columns.headers[self._columns.found[field]]))

    def _add_topics(self, cell: str, topics: Any) -> None:
        if self._columns.topics_may_be_names and not has_share(cell):
            topics[topic_named(cell)] = 1.0
        else:
            _add_shares(cell, topics)

    def _read_shares(self, row: TableRow, field: str, shares: Any) -> None:
        self._read(row, field, lambda cell: _add_shares(cell, shares))

    def _read(self, row: TableRow, field: str, read: Callable[[str], T]) -> Optional[T]:
        """What `read` makes of the cell; None where there is no such column, or the cell does not tell."""
        column = self._columns.found.get(field)
        cell = "" if column is None else row.cells[column].strip()
        if column is None or is_missing(cell):
            return None
        try:
            return read(cell)
        except BadCell as fault:
            raise BadCell(f"column {quoted(self._columns.headers[column])}: {fault}") from None


def _version(cell: str) -> int:
    version = whole(cell, 2**64 - 1)
    if version is None:
        raise BadCell(f"{quoted(cell)} is not a version: a whole number of at least 0")
    return version


def _ticks(cell: str) -> int:
    """Tenths of microseconds since 1970; UTC unless the cell says else."""
    found = _TIME.fullmatch(cell)
    try:
        if found is None:
            raise ValueError
        day, minute, second, decimals, sign, hours, minutes = found.groups()
        offset = timedelta(hours=int(hours or 0), minutes=int(minutes or 0))
        local = datetime.fromisoformat(f"{day}T{minute or '00:00'}:{second or '00'}+00:00")
        if offset > _MOST_HOURS:
            raise ValueError
        since = (local + offset if sign == "-" else local - offset) - _EPOCH
    except (ValueError, OverflowError):
        raise BadCell(f"{quoted(cell)} is not a time, such as 2026-01-31 or 2026-01-31T12:00:00Z") from None
    return (since.days * 86_400 + since.seconds) * 10_000_000 + int((decimals or "").ljust(7, "0"))


def _basis(cell: str) -> int:
    basis = _BASES.get(normalized(cell))
    if basis is None:
        raise BadCell(f"{quoted(cell)} is not a basis of engagement: followers, reach or views")
    return int(basis)


def _posts(cell: str, engagement: Engagement) -> int:
    posts = whole(cell, 2**32 - 1)
    if posts is None:
        raise BadCell(f"{quoted(cell)} is not a number of posts")
    # No post was looked at: nothing is known of engagement, and nothing is said of it either.
    if posts == 0 and engagement.ByteSize():
        raise BadCell("0 posts cannot have given the row's engagement")
    return posts


def _add_shares(cell: str, shares: Any) -> None:
    """Shares as one cell lists them: sport/running:0.6|food:40%."""
    for entry in filter(None, (part.strip() for part in cell.split("|"))):
        name, _, share = entry.rpartition(":")
        name = name.strip()
        if not name:
            raise BadCell(f"{quoted(entry)} is not NAME:SHARE; several are divided by |")
        value = fraction(share)
        if name in shares:
            raise BadCell(f"{quoted(name)} is listed twice")
        shares[name] = value
