"""The creators that a brief is derived of, and which row each came from: the server tells of faults by their number."""

from __future__ import annotations

import re
from typing import Iterable, Iterator, List, Optional, Tuple, Union

from influence_grpc.cli.creators_file import CreatorsFile
from influence_grpc.errors import FieldViolation
from influence_grpc.messages import CreatorProfile, StreamLimits

# The most that the contract allows. They are sent together as far as the server takes them: numbers begin anew with each message.
MOST_EXAMPLES = 10_000
_ITEM = re.compile(r"(examples|background)\.items\.(?:profiles\.profiles|ids\.creatorIds)\[([0-9]+)\]\.?(.*)", re.S)
# Of a message beside its items, and of an item beside itself, in bytes.
_AROUND = 64
_AROUND_ITEM = 6


class ExampleRows:
    """What a file's entries stand for: an id, or a profile."""

    def __init__(self, entries: CreatorsFile) -> None:
        self._entries = entries
        self._sent: List[Tuple[int, str]] = []
        self._bytes = 0

    def __iter__(self) -> Iterator[Union[str, CreatorProfile]]:
        self._sent, self._bytes = [], 0
        for entry in self._entries:
            if len(self._sent) <= MOST_EXAMPLES:  # past what one message holds they are not needed, and there may be a million
                self._sent.append((entry.line, entry.creator_id))
            self._bytes += _AROUND_ITEM + (len(entry.creator_id.encode()) if entry.profile is None else entry.profile.ByteSize())
            yield entry.creator_id if entry.profile is None else entry.profile

    @property
    def source(self) -> Iterable[Union[str, CreatorProfile]]:
        """What a call reads: what cannot be read again is an iterator, by which calls tell."""
        if self._entries.is_read_once:
            return iter(self)
        return self

    def told(self, fault: FieldViolation, part: str, limits: StreamLimits) -> Optional[str]:
        """A fault with the row that it is about; None where it is about none of `part`, or they went in several messages."""
        found = _ITEM.fullmatch(fault.field)
        most, most_bytes = limits.max_items_per_chunk or MOST_EXAMPLES, limits.max_chunk_bytes
        in_one = len(self._sent) <= min(most, MOST_EXAMPLES) and not 0 < most_bytes < self._bytes + _AROUND
        if found is None or found.group(1) != part or not in_one or int(found.group(2)) >= len(self._sent):
            return None
        line, creator_id = self._sent[int(found.group(2))]
        field = f"{found.group(3)}: " if found.group(3) else ""
        return f"line {line}: '{creator_id}': {field}{fault.description}"
