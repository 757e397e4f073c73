"""An XForm document taken apart: texts, instances, binds and controls, still with its expressions
as text.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from rahba.forms.errors import Faults, FormError
from rahba.forms.itext import Itext, Media, Texts
from rahba.forms.lists import ChoiceLists, item_set
from rahba.forms.safe_xml import Element, parse_xml

JAVAROSA = "http://openrosa.org/javarosa"
RAHBA = "urn:rahba:xforms"
XHTML = "http://www.w3.org/1999/xhtml"


_CONTROLS = {"input", "select", "select1", "range", "rank", "trigger", "upload", "group", "repeat"}
_MODEL = {"itext", "instance", "bind", "setvalue", "submission", "setgeopoint", "recordaudio"}
# What ODK does unseen while a form is filled in. A form is complete without; its author is told.
_UNSEEN = {"setgeopoint", "recordaudio"}


@dataclass(slots=True)
class Control:
    """What the body says of one node. `items` are predicates on the choice list, as text."""

    kind: str
    ref: str
    order: int
    appearance: str = ""
    label: Texts = field(default_factory=dict)
    hint: Texts = field(default_factory=dict)
    choices: str | None = None
    choice_filter: str | None = None
    # The seed of the order, as an expression; empty for one by chance, None for the list's.
    shuffle: str | None = None
    media: Media = field(default_factory=dict)
    count: str | None = None
    attributes: dict[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class Bind:
    """Attributes of one bind: `plain` without a namespace, `javarosa` and `rahba` with theirs."""

    plain: dict[str, str] = field(default_factory=dict)
    javarosa: dict[str, str] = field(default_factory=dict)
    rahba: dict[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class Node:
    """One element of the primary instance (repeat templates merged away)."""

    path: str
    value: str
    children: list[Node] = field(default_factory=list)


@dataclass(slots=True)
class XForm:
    form_id: str
    version: str
    title: dict[str, str]
    root: Node
    binds: dict[str, Bind]
    controls: dict[str, Control]
    lists: ChoiceLists
    first_load: dict[str, str]
    itext: Itext
    unseen: list[str]


def read_xform(source: str | bytes) -> XForm:
    """Raises FormError for XML that is unsafe or malformed, and for parts that no phone of ours
    can show.
    """
    return _Reader(parse_xml(source)).read()


class _Reader:
    def __init__(self, root: Element) -> None:
        head, body = root.child("head"), root.child("body")
        model = head.child("model") if head else None
        if root.local != "html" or head is None or body is None or model is None:
            raise FormError("not_an_xform", "no h:head with a model, or no h:body")
        for element in model.elements:
            if element.local not in _MODEL:
                raise FormError("unsupported_element", f"<{element.local}> in the model")
        self.head, self.model, self.body = head, model, body
        self.itext = Itext()
        self.lists = ChoiceLists(self.itext)
        self.controls: dict[str, Control] = {}
        self.unseen = [element.local for element in model.elements if element.local in _UNSEEN]
        self.first_load: dict[str, str] = {}
        # Binds may have an id, by which controls name them.
        self.bound = {
            bind.attributes["id"]: bind.attributes.get("nodeset", "").strip()
            for bind in model.children("bind")
            if "id" in bind.attributes
        }
        self.faults = Faults()

    def read(self) -> XForm:
        self.itext.read(self.model.child("itext"))
        instances = self.model.children("instance")
        primary = next((e for i in instances if "id" not in i.attributes for e in i.elements), None)
        if primary is None:
            raise FormError("not_an_xform", "no primary instance")
        for instance in instances:
            if "id" in instance.attributes:
                self.lists.read(instance)
        for setvalue in self.model.children("setvalue"):
            self.read_setvalue(setvalue, "")
        self.read_controls(self.body, "")
        self.faults.refuse()
        form_id = primary.attributes.get("id", "")
        if not form_id:
            raise FormError("no_form_id", "the primary instance has no id")
        return XForm(
            form_id=form_id,
            version=primary.attributes.get("version", ""),
            title=self.title(primary, form_id),
            root=_instance_node(primary, ""),
            binds=self.binds(),
            controls=self.controls,
            lists=self.lists,
            first_load=self.first_load,
            itext=self.itext,
            unseen=self.unseen,
        )

    def title(self, primary: Element, form_id: str) -> dict[str, str]:
        element = self.head.child("title")
        titles = {self.itext.default_language: (element.text if element else "") or form_id}
        for key, value in primary.attributes.items():
            if key.startswith(f"{RAHBA} title_"):
                titles[key.removeprefix(f"{RAHBA} title_")] = value
        return titles

    def read_setvalue(self, setvalue: Element, base: str) -> None:
        ref = self.ref_of(setvalue, base)
        events = set(setvalue.attributes.get("event", "").split())
        if not events or not events <= {"odk-instance-first-load", "odk-new-repeat"}:
            raise FormError(
                "unsupported_trigger", "a value set when another changes", ref, "trigger"
            )
        self.first_load[ref] = setvalue.attributes.get("value", "") or f"'{setvalue.text}'"

    def binds(self) -> dict[str, Bind]:
        binds: dict[str, Bind] = {}
        for element in self.model.children("bind"):
            bind = binds.setdefault(element.attributes.get("nodeset", "").strip(), Bind())
            for key, value in element.attributes.items():
                namespace, _, local = key.rpartition(" ")
                if namespace == "":
                    bind.plain[local] = value
                elif namespace == JAVAROSA:
                    bind.javarosa[local] = value
                elif namespace == RAHBA:
                    bind.rahba[local] = value
        return binds

    def read_controls(self, parent: Element, base: str) -> None:
        for element in parent.elements:
            if element.local in ("label", "hint", "item", "itemset", "value"):
                continue
            if element.local in _UNSEEN:
                self.unseen.append(element.local)
                continue
            if element.local == "setvalue":
                # In a repeat: each of its instances begins so.
                self.read_setvalue(element, base)
                continue
            if element.local not in _CONTROLS or not _is_photo_if_upload(element):
                place = element.attributes.get("ref")
                fault = FormError("unsupported_control", f"<{element.local}>", place, "type")
                self.faults.found.append(fault)
                continue
            ref = self.ref_of(element, base)
            if ref:
                self.read_control(element, ref)
            self.read_controls(element, ref or base)

    def ref_of(self, element: Element, base: str) -> str:
        """The node of a control, by its path, by one from the group around it, or by its bind."""
        attributes = element.attributes
        ref = (attributes.get("ref") or attributes.get("nodeset") or "").strip()
        if not ref or ref.startswith("/"):
            return ref or self.bound.get(attributes.get("bind", ""), "")
        steps = base.split("/")
        for step in ref.removeprefix("current()/").split("/"):
            if step == "..":
                steps.pop()
            elif step != ".":
                steps.append(step)
        return "/".join(steps)

    def read_control(self, element: Element, ref: str) -> None:
        order = len(self.controls)
        control = self.controls.setdefault(ref, Control(element.local, ref, order))
        # <group ref="/data/r"><repeat nodeset="/data/r">: one node, label on the outer,
        # count on the inner.
        control.kind = element.local
        control.label = self.itext.texts_of(element.child("label")) or control.label
        control.media = self.itext.media_of(element.child("label")) or control.media
        control.hint = self.itext.texts_of(element.child("hint")) or control.hint
        control.appearance = element.attributes.get("appearance", "") or control.appearance
        control.count = element.attributes.get(f"{JAVAROSA} count", control.count)
        control.attributes.update(element.attributes)
        if element.local in ("select", "select1", "rank"):
            self.read_items(element, control)

    def read_items(self, element: Element, control: Control) -> None:
        itemset = element.child("itemset")
        if itemset is None:
            control.choices = self.lists.inline(element, control.ref)
            return
        found = item_set(itemset, control.ref)
        control.choices, control.choice_filter = self.lists.of_set(found), found.filter
        control.shuffle = found.seed


def _is_photo_if_upload(element: Element) -> bool:
    """Neither sound nor video, and no drawing on a picture."""
    if element.local != "upload":
        return True
    look = element.attributes.get("appearance", "").split()
    drawn = {"signature", "draw", "annotate"} & set(look)
    return element.attributes.get("mediatype", "").startswith("image/") and not drawn


def _instance_node(element: Element, parent: str) -> Node:
    path = f"{parent}/{element.local}"
    node = Node(path, "" if any(element.elements) else element.text)
    seen: set[str] = set()
    for child in element.elements:
        if child.local not in seen:
            seen.add(child.local)
            node.children.append(_instance_node(child, path))
    return node
