"""Regular expressions that mean the same in Python and in a browser, and that cannot run away.

Both languages get the pattern that `safe_pattern` returns, in its strict Unicode reading.
"""

from __future__ import annotations

import re

from rahba.forms.errors import FormError

MAX_LENGTH = 300
# Each repetition without a (small) limit multiplies the work of a text that does not match.
MAX_OPEN_REPETITIONS = 4
_WIDE = 20
_BLANK = " \\t\\n\\r\\f\\v"
_SPECIAL = set("\\^$.*+?()[]{}|/")
_CLASSES = set("dDwW")
_QUANTIFIER = re.compile(r"[*+?]\??|\{(\d+)(,)?(\d*)\}\??")


def safe_pattern(pattern: str) -> str:
    """Raises FormError `unsupported_pattern`: look-around, back-references, or a repeated
    repetition.
    """
    if len(pattern) > MAX_LENGTH:
        raise FormError("unsupported_pattern", f"more than {MAX_LENGTH} characters")
    reader = _Reader(pattern)
    try:
        re.compile("".join(reader.out), re.A)
    except (re.error, OverflowError) as error:
        raise FormError("unsupported_pattern", f"«{pattern}»: {error}") from error
    return "".join(reader.out)


class _Reader:
    """Copies the pattern piece by piece. `complex` says of each open group whether it branches or
    repeats.
    """

    def __init__(self, pattern: str) -> None:
        self.pattern, self.at = pattern, 0
        self.out: list[str] = []
        self.complex = [False]
        self.open_repetitions = 0
        while self.at < len(pattern):
            self.piece()
        if len(self.complex) != 1:
            raise self.refused("a bracket is not closed")

    def refused(self, why: str) -> FormError:
        return FormError("unsupported_pattern", f"«{self.pattern}»: {why}")

    def piece(self) -> None:
        character = self.pattern[self.at]
        if character == "(":
            self.open_group()
            return
        group_was_complex = False
        if character == ")":
            if len(self.complex) == 1:
                raise self.refused("a bracket too many")
            group_was_complex = self.complex.pop()
            self.complex[-1] |= group_was_complex
            self.copy(1)
        elif character == "|":
            self.complex[-1] = True
            self.copy(1)
            return
        elif character == "\\":
            self.escape(in_class=False)
        elif character == "[":
            self.character_class()
        elif character in "{}]":
            raise self.refused(f"{character} stands alone")
        elif character in "*+?":
            raise self.refused(f"nothing before {character}")
        elif character == ".":
            # A browser's dot leaves out \r too.
            self.out.append("[^\\n\\r]")
            self.at += 1
        else:
            self.copy(1)
        self.quantifier(group_was_complex)

    def copy(self, length: int) -> None:
        self.out.append(self.pattern[self.at : self.at + length])
        self.at += length

    def open_group(self) -> None:
        if self.pattern.startswith("(?:", self.at):
            self.at += 2
        elif self.pattern.startswith("(?", self.at):
            raise self.refused("look-around and named groups are not supported")
        self.at += 1
        self.out.append("(?:")
        self.complex.append(False)

    def quantifier(self, group_was_complex: bool) -> None:
        found = _QUANTIFIER.match(self.pattern, self.at)
        if found is None:
            return
        low, comma, high = found.groups()
        fixed = low is not None and not comma
        wide = not fixed and (not high or int(high) - int(low) > _WIDE) and found.group()[0] != "?"
        if wide and group_was_complex:
            raise self.refused("a repetition or a choice may not be repeated without limit")
        self.open_repetitions += wide
        if self.open_repetitions > MAX_OPEN_REPETITIONS:
            raise self.refused(f"more than {MAX_OPEN_REPETITIONS} repetitions without limit")
        self.complex[-1] |= not fixed
        self.copy(len(found.group()))

    def escape(self, in_class: bool) -> None:
        following = self.pattern[self.at + 1 : self.at + 2]
        if following == "s":
            self.out.append(_BLANK if in_class else f"[{_BLANK}]")
            self.at += 2
        elif following == "S" and not in_class:
            self.out.append(f"[^{_BLANK}]")
            self.at += 2
        elif (
            following in ("t", "n", "r")
            or following in _SPECIAL
            or following in _CLASSES
            or (in_class and following == "-")
        ):
            self.copy(2)
        elif following and not following.isalnum():
            # `\-` or `\ ` outside a class: an escape that the strict reading does not know.
            self.out.append(following)
            self.at += 2
        else:
            raise self.refused(f"\\{following} is not supported")

    def character_class(self) -> None:
        end = self.at + 1
        self.out.append("[")
        self.at = end
        if self.pattern.startswith("^", self.at):
            self.copy(1)
        while self.at < len(self.pattern) and self.pattern[self.at] != "]":
            if self.pattern[self.at] == "\\":
                self.escape(in_class=True)
            elif self.pattern[self.at] == "[":
                raise self.refused("[ inside a class")
            else:
                self.copy(1)
        if self.at >= len(self.pattern) or self.at == end:
            raise self.refused("a class is empty or not closed")
        self.copy(1)
