"""Statuses as the service writes them."""

from __future__ import annotations

from typing import Any, Iterable, Optional

import grpc

from influence_grpc._generated.google.rpc.error_details_pb2 import BadRequest, ErrorInfo, RetryInfo
from influence_grpc._generated.google.rpc.status_pb2 import Status


def status(code: grpc.StatusCode, reason: str, retry_after: Optional[float] = None, fields: Iterable[str] = (), **metadata: str) -> Status:
    answer = Status(code=code.value[0], message=reason.lower())
    info = answer.details.add()
    info.Pack(ErrorInfo(reason=reason, domain="influence.v1", metadata=metadata))
    if retry_after is not None:
        retry = RetryInfo()
        retry.retry_delay.FromNanoseconds(int(retry_after * 1e9))
        answer.details.add().Pack(retry)
    if fields:
        answer.details.add().Pack(BadRequest(field_violations=[{"field": name, "description": "must be better"} for name in fields]))
    return answer


def abort(context: Any, answer: Status) -> None:
    context.set_trailing_metadata((("grpc-status-details-bin", answer.SerializeToString()),))
    context.abort(next(code for code in grpc.StatusCode if code.value[0] == answer.code), answer.message)
