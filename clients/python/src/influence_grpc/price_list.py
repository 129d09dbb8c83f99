"""Prices as one cell lists them: post:12000 NOK|story:3,000.50 NOK. The rules are those of the project's other command line."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import List

from influence_grpc.cell_numbers import quoted
from influence_grpc.csv_columns import normalized
from influence_grpc.csv_rows import BadCell
from influence_grpc.messages import Deliverable, Price
from influence_grpc.written_amount import PATTERN, ambiguity, bare

_ENTRY = re.compile(rf"(?P<what>[A-Za-z_ -]+?)\s*:\s*(?P<amount>{PATTERN})\s*(?P<currency>[A-Z]{{3}})")
_DELIVERABLES = {normalized(name[len("DELIVERABLE_") :]): number for name, number in Deliverable.items() if number}
# More than anybody asks, and far below what a price can hold.
_MOST = Decimal(10) ** 15


def prices_listed(cell: str) -> List[Price]:
    """Raises BadCell."""
    prices: List[Price] = []
    for entry in filter(None, (part.strip() for part in cell.split("|"))):
        price = _price(entry)
        if any((other.deliverable, other.amount.currency_code) == (price.deliverable, price.amount.currency_code) for other in prices):
            raise BadCell(f"{quoted(entry)} is a second price for the same in the same currency")
        prices.append(price)
    return prices


def _price(entry: str) -> Price:
    found = _ENTRY.fullmatch(entry)
    if found is None:
        raise BadCell(f"{quoted(entry)} is not DELIVERABLE:AMOUNT CURRENCY, such as post:12000 NOK; several are divided by |")
    what, amount, currency = found.group("what", "amount", "currency")
    deliverable = _DELIVERABLES.get(normalized(what))
    if deliverable is None:
        raise BadCell(f"{quoted(what)} is not a deliverable: post, story, short_video, video, live or mention")
    fault = ambiguity(amount)
    if fault is not None:
        raise BadCell(f"{quoted(entry)}: {fault}")
    text = bare(amount)
    value = Decimal(text)
    nanos = value * 10**9 if len(text) <= 28 else None
    if nanos is None or value > _MOST or nanos != nanos.to_integral_value():
        raise BadCell(f"{quoted(entry)} is too large, or has more than nine decimals")
    units, rest = divmod(int(nanos), 10**9)
    price = Price(deliverable=deliverable)
    price.amount.currency_code, price.amount.units, price.amount.nanos = currency, units, rest
    return price
