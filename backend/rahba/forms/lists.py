"""Where the choices of an XForm come from: its secondary instances, and the items of a control."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from rahba.forms.errors import FormError
from rahba.forms.itext import Itext, Media, Texts
from rahba.forms.safe_xml import Element

# randomize(instance('towns')/root/item[province = 'x'], 42)
_ITEMSET = re.compile(
    r"""^(?P<randomize>randomize\(\s*)?
    instance\(\s*['"](?P<name>[^'"]+)['"]\s*\)/[\w.-]+/[\w.-]+\s*
    (?P<filter>(?:\[.*\])?)\s*
    (?(randomize)(?:,\s*(?P<seed>.+?)\s*)?\))$""",
    re.S | re.X,
)
_COLUMN = re.compile(r"^(?:\./)?([A-Za-z_][\w.-]*)$")
_INSIDE = re.compile(r"^(?:\./)?([A-Za-z_][\w.-]*(?:/[A-Za-z_][\w.-]*)*)$")
_ITEXT_COLUMN = re.compile(r"^jr:itext\(\s*([A-Za-z_][\w.-]*)\s*\)$")


_USUAL_COLUMNS = {("name", "label"), ("name", "itextId")}


@dataclass(slots=True)
class Item:
    """A choice, with the cells of its list's other columns."""

    name: str
    label: Texts
    media: Media = field(default_factory=dict)
    cells: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ItemSet:
    """`value` and `label` are columns of the list `name`; `filter` its predicates, as text.

    `seed` is the expression that settles the order, empty for one by chance, None for the list's.
    """

    name: str
    filter: str | None
    value: str
    label: str
    seed: str | None = None


@dataclass(frozen=True, slots=True)
class Instances:
    """Choices that are the instances of a repeat: its path with conditions, and within it those of
    what names and what shows one.
    """

    nodeset: str
    value: str
    label: str


def instances_of(itemset: Element) -> Instances | None:
    nodeset = itemset.attributes.get("nodeset", "").strip()
    value = _INSIDE.match(_ref(itemset.child("value")))
    label = _INSIDE.match(_ref(itemset.child("label")) or _ref(itemset.child("value")))
    if not nodeset.startswith(("/", ".", "current()")) or value is None or label is None:
        return None
    return Instances(nodeset, value.group(1), label.group(1))


def item_set(itemset: Element, ref: str) -> ItemSet:
    """Raises FormError `unsupported_itemset` for choices that are no list of the form's."""
    found = _ITEMSET.match(itemset.attributes.get("nodeset", "").strip())
    value = _COLUMN.match(_ref(itemset.child("value")))
    label = _ref(itemset.child("label"))
    named = _ITEXT_COLUMN.match(label) or _COLUMN.match(label)
    if found is None or value is None or (label and named is None):
        raise FormError("unsupported_itemset", "choices from elsewhere", ref, "type")
    seed = (found["seed"] or "") if found["randomize"] else None
    shown = named.group(1) if named else value.group(1)
    return ItemSet(found["name"], found["filter"] or None, value.group(1), shown, seed)


def _ref(element: Element | None) -> str:
    return element.attributes.get("ref", "").strip() if element else ""


def rows_of(instance: Element) -> list[dict[str, str]]:
    """The cells of each item, whatever it is called; empty where the instance is no list."""
    return [
        {column.local: column.text for column in item.elements}
        for root in instance.elements
        for item in root.elements
        if any(item.elements)
    ]


@dataclass
class ChoiceLists:
    """`external` are the lists that stand in a file beside the form."""

    itext: Itext
    items: dict[str, list[Item]] = field(default_factory=dict)
    external: set[str] = field(default_factory=set)
    _rows: dict[str, list[dict[str, str]]] = field(default_factory=dict)

    def read(self, instance: Element) -> None:
        name = instance.attributes["id"]
        if "src" in instance.attributes:
            self.external.add(name)
            return
        self._rows[name] = rows_of(instance)
        self.items[name] = [self._item(row, "name", "label") for row in self._rows[name]]

    def of_set(self, found: ItemSet) -> str:
        """The name of the list whose choices are named and shown by the set's columns."""
        if found.name not in self._rows or (found.value, found.label) in _USUAL_COLUMNS:
            return found.name
        name = f"{found.name}:{found.value}:{found.label}"
        rows = self._rows[found.name]
        self.items[name] = [self._item(row, found.value, found.label) for row in rows]
        return name

    def inline(self, control: Element, ref: str) -> str:
        """The choices that stand in the control itself, as a list under its path."""
        self.items[ref] = [
            Item(
                name=value.text if (value := item.child("value")) else "",
                label=self.itext.texts_of(item.child("label")),
                media=self.itext.media_of(item.child("label")),
            )
            for item in control.children("item")
        ]
        return ref

    def _item(self, row: dict[str, str], value: str, label: str) -> Item:
        key = row.get("itextId", "") if label == "label" else row.get(label, "")
        plain = self.itext.plain([row[label]]) if row.get(label) else {}
        return Item(
            name=row.get(value, ""),
            label=self.itext.words.get(key) or plain,
            media=self.itext.media.get(key, {}),
            cells={k: cell for k, cell in row.items() if k not in ("name", "label", "itextId")},
        )
