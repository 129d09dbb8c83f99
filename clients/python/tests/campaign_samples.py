"""Creators with prices, a brief and plans of them. All of it is made up."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Dict, List

from google.protobuf import json_format

from influence_grpc.messages import CreatorProfile

BRIEF: Dict[str, Any] = {
    "title": "Tent",
    "topics": {"outdoor": 1},
    "audience": {"countries": {"NO": 1}},
    "cost": {"deliverable": "DELIVERABLE_POST", "currencyCode": "NOK", "referenceCostPerEngagement": 6},
    "constraints": {"platforms": ["PLATFORM_INSTAGRAM"]},
}
PEOPLE = {"people": 600_000}


def profile(n: int, **facts: Any) -> Dict[str, Any]:
    """A creator in proto3 JSON form. Every seventh has no price, every eleventh no followers, every fifth is on TikTok."""
    followers = 2_000 + 137 * (n * 7_919 % 613)
    price = {"deliverable": "DELIVERABLE_POST", "amount": {"currencyCode": "NOK", "units": str(900 + followers // (9 + n % 5))}}
    of_all: Dict[str, Any] = {
        "creatorId": f"c{n:04}",
        "platform": "PLATFORM_TIKTOK" if n % 5 == 0 else "PLATFORM_INSTAGRAM",
        "topics": {"outdoor": 0.6},
        "audience": {"countries": {"NO": 0.3 + 0.6 * (n % 10) / 10}},
        "engagement": {"averageLikes": followers * 0.04, "averageComments": followers * 0.002},
        "prices": [] if n % 7 == 0 else [price],
    }
    if n % 11:
        of_all["followers"] = str(followers)
    return {**of_all, **facts}


def creators(first: int, count: int) -> List[CreatorProfile]:
    return [json_format.ParseDict(profile(n), CreatorProfile()) for n in range(first, first + count)]


def write_candidates(path: Path, count: int) -> str:
    path.write_text("".join(json.dumps(profile(n)) + "\n" for n in range(1, count + 1)), encoding="utf-8")
    return str(path)


def write_brief(path: Path, **parts: Any) -> str:
    path.write_text(json.dumps({**BRIEF, **parts}), encoding="utf-8")
    return str(path)


def planned(n: int, **facts: Any) -> Dict[str, Any]:
    """A creator of a plan."""
    return {"profile": profile(n, **facts)}


def plans() -> Dict[str, Any]:
    """One wide creator against three narrow ones; of the third plan one price and one creator are not known."""
    few = [planned(1), {**planned(2), "price": 4_000}, planned(3)]
    return {
        "brief": BRIEF,
        "universe": {
            "dimension": "AUDIENCE_DIMENSION_COUNTRIES",
            "segments": [{"key": "NO", "people": 500_000}, {"key": "SE", "people": 90_000}],
        },
        "plans": [
            {"name": 'One, "wide"', "creators": [{**planned(4, followers="900000"), "price": 60_000}]},
            {"name": "Three", "creators": few},
            {"name": "Unknown\u00e5", "creators": [planned(7), planned(8), {"creatorId": "no,body"}]},
        ],
        "overlaps": [{"firstCreatorId": "c0001", "secondCreatorId": "c0002", "shareOfSmaller": 0.4}],
    }


def write_plans(path: Path, **parts: Any) -> str:
    path.write_text(json.dumps({**plans(), **parts}), encoding="utf-8")
    return str(path)
