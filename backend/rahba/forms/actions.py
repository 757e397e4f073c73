"""Values that a form sets when something happens: `<setvalue>`, the column `trigger` of XLSForm."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from rahba.forms.errors import Faults, FormError
from rahba.forms.resolve import Structure
from rahba.forms.safe_xml import Element

_LOAD = {"odk-instance-first-load", "odk-instance-load"}
# When, and to which expression a value is set: `begin` (with each instance), `load`, `new`, or the
# path of the question whose change it follows.
Setting = tuple[str, str]
_NEW, _CHANGED = "odk-new-repeat", "xforms-value-changed"


@dataclass(frozen=True, slots=True)
class Action:
    """`value` is an expression; `source` the control in which the action stands, if in any."""

    ref: str
    value: str
    events: frozenset[str]
    source: str


def read_action(element: Element, ref: str, source: str) -> Action:
    """Raises FormError `unsupported_trigger` for an event or a target that no phone follows."""
    events = frozenset(element.attributes.get("event", "").split())
    if not events or not events <= {*_LOAD, _NEW, _CHANGED}:
        raise FormError("unsupported_trigger", " ".join(sorted(events)), ref, "trigger")
    if "[" in ref:
        raise FormError("unsupported_trigger", f"one instance alone: {ref}", source, "trigger")
    quote = '"' if "'" in element.text else "'"
    value = element.attributes.get("value", "").strip() or f"{quote}{element.text}{quote}"
    return Action(ref, value, events, source)


def settings(
    actions: list[Action], structure: Structure, faults: Faults
) -> dict[str, list[Setting]]:
    """By the path of what is set: when, and to what, in the order of the form."""
    found: dict[str, list[Setting]] = {}
    for action in actions:
        moments = faults.noting(partial(_moments, action, structure), list[str]())
        found.setdefault(action.ref, []).extend((at, action.value) for at in moments)
    return {path: _joined(ones) for path, ones in found.items()}


def _joined(found: list[Setting]) -> list[Setting]:
    """pyxform says of an instance that is there and of one that is added the same, one by one."""
    both = [value for at, value in found if at == "load" and ("new", value) in found]
    alone = [one for one in found if one not in [(at, v) for v in both for at in ("load", "new")]]
    return [("begin", value) for value in both] + alone


def _moments(action: Action, structure: Structure) -> list[str]:
    at_load, at_new = bool(action.events & _LOAD), _NEW in action.events
    within = structure.repeats(action.ref)
    if at_load and (at_new or not within):
        moments = ["begin"]
    else:
        moments = ["load"] * at_load + ["new"] * (at_new and bool(within))
    if _CHANGED in action.events and structure.kinds.get(action.source) == "question":
        if structure.repeats(action.source)[: len(within)] != within:
            detail = f"set from outside its repeat, by {action.source}"
            raise FormError("unsupported_trigger", detail, action.ref, "trigger")
        moments.append(action.source)
    return moments
