"""Figures of campaigns as lines of plain text have them."""

from __future__ import annotations

import math
from decimal import ROUND_HALF_UP, Decimal
from typing import Callable, List, NamedTuple, Optional, Sequence

from influence_grpc.campaign_results import Estimate, ReachForecast
from influence_grpc.fit_text import bar, legend, ranging_bar, visible
from influence_grpc.messages import Universe

_BAR = 30
_MOST_NAMES = 3
_MOST_DECIMALS = 12
BARS = legend("up to the figure", "to the upper end of its interval")
_BASES = {
    "exact": "exactly (one creator, or two whose overlap is known)",
    "pairs": "by the known overlaps of all pairs",
    "some_pairs": "by the known overlaps of some pairs, the others as if by chance: for those, an upper estimate inside a niche",
    "chance": "as if audiences overlapped by chance: an upper estimate inside a niche",
}


class _Line(NamedTuple):
    """A figure; `shape` is its bar."""

    name: str
    value: str
    interval: str = ""
    shape: str = ""


def people_of(universe: Universe) -> float:
    """The size of a target, its segments added up."""
    return universe.people if universe.HasField("people") else sum(segment.people for segment in universe.segments)


def people(count: float) -> str:
    """People, contacts or engagements: 12,345."""
    return _rounded(count, 0)


def fine(value: float) -> str:
    """Small figures such as a frequency, or what one engagement costs: 1.25; below 1 with three digits that tell: 0.0042."""
    if not 0 < value < 1:
        return _rounded(value, 2)
    whole, _, decimals = _rounded(value, min(_MOST_DECIMALS, 2 - math.floor(math.log10(value)))).partition(".")
    return f"{whole}.{decimals.rstrip('0').ljust(2, '0')}"


def percent(share: float) -> str:
    """62.3 %."""
    return f"{_rounded(share, 1, 100)} %"


def money(amount: float, currency: str) -> str:
    """12,500 NOK, 12.50 NOK."""
    return f"{people(amount) if amount == int(amount) else fine(amount)} {currency}".rstrip()


def basis_in_words(basis: str) -> str:
    """What net reach was computed by."""
    return _BASES.get(basis, basis)


def against(title: str, model_id: str, model_version: int) -> str:
    """Against which brief, and by which model."""
    brief = f'"{visible(title)}"' if title else "a brief without a title"
    return f"against {brief} by {model_id} (version {model_version})"


def names(creator_ids: Sequence[str]) -> str:
    """'a', 'b', 'c' and 4 more."""
    told = ", ".join(f"'{visible(each)}'" for each in creator_ids[:_MOST_NAMES])
    return told if len(creator_ids) <= _MOST_NAMES else f"{told} and {len(creator_ids) - _MOST_NAMES:,} more"


class ForecastLines:
    """What sets of creators do, a figure a line. Bars and columns are scaled over `forecasts`, all that are to be told, so that
    they compare. Of what is not known it says why."""

    def __init__(self, forecasts: Sequence[ReachForecast], currency: str) -> None:
        self._currency = currency
        self._most_people = max([max(each.net_in_target_reach.upper, each.credible_reach.upper) for each in forecasts], default=0.0)
        self._most_cost = max([each.cost for each in forecasts if each.cost is not None], default=0.0)
        every = [line for each in forecasts for line in self._lines(each)]
        self._name = max([len(line.name) for line in every], default=0)
        self._value = max([len(line.value) for line in every], default=0)
        self._interval = max([len(line.interval) for line in every if line.shape], default=0)

    def of(self, forecast: ReachForecast) -> List[str]:
        return [
            f"  {line.name:<{self._name}}  {line.value:>{self._value}}  {line.interval:<{self._interval}}  {line.shape}".rstrip()
            for line in self._lines(forecast)
        ]

    def _lines(self, forecast: ReachForecast) -> List[_Line]:
        no_cost = _why_no_cost(forecast)
        untold = forecast.creators_without_engagements
        no_engagements = f"engagements of {names(untold)} cannot be told" if untold else "it cannot be told"
        no_engagement = no_engagements if untold else "no engagement is to be expected"
        return [
            _Line("creators", f"{forecast.creator_count:,}"),
            self._cost(forecast.cost, no_cost),
            self._reach("people reached in the target", forecast.net_in_target_reach),
            self._reach("of them, credibly", forecast.credible_reach),
            _figure("engagements in the target", forecast.in_target_engagements, people, no_engagements),
            _figure("contacts per person reached", forecast.frequency, fine, "nobody is reached"),
            self._price("cost per thousand reached", forecast.cost_per_thousand_reached, no_cost or "nobody is reached"),
            self._price("cost per engagement", forecast.cost_per_in_target_engagement, no_cost or no_engagement),
        ]

    def _cost(self, cost: Optional[float], otherwise: str) -> _Line:
        if cost is None:
            return _Line("cost", "-", f"not known: {otherwise}")
        return _Line("cost", money(cost, self._currency), "", bar(cost, self._most_cost, _BAR).rstrip("."))

    def _reach(self, name: str, estimate: Estimate) -> _Line:
        shape = ranging_bar(estimate.value, estimate.upper, self._most_people, _BAR)
        return _figure(name, estimate, people, "")._replace(shape=shape)

    def _price(self, name: str, estimate: Optional[Estimate], otherwise: str) -> _Line:
        line = _figure(name, estimate, fine, otherwise)
        return line if estimate is None else line._replace(value=f"{line.value} {self._currency}".rstrip())


def _figure(name: str, estimate: Optional[Estimate], told: Callable[[float], str], otherwise: str) -> _Line:
    if estimate is None:
        return _Line(name, "-", f"not known: {otherwise}")
    return _Line(name, told(estimate.value), f"({told(estimate.lower)} to {told(estimate.upper)})")


def _why_no_cost(forecast: ReachForecast) -> str:
    """Empty where there is one."""
    if forecast.cost is not None:
        return ""
    lacking = forecast.creators_without_price
    return f"the price of {names(lacking)} is not known" if lacking else "the brief asks for no cost"


def _rounded(value: float, places: int, times: int = 1) -> str:
    """Halves away from zero, as the project's other command line rounds; Python's own formats look at digits beyond those known."""
    exact = Decimal(f"{value:.15g}") * times
    return f"{exact.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP):,f}"
