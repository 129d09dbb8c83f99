"""The creators that reach most people for a budget: python3 plan.py creators.jsonl brief.json

creators.jsonl has a profile with prices a line, in proto3 JSON form; the brief has a cost.
"""

import json
import os
import sys
from pathlib import Path

from influence_grpc import Client, Universe
from influence_grpc.jsonc import read_jsonc

if len(sys.argv) != 3:
    print("usage: python3 plan.py CREATORS.jsonl BRIEF.json", file=sys.stderr)
    sys.exit(2)

with Client(os.environ.get("INFLUENCE_SERVER", "127.0.0.1:5090")) as client, open(sys.argv[1]) as file:
    candidates = [json.loads(line) for line in file]
    brief = read_jsonc(Path(sys.argv[2]).read_text(encoding="utf-8"))
    plan = client.plan_campaign(candidates, brief, budget=60_000, universe=Universe(people=600_000), max_creators=5)
    for step in plan.steps:
        print(f"{step.creator_id} for {step.price:,.0f} adds {step.gain:,.0f} people")
    if plan.forecast is not None:
        reached = plan.forecast.net_in_target_reach
        print(f"together {reached.value:,.0f} people ({reached.lower:,.0f} to {reached.upper:,.0f}), {plan.budget_left:,.0f} left")
    print(f"at least {plan.guaranteed_share:.0%} of the best possible; dropped: {dict(plan.dropped_for)}")
