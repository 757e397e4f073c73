"""One consonant skeleton for a name in Arabic, in Latin letters or in arabizi (7mid = حميد).

The phone has the same algorithm in `frontend/src/roster/names.ts`; `tests/vectors/names.json` holds
both to it. A word becomes sounds (capital = consonant, small = vowel, 3 = ع), then a `Token`.

Consonants alone would fold Ahmed into Hamid and Karim into Karima, so a token also says which
vowels its last syllable and its ending can have. Two spellings agree when the consonants are equal
and those sets meet: Arabic leaves short vowels out, so a set is often wider than one vowel.

Known limits: صالح and صلاح are both written "Salah" and stay one name; so do Rached and Rachid,
Salem and Salim, Saad and Souad, ʿOmar and ʿAmmar. Two Latin spellings of one participle may differ
(Nacer and Nasir agree, Abdelouahed and Abdelouahid too, but longer ones may not).
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from rahba.catalog.sounds import CODES, DROPPABLE, JOINING, RESPELL, WEAK

_ARTICLE = re.compile(r"(?:ال|el|al(?![aeiouy])|l(?![aeiouyl]))(?=..)")
_ATTACHED_SON = re.compile(r"بن|b[aei]nn?")
_SILENT_HEH = re.compile(r"(?<=..)(?<![اويى])(?<!لل|ال|إل)ه$")
_SECOND_WORD = re.compile(r"(?<=..)(?=(?:الدين|الزهراء)$)")
_SERVANT = re.compile(r"^[a3e]+BD[aeiu]?(?=L)")
_CONSONANT = re.compile(r"[A-Z]")
_FIRST_ARABIC = "\u0600"  # everything below is Latin or a digit
_TATWEEL = "\u0640"

_A, _I, _U, _ANY_VOWEL = 1, 2, 4, 7
_NO_END, _END_A, _END_I, _END_U, _END_WI, _ANY_END = 1, 2, 4, 8, 16, 31


@dataclass(frozen=True, slots=True)
class Token:
    """One word of a name.

    `consonants` is the skeleton (vowels stand in only when a word has no consonant); its first
    `skip` letters are an article or a "son of" that may be left out. `vowel` and `end` are bit
    sets: what the last syllable and the ending can be. `weak` words are forms of address.
    """

    consonants: str
    skip: int
    vowel: int
    end: int
    weak: bool

    @property
    def core(self) -> str:
        return self.consonants[self.skip :]


@lru_cache(maxsize=20_000)
def tokens(name: str) -> tuple[Token, ...]:
    """The words of a name as it was typed, in order; empty when it holds no letter we read."""
    read = (_token(text, lead) for text, lead in _joined(_words(name)))
    return tuple(word for word in read if word.consonants)


def strong(name: str) -> tuple[Token, ...]:
    """The words that tell people apart; a name made of nothing but address keeps all its words."""
    words = tokens(name)
    return tuple(word for word in words if not word.weak) or words


def skeleton(name: str) -> str:
    """The consonants of the strong words without what may be left out; for `distance`."""
    return "".join(word.core for word in strong(name))


def same_name(one: str, other: str) -> bool:
    """Whether two spellings can be the same name, in any order of words and any spacing."""
    first, second = strong(one), strong(other)
    if len(first) != len(second):
        return bool(first and second) and skeleton(one) == skeleton(other)
    left = list(second)
    for word in first:
        match = next((each for each in left if _same(word, each)), None)
        if match is None:
            return False
        left.remove(match)
    return bool(first)


def distance(first: str, second: str) -> int:
    """How many letters of one skeleton must change to give the other (Levenshtein)."""
    row = list(range(len(second) + 1))
    for i, letter in enumerate(first, 1):
        diagonal, row[0] = row[0], i
        for j, against in enumerate(second, 1):
            diagonal, row[j] = (
                row[j],
                min(row[j] + 1, row[j - 1] + 1, diagonal + (letter != against)),
            )
    return row[-1]


def _same(one: Token, other: Token) -> bool:
    if not one.vowel & other.vowel or not one.end & other.end:
        return False
    return not {one.consonants, one.core}.isdisjoint((other.consonants, other.core))


def _words(name: str) -> list[str]:
    """Lower case, without marks; what is neither a known letter nor a mark parts two words."""
    text = "".join(_folded(letter) for letter in name.lower())
    return [
        RESPELL.get(part, part)
        for word in text.split()
        for part in _SECOND_WORD.split(word)
        if part.strip("'")
    ]


def _folded(letter: str) -> str:
    if letter in "’ʼ`ʻ":
        return "'"
    if letter in CODES:
        return letter
    if letter == _TATWEEL:
        return ""
    return "".join(
        part if part in CODES else " "
        for part in unicodedata.normalize("NFKD", letter)
        if unicodedata.category(part) not in ("Mn", "Cf")
    )


def _joined(words: list[str]) -> list[tuple[str, int]]:
    """Words written apart that belong together, each with how many letters may be left out."""
    result = []
    at = 0
    while at < len(words):
        text, last, droppable, lead = words[at], words[at], True, 0
        while last in JOINING and at + 1 < len(words):
            droppable = droppable and last in DROPPABLE
            if droppable:
                lead = len(text)
            at += 1
            last = words[at]
            text += last
        article = _ARTICLE.match(text, lead) if droppable else None
        result.append((text, article.end() if article else lead))
        at += 1
    return result


def _token(text: str, lead: int) -> Token:
    latin = text < _FIRST_ARABIC
    sounds = _sounds(text, latin)
    servant = _SERVANT.match("".join(code for code, _ in sounds))
    if servant:  # Abderrahim and عبد الرحيم: the article is heard or not, so it never counts
        del sounds[servant.end()]
    skip = _consonants_before(sounds, lead)
    son = _ATTACHED_SON.match(text) if not lead else None
    if son and _consonants_before(sounds, len(text)) - _consonants_before(sounds, son.end()) > 1:
        skip, lead = _consonants_before(sounds, son.end()), son.end()
    core = "".join(code for code, at in sounds if at >= lead)
    runs = _CONSONANT.split(core)
    everything = "".join(code for code, _ in sounds)
    return Token(
        consonants="".join(_CONSONANT.findall(everything)) or everything,
        skip=skip,
        vowel=_last_vowel(runs, latin, core),
        end=_ending(runs[-1]),
        weak=core in WEAK,
    )


def _sounds(text: str, latin: bool) -> list[tuple[str, int]]:
    """Sounds with the place of the letter each comes from; doubled consonants are one."""
    text = _SILENT_HEH.sub("ة", text)
    sounds: list[tuple[str, int]] = []
    at = 0
    while at < len(text):
        size = next(n for n in (3, 2, 1) if text[at : at + n] in CODES)
        for order, code in enumerate(CODES[text[at : at + size]]):
            place = at + min(order, size - 1)
            # Arabic writes a doubled letter once; twice there are two, but for an article or بن.
            if code.isupper() and sounds and sounds[-1][0] == code and (latin or code in "LN"):
                sounds.pop()
            sounds.append((code, place))
        at += size
    return sounds


def _consonants_before(sounds: list[tuple[str, int]], place: int) -> int:
    return sum(code.isupper() and at < place for code, at in sounds)


def _last_vowel(runs: list[str], latin: bool, core: str) -> int:
    """The vowels possible between the last two consonants."""
    count = len(runs) - 1
    if count < 2:
        return _ANY_VOWEL
    slot, long_before = runs[-2].replace("3", ""), bool({"a", "u"} & set(runs[-3]))
    if not slot:
        if latin:
            return _ANY_VOWEL
        # A participle (خالد, محسن) hides a short i; a word of two consonants can hide a short u.
        if long_before or (core.startswith("M") and count > 2):
            return _A | _I
        return _A | _U if count == 2 else _A
    last = slot[-1]
    if last in "ae":
        participle = last == "e" and long_before and count < 4  # Khaled is Khalid
        return _A | (_I if "i" in slot or participle else 0) | (_U if "u" in slot else 0)
    return {"i": _I, "u": _U}.get(last, _A | _I)


def _ending(run: str) -> int:
    if run in ("", "e"):  # a French final e is silent
        return _NO_END
    if run[-1] == "i":
        return _END_WI if "u" in run else _END_I
    return {"a": _END_A, "u": _END_U, "3": _ANY_END}.get(run[-1], _END_A | _END_I)
