"""What the screens say, read from where the screens read it: `words.ts` beside each of them.

A tour is written in French and taken in any language: `Words("ar")("Continuer")` matches متابعة.
"""

import re
from functools import cache
from pathlib import Path

SOURCES = Path(__file__).parents[2] / "frontend" / "src"
LANGUAGES = ("ar", "fr", "en")
_STRING = r"""'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*\""""
_TABLE = re.compile(r"^  (ar|fr|en): \{$(.*?)^  \},$", re.S | re.M)
_ENTRY = re.compile(rf"^    (\w+):\s*(?:({_STRING})|(\{{.*?\}})),$", re.S | re.M)
_QUOTED = re.compile(_STRING)
_HOLE = re.compile(r"\{\w+\}")


class Unsaid(LookupError):
    """No screen says this in French."""


class Words:
    def __init__(self, lang: str) -> None:
        self.lang = lang

    def __call__(self, french: str, *, whole: bool = False) -> re.Pattern[str]:
        """A pattern of these words in this language; a hole matches whatever is poured in.

        Args:
            french: as it stands in a `words.ts`, with its holes: `Place {number}`.
            whole: nothing but these words, instead of a name that begins with them.
        """
        found = {said for key in _keys_of(french) for said in _tables()[self.lang].get(key, ())}
        if not found:
            raise Unsaid(french)
        ways = "|".join(_pattern(said) for said in sorted(found, key=len, reverse=True))
        end = r"\s*$" if whole else ""
        return re.compile(rf"^\s*(?:{ways}){end}")


def _pattern(said: str) -> str:
    return ".+?".join(r"\s".join(map(re.escape, part.split(" "))) for part in _HOLE.split(said))


def _keys_of(french: str) -> list[str]:
    return [key for key, forms in _tables()["fr"].items() if french in forms]


@cache
def _tables() -> dict[str, dict[str, tuple[str, ...]]]:
    """Per language: `<file> <n> <key>` to every form of what stands there."""
    tables: dict[str, dict[str, tuple[str, ...]]] = {lang: {} for lang in LANGUAGES}
    for file in sorted(SOURCES.rglob("*words.ts")):
        seen: dict[str, int] = dict.fromkeys(LANGUAGES, 0)
        for lang, table in _TABLE.findall(file.read_text()):
            seen[lang] += 1
            for key, one, plural in _ENTRY.findall(table):
                forms = tuple(_unquoted(text) for text in _QUOTED.findall(one or plural))
                tables[lang][f"{file} {seen[lang]} {key}"] = forms
    return tables


def _unquoted(text: str) -> str:
    """Without escapes, and with plain spaces: French has narrow and hard ones before its signs."""
    return re.sub(r"[\u00a0\u202f]", " ", re.sub(r"\\(.)", r"\1", text[1:-1]))
