"""Under asyncio: a stream from a source of its own, while other calls are made on the same connection."""

import asyncio
import os
from typing import AsyncIterator

from influence_grpc import AioClient


async def counts() -> AsyncIterator[int]:
    """A source that waits, as a queue or a database does."""
    for number in range(50_000):
        if number % 10_000 == 0:
            await asyncio.sleep(0)
        yield number


async def classify(client: AioClient) -> int:
    ranked = 0
    async for chunk in client.classify(counts(), schemes=["harvard-media"]):
        ranked += sum(ordinal > 0 for ordinal in chunk.ordinals())
    return ranked


async def main() -> None:
    async with AioClient(os.environ.get("INFLUENCE_SERVER", "127.0.0.1:5090")) as client:
        ranked, single = await asyncio.gather(classify(client), client.classify_tier(49_000, schemes=["iab-uk"]))
        print(f"{ranked} of 50000 have a tier; 49,000 followers are {single.classifications[0].tier.label}")


asyncio.run(main())
