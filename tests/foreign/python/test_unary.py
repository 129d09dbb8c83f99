import math

import grpc
import pytest
from influence.v1 import (
    creator_profile_pb2,
    info_service_pb2,
    info_service_pb2_grpc,
    items_pb2,
    platform_pb2,
    tier_pb2,
    tier_service_pb2,
    tier_service_pb2_grpc,
)
from status_details import details_of, spell

TIMEOUT = 20


@pytest.fixture
def tiers(channel):
    return tier_service_pb2_grpc.TierServiceStub(channel)


@pytest.fixture
def limits(channel):
    stub = info_service_pb2_grpc.InfoServiceStub(channel)
    return stub.GetServerInfo(info_service_pb2.GetServerInfoRequest(), timeout=TIMEOUT).limits


def question(followers, *scheme_ids, **more):
    return tier_service_pb2.ClassifyTierRequest(
        follower_count=followers, schemes=tier_pb2.TierSchemeSelection(scheme_ids=scheme_ids), **more
    )


def batch_of(items, *scheme_ids):
    return tier_service_pb2.BatchClassifyTiersRequest(
        items=items, schemes=tier_pb2.TierSchemeSelection(scheme_ids=scheme_ids)
    )


def follower_items(followers):
    return items_pb2.Items(followers=items_pb2.FollowerColumns(followers=followers))


def refusal(method, request):
    with pytest.raises(grpc.RpcError) as raised:
        method(request, timeout=TIMEOUT)
    return raised.value


def test_server_info_tells_version_limits_and_defaults(channel, tiers):
    info = info_service_pb2_grpc.InfoServiceStub(channel).GetServerInfo(
        info_service_pb2.GetServerInfoRequest(), timeout=TIMEOUT
    )
    listed = tiers.ListTierSchemes(tier_service_pb2.ListTierSchemesRequest(), timeout=TIMEOUT)
    assert info.version and info.runtime
    assert info.uptime.ToMilliseconds() > 0
    assert info.limits.max_items >= 1
    assert info.limits.stream.max_chunks_in_flight >= 1
    assert info.tier_scheme_count == len(listed.schemes)
    assert info.default_tier_scheme_id == listed.default_scheme_id


def test_schemes_are_listed_with_tiers_from_low_to_high(tiers):
    listed = tiers.ListTierSchemes(tier_service_pb2.ListTierSchemesRequest(), timeout=TIMEOUT)
    ids = [scheme.id for scheme in listed.schemes]
    assert len(set(ids)) == len(ids)
    assert {"harvard-media", "iab-uk", "nl-5k-100k", listed.default_scheme_id} <= set(ids)
    for scheme in listed.schemes:
        assert [tier.ordinal for tier in scheme.tiers] == list(range(1, len(scheme.tiers) + 1)), scheme.id


def test_a_creator_is_explained_under_several_schemes(tiers):
    answer = tiers.ClassifyTier(question(49_000, "harvard-media", "iab-uk", "nl-5k-100k"), timeout=TIMEOUT)
    assert [(one.scheme_id, one.ordinal, one.tier.id) for one in answer.classifications] == [
        ("harvard-media", 5, "mega"),
        ("iab-uk", 2, "micro"),
        ("nl-5k-100k", 1, "micro"),
    ]
    first = answer.classifications[0]
    assert (first.lower_followers, first.upper_followers, first.nearest_bound) == (25_000, 50_000, 50_000)
    assert first.boundary_margin == pytest.approx(math.log(49_000 / 50_000), abs=1e-12)
    assert first.near_boundary and first.rule
    assert answer.agreement.votes == 3
    assert answer.agreement.majority == tier_pb2.CANONICAL_TIER_MICRO
    assert answer.data_status == items_pb2.DATA_STATUS_INLINE


def test_absent_is_not_zero(tiers):
    def of(**known):
        profile = creator_profile_pb2.CreatorProfile(creator_id="one", platform=platform_pb2.PLATFORM_TIKTOK, **known)
        return tier_service_pb2.ClassifyTierRequest(profile=profile)

    none = tiers.ClassifyTier(of(followers=0), timeout=TIMEOUT).classifications[0]
    assert none.ordinal == 0 and not none.HasField("tier")
    assert none.unranked_reason == tier_pb2.UNRANKED_REASON_BELOW_LOWEST
    assert details_of(refusal(tiers.ClassifyTier, of())).reason == "FOLLOWERS_MISSING"


