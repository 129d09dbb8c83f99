"""Why there is no plan, as far as the counts tell."""

from __future__ import annotations

from collections import Counter
from typing import Any, List, Sequence, Tuple

from influence_grpc.campaign_text import names
from influence_grpc.fit_text import in_words
from influence_grpc.planned_campaign import PlannedCampaign

_DROPS = {
    "must_have": "among those that must be in the plan already",
    "repeated": "sent before",
    "too_expensive": "costs more than there is",
    "adds_nothing": "adds nothing",
}
_SOLE = {
    "reach_unknown": "the reach of no creator is known",
    "price_unknown": "the price of no creator is known",
    "too_expensive": "no creator is affordable",
    "adds_nothing": "no creator adds anything",
}


def drop_in_words(reason: str) -> str:
    """Why a creator is no candidate, for people."""
    return _DROPS.get(reason, in_words(reason))


def why_no_plan(planned: PlannedCampaign[Any], bad: int, segments: Sequence[str]) -> str:
    """What a sentence goes on with. `bad` rows could not be read; `segments` are the target's, where a plan is to reach people: only then
    those who add nothing reach nobody."""
    if planned.candidates:
        return "none of the candidates could be taken."
    reasons = [
        ("no row could be read", "could not be read", bad),
        ("all creators failed", "failed", planned.failed),
        ("no creator meets the brief", "does not meet the brief", planned.ineligible),
        # A creator that comes again is counted by its first row.
        *((_sole(name, segments), drop_in_words(name), count) for name, count in most(planned.dropped_for) if name != "repeated"),
    ]
    found: List[Tuple[str, str, int]] = sorted((each for each in reasons if each[2]), key=lambda each: -each[2])
    if len(found) < 2:
        return f"{found[0][0]}." if found else "there are no candidates."
    (_, reason, count), whole = found[0], sum(each[2] for each in found)
    nothing = planned.dropped_for["adds_nothing"]
    unreached = (
        f" Those that add nothing ({nothing:,}) are not known to reach the segments {names(segments)}." if nothing and segments else ""
    )
    return f"none of {whole:,} creators can be in it. The most frequent reason: {reason} ({count:,}).{unreached}"


def most(counts: Counter[str]) -> List[Tuple[str, int]]:
    """The most frequent first."""
    return sorted(counts.items(), key=lambda entry: -entry[1])


def _sole(reason: str, segments: Sequence[str]) -> str:
    if reason == "adds_nothing" and segments:
        return f"nobody among the creators is known to reach the segments {names(segments)}"
    return _SOLE.get(reason, in_words(reason))
