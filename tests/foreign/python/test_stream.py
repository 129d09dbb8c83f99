import threading

import grpc
import pytest
from influence.v1 import info_service_pb2, info_service_pb2_grpc, items_pb2, tier_pb2, tier_service_pb2, tier_service_pb2_grpc
from status_details import details_of, spell

TIMEOUT = 50


@pytest.fixture
def tiers(channel):
    return tier_service_pb2_grpc.TierServiceStub(channel)


def config(*scheme_ids, **columns):
    return tier_service_pb2.StreamClassifyTiersRequest(
        config=tier_service_pb2.StreamClassifyTiersConfig(
            schemes=tier_pb2.TierSchemeSelection(scheme_ids=scheme_ids), columns=tier_pb2.TierColumnOptions(**columns)
        )
    )


def chunk(sequence, followers, missing=()):
    columns = items_pb2.FollowerColumns(followers=followers, missing=missing)
    return tier_service_pb2.StreamClassifyTiersRequest(
        chunk=tier_service_pb2.StreamClassifyTiersChunk(sequence=sequence, items=items_pb2.Items(followers=columns))
    )


def collect(call):
    """All that the stream says, and the error it ends with."""
    said = []
    try:
        said.extend(call)
    except grpc.RpcError as error:
        # extend() may have been left half-way; what it took is kept.
        return said, error
    return said, None


def held_open(*messages, until):
    """Sends the messages and then leaves the stream open."""
    yield from messages
    until.wait(TIMEOUT)


def test_50_chunks_are_answered_in_order_and_faults_stay_where_they_are(channel, tiers):
    info = info_service_pb2_grpc.InfoServiceStub(channel).GetServerInfo(info_service_pb2.GetServerInfoRequest())
    limit = info.limits.stream.max_items_per_chunk

    def requests():
        yield config("harvard-media", "iab-uk")
        for sequence in range(1, 51):
            if sequence == 33:
                yield chunk(sequence, [1] * (limit + 1))
            else:
                yield chunk(sequence, [sequence * 1_000, 10_000_000_001 if sequence == 7 else 700], missing=[0] if sequence == 9 else [])

    said, error = collect(tiers.StreamClassifyTiers(requests(), timeout=TIMEOUT))

    assert error is None
    assert [one.WhichOneof("message") for one in said] == ["accepted"] + ["result"] * 50 + ["summary"]
    assert [scheme.id for scheme in said[0].accepted.tier_schemes] == ["harvard-media", "iab-uk"]
    results = [one.result for one in said[1:-1]]
    assert [result.sequence for result in results] == list(range(1, 51))
    assert not results[32].HasField("tiers")
    assert spell(results[32].status).reason == "TOO_MANY_ITEMS"
    assert [(list(fault.indexes), spell(fault.status).reason) for fault in results[6].tiers.errors] == [([1], "FOLLOWERS_OUT_OF_RANGE")]
    assert [(list(fault.indexes), spell(fault.status).reason) for fault in results[8].tiers.errors] == [([0], "FOLLOWERS_MISSING")]
    assert [list(column.ordinals) for column in results[49].tiers.columns] == [[6, 1], [3, 0]]
    summary = said[-1].summary
    assert (summary.chunks, summary.refused_chunks, summary.items, summary.ok, summary.failed) == (50, 1, 98, 96, 2)
    assert summary.complete and summary.last_sequence == 50


@pytest.mark.parametrize(
    "reason, answered, requests",
    [
        ("STREAM_CONFIG_MISSING", 0, [chunk(1, [1])]),
        ("STREAM_CONFIG_MISSING", 0, []),
        ("STREAM_CONFIG_REPEATED", 1, [config(), chunk(1, [1]), config()]),
        ("STREAM_MESSAGE_EMPTY", 0, [config(), tier_service_pb2.StreamClassifyTiersRequest()]),
        ("STREAM_SEQUENCE_NOT_INCREASING", 1, [config(), chunk(5, [1]), chunk(4, [1])]),
        ("UNKNOWN_TIER_SCHEME", 0, [config("nope")]),
    ],
)
def test_a_broken_envelope_ends_the_call(tiers, reason, answered, requests):
    said, error = collect(tiers.StreamClassifyTiers(iter(requests), timeout=TIMEOUT))
    assert error.code() == grpc.StatusCode.INVALID_ARGUMENT
    assert details_of(error).reason == reason
    assert [one.WhichOneof("message") for one in said if one.WhichOneof("message") != "accepted"] == ["result"] * answered


def test_the_stream_is_accepted_before_any_chunk(tiers):
    done = threading.Event()
    call = tiers.StreamClassifyTiers(held_open(config(), until=done), timeout=TIMEOUT)
    assert next(call).WhichOneof("message") == "accepted"
    done.set()
    assert next(call).summary.complete


def test_a_client_that_does_not_read_is_held_back_and_loses_nothing(tiers):
    total, followers = 600, [49_000] * 10_000
    taken = 0
    moved = threading.Event()

    def requests():
        nonlocal taken
        yield config("harvard-media", boundary_margins=True)
        for sequence in range(1, total + 1):
            taken = sequence
            moved.set()
            yield chunk(sequence, followers)

    call = tiers.StreamClassifyTiers(requests(), timeout=TIMEOUT)
    # It has come to a halt when nothing more is taken for a second.
    assert moved.wait(TIMEOUT)
    while moved.wait(1):
        moved.clear()
    halted = taken
    said, error = collect(call)

    assert halted < total / 2, f"{halted} chunks were taken in while no answer was read"
    assert error is None
    assert [one.result.sequence for one in said[1:-1]] == list(range(1, total + 1))
    assert said[-1].summary.complete and said[-1].summary.ok == total * len(followers)


def test_a_cancelled_stream_ends_as_cancelled_and_the_connection_goes_on(tiers):
    done = threading.Event()
    call = tiers.StreamClassifyTiers(held_open(config(), chunk(1, [1]), until=done), timeout=TIMEOUT)
    next(call)
    call.cancel()
    _, error = collect(call)
    done.set()
    assert error.code() == grpc.StatusCode.CANCELLED
    tiers.ClassifyTier(tier_service_pb2.ClassifyTierRequest(follower_count=1), timeout=TIMEOUT)


def test_a_stream_past_its_deadline_ends_as_such(tiers):
    done = threading.Event()
    said, error = collect(tiers.StreamClassifyTiers(held_open(config(), until=done), timeout=0.5))
    done.set()
    assert error.code() == grpc.StatusCode.DEADLINE_EXCEEDED
    assert [one.WhichOneof("message") for one in said] == ["accepted"]


def test_streams_side_by_side_on_one_connection_do_not_mix(tiers):
    def run(number, outcome):
        requests = [config("harvard-media"), *(chunk(sequence, [number]) for sequence in range(1, 31))]
        outcome[number] = collect(tiers.StreamClassifyTiers(iter(requests), timeout=TIMEOUT))

    expected = {100: 0, 700: 1, 2_000: 2, 7_000: 3, 12_000: 4, 30_000: 5, 60_000: 6}
    outcome = {}
    threads = [threading.Thread(target=run, args=(number, outcome)) for number in expected]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(TIMEOUT)
    for number, ordinal in expected.items():
        said, error = outcome[number]
        assert error is None
        assert {one.result.tiers.columns[0].ordinals[0] for one in said[1:-1]} == {ordinal}
