"""A household that answers in nested repeats, from one of 5,000 douars: an XLSForm as a script of a
coach would write it."""

from itertools import product

from tests.forms.workbooks import Sheets

PROVINCES = {
    "settat": ("سطات", "Settat"),
    "berrechid": ("برشيد", "Berrechid"),
}
COMMUNES = {
    "guisser": ("كيسر", "Guisser", "settat"),
    "ouledsaid": ("أولاد سعيد", "Ouled Saïd", "settat"),
    "mzoura": ("مزورة", "Mzoura", "settat"),
    "bnikhlloug": ("بني خلوك", "Bni Khloug", "settat"),
    "sidielaidi": ("سيدي العايدي", "Sidi El Aïdi", "settat"),
    "elgara": ("الكارة", "El Gara", "berrechid"),
    "deroua": ("الدروة", "Deroua", "berrechid"),
    "sidirahal": ("سيدي رحال", "Sidi Rahal", "berrechid"),
    "ouledabbou": ("أولاد عبو", "Ouled Abbou", "berrechid"),
    "zaouia": ("الزاوية", "Zaouia", "berrechid"),
}
# Ten first words by ten second words: the five of a kind are told apart by number.
FIRST = {
    "lahsan": ("لحسن", "Lahcen"), "khazzan": ("الخزان", "Khazzane"), "miloud": ("ميلود", "Miloud"),
    "hamri": ("الحمري", "Hamri"), "bouchaib": ("بوشعيب", "Bouchaïb"), "larbi": ("العربي", "Larbi"),
    "maati": ("المعطي", "Maâti"), "rahmani": ("الرحماني", "Rahmani"), "driss": ("إدريس", "Driss"),
    "jilali": ("الجيلالي", "Jilali"),
}  # fmt: skip
SECOND = {
    "ain": ("العين", "El Aïn"), "oued": ("الواد", "El Oued"), "hofra": ("الحفرة", "El Hofra"),
    "koudia": ("الكدية", "El Koudia"), "karma": ("الكرمة", "El Karma"), "bir": ("البير", "El Bir"),
    "sakia": ("الساقية", "Sakia"), "nakhla": ("النخلة", "Nakhla"), "zitoun": ("الزيتون", "Zitoun"),
    "rmel": ("الرمل", "Rmel"),
}  # fmt: skip
OF_A_NAME = 5

AR, FR = "label::العربية (ar)", "label::Français (fr)"
MAX, COUNT = "bind::rahba:max", "repeat_count"
Row = tuple[str | None, ...]
SURVEY: list[Row] = [
    ("type", "name", AR, FR, "required", "choice_filter", "relevant", MAX, COUNT, "calculation"),
    ("select_one province", "province", "الإقليم", "Province", "yes"),
    ("select_one commune", "commune", "الجماعة", "Commune", "yes", "province = ${province}"),
    ("select_one douar", "douar", "الدوار", "Douar", "yes", "commune = ${commune}"),
    ("select_one douar", "born", "دوار الأصل", "Douar d'origine"),
    ("begin_repeat", "member", "فرد", "Membre", None, None, None, "10"),
    ("text", "first", "الاسم الشخصي", "Prénom", "yes", None, None, "40"),
    ("integer", "age", "سن ${first}", "Âge de ${first}", "yes"),
    ("begin_repeat", "work", "شغل", "Travail", None, None, "${age} > 14", "4"),
    ("text", "task", "نوع الشغل", "Quel travail ?", "yes", None, None, "40"),
    ("integer", "days", "أيام في الشهر", "Jours par mois", "yes"),
    ("end_repeat",),
    ("end_repeat",),
    ("integer", "rooms", "عدد الغرف", "Nombre de pièces", "yes"),
    ("begin_repeat", "room", "غرفة", "Pièce", None, None, None, "6", "${rooms}"),
    ("calculate", "n", *[None] * 7, "position(..)"),
    ("text", "use", "الغرفة ${n}: لأي غرض؟", "Pièce ${n} : pour quoi ?", None, None, None, "40"),
    ("end_repeat",),
]
SETTINGS: list[Row] = [
    ("form_id", "version", "default_language", "form_title", "namespaces"),
    ("souk_household", "1", "العربية (ar)", "أسرة", 'rahba="urn:rahba:xforms"'),
]
HEAD = ("list_name", "name", AR, FR, "province", "commune")


def household() -> Sheets:
    choices: list[Row] = [HEAD]
    choices += [("province", name, *labels) for name, labels in PROVINCES.items()]
    choices += [("commune", name, ar, fr, of) for name, (ar, fr, of) in COMMUNES.items()]
    choices += douars()
    sheets = {"survey": SURVEY, "choices": choices, "settings": SETTINGS}
    return {name: [list(row) for row in rows] for name, rows in sheets.items()}


def douars() -> list[Row]:
    return [
        (
            "douar",
            f"{commune}_{first}_{second}_{number}",
            f"دوار {FIRST[first][0]} {SECOND[second][0]} {number}",
            f"Douar {FIRST[first][1]} {SECOND[second][1]} {number}",
            None,
            commune,
        )
        for commune, first, second, number in product(
            COMMUNES, FIRST, SECOND, range(1, OF_A_NAME + 1)
        )
    ]
