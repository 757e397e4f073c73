"""What the expressions of an XForm can point at."""

from __future__ import annotations

from rahba.forms.errors import FormError
from rahba.forms.primary import Node
from rahba.forms.resolve import Structure
from rahba.forms.xform import XForm


def structure_of(xform: XForm) -> Structure:
    """Raises FormError `unknown_list` for a select whose choices are nowhere."""
    kinds: dict[str, str] = {}

    def visit(node: Node) -> None:
        control = xform.controls.get(node.path)
        repeat = control is not None and control.kind == "repeat"
        kinds[node.path] = "repeat" if repeat else "group" if node.children else "question"
        for child in node.children:
            visit(child)

    visit(xform.root)
    columns = {
        name: frozenset({"name", "label"}.union(*(item.cells for item in items)))
        for name, items in xform.lists.items.items()
    }
    list_of = {
        control.ref: control.choices
        for control in xform.controls.values()
        if control.choices is not None
    }
    for ref, name in list_of.items():
        if name in xform.lists.external:
            raise FormError("unsupported_external_data", f"{name} stands in a file", ref, "type")
        if name not in columns:
            raise FormError("unknown_list", name, ref, "type")
    from_instances = frozenset(c.ref for c in xform.controls.values() if c.instances is not None)
    return Structure(kinds, columns, list_of, from_instances, frozenset(xform.lists.external))
