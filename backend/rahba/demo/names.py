"""Invented people: common first and family names of the plain, put together by chance.

Any likeness to a living person is chance too; no list of real traders was used.
"""

import random
from dataclasses import dataclass

MEN = [
    ("محمد", "Mohamed"),
    ("أحمد", "Ahmed"),
    ("صالح", "Salah"),
    ("حميد", "Hamid"),
    ("بوشعيب", "Bouchaib"),
    ("لحسن", "Lahcen"),
    ("المصطفى", "El Mostafa"),
    ("عبد الله", "Abdellah"),
    ("إبراهيم", "Brahim"),
    ("العربي", "Larbi"),
    ("الجيلالي", "Jilali"),
    ("المعطي", "El Maati"),
    ("عبد القادر", "Abdelkader"),
    ("التهامي", "Thami"),
    ("حسن", "Hassan"),
    ("رشيد", "Rachid"),
    ("سعيد", "Said"),
    ("يوسف", "Youssef"),
    ("عمر", "Omar"),
    ("خالد", "Khalid"),
    ("مبارك", "Mbarek"),
    ("الميلودي", "Miloudi"),
    ("نور الدين", "Noureddine"),
    ("كمال", "Kamal"),
    ("إدريس", "Driss"),
    ("عزيز", "Aziz"),
    ("الحسين", "Lhoussaine"),
    ("عبد الرحيم", "Abderrahim"),
    ("موسى", "Moussa"),
    ("بلعيد", "Belaid"),
    ("الطاهر", "Taher"),
    ("عباس", "Abbas"),
    ("قاسم", "Kacem"),
    ("زهير", "Zouhair"),
    ("الشرقي", "Cherki"),
    ("هشام", "Hicham"),
]
WOMEN = [
    ("فاطمة", "Fatima"),
    ("خديجة", "Khadija"),
    ("عائشة", "Aicha"),
    ("زهرة", "Zohra"),
    ("رقية", "Rkia"),
    ("مليكة", "Malika"),
    ("نعيمة", "Naima"),
    ("السعدية", "Saadia"),
    ("حليمة", "Halima"),
    ("أمينة", "Amina"),
    ("الباتول", "El Batoul"),
    ("مباركة", "Mbarka"),
    ("حفيظة", "Hafida"),
    ("الضاوية", "Daouia"),
    ("فتيحة", "Fatiha"),
    ("يامنة", "Yamna"),
]
FAMILIES = [
    ("الحداوي", "El Haddaoui"), ("بوزيدي", "Bouzidi"), ("المزابي", "El Mzabi"),
    ("العلوي", "El Alaoui"), ("الشاوي", "Chaoui"), ("السطاتي", "Settati"), ("بنحمو", "Benhammou"),
    ("الرحالي", "Rahali"), ("القاسمي", "Kacemi"), ("البهلولي", "Bahlouli"), ("العروي", "El Aroui"),
    ("بنعلي", "Benali"), ("الصالحي", "Salhi"), ("الناصري", "Naciri"), ("الدكالي", "Doukkali"),
    ("التادلاوي", "Tadlaoui"), ("المسعودي", "Messaoudi"), ("الخياطي", "Khayati"),
    ("النجار", "Najjar"), ("الحداد", "Haddad"), ("الفلاح", "Fellah"), ("العطار", "Attar"),
    ("الزياني", "Ziani"), ("الورديغي", "Ourdighi"), ("السرغيني", "Sraghni"),
    ("الغزاوي", "Ghazaoui"),
    ("بلمكي", "Belmekki"), ("الحمداوي", "Hamdaoui"), ("الكرومي", "Kerroumi"),
    ("الشرقاوي", "Cherkaoui"),
    ("المنصوري", "Mansouri"), ("اليعقوبي", "Yaacoubi"), ("بوعزاوي", "Bouazzaoui"),
    ("الراشدي", "Rachdi"),
    ("الهلالي", "Hilali"), ("الكتاني", "Kettani"), ("السالمي", "Salmi"), ("الجابري", "Jabri"),
    ("الموساوي", "Moussaoui"), ("البوعناني", "Bouanani"), ("الطويل", "Taouil"),
    ("الأزرق", "Lazrak"),
    ("بنموسى", "Benmoussa"), ("الوزاني", "Ouazzani"), ("الدريسي", "Drissi"), ("الفقير", "Lefkir"),
    ("المرابط", "Mrabet"), ("الخلفي", "Khalfi"), ("العوني", "Aouni"), ("الصغير", "Sghir"),
]  # fmt: skip
ANIMATORS = [
    ("هاجر المودن", "Hajar El Mouden", "f"), ("أيوب الكحلاوي", "Ayoub El Kahlaoui", "m"),
    ("سلمى الراجي", "Salma Erraji", "f"), ("حمزة بوعزة", "Hamza Bouazza", "m"),
    ("إيمان صابر", "Imane Saber", "f"), ("ياسين العروصي", "Yassine Laaroussi", "m"),
    ("مريم فتحي", "Maryem Fathi", "f"), ("أنس الطاوسي", "Anas Taoussi", "m"),
    ("كوثر بنجلون", "Kaoutar Benjelloun", "f"), ("زكرياء النوري", "Zakaria Nouri", "m"),
    ("سناء القادري", "Sanae Kadiri", "f"), ("عثمان المير", "Othmane El Mir", "m"),
    ("نهيلة الشافعي", "Nouhaila Chafii", "f"), ("بلال حجي", "Bilal Hajji", "m"),
    ("وئام الغالي", "Wiam El Ghali", "f"), ("محسن التازي", "Mohcine Tazi", "m"),
    ("ابتسام رفيق", "Ibtissam Rafik", "f"), ("إلياس بنعمر", "Ilyas Benomar", "m"),
]  # fmt: skip
COACH = ("نادية بنعمار", "Nadia Benamar", "f")
OFFICIAL = ("عبد الإله السعيدي", "Abdelilah Saidi", "m")
ADMIN = ("كريم وهبي", "Karim Wahbi", "m")


@dataclass(frozen=True)
class InventedTrader:
    """`known_as` is what the souk calls them: often a by-name, else the first name and family."""

    known_as: str
    name_ar: str
    name_latin: str
    sex: str


def invent_traders(count: int, chance: random.Random) -> list[InventedTrader]:
    """`count` traders whose civil names never repeat."""
    people = [(first, family, "m") for first in MEN for family in FAMILIES]
    people += [(first, family, "f") for first in WOMEN for family in FAMILIES]
    chosen = chance.sample(people, count)
    return [_invent(first, family, sex, chance) for first, family, sex in chosen]


def _invent(
    first: tuple[str, str], family: tuple[str, str], sex: str, chance: random.Random
) -> InventedTrader:
    name_ar, name_latin = f"{first[0]} {family[0]}", f"{first[1]} {family[1]}"
    return InventedTrader(_known_as(first[0], name_ar, sex, chance), name_ar, name_latin, sex)


def _known_as(first: str, name_ar: str, sex: str, chance: random.Random) -> str:
    if chance.random() < 0.6:
        return name_ar
    honours = ["با", "الحاج", "سي", "المعلم"] if sex == "m" else ["لالة", "مي", "الحاجة"]
    byname = f"{chance.choice(honours)} {first}"
    origins = [
        "المزابي",
        "الشاوي",
        "البهلولي",
        "ولد السوق",
        "الدكالي",
        "العوني",
        "القصير",
        "الطويل",
    ]
    return f"{byname} {chance.choice(origins)}" if sex == "m" else byname
