"""Schemes and platforms as callers name them."""

from __future__ import annotations

from typing import Optional, Sequence, Union

from influence_grpc.messages import Platform, TierScheme, TierSchemeSelection

Schemes = Sequence[Union[str, TierScheme]]
PlatformName = Union[str, int]


def selection_of(schemes: Union[str, Schemes]) -> Optional[TierSchemeSelection]:
    """Ids of the server's schemes, and at most one scheme given inline, which is answered last. None of them is the server's default."""
    if isinstance(schemes, str):
        raise ValueError(f"schemes must be a sequence of ids, such as [{schemes!r}]")
    inline = [scheme for scheme in schemes if not isinstance(scheme, str)]
    if len(inline) > 1:
        raise ValueError("at most one scheme may be given inline")
    if not schemes:
        return None
    return TierSchemeSelection(
        scheme_ids=[scheme for scheme in schemes if isinstance(scheme, str)], inline_scheme=inline[0] if inline else None
    )


def platform_of(name: Optional[PlatformName]) -> int:
    """The contract's number of a platform, by number or by name ("instagram", "PLATFORM_X"); None is unknown."""
    if name is None:
        return 0
    if isinstance(name, int):
        return name
    known = {key.replace("PLATFORM_", "").lower(): number for key, number in Platform.items()}
    number = known.get(name.strip().lower().replace("platform_", ""))
    if number is None:
        raise ValueError(f"no platform {name!r}; known are {', '.join(sorted(known))}")
    return int(number)
