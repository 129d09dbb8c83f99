"""A brief as a file has it, and all that is wrong with it: what cannot be read, and what the server finds in the rest."""

from __future__ import annotations

import re
from typing import Dict, List, NamedTuple, Sequence

from influence_grpc.cli.outcome import UsageError
from influence_grpc.client import Client
from influence_grpc.errors import FieldViolation, InfluenceError
from influence_grpc.messages import Brief

_ENTRY = re.compile(r"(.*?)\[([0-9]+)\](.*)", re.S)
_ENVELOPE = re.compile(r"(?:config\.)?(?:brief(?:\.|$))?")
_MODEL = "modelId"


class WrittenBrief(NamedTuple):
    """name: of the file.
    message: what could be read of it.
    faults: what could not.
    """

    name: str
    message: Brief
    faults: List[FieldViolation]

    def checked(self, client: Client, model_id: str) -> Brief:
        """The brief, once the server takes it. Raises UsageError with every fault, those of the file and those that the server
        finds, and InfluenceError where it cannot be asked."""
        told, unasked, known = list(self.faults), "", ""
        try:
            nobody: Sequence[str] = []
            client.batch_score_fit(nobody, self.message, model_id=model_id)
        except InfluenceError as error:
            # What the file has wrong is worth telling without the server too.
            if not error.violations and not self.faults:
                raise
            told += self._others(error.violations)
            unasked = "" if error.violations else f"(there may be more: the server could not be asked: {error})"
            if any(fault.field == _MODEL for fault in told):
                known = error.metadata.get("known") or ", ".join(model.id for model in client.list_fit_models().models)
        if told:
            raise UsageError("\n  ".join([self._head(told), *(line_of(fault, known) for fault in told), *filter(None, [unasked])]))
        return self.message

    def _head(self, told: Sequence[FieldViolation]) -> str:
        if all(fault.field == _MODEL for fault in told):
            return "the model cannot be used:"
        return f"{self.name}: the brief has {'a fault' if len(told) == 1 else f'{len(told)} faults'}:"

    def _others(self, violations: Sequence[FieldViolation]) -> List[FieldViolation]:
        """What the server finds, by the paths of the file; without what follows from a part that it did not get to see."""
        found = [each._replace(field=self._path_in_file(each.field)) for each in map(bare, violations)]
        unread = {fault.field for fault in self.faults}
        parts = {path[: path.rindex("[")] for path in unread if path.endswith("]")}
        return [each for each in found if not (each.field in unread | parts or (not each.field and unread))]

    def _path_in_file(self, path: str) -> str:
        """Entries of lists that could not be read were not sent: the server counts without them."""
        left_out: Dict[str, List[int]] = {}
        for fault in self.faults:
            found = _ENTRY.fullmatch(fault.field)
            if found and not found.group(3):
                left_out.setdefault(found.group(1), []).append(int(found.group(2)))
        found = _ENTRY.fullmatch(path)
        if found is None or found.group(1) not in left_out:
            return path
        index = int(found.group(2))
        for missing in sorted(left_out[found.group(1)]):
            index += missing <= index
        return f"{found.group(1)}[{index}]{found.group(3)}"


def bare(fault: FieldViolation) -> FieldViolation:
    """A fault by its path in the brief, or in what goes with it, without the messages around."""
    return fault._replace(field=_ENVELOPE.sub("", fault.field, count=1))


def line_of(fault: FieldViolation, known: str) -> str:
    """A fault as a line of its own; `known` are the ids of models that there are."""
    others = f" Known are: {known}." if known and fault.field == _MODEL else ""
    return f"{fault.field or 'brief'}: {fault.description}{others}"
