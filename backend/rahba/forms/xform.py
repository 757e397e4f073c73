"""An XForm document taken apart: texts, instances, binds and controls, still with its expressions
as text.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial

from rahba.forms.actions import Action, read_action
from rahba.forms.errors import Faults, FormError
from rahba.forms.itext import Itext, Media, Texts
from rahba.forms.lists import ChoiceLists, Instances, instances_of, item_set
from rahba.forms.primary import Node, node_of
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
    instances: Instances | None = None
    choice_filter: str | None = None
    # The seed of the order, as an expression; empty for one by chance, None for the list's.
    shuffle: str | None = None
    media: Media = field(default_factory=dict)
    count: str | None = None
    attributes: dict[str, str] = field(default_factory=dict)

    @property
    def is_fixed(self) -> bool:
        """A repeat of which nobody adds or removes instances."""
        return self.attributes.get(f"{JAVAROSA} noAddRemove", "").startswith("true")


@dataclass(slots=True)
class Bind:
    """Attributes of one bind: `plain` without a namespace, `javarosa` and `rahba` with theirs."""

    plain: dict[str, str] = field(default_factory=dict)
    javarosa: dict[str, str] = field(default_factory=dict)
    rahba: dict[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class XForm:
    form_id: str
    version: str
    title: dict[str, str]
    root: Node
    binds: dict[str, Bind]
    controls: dict[str, Control]
    lists: ChoiceLists
    actions: list[Action]
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
        self.actions: list[Action] = []
        # Binds may have an id, by which controls name them.
        self.bound = {
            bind.attributes["id"]: bind.attributes.get("nodeset", "").strip()
            for bind in model.children("bind")
            if "id" in bind.attributes
        }
        self.root = ""
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
        # Without a group around it, a path that begins nowhere begins at the root.
        self.root = f"/{primary.local}"
        for setvalue in self.model.children("setvalue"):
            self.read_setvalue(setvalue, self.root)
        self.read_controls(self.body, self.root)
        self.faults.refuse()
        form_id = primary.attributes.get("id", "")
        if not form_id:
            raise FormError("no_form_id", "the primary instance has no id")
        return XForm(
            form_id=form_id,
            version=primary.attributes.get("version", ""),
            title=self.title(primary, form_id),
            root=self.root_of(primary),
            binds=self.binds(),
            controls=self.controls,
            lists=self.lists,
            actions=self.actions,
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

    def root_of(self, primary: Element) -> Node:
        repeats = {ref for ref, control in self.controls.items() if control.kind == "repeat"}
        return node_of(self.root, None, [((), primary)], repeats.__contains__)

    def read_setvalue(self, setvalue: Element, base: str) -> None:
        self.actions.append(read_action(setvalue, self.ref_of(setvalue, base), base))

    def binds(self) -> dict[str, Bind]:
        binds: dict[str, Bind] = {}
        for element in self.model.children("bind"):
            bind = binds.setdefault(self.ref_of(element, self.root), Bind())
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
                self.faults.noting(partial(self.read_setvalue, element, base), None)
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
        control.instances = instances_of(itemset)
        if control.instances is not None:
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
