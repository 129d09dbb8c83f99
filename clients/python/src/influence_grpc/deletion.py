"""A deletion of any number of ids in unary calls, without any I/O: what to ask, when, and what came of it."""

from __future__ import annotations

from typing import Any, Callable, Dict, List, Optional, Sequence

import grpc

from influence_grpc.errors import InfluenceError
from influence_grpc.items import ById
from influence_grpc.messages import CreatorIds, DeleteProfilesRequest, DeleteProfilesResponse
from influence_grpc.profile_results import DeletedProfiles
from influence_grpc.results import errors_by_position
from influence_grpc.retry import RetryPolicy


class Deletion:
    """Ask `next_request` until it gives None, wait for `pause` seconds before each, and `receive` the responses.

    Ids that the store did not take are asked about again once the others are answered, within the bounds of `retry`;
    after that they stay failed, each with its error. `jitter` gives numbers in [0, 1).
    """

    def __init__(
        self, ids: Sequence[str], versions: Optional[Sequence[int]], min_replicas: int, retry: RetryPolicy, jitter: Callable[[], float]
    ) -> None:
        if isinstance(ids, str):
            raise ValueError(f"ids must be a sequence, such as [{ids!r}]")
        if versions is not None and len(versions) != len(ids):
            raise ValueError(f"{len(versions)} versions for {len(ids)} ids: give one an id, or none")
        self._ids: List[str] = list(ById[str](None).ids(ids).creator_ids)
        self._versions = versions
        self._options: Any = {"min_replicas": min_replicas}
        self._retry = retry
        self._jitter = jitter
        self._outcomes = [0] * len(self._ids)
        self._errors: Dict[int, InfluenceError] = {}
        self._open: Sequence[int] = range(len(self._ids))  # of this round, not asked about yet
        self._asked: Sequence[int] = ()
        self._again: List[int] = []  # for the next round
        self._progress_in_round = False
        self._failures = 0
        self.pause = 0.0

    def next_request(self, max_items: int) -> Optional[DeleteProfilesRequest]:
        """The next call, of at most `max_items` ids; None when all is answered."""
        self.pause = 0.0
        if not self._open and self._again:
            self._begin_round()
        if not self._open:
            return None
        self._asked, self._open = self._open[:max_items], self._open[max_items:]
        return DeleteProfilesRequest(
            ids=CreatorIds(creator_ids=[self._ids[index] for index in self._asked]),
            versions=[] if self._versions is None else [self._versions[index] for index in self._asked],
            write_options=self._options,
        )

    def receive(self, response: DeleteProfilesResponse) -> None:
        """Takes in the answer to the last request."""
        if not response.item_count == len(response.outcomes) == len(self._asked):
            raise InfluenceError(
                grpc.StatusCode.INTERNAL,
                f"the server's answer does not fit the question: {len(self._asked)} ids, {len(response.outcomes)} outcomes",
            )
        errors = errors_by_position(response.errors)
        for number, (index, outcome) in enumerate(zip(self._asked, response.outcomes)):
            error = errors.get(number)
            self._errors.pop(index, None)
            if error is not None:
                self._errors[index] = error
            if error is not None and error.code is grpc.StatusCode.UNAVAILABLE:
                self._again.append(index)
            else:
                self._outcomes[index] = outcome
                self._progress_in_round = True

    def answer(self) -> DeletedProfiles:
        """What became of each id."""
        return DeletedProfiles(self._ids, self._outcomes, self._errors)

    def _begin_round(self) -> None:
        self._failures = 0 if self._progress_in_round else self._failures + 1
        self._progress_in_round = False
        again, self._again = self._again, []
        if self._failures < self._retry.attempts:
            worst = max((self._errors[index] for index in again), key=lambda error: error.retry_after or 0.0)
            self.pause = self._retry.delay(self._failures, worst, self._jitter)
            self._open = again
