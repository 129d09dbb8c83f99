"""How well creators fit a campaign's brief, and why the best of them does."""

import os
from typing import Any, Dict, List

from influence_grpc import Brief, Client, FitConstraints, SizePreference, TargetAudience
from influence_grpc.messages import FitComponent

brief = Brief(
    title="Trail shoe",
    topics={"sport/running": 1, "outdoor": 0.5},
    audience=TargetAudience(countries={"NO": 1}),
    size=SizePreference(followers=20_000, log_spread=1),
    constraints=FitConstraints(platforms=["instagram"]),
)
creators: List[Dict[str, Any]] = [
    {"creatorId": "ada", "platform": "PLATFORM_INSTAGRAM", "followers": "18000", "topics": {"sport/running": 0.7}},
    {"creatorId": "bo", "platform": "PLATFORM_TIKTOK", "followers": "9000", "topics": {"food": 0.9}},
    {"creatorId": "cy", "platform": "PLATFORM_INSTAGRAM", "followers": "31000", "topics": {"outdoor/skiing": 0.5}},
    {"creatorId": "di", "audience": {"countries": {"NO": 7}}},  # no share is above 1
]

with Client(os.environ.get("INFLUENCE_SERVER", "127.0.0.1:5090")) as client:
    for chunk in client.score_fit_stream(creators, brief):  # any iterable, of any length
        for item in chunk:
            if item.score is None:
                print(f"{item.item['creatorId']}: not scored, {item.error.reason if item.error else ''}")
            else:
                told = "" if item.eligible else ", not eligible"
                print(f"{item.item['creatorId']}: {item.score:.1f} ({item.lower:.1f} to {item.upper:.1f}){told}")
    best = client.score_fit(brief, profile=creators[0])
    for component in best.fit.components:
        if component.contribution > 0:
            print(f"  {FitComponent.Name(component.component)} adds {component.contribution:.1f} points")