def test_a_batch_answers_as_one_by_one(tiers):
    followers = [0, 499, 500, 4_999, 5_000, 49_999, 50_000, 100_000, 100_001, 10_000_000_000]
    batch = tiers.BatchClassifyTiers(batch_of(follower_items(followers), "nl-5k-100k", "harvard-media"), timeout=TIMEOUT)
    assert not batch.tiers.errors
    for item, count in enumerate(followers):
        single = tiers.ClassifyTier(question(count, "nl-5k-100k", "harvard-media"), timeout=TIMEOUT)
        assert [column.ordinals[item] for column in batch.tiers.columns] == [
            one.ordinal for one in single.classifications
        ], count


def test_bad_items_fail_alone_and_alike_ones_share_a_status(tiers):
    batch = tiers.BatchClassifyTiers(
        batch_of(follower_items([700, 10_000_000_001, 50_000, 2**64 - 1]), "harvard-media"), timeout=TIMEOUT
    )
    assert list(batch.tiers.columns[0].ordinals) == [1, 0, 6, 0]
    assert [(list(error.indexes), spell(error.status).reason) for error in batch.tiers.errors] == [
        ([1, 3], "FOLLOWERS_OUT_OF_RANGE")
    ]


def test_an_unknown_scheme_is_told_by_reason_and_field(tiers):
    error = refusal(tiers.ClassifyTier, question(1, "nope", "iab-uk", "nada"))
    details = details_of(error)
    assert error.code() == grpc.StatusCode.INVALID_ARGUMENT
    assert (details.code, details.message) == (error.code().value[0], error.details())
    assert (details.reason, details.domain) == ("UNKNOWN_TIER_SCHEME", "influence.v1")
    assert details.violations == ["schemes.schemeIds[0]", "schemes.schemeIds[2]"]


def test_every_fault_of_a_request_is_named(tiers):
    details = details_of(refusal(tiers.ClassifyTier, question(1, "nope", platform=99)))
    assert details.reason == "INVALID_REQUEST"
    assert sorted(details.violations) == ["platform", "schemes.schemeIds[0]"]


def test_more_faults_than_trailers_hold_still_arrive_as_what_they_are(tiers):
    # gRPC's C core refuses calls with more than 8 KB of metadata, and then tells of that instead of the error.
    scheme = tier_pb2.TierScheme(id="Not An Id", tiers=[tier_pb2.Tier(id=f"Not An Id {i}", lower_share=5) for i in range(64)])
    request = tier_service_pb2.ClassifyTierRequest(follower_count=1, schemes=tier_pb2.TierSchemeSelection(inline_scheme=scheme))
    error = refusal(tiers.ClassifyTier, request)
    details = details_of(error)
    assert (error.code(), details.reason) == (grpc.StatusCode.INVALID_ARGUMENT, "INVALID_REQUEST")
    assert len(details.violations) > 20


def test_a_message_beside_ascii_arrives_whole(tiers):
    error = refusal(tiers.ClassifyTier, question(1, "größe-µ"))
    assert "größe-µ" in error.details()
    assert "größe-µ" in details_of(error).message


def test_a_batch_is_accepted_at_its_limit_and_refused_one_past_it(tiers, limits):
    whole = tiers.BatchClassifyTiers(batch_of(follower_items([700] * limits.max_items)), timeout=TIMEOUT)
    assert whole.tiers.item_count == limits.max_items
    error = refusal(tiers.BatchClassifyTiers, batch_of(follower_items([700] * (limits.max_items + 1))))
    assert error.code() == grpc.StatusCode.RESOURCE_EXHAUSTED
    assert details_of(error).metadata == {"limit": str(limits.max_items), "got": str(limits.max_items + 1)}


def test_a_message_over_the_limit_is_refused(tiers, limits):
    profile = creator_profile_pb2.CreatorProfile(creator_id="x" * (limits.max_message_bytes + 1))
    error = refusal(tiers.ClassifyTier, tier_service_pb2.ClassifyTierRequest(profile=profile))
    assert error.code() == grpc.StatusCode.RESOURCE_EXHAUSTED


@pytest.mark.parametrize("compression", [grpc.Compression.Gzip, grpc.Compression.Deflate])
def test_compressed_requests_are_answered(tiers, compression):
    request = batch_of(follower_items([700] * 5_000), "harvard-media")
    answer = tiers.BatchClassifyTiers(request, timeout=TIMEOUT, compression=compression)
    assert set(answer.tiers.columns[0].ordinals) == {1}


def test_a_method_that_is_not_there_is_unimplemented(channel):
    nothing = channel.unary_unary("/influence.v1.TierService/Nothing")
    assert refusal(nothing, b"").code() == grpc.StatusCode.UNIMPLEMENTED
