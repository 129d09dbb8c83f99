"""Which columns of a file are the follower count, the id and the platform: by usual headers, or by what the user says.

Headers are compared by their letters and digits alone, whatever the case. One that is a usual name goes before one that
contains a telling word.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Callable, Collection, List, Mapping, Optional, Sequence

_FOLLOWERS = (
    "followers follower followercount followerscount countfollowers countoffollowers numfollowers numfollower nfollowers nooffollowers nofollowers "
    "offollowers numberoffollowers numberfollowers followersnumber totalfollowers followerstotal followernumber followersnum followercnt followedby "
    "edgefollowedby edgefollowedbycount followersno subscribers subscriber subscribercount subscriberscount numsubscribers noofsubscribers ofsubscribers "
    "numberofsubscribers totalsubscribers subs subcount subscount fans fan fancount fanscount numfans nooffans numberoffans totalfans audience "
    "audiencesize audiencecount communitysize"
).split()
_IDS = (
    "creatorid influencerid userid accountid channelid id username handle user account accountname screenname influencerinstaname instagramname "
    "instaname instagramhandle instagram tiktokname tiktokhandle tiktokername youtubechannel youtubername youtubehandle channelname channelinfo channel "
    "creator creatorname influencer influencername profile profilename displayname fullname name"
).split()
_PLATFORMS = "platform platformname network socialnetwork socialmedia socialmediaplatform socialplatform channeltype medium site".split()
FIELDS = ("followers", "id", "platform")

_FOLLOWER_WORDS = ("follower", "subscriber", "audiencesize", "fancount")
# A header with one of these speaks of followers but does not count them.
_NOT_COUNTS = frozenset(
    (
        "growth gain change delta lost new rate ratio percent pct fake real authentic quality per avg average country gender age language type tier "
        "range category class bucket date url link id name rank hidden"
    ).split()
)
_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
# "Followers (M)", "followers in thousands".
_UNIT = re.compile(r"(?:[(\[]\s*(?:in\s+)?|\bin\s+)(k|thousands?|thsd|m|mn|mm|mio|mill?|millions?|b|bn|billions?)\b\.?\s*[)\]]?", re.I)


class ColumnError(ValueError):
    """No column fits, or several do; the text says what to do."""


class NoFollowers(ColumnError):
    """No column looks like a follower count.

    may_be_ids: whether the file looks like one of ids alone.
    """

    def __init__(self, text: str, may_be_ids: bool) -> None:
        super().__init__(text)
        self.may_be_ids = may_be_ids


@dataclass(frozen=True)
class Columns:
    """Positions of columns, from 0. `unit` is the power of ten that follower counts are given in: 0, 3, 6 or 9."""

    followers: Optional[int]
    unit: int
    id: Optional[int]
    platform: Optional[int]


def find_columns(headers: Sequence[str], mapping: Mapping[str, str], needed: Collection[str] = ("followers",)) -> Columns:
    """`mapping` names columns for fields: by header, or by number as in "#3". Raises ColumnError where a field in
    `needed` has no column; follower counts are not looked for where they are not needed."""
    followers = None
    if "followers" in needed:
        followers = _named(headers, mapping["followers"]) if "followers" in mapping else _followers(headers)
    unit = 0 if followers is None else unit_of(headers[followers])
    columns = Columns(followers, unit, column_of(headers, mapping, "id", _IDS), column_of(headers, mapping, "platform", _PLATFORMS))
    if "id" in needed and columns.id is None:
        raise ColumnError(f"no column looks like a creator's id; the columns are {_quoted(headers)}. Name it with --map id=COLUMN")
    return columns


def column_of(
    headers: Sequence[str], mapping: Mapping[str, str], field: str, names: Sequence[str], share_allowed: bool = False
) -> Optional[int]:
    """The column of a field that a file may lack: that which the user names, else the likeliest by its usual `names`.
    None where there is none. A header with % counts only where a share is allowed. Raises ColumnError."""
    if field in mapping:
        return _named(headers, mapping[field])
    ranked = [(rank, index) for index, rank in enumerate(_rank(names, header, share_allowed) for header in headers) if rank is not None]
    return min(ranked)[1] if ranked else None


def unit_of(header: str) -> int:
    """The power of ten that the header says its numbers are given in: 0, 3, 6 or 9."""
    found = _UNIT.search(header)
    return {"k": 3, "t": 3, "m": 6, "b": 9}[found.group(1)[0].lower()] if found else 0


def says_percent(header: str) -> bool:
    """Whether the header says that its numbers are percentages."""
    return "%" in header or any(word.lower() in ("percent", "pct") for word in _WORD.findall(header))


def names_an_id(headers: Sequence[str]) -> bool:
    """Whether one of them is a usual name of the column with ids: then the line is a header rather than an id."""
    return any(_rank(_IDS, header) is not None for header in headers)


def normalized(header: str) -> str:
    """Letters and digits alone, in lower case."""
    return "".join(character for character in header.lower() if character.isalnum())


def _followers(headers: Sequence[str]) -> int:
    fitting = _where(headers, lambda header: _rank(_FOLLOWERS, header) is not None) or _where(headers, _speaks_of_followers)
    if not fitting:
        told = f"no column looks like a follower count; the columns are {_quoted(headers)}. Name it with --map followers=COLUMN"
        raise NoFollowers(told, len(headers) == 1 or names_an_id(headers))
    if len(fitting) > 1:
        names = [headers[index] for index in fitting]
        hint = " (COLUMN may be a number: the first is #1)" if len(set(names)) < len(names) else ""
        raise ColumnError(f"several columns could be the follower count: {_quoted(names)}. Say which with --map followers=COLUMN{hint}")
    return fitting[0]


def _named(headers: Sequence[str], name: str) -> int:
    if re.fullmatch(r"#[0-9]{1,6}", name) and 1 <= int(name[1:]) <= len(headers):
        return int(name[1:]) - 1
    fitting = _where(headers, lambda header: header == name) or _where(headers, lambda header: normalized(header) == normalized(name))
    if not fitting:
        raise ColumnError(f"there is no column {name!r}; the columns are {_quoted(headers)}")
    if len(fitting) > 1:
        raise ColumnError(
            f"{len(fitting)} columns are called {name!r}: give the number instead, such as #{fitting[0] + 1} or #{fitting[1] + 1}"
        )
    return fitting[0]


def _rank(names: Sequence[str], header: str, share_allowed: bool = False) -> Optional[int]:
    """How likely the header is, 0 the likeliest; None where it is none of the names."""
    name = normalized(_UNIT.sub("", header))
    return names.index(name) if name in names and (share_allowed or "%" not in header) else None


def _speaks_of_followers(header: str) -> bool:
    name = normalized(_UNIT.sub("", header))
    words = {word.lower() for word in _WORD.findall(header)}
    return "%" not in header and any(word in name for word in _FOLLOWER_WORDS) and not words & _NOT_COUNTS


def _where(headers: Sequence[str], fits: Callable[[str], bool]) -> List[int]:
    return [index for index, header in enumerate(headers) if fits(header)]


def _quoted(names: Sequence[str]) -> str:
    return ", ".join(repr(" ".join(name.split())) for name in names)
