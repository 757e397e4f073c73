"""The list of a small commune: twelve places in two sections, and who is expected where."""

from pathlib import Path

from openpyxl import load_workbook

VEG, GRAINS = "Légumes et fruits", "Grains"
PLACES = [*((VEG, 1, n) for n in range(1, 9)), *((GRAINS, 1, n) for n in range(1, 5))]
OWNER, UNASKED, LEAVER = "Boujemaa Zerouali", "Kabira Chtouki", "Hamid Ouardighi"
SHARING = ("Fadma Meskini", "Tahar Belkacem")
ITINERANT = "Abdeslam Jebli"
GRAIN_SELLER = "Rqia Doukkali"
PASSED = ("Mbarek Saidi", "Zoubida Laaroussi")
ABSENT_LISTED = ("Driss Hmamouchi", "Yamna Serghini", "Omar Tadlaoui")
TRADERS = {
    OWNER: (VEG, 1),
    SHARING[0]: (VEG, 2),
    SHARING[1]: (VEG, 2),
    UNASKED: (VEG, 5),
    LEAVER: (VEG, 6),
    PASSED[0]: (VEG, 7),
    PASSED[1]: (VEG, 8),
    ITINERANT: (VEG, None),
    GRAIN_SELLER: (GRAINS, 1),
    **{name: (GRAINS, n) for n, name in enumerate(ABSENT_LISTED, 2)},
}


def fill_in(template: Path) -> None:
    """The workbook that the desk offers, as a coach fills it in."""
    book = load_workbook(template)
    places, traders, lists = book.worksheets
    trades = [str(cell.value) for cell in lists["B"] if cell.value]
    sells = {
        section: next(trade for trade in trades if trade.startswith(code))
        for section, code in ((VEG, "VEG01"), (GRAINS, "GRN01"))
    }
    for place in PLACES:
        places.append(place)
    for name, (section, number) in TRADERS.items():
        traders.append([name, None, None, sells[section], section, number])
    book.save(template)
