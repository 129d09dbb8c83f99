"""The contract's names of fit as files and people have them: in lower case, without the prefix of their enumeration."""

from __future__ import annotations

from typing import List, Sequence

from influence_grpc.enum_names import enum_name
from influence_grpc.messages import CautionFlag, ComponentStatus, FitComponent, IneligibilityReason

# All ten, in the order of their numbers.
COMPONENTS: Sequence[int] = [number for number in FitComponent.values() if number]


def component_name(number: int) -> str:
    """Such as "niche"."""
    return enum_name(FitComponent, "FIT_COMPONENT_", number)


def status_name(number: int) -> str:
    """Such as "partly_known"."""
    return enum_name(ComponentStatus, "COMPONENT_STATUS_", number)


def reason_name(number: int) -> str:
    """Such as "too_few_followers"."""
    return enum_name(IneligibilityReason, "INELIGIBILITY_REASON_", number)


def caution_name(number: int) -> str:
    """Such as "low_coverage"."""
    return enum_name(CautionFlag, "CAUTION_FLAG_", number)


def reason_names(numbers: Sequence[int]) -> List[str]:
    return [reason_name(number) for number in numbers]


def caution_names(numbers: Sequence[int]) -> List[str]:
    return [caution_name(number) for number in numbers]
