"""What a creator is known by: a follower count, an id, or a profile. Each kind writes caller's items as messages."""

from __future__ import annotations

from typing import Any, Callable, Generic, Mapping, Optional, Protocol, Sequence, TypeVar, Union, cast

from google.protobuf import json_format

from influence_grpc.messages import CreatorIds, CreatorProfile, CreatorProfiles, FollowerColumns, Items

T = TypeVar("T")
_T = TypeVar("_T", contravariant=True)

Followers = Union[str, Callable[[T], Optional[int]]]
CreatorId = Union[str, Callable[[T], str]]
Profile = Union[str, Callable[[T], Union[CreatorProfile, Mapping[str, Any]]]]

# What the field holds. The service's own limit, 10,000,000,000, is the service's to tell.
_MAX_UINT64 = 2**64 - 1


class ItemsKind(Protocol[_T]):
    """Writes items of one kind."""

    def write(self, items: Sequence[_T]) -> Items:
        """The message for `items`, in their order."""


class ByFollowers(Generic[T]):
    """Items by follower count; None is unknown, which is not 0."""

    def __init__(self, followers: Optional[Followers[T]], platform: int) -> None:
        self._read = _reader(followers)
        self._platform = platform

    def write(self, items: Sequence[T]) -> Items:
        counts = [self._read(item) for item in items]
        columns = FollowerColumns(platform=cast(Any, self._platform))
        try:
            columns.followers.extend([0 if count is None else count for count in counts])
        except (TypeError, ValueError):
            del columns.followers[:]
            counts = [_whole(count, item) for count, item in zip(counts, items)]
            columns.followers.extend([0 if count is None else count for count in counts])
        columns.missing.extend([index for index, count in enumerate(counts) if count is None])
        return Items(followers=columns)


class ById(Generic[T]):
    """Items by id, looked up in the server's profile store. Without `creator_id` the items are ids themselves."""

    def __init__(self, creator_id: Optional[CreatorId[T]]) -> None:
        self._read = _reader(creator_id)

    def ids(self, items: Sequence[T]) -> CreatorIds:
        return CreatorIds(creator_ids=[_text(self._read(item)) for item in items])

    def write(self, items: Sequence[T]) -> Items:
        return Items(ids=self.ids(items))


class ByProfile(Generic[T]):
    """Items by profile, given with the request: messages, or mappings in proto3 JSON form. Without `profile` the items
    are profiles themselves."""

    def __init__(self, profile: Optional[Profile[T]]) -> None:
        self._read = _reader(profile)

    def profiles(self, items: Sequence[T]) -> CreatorProfiles:
        return CreatorProfiles(profiles=[profile_message(self._read(item)) for item in items])

    def write(self, items: Sequence[T]) -> Items:
        return Items(profiles=self.profiles(items))


class ByIdOrProfile(Generic[T]):
    """Items that are ids (text) or profiles (messages, or mappings in proto3 JSON form) themselves. Those that are sent
    together are all the one or all the other."""

    def write(self, items: Sequence[T]) -> Items:
        texts = sum(isinstance(item, str) for item in items)
        if 0 < texts < len(items):
            raise ValueError("ids and profiles cannot be mixed: give all items as the one or as the other")
        return ById[T](None).write(items) if texts else ByProfile[T](None).write(items)


def kind_of(
    followers: Optional[Followers[T]], creator_id: Optional[CreatorId[T]], profile: Optional[Profile[T]], platform: int
) -> ItemsKind[T]:
    """The kind that was asked for; where none was, items are follower counts themselves."""
    if sum(choice is not None for choice in (followers, creator_id, profile)) > 1:
        raise ValueError("give only one of followers, creator_id and profile")
    if creator_id is None and profile is None:
        return ByFollowers(followers, platform)
    if platform:
        raise ValueError("platform goes with follower counts only: profiles carry their own")
    if creator_id is not None:
        return ById(creator_id)
    assert profile is not None
    return ByProfile(profile)


def fit_kind_of(creator_id: Optional[CreatorId[T]], profile: Optional[Profile[T]]) -> ItemsKind[T]:
    """The kind of items that are scored; where none was asked for, items are ids or profiles themselves."""
    if creator_id is not None and profile is not None:
        raise ValueError("give only one of creator_id and profile")
    if creator_id is not None:
        return ById(creator_id)
    if profile is not None:
        return ByProfile(profile)
    return ByIdOrProfile()


def _reader(choice: Union[None, str, Callable[[T], Any]]) -> Callable[[T], Any]:
    if choice is None:
        return lambda item: item
    if callable(choice):
        return choice
    key: str = choice
    return lambda item: cast(Mapping[str, Any], item)[key]


def _text(creator_id: Any) -> str:
    if not isinstance(creator_id, str):
        raise ValueError(f"a creator id must be text, not {creator_id!r}")
    return creator_id


def profile_message(profile: Any) -> CreatorProfile:
    """A profile, given as message or as mapping in proto3 JSON form. Raises ValueError."""
    if not isinstance(profile, Mapping):
        if isinstance(profile, CreatorProfile):
            return profile
        raise ValueError(f"a profile must be a CreatorProfile or a mapping, not {profile!r}")
    try:
        return json_format.ParseDict(profile, CreatorProfile())
    except json_format.ParseError as fault:
        raise ValueError(f"not a profile: {fault} (of {profile!r})") from None


def _whole(count: Any, item: Any) -> Optional[int]:
    """The count as the field takes it. Tables of floats are common, with NaN for what is unknown."""
    if count is None or count != count:
        return None
    try:
        whole = int(count)
    except (TypeError, ValueError, OverflowError):
        whole = -1
    if whole != count or not 0 <= whole <= _MAX_UINT64:
        raise ValueError(f"a follower count must be a whole number >= 0 or None, not {count!r} (of {item!r})")
    return whole
