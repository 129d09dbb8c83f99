"""What the server says when it refuses: one exception, read from google.rpc.Status."""

from __future__ import annotations

from typing import Any, Dict, Mapping, NamedTuple, Optional, Tuple

import grpc

from influence_grpc import _stubs

_stubs.require()

from influence_grpc._generated.google.rpc.error_details_pb2 import BadRequest, ErrorInfo, RetryInfo
from influence_grpc._generated.google.rpc.status_pb2 import Status

# What to do where something answers by HTTP/1.1, or by another protocol.
OTHER_PORT = (
    "check the port: it may be the server's JSON port (Web:Listen, usually 5091), which answers HTTP/1.1; gRPC is usually at 5090"
)
_NOT_HTTP2 = ("Failed parsing HTTP/2", "http1.x server")
_DETAILS_KEY = "grpc-status-details-bin"
_CODES = {code.value[0]: code for code in grpc.StatusCode}


class FieldViolation(NamedTuple):
    """A field at fault, such as ("items.followers.missing[3]", "must be ascending")."""

    field: str
    description: str


class InfluenceError(Exception):
    """A call, chunk or item that failed.

    code: the gRPC status code.
    message: for people.
    reason: for programs, one of influence.v1.ErrorReason without its prefix, such as "UNKNOWN_TIER_SCHEME"; "" where
        the error does not come from the service itself (a connection refused, say). Reasons keep their meaning for ever.
    violations: every field of the request that is at fault.
    metadata: figures that go with the reason, such as {"limit": "10000", "got": "10001"}.
    retry_after: seconds (>= 0) after which the server wants to be asked again; None where it does not say.
    """

    def __init__(
        self,
        code: grpc.StatusCode,
        message: str,
        reason: str = "",
        violations: Tuple[FieldViolation, ...] = (),
        metadata: Optional[Mapping[str, str]] = None,
        retry_after: Optional[float] = None,
    ) -> None:
        # All of them positional for Exception, so that the error pickles.
        super().__init__(code, message, reason, violations, dict(metadata or {}), retry_after)
        self.code = code
        self.message = message
        self.reason = reason
        self.violations = violations
        self.metadata: Dict[str, str] = dict(metadata or {})
        self.retry_after = retry_after

    def __str__(self) -> str:
        head = f"{self.code.name} ({self.reason}): {self.message}" if self.reason else f"{self.code.name}: {self.message}"
        # The server tells the first few in its message as well.
        told = [f"{violation.field}: {violation.description}" for violation in self.violations]
        return "\n  ".join([head, *(each for each in told if each not in self.message)])

    def in_a_line(self) -> str:
        """The reason, and every field at fault or else the message, for people who have many such errors to read."""
        fields = "; ".join(f"{violation.field}: {violation.description}" for violation in self.violations)
        return " ".join(f"{self.reason or self.code.name}: {fields or self.message}".split())


def error_of_status(status: Any) -> InfluenceError:
    """Reads a google.rpc.Status, of a chunk or item."""
    return _read(_CODES.get(status.code, grpc.StatusCode.UNKNOWN), status.message, status)


def error_of_call(error: Any) -> InfluenceError:
    """Reads the grpc.RpcError that ended a call, of grpc or grpc.aio."""
    code, message = error.code(), error.details() or ""
    for key, value in error.trailing_metadata() or ():
        if key == _DETAILS_KEY:
            status = Status()
            try:
                status.ParseFromString(value)
            except Exception:  # what protobuf raises differs between its versions; such details tell nothing
                break
            return _read(code, message, status)
    if code is grpc.StatusCode.UNAVAILABLE and any(words in message for words in _NOT_HTTP2):
        message = f"{message}; {OTHER_PORT}"
    return InfluenceError(code, message)


def _read(code: grpc.StatusCode, message: str, status: Any) -> InfluenceError:
    info, bad_request, retry = ErrorInfo(), BadRequest(), RetryInfo()
    retry_after = None
    for detail in status.details:
        detail.Unpack(info)
        detail.Unpack(bad_request)
        if detail.Unpack(retry):
            retry_after = max(0.0, retry.retry_delay.seconds + retry.retry_delay.nanos / 1e9)
    violations = tuple(FieldViolation(violation.field, violation.description) for violation in bad_request.field_violations)
    return InfluenceError(code, message, info.reason, violations, info.metadata, retry_after)
