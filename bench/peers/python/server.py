"""What one would write first in Python for tiers: the generated messages and gRPC's asyncio server.

    server.py PORT BOUND...    serves on 127.0.0.1:PORT; bounds of the tiers, in followers, ascending

Answers ClassifyTier and StreamClassifyTiers of the contract for follower counts and for profiles in rows, and nothing else. Needs
the messages that bench/peers/build generates.

The synchronous server, with 4, 8, 16 or 64 threads, took as long for streams; for single calls it took a quarter less in some
runs and twice as long in others, depending on how its threads got in each other's way.
"""

import asyncio
import sys
from bisect import bisect_right
from pathlib import Path

import grpc

sys.path.insert(0, str(Path(__file__).resolve().parents[3] / "artifacts/peers/python/generated"))

from influence.v1 import stream_pb2, tier_pb2, tier_service_pb2, tier_service_pb2_grpc  # noqa: E402

Response = tier_service_pb2.StreamClassifyTiersResponse


class Tiers(tier_service_pb2_grpc.TierServiceServicer):
    def __init__(self, bounds):
        self.bounds = bounds

    async def ClassifyTier(self, request, context):
        answer = tier_service_pb2.ClassifyTierResponse()
        answer.classifications.add(ordinal=bisect_right(self.bounds, request.follower_count))
        return answer

    async def StreamClassifyTiers(self, requests, context):
        bounds = self.bounds
        summary = stream_pb2.StreamSummary(complete=True)
        async for request in requests:
            if request.HasField("config"):
                yield Response(accepted=stream_pb2.StreamAccepted())
                continue
            chunk = request.chunk
            if chunk.items.HasField("followers"):
                ordinals = [bisect_right(bounds, count) for count in chunk.items.followers.followers]
            else:
                ordinals = [bisect_right(bounds, profile.followers) for profile in chunk.items.profiles.profiles]
            tiers = tier_pb2.TierColumns(item_count=len(ordinals), columns=[tier_pb2.TierColumn(ordinals=ordinals)])
            summary.chunks += 1
            summary.items += len(ordinals)
            summary.ok = summary.items
            summary.last_sequence = chunk.sequence
            yield Response(result=tier_service_pb2.StreamClassifyTiersChunkResult(sequence=chunk.sequence, tiers=tiers))
        yield Response(summary=summary)


async def serve(port, bounds):
    server = grpc.aio.server(options=[("grpc.max_receive_message_length", 8 * 1024 * 1024)])
    tier_service_pb2_grpc.add_TierServiceServicer_to_server(Tiers(bounds), server)
    server.add_insecure_port(f"127.0.0.1:{port}")
    await server.start()
    print("serving", flush=True)
    await server.wait_for_termination()


if __name__ == "__main__":
    if len(sys.argv) < 3:
        sys.exit("server.py PORT BOUND...")
    asyncio.run(serve(sys.argv[1], [int(bound) for bound in sys.argv[2:]]))
