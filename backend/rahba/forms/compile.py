"""An XForm compiled: a compact typed tree, texts and lists once, each expression parsed once.

    {"form_id", "version", "title": {lang: text}, "languages": [lang], "default_language",
     "modules": [{"name", "label"}], "texts": {lang: [text]}, "max_bytes", "nodes": [node],
     "choices": {list: [{"name", "label": {lang: text}, "media"?, column: text}]},
     "left_out"?: [{"code", "detail", "path", "part"}]}

A text is a string, null (missing in that language) or a list of strings and expressions. A node has
`path` and `type` and only those keys that say something; docs/forms.md lists them. Expressions are
described in `resolve.py`.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Any, TypeVar

from rahba.forms.actions import settings
from rahba.forms.bounds import by_chance, kept_once, response_bound
from rahba.forms.columns import EXPRESSIONS, plain_columns, refuse_carried, warning_texts
from rahba.forms.cycles import Need, Needs, refuse_cycles
from rahba.forms.errors import Faults, FormError
from rahba.forms.expression import predicates
from rahba.forms.itext import Texts
from rahba.forms.left_out import LeftOut
from rahba.forms.lists import Instances
from rahba.forms.photo import refuse_photos
from rahba.forms.primary import Indices, Node
from rahba.forms.resolve import Expression, Resolver, depth_of
from rahba.forms.structure import structure_of
from rahba.forms.texts import MODULES_LIST, TextTable, choice_list, module_list
from rahba.forms.xform import Bind, Control, XForm, read_xform

T = TypeVar("T")
Compiled = dict[str, Any]

MAX_NODES = 2_000
MAX_CHOICES = 10_000

_INPUT_TYPES = {
    "string": "text",
    "": "text",
    "int": "integer",
    "integer": "integer",
    "decimal": "decimal",
    "date": "date",
    "time": "time",
    "dateTime": "datetime",
    "datetime": "datetime",
    "geopoint": "geopoint",
    "barcode": "barcode",
    # Of a note in forms that say so.
    "note": "text",
}
_CONTROL_TYPES = {
    "select1": "select_one",
    "select": "select_multiple",
    "rank": "rank",
    "range": "range",
    "trigger": "acknowledge",
    "upload": "image",
}
# What is calculated is of the type that the form says.
_CONVERSIONS = {"int": "whole", "integer": "whole", "decimal": "decimal", "date": "date"}
# Parts whose value is found once and kept.
_MADE_ONCE = ("calculation", "default")
_PRELOADS = {
    ("timestamp", "start"): ["once", ["now"]],
    ("timestamp", "end"): ["now"],
    ("date", "today"): ["once", ["today"]],
    ("uid", ""): ["once", ["concat", "uuid:", ["uuid"]]],
}


def compile_xform(source: str | bytes, files: Collection[str] = ()) -> Compiled:
    """XForm XML → compiled form. `files` are the names of those that come with it. Raises FormError
    with the node's path and the part that is refused, and whatever else was found to be wrong.
    """
    return _Compiler(read_xform(source), frozenset(files)).compile()


class _Compiler:
    def __init__(self, xform: XForm, files: frozenset[str]) -> None:
        self.xform = xform
        self.left_out = LeftOut(files)
        self.texts = TextTable()
        self.used_lists: set[str] = set()
        self.modules: list[str] = []
        self.node_count = 0
        self.faults = Faults()
        # What the value and the relevance of each node depend on, for the search for circles.
        self.needs = Needs({}, {})
        self.structure = structure_of(xform)
        self.order = _order_of(xform.controls.values())
        self.set = settings(xform.actions, self.structure, self.faults)

    def compile(self) -> Compiled:
        xform = self.xform
        if sum(len(items) for items in xform.lists.items.values()) > MAX_CHOICES:
            raise FormError("too_many_choices", f"more than {MAX_CHOICES} choices")
        nodes = [self.node(child, None) for child in self.asked(xform.root)]
        self.faults.refuse()
        refuse_cycles(self.structure, self.needs)
        refuse_carried(nodes)
        refuse_photos(nodes)
        if any("section" in self.structure.columns[name] for name in self.used_lists):
            # Choices with a section are offered by section, under the names in the list `section`.
            self.used_lists |= {"section"} & self.structure.columns.keys()
        lists, itext = xform.lists.items, xform.itext
        languages = itext.languages or [itext.default_language]
        controls = xform.controls.values()
        several = {c.choices for c in controls if c.kind in ("select", "rank")}
        whole = {c.choices for c in controls if c.choice_filter is None}
        choices = {
            name: choice_list(
                name, lists[name], one_word=name in several, once=name in several | whole
            )
            for name in sorted(self.used_lists)
        }
        for name, compiled_list in choices.items():
            self.left_out.of_choices(name, lists[name], compiled_list)
        self.left_out.of_unseen(xform.unseen)
        compiled = {
            "form_id": xform.form_id,
            "version": xform.version,
            "title": xform.title,
            "languages": languages,
            "default_language": itext.default_language,
            "modules": module_list(lists.get(MODULES_LIST, []), self.modules),
            "choices": choices,
            "texts": {
                code: self.texts.column(code)
                for code in itext.languages or [itext.default_language]
            },
            "max_bytes": response_bound(nodes, choices),
            "nodes": nodes,
        }
        return compiled | ({"left_out": self.left_out.found} if self.left_out.found else {})

    def asked(self, node: Node) -> list[Node]:
        """The children in the order of the body; what has no control stays behind what comes
        before it.
        """
        keyed: list[tuple[int, Node]] = []
        last = -1
        for child in node.children:
            if child.path.count("/") == 2 and child.path.endswith("/meta"):
                continue  # The entry carries its id, author and times itself.
            last = self.order.get(child.path, last)
            keyed.append((last, child))
        return [child for _, child in sorted(keyed, key=lambda item: item[0])]

    def node(self, source: Node, module: str | None) -> dict[str, Any]:
        self.node_count += 1
        if self.node_count > MAX_NODES:
            raise FormError("too_many_questions", f"more than {MAX_NODES} nodes")
        path = source.path
        control = self.xform.controls.get(path)
        bind = self.xform.binds.get(path, Bind())
        kind = self.faults.noting(lambda: self.type_of(source, control, bind), "note")
        node: dict[str, Any] = {"path": path, "type": kind}
        self.set_logic(node, bind)
        self.set_rahba(node, bind, module)
        if control is not None:
            self.set_control(node, control)
        self.set_beginning(node, source)
        if node["type"] in ("group", "repeat"):
            node["children"] = [self.node(c, node.get("module")) for c in self.asked(source)]
        return node

    def type_of(self, source: Node, control: Control | None, bind: Bind) -> str:
        path = source.path
        if source.children or (control is not None and control.kind in ("group", "repeat")):
            return "repeat" if control is not None and control.kind == "repeat" else "group"
        declared = bind.plain.get("type", "").rpartition(":")[2]
        if control is None:
            if "preload" in bind.javarosa and self.preload(bind) is None:
                self.left_out.metadata(bind.javarosa, path)
            return "calculate"
        if control.kind in _CONTROL_TYPES:
            return _CONTROL_TYPES[control.kind]
        if declared not in _INPUT_TYPES:
            raise FormError("unsupported_type", declared, path, "type")
        found = _INPUT_TYPES[declared]
        fixed = bind.plain.get("readonly") == "true()" and "calculate" not in bind.plain
        empty = not source.value and path not in self.set
        return "note" if found == "text" and fixed and empty else found

    def set_beginning(self, node: dict[str, Any], source: Node) -> None:
        """What instances begin with, and what is set later. A repeat begins with one instance at
        least: there must be a place from which to add another.
        """
        path = source.path
        if node["type"] == "repeat" and "count" not in node:
            many = {at: number for at, number in source.many.items() if number > 1}
            if self.xform.controls[path].is_fixed:
                node["count"] = next(iter(source.many.values()), 0)
            elif many:
                node["initial"] = _by_instance(many)
        if source.value:
            node["default"] = source.value
        if source.initial:
            node["initial"] = _by_instance(source.initial)
        declared = self.xform.binds.get(path, Bind()).plain.get("type", "")
        for at, text in self.set.get(path, []):
            base = self.base_of(text, path, at)
            value = _of_type(declared, self.expression(text, base, "default"))
            if at == "begin":
                node["default"] = value
            else:
                node.setdefault("sets", []).append([at, value])

    def base_of(self, text: str, path: str, at: str) -> str:
        """Where a value's relative paths begin: at what is set. pyxform writes them from the
        question that sets it, which shows where the two stand in sections of different depth.
        """
        if self.structure.repeats(at) == self.structure.repeats(path):
            try:
                Resolver(self.structure).resolve(text, path)
            except FormError as error:
                return at if error.code == "unknown_question" else path
        return path

    def preload(self, bind: Bind) -> Expression | None:
        kind = bind.javarosa.get("preload", "")
        return _PRELOADS.get((kind, bind.javarosa.get("preloadParams", "")))

    def set_logic(self, node: dict[str, Any], bind: Bind) -> None:
        path, plain = node["path"], bind.plain
        if "relevant" in plain:
            node["relevant"] = self.expression(
                plain["relevant"], path, "relevant", self.needs.relevance
            )
        for part in ("required", "readonly"):
            text = plain.get(part, "false()").strip()
            if text != "false()" and node["type"] != "note":
                whole = text in ("true()", "1")
                node[part] = True if whole else self.expression(text, path, part)
        if "calculate" in plain:
            found = self.expression(plain["calculate"], path, "calculation", self.needs.value)
            node["calculation"] = _of_type(plain.get("type", ""), kept_once(found))
        elif self.preload(bind) is not None:
            node["calculation"] = self.preload(bind)
        if "constraint" in plain:
            node["constraint"] = self.expression(plain["constraint"], path, "constraint")
        self.set_text(node, "constraint_message", bind.javarosa.get("constraintMsg"))
        self.set_text(node, "required_message", bind.javarosa.get("requiredMsg"))

    def set_text(self, node: dict[str, Any], key: str, attribute: str | None) -> None:
        texts = self.xform.itext.message(attribute)
        if texts:
            node[key] = self.text_id(texts, node["path"], key)

    def set_rahba(self, node: dict[str, Any], bind: Bind, inherited: str | None) -> None:
        path = node["path"]
        none = dict[str, Any]()
        node.update(self.faults.noting(lambda: plain_columns(bind.rahba, path), none))
        module = node.setdefault("module", inherited)
        if not module:
            del node["module"]
        elif module not in self.modules:
            self.modules.append(module)
        for part in EXPRESSIONS:
            if part in bind.rahba:
                node[part] = self.expression(bind.rahba[part], path, f"bind::rahba:{part}")
        texts = warning_texts(bind.rahba)
        if texts:
            node["warning_message"] = self.text_id(texts, path, "bind::rahba:warningMsg")

    def set_control(self, node: dict[str, Any], control: Control) -> None:
        path = node["path"]
        for key, texts in (("label", control.label), ("hint", control.hint)):
            if texts:
                node[key] = self.text_id(texts, path, key)
        media = self.left_out.media(control.media, path)
        if media:
            node["media"] = media
        if control.appearance:
            node["appearance"] = control.appearance
        self.set_choices(node, control)
        if control.count is not None:
            # The number of instances is the value of a repeat.
            node["count"] = self.expression(control.count, path, "repeat_count", self.needs.value)
        if node["type"] == "range":
            bind, none = self.xform.binds.get(path, Bind()), dict[str, str]()
            node["range"] = self.faults.noting(lambda: self.range_of(control, bind), none)

    def set_choices(self, node: dict[str, Any], control: Control) -> None:
        path = node["path"]
        if control.choices is not None:
            node["choices"] = control.choices
            self.used_lists.add(control.choices)
        if control.instances is not None:
            node["choices_from"] = self.instances(control.instances, path)
        if control.choice_filter is not None and control.choices is not None:
            found, need = self.filter(control.choice_filter, path, control.choices)
            # What the filter leaves out is no value; what was answered it may ask itself.
            node["choice_filter"] = found
            self.needs.value[path] = Need(need.paths - {path}, need.depth)
        if control.shuffle is not None:
            seed = control.shuffle
            node["shuffle"] = self.expression(seed, path, "parameters") if seed else True

    def filter(self, text: str, path: str, name: str) -> tuple[Expression, Need]:
        def resolve(resolver: Resolver) -> Expression:
            return resolver.condition_on_items(predicates(text), path, name)

        return self.attempt(resolve, path, "choice_filter")

    def instances(self, found: Instances, path: str) -> Expression:
        resolved, need = self.attempt(
            lambda resolver: resolver.instances(found.nodeset, (found.value, found.label), path),
            path,
            "type",
        )
        self.needs.value[path] = Need(need.paths - {path}, need.depth)
        return resolved

    def range_of(self, control: Control, bind: Bind) -> dict[str, str]:
        found = {key: control.attributes.get(key, "") for key in ("start", "end", "step")}
        try:
            low, high, step = (float(found[key]) for key in ("start", "end", "step"))
        except ValueError:
            low, high, step = 0, 0, 0
        if not low < high or not 0 < step <= high - low:
            raise FormError("unsupported_range", str(found), control.ref, "parameters")
        declared = bind.plain.get("type", "").rpartition(":")[2]
        return {**found, "type": "decimal" if declared == "decimal" else "integer"}

    def expression(
        self, text: str, path: str, part: str, needs: dict[str, Need] | None = None
    ) -> Expression:
        found, need = self.resolve(text, path, part)
        if needs is not None:
            needs[path] = need
        return found

    def resolve(self, text: str, path: str, part: str) -> tuple[Expression, Need]:
        return self.attempt(lambda resolver: resolver.resolve(text, path), path, part)

    def attempt(
        self, resolve: Callable[[Resolver], Expression], path: str, part: str
    ) -> tuple[Expression, Need]:
        resolver = Resolver(self.structure)
        try:
            found = resolve(resolver)
        except FormError as error:
            self.faults.found.append(FormError(error.code, error.detail, path, part))
            found = ""
        if by_chance(found) and part not in _MADE_ONCE:
            detail = "random() or uuid() outside once()"
            self.faults.found.append(FormError("chance_not_kept", detail, path, part))
        self.used_lists |= resolver.lists
        return found, Need(frozenset(resolver.used), depth_of(found))

    def text_id(self, texts: Texts, path: str, part: str) -> int:
        return self.texts.add(texts, lambda text: self.expression(text, path, part))


def _of_type(declared: str, value: Expression) -> Expression:
    convert = _CONVERSIONS.get(declared.rpartition(":")[2])
    done = isinstance(value, list) and value[0] in (convert, "today")
    return [convert, value] if convert and not done else value


def _by_instance(values: Mapping[Indices, T]) -> dict[str, T]:
    """`{(2, 1): …}` → `{"2.1": …}`, as JSON has it."""
    return {".".join(map(str, at)): value for at, value in values.items()}


def _order_of(controls: Iterable[Control]) -> dict[str, int]:
    """Where the body first speaks of a node or of what is in it."""
    order: dict[str, int] = {}
    for control in controls:
        path = control.ref
        while path:
            order[path] = min(control.order, order.get(path, control.order))
            path = path.rpartition("/")[0]
    return order
