"""Client for InfluenceGrpc: which tier does a social-media creator belong to, under any number of published schemes.

Start with `Client` (or `AioClient` under asyncio); `messages` has the contract's messages.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

if TYPE_CHECKING:
    from influence_grpc.aio import AioClient as AioClient
    from influence_grpc.client import Client as Client
    from influence_grpc.errors import FieldViolation as FieldViolation
    from influence_grpc.errors import InfluenceError as InfluenceError
    from influence_grpc.results import ClassifiedItem as ClassifiedItem
    from influence_grpc.results import ClassifiedItems as ClassifiedItems
    from influence_grpc.results import Progress as Progress
    from influence_grpc.retry import RetryPolicy as RetryPolicy

_HOMES = {
    "AioClient": "aio",
    "Client": "client",
    "ClassifiedItem": "results",
    "ClassifiedItems": "results",
    "FieldViolation": "errors",
    "InfluenceError": "errors",
    "Progress": "results",
    "RetryPolicy": "retry",
}
__all__ = ["__version__", *_HOMES]


def __getattr__(name: str) -> Any:
    # Imported when asked for: without generated stubs, `python3 -m influence_grpc` can say what is missing.
    if name not in _HOMES:
        raise AttributeError(f"module 'influence_grpc' has no attribute {name!r}")
    return getattr(import_module(f"influence_grpc.{_HOMES[name]}"), name)
