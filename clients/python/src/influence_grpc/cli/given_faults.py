"""All that is wrong with a request, told at once: what its files say wrong, and what the server finds in the rest."""

from __future__ import annotations

from typing import Callable, List, NamedTuple, Optional, Sequence, TypeVar

from influence_grpc.cli.outcome import UsageError
from influence_grpc.client import Client
from influence_grpc.errors import FieldViolation, InfluenceError

R = TypeVar("R")
_MODEL = "modelId"


class GivenPart(NamedTuple):
    """A part of a request, and where the user gave it.

    path: of the part in the request, as the server tells of fields; empty for all of it.
    label: what the user calls it, such as an option or a file; empty where that goes without saying.
    faults: what its file says wrong.
    follows: whether a fault of the server's, by its path in the part, comes of those.
    wording: says what the server says in words of whoever gave this part.
    """

    path: str
    label: str = ""
    faults: Sequence[FieldViolation] = ()
    follows: Callable[[str], bool] = lambda field: False
    wording: Callable[[str], str] = lambda description: description

    def holds(self, field: str) -> bool:
        return not self.path or field == self.path or _is_below(field, self.path)

    def of_server(self, fault: FieldViolation) -> Optional[FieldViolation]:
        """A fault that the server finds here, by its path in the part; None where it comes of what the file says wrong."""
        field = fault.field[len(self.path) :].lstrip(".") if self.path else fault.field
        comes_of = any(
            not field or not each.field or field == each.field or _is_below(field, each.field) or _is_below(each.field, field)
            for each in self.faults
        )
        return None if comes_of or self.follows(field) else FieldViolation(field, self.wording(fault.description))

    def line_of(self, fault: FieldViolation, otherwise: str) -> str:
        """A fault of this part as a line; one of all of it is of `otherwise` where the part has no label."""
        field = fault.field if fault.field or self.label else otherwise
        return ": ".join(filter(None, [self.label, field, fault.description]))


class GivenFaults:
    """whole: what has the faults, for people, such as "trail.json: the brief"; what: that in a word.
    parts: what the request is made of; of two that hold a field the first counts."""

    def __init__(self, whole: str, what: str, *parts: GivenPart) -> None:
        self._whole = whole
        self._what = what
        self._parts = parts
        self._of_files = [part.line_of(fault, what) for part in parts for fault in part.faults]

    def checked(self, client: Client, ask: Callable[[], R]) -> R:
        """What `ask` returns, which sends the request, where nothing is wrong. Raises UsageError with every fault, and
        InfluenceError where the server cannot be asked."""
        try:
            answer = ask()
        except InfluenceError as error:
            # What files have wrong is worth telling without the server too.
            if not error.violations and not self._of_files:
                raise
            raise self._refusal(error, client) from None
        if self._of_files:
            raise UsageError("\n  ".join([self._head(len(self._of_files)), *self._of_files]))
        return answer

    def _refusal(self, error: InfluenceError, client: Client) -> UsageError:
        of_model = [fault for fault in error.violations if fault.field.rpartition(".")[2] == _MODEL]
        known = error.metadata.get("known", "")
        if of_model and not known:
            known = ", ".join(model.id for model in client.list_fit_models().models)
        told = [*self._of_files]
        for fault in error.violations:
            line = line_of(fault._replace(field=_MODEL), known) if fault in of_model else self._line_of(fault)
            if line is not None:
                told.append(line)
        head = "the model cannot be used:" if len(told) == len(of_model) > 0 else self._head(len(told))
        if not error.violations:
            told.append(f"(there may be more: the server could not be asked: {error})")
        return UsageError("\n  ".join([head, *told]))

    def _line_of(self, fault: FieldViolation) -> Optional[str]:
        for part in self._parts:
            if part.holds(fault.field):
                found = part.of_server(fault)
                return None if found is None else part.line_of(found, self._what)
        return line_of(fault, "")

    def _head(self, count: int) -> str:
        return f"{self._whole} has {'a fault' if count == 1 else f'{count} faults'}:"


def line_of(fault: FieldViolation, known: str) -> str:
    """A fault as a line of its own; `known` are the ids of models that there are."""
    others = f" Known are: {known}." if known and fault.field == _MODEL else ""
    return f"{fault.field}: {fault.description}{others}"


def _is_below(field: str, parent: str) -> bool:
    return len(field) > len(parent) > 0 and field.startswith(parent) and field[len(parent)] in ".["
