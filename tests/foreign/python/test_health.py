import grpc
import pytest
from grpc.health.v1 import health_pb2, health_pb2_grpc

TIMEOUT = 20
Status = health_pb2.HealthCheckResponse


@pytest.fixture
def health(channel):
    return health_pb2_grpc.HealthStub(channel)


@pytest.mark.parametrize("service", ["", "influence.v1.TierService", "influence.v1.InfoService"])
def test_services_are_serving(health, service):
    assert health.Check(health_pb2.HealthCheckRequest(service=service), timeout=TIMEOUT).status == Status.SERVING


def test_a_service_that_is_not_there_is_not_found(health):
    with pytest.raises(grpc.RpcError) as raised:
        health.Check(health_pb2.HealthCheckRequest(service="influence.v1.Nobody"), timeout=TIMEOUT)
    assert raised.value.code() == grpc.StatusCode.NOT_FOUND


def test_all_services_are_listed(health):
    listed = health.List(health_pb2.HealthListRequest(), timeout=TIMEOUT).statuses
    assert {"", "influence.v1.TierService", "influence.v1.InfoService"} <= set(listed)
    assert {one.status for one in listed.values()} == {Status.SERVING}


@pytest.mark.parametrize(
    "service, status", [("", Status.SERVING), ("influence.v1.TierService", Status.SERVING), ("nobody", Status.SERVICE_UNKNOWN)]
)
def test_a_watcher_is_told_at_once_and_until_it_leaves(health, service, status):
    call = health.Watch(health_pb2.HealthCheckRequest(service=service), timeout=TIMEOUT)
    assert next(call).status == status
    call.cancel()
    with pytest.raises(grpc.RpcError) as raised:
        next(call)
    assert raised.value.code() == grpc.StatusCode.CANCELLED
