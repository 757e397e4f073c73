"""How names are written: the spellings of each sound, the words that lead or address.

The phone has the same tables in `frontend/src/roster/sounds.ts`; `tests/vectors/names.json` names
every spelling, so that the two cannot drift apart. Capital = consonant, small = vowel, 3 = ع.
"""

SOUNDS = {
    "B": "ب پ b p",
    "T": "ت ط ث t th",
    "J": "ج چ j dj",
    "H": "ح ه h 7",
    "X": "خ kh 5 7'",
    "D": "د ذ ض ظ d dh",
    "R": "ر r",
    "Z": "ز z",
    "S": "س ص s ç",
    "C": "ش ch sh",
    "F": "ف ڤ ڥ f v ph",
    "K": "ق ك ک گ ڭ ݣ ڨ k q c g 9 ck",
    "G": "غ gh 8 3'",
    "L": "ل l",
    "M": "م m",
    "N": "ن n",
    "a": "ا أ إ آ ٱ ة a",
    "e": "e",
    "i": "ي ئ ی i y",
    "u": "و ؤ ou o u w",
    "y": "ى",  # written for a final a, and carelessly for a final i
    "3": "ع 3",
    "": "ء 2 '",
    # French spelling: what c, g and th say depends on the letter after them.
    "Se": "ce",
    "Si": "ci cy",
    "Je": "ge",
    "Ji": "gi gy",
    "Ke": "gue que",
    "Ki": "gui qui",
    "THa": "tha",
    "THe": "the",
    "THi": "thi thy",
    "THu": "tho thu",
    "KS": "x",
}
CODES = {letters: code for code, row in SOUNDS.items() for letters in row.split()}

# Written with a space by some and without by others; the first set may also be left out.
DROPPABLE = frozenset("ben bin ibn el al l ed ez es er et en ech ال بن ابن".split())
JOINING = DROPPABLE | frozenset("bel bou abou abd abdel abdul بو ابو أبو عبد".split())
# Forms of address and of descent, as sounds: alone they tell nobody apart.
WEAK = frozenset(
    "Si SiDi HaJ HaJa Ba LaLa MuL MuLaT uLaD auLaD uLD aiT BeNT BiNT BNT MuLai Mi "
    "M3aLeM MaaLeM M3LM 3aMi 3Mi".split()
)
# Words that the rules below would misread, spelled so that they read them right.
RESPELL = dict(
    pair.split("=")
    for pair in "med=mohamed md=mohamed mhd=mohamed mohd=mohamed ishak=is7ak ishaq=is7ak "
    "haitham=haitam elias=ilias الياس=إلياس elham=ilham الهام=إلهام hmida=hmid3 احميدة=حميد3 "
    "مصطفي=مصطفى".split()
)
