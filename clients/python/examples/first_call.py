"""The first call: one creator's tier under two schemes, and why."""

import os

from influence_grpc import Client

with Client(os.environ.get("INFLUENCE_SERVER", "127.0.0.1:5090")) as client:
    answer = client.classify_tier(4_990, schemes=["harvard-media", "iab-uk"])
    for each in answer.classifications:
        print(f"{each.scheme_id}: {each.tier.label}. {each.rule}")
    print(f"{answer.agreement.agreement:.0%} of {answer.agreement.votes} schemes agree")
