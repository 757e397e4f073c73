"""The texts of an XForm: words, and the pictures and recordings beside them, by language."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from rahba.forms.errors import FormError
from rahba.forms.safe_xml import Element

# A text with references: literal strings and the expressions of <output>, marked by a tuple.
Part = str | tuple[str]
Texts = dict[str, list[Part]]
# By language, and by kind: the name of a file.
Media = dict[str, dict[str, str]]

_CODE_IN_BRACKETS = re.compile(r"\(([A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*)\)\s*$")
_ITEXT = re.compile(r"^jr:itext\(\s*['\"](.+)['\"]\s*\)$")
# Kinds of a text: the one to be read, and those to be looked at or listened to.
_WORDS, _MEDIA = "long", ("image", "big-image", "audio", "video")


def language_code(name: str) -> str:
    """`Français (fr)` is `fr`; a name without a code in brackets stays as it is."""
    found = _CODE_IN_BRACKETS.search(name)
    return found.group(1).lower() if found else name.strip()


@dataclass
class Itext:
    """Translations by their key. Raises FormError `duplicate_language` while they are read."""

    languages: list[str] = field(default_factory=list)
    default_language: str = "default"
    words: dict[str, Texts] = field(default_factory=dict)
    media: dict[str, Media] = field(default_factory=dict)

    def read(self, itext: Element | None) -> None:
        for translation in itext.children("translation") if itext else []:
            code = language_code(translation.attributes.get("lang", "default"))
            if code in self.languages:
                raise FormError("duplicate_language", f"two translations for {code}")
            self.languages.append(code)
            if translation.attributes.get("default") or len(self.languages) == 1:
                self.default_language = code
            for text in translation.children("text"):
                self._read_text(text, code)

    def _read_text(self, text: Element, code: str) -> None:
        key = text.attributes.get("id", "")
        for value in text.children("value"):
            kind = value.attributes.get("form", _WORDS)
            if kind in _MEDIA:
                name = value.text.rpartition("/")[2]
                self.media.setdefault(key, {}).setdefault(code, {})[kind] = name
            # Guidance is for printed forms, a short text for lists of answers.
            if kind != _WORDS:
                continue
            parts = text_parts(value)
            # pyxform writes "-" where a translation is missing: better the default
            # language's words.
            if parts and parts != ["-"]:
                self.words.setdefault(key, {})[code] = parts

    def texts_of(self, element: Element | None) -> Texts:
        """The texts of a <label> or <hint>, by language."""
        if element is None:
            return {}
        key = _key_of(element)
        return self.words.get(key, {}) if key else self.plain(text_parts(element))

    def media_of(self, element: Element | None) -> Media:
        key = _key_of(element) if element else None
        return self.media.get(key, {}) if key else {}

    def message(self, attribute: str | None) -> Texts:
        """The texts of a bind's message attribute: an itext reference or one plain text."""
        if attribute is None:
            return {}
        found = _ITEXT.match(attribute.strip())
        return self.words.get(found.group(1), {}) if found else self.plain([attribute])

    def plain(self, parts: list[Part]) -> Texts:
        return {self.default_language: parts} if parts else {}


def _key_of(element: Element) -> str | None:
    found = _ITEXT.match(element.attributes.get("ref", "").strip())
    return found.group(1) if found else None


def text_parts(element: Element) -> list[Part]:
    parts: list[Part] = []
    for item in element.content:
        if isinstance(item, str):
            parts.append(item)
        elif item.local == "output":
            parts.append((item.attributes.get("value", "") or item.attributes.get("ref", ""),))
        else:
            # A word made bold or the like.
            parts.append(item.text)
    # The XML is indented: white space at both ends is not the author's.
    if parts and isinstance(parts[0], str):
        parts[0] = parts[0].lstrip()
    if parts and isinstance(parts[-1], str):
        parts[-1] = parts[-1].rstrip()
    return [part for part in parts if part]
