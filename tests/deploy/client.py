"""A client, run within the network where the server is: client.py ADDRESS ACTION [--key KEY] [--authority FILE --name NAME].

Prints what came of it in one line.
"""

import argparse
import sys
from pathlib import Path

import grpc

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "clients/python/src"))

from influence_grpc._generated.influence.v1 import (  # noqa: E402
    profile_service_pb2,
    profile_service_pb2_grpc,
    tier_service_pb2,
    tier_service_pb2_grpc,
)

TIMEOUT = 20


def health(channel, _):
    """As a probe asks, without stubs: field 1 of the answer is the status, and 1 is SERVING."""
    answer = channel.unary_unary("/grpc.health.v1.Health/Check")(b"", timeout=TIMEOUT)
    return {b"\x08\x01": "SERVING", b"\x08\x02": "NOT_SERVING"}[answer]


def classify(channel, metadata):
    stub = tier_service_pb2_grpc.TierServiceStub(channel)
    request = tier_service_pb2.ClassifyTierRequest(follower_count=50_000)
    return stub.ClassifyTier(request, metadata=metadata, timeout=TIMEOUT).classifications[0].scheme_id


def put(channel, metadata):
    stub = profile_service_pb2_grpc.ProfileServiceStub(channel)
    request = profile_service_pb2.UpsertProfilesRequest()
    request.profiles.profiles.add(creator_id="creator-1", followers=50_000)
    answer = stub.UpsertProfiles(request, metadata=metadata, timeout=TIMEOUT)
    return str(answer).replace("\n", " ")


def get(channel, metadata):
    stub = profile_service_pb2_grpc.ProfileServiceStub(channel)
    request = profile_service_pb2.GetProfileRequest(creator_id="creator-1")
    return str(stub.GetProfile(request, metadata=metadata, timeout=TIMEOUT).profile.followers)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("address")
    parser.add_argument("action", choices=[health, classify, put, get], type=globals().get)
    parser.add_argument("--key")
    parser.add_argument("--authority", type=Path)
    parser.add_argument("--name", help="the name that the certificate must be made out to")
    args = parser.parse_args()
    metadata = [("authorization", f"Bearer {args.key}")] if args.key else []
    if args.authority:
        credentials = grpc.ssl_channel_credentials(args.authority.read_bytes())
        channel = grpc.secure_channel(args.address, credentials, [("grpc.ssl_target_name_override", args.name)])
    else:
        channel = grpc.insecure_channel(args.address)
    with channel:
        try:
            print(args.action(channel, metadata))
        except grpc.RpcError as error:
            print(error.code().name, error.details())


main()
