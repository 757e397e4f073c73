"""The primary instance of an XForm: the nodes of the form, and what stands in them at first.

A repeat stands there as its template (`jr:template`) and as the instances that a form begins with.
Without a template one is made of the first instance, without its values, as ODK does.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from rahba.forms.safe_xml import Element

Indices = tuple[int, ...]
Filled = list[tuple[Indices, Element]]

_TEMPLATE = "http://openrosa.org/javarosa template"


@dataclass(slots=True)
class Node:
    """One element of the primary instance, the same for all instances of the repeats around it.

    `value` is what every instance begins with, `initial` what some begin with instead, by their
    indices. Of a repeat, `many` is the number of instances, by the indices of those around it.
    """

    path: str
    value: str
    initial: dict[Indices, str] = field(default_factory=dict)
    many: dict[Indices, int] = field(default_factory=dict)
    children: list[Node] = field(default_factory=list)


def node_of(
    path: str, template: Element | None, filled: Filled, is_repeat: Callable[[str], bool]
) -> Node:
    elements = ([template] if template else []) + [element for _, element in filled]
    node = Node(path, "")
    if not any(child for element in elements for child in element.elements):
        # Outside of repeats there is no other instance that could begin otherwise.
        in_repeat = template or not filled or filled[0][0]
        node.value = (template.text if template else "") if in_repeat else filled[0][1].text
        node.initial = {at: element.text for at, element in filled if element.text != node.value}
    for name in dict.fromkeys(child.local for element in elements for child in element.elements):
        node.children.append(_child(path, name, template, filled, is_repeat))
    return node


def _child(
    path: str,
    name: str,
    template: Element | None,
    filled: Filled,
    is_repeat: Callable[[str], bool],
) -> Node:
    path = f"{path}/{name}"
    if not is_repeat(path):
        inner = [(at, child) for at, element in filled if (child := element.child(name))]
        return node_of(path, template.child(name) if template else None, inner, is_repeat)
    made, inner, many = template.child(name) if template else None, [], {}
    for at, element in filled:
        instances = element.children(name)
        if instances and _TEMPLATE in instances[0].attributes:
            made = made or instances[0]
            instances = instances[1:]
        many[at] = len(instances)
        inner += [((*at, index), each) for index, each in enumerate(instances, 1)]
    node = node_of(path, made, inner, is_repeat)
    node.many = many
    return node
