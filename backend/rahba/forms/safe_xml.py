"""XML read into a small tree, with limits: no DTD, no entities, bounded size, depth and element
count.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.parsers import expat

from rahba.forms.errors import FormError

MAX_BYTES = 8 * 1024 * 1024
MAX_DEPTH = 40
MAX_ELEMENTS = 200_000


@dataclass(slots=True)
class Element:
    """`tag` and attribute names are `namespace local` pairs joined by one space, or bare names."""

    tag: str
    attributes: dict[str, str]
    line: int
    content: list[str | Element] = field(default_factory=list)

    @property
    def local(self) -> str:
        return self.tag.rpartition(" ")[2]

    @property
    def elements(self) -> Iterator[Element]:
        return (item for item in self.content if isinstance(item, Element))

    @property
    def text(self) -> str:
        return "".join(item for item in self.content if isinstance(item, str)).strip()

    def children(self, local: str) -> list[Element]:
        return [child for child in self.elements if child.local == local]

    def child(self, local: str) -> Element | None:
        return next((child for child in self.elements if child.local == local), None)


class _TreeBuilder:
    def __init__(self) -> None:
        self.root: Element | None = None
        self.open: list[Element] = []
        self.count = 0
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self.start
        self.parser.EndElementHandler = self.end
        self.parser.CharacterDataHandler = self.characters
        self.parser.StartDoctypeDeclHandler = self.refuse_doctype
        self.parser.EntityDeclHandler = self.refuse_doctype

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self.count += 1
        if len(self.open) >= MAX_DEPTH or self.count > MAX_ELEMENTS:
            raise FormError("xml_too_large", "too many or too deeply nested elements")
        element = Element(tag, attributes, self.parser.CurrentLineNumber)
        if self.open:
            self.open[-1].content.append(element)
        else:
            self.root = element
        self.open.append(element)

    def end(self, _tag: str) -> None:
        self.open.pop()

    def characters(self, text: str) -> None:
        self.open[-1].content.append(text)

    def refuse_doctype(self, *_declaration: object) -> None:
        raise FormError("xml_doctype", "a document type or entity declaration is not accepted")


def parse_xml(source: str | bytes) -> Element:
    """The root element. Raises FormError `xml_too_large`, `xml_doctype` or `xml_malformed`."""
    data = source.encode() if isinstance(source, str) else source
    if len(data) > MAX_BYTES:
        raise FormError("xml_too_large", f"more than {MAX_BYTES} bytes")
    builder = _TreeBuilder()
    try:
        builder.parser.Parse(data, True)  # noqa: FBT003 - expat names it not
    except expat.ExpatError as error:
        raise FormError("xml_malformed", str(error)) from error
    if builder.root is None:
        raise FormError("xml_malformed", "no root element")
    return builder.root
