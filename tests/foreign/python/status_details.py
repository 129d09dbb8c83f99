"""Reads google.rpc.Status, of a failed call or inside an answer."""

from dataclasses import dataclass, field
from typing import Dict, List, Optional

from google.rpc import error_details_pb2, status_pb2


@dataclass
class Spelled:
    code: int
    message: str
    reason: Optional[str] = None
    domain: Optional[str] = None
    metadata: Dict[str, str] = field(default_factory=dict)
    violations: List[str] = field(default_factory=list)


def details_of(error):
    """Of a call's error, from its trailer."""
    trailers = dict(error.trailing_metadata())
    return spell(status_pb2.Status.FromString(trailers["grpc-status-details-bin"]))


def spell(status):
    spelled = Spelled(status.code, status.message)
    for detail in status.details:
        info, bad = error_details_pb2.ErrorInfo(), error_details_pb2.BadRequest()
        if detail.Unpack(info):
            spelled.reason, spelled.domain, spelled.metadata = info.reason, info.domain, dict(info.metadata)
        if detail.Unpack(bad):
            spelled.violations = [violation.field for violation in bad.field_violations]
    return spelled
