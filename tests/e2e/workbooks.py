"""Forms as a coach fills them in, sound and not."""

from pathlib import Path

from openpyxl import Workbook

FRENCH, ARABIC = "label::Français (fr)", "label::العربية (ar)"


def small_form(path: Path) -> Path:
    """Two questions, in Arabic and French."""
    return _written(
        path,
        survey=(
            ("type", "name", ARABIC, FRENCH),
            ("select_one yesno", "water", "هل تجدون الماء في السوق؟", "Trouvez-vous de l’eau ?"),
            ("integer", "metres", "على أي بعد، بالمتر؟", "À combien de mètres ?"),
        ),
        choices=(
            ("list_name", "name", ARABIC, FRENCH),
            ("yesno", "yes", "نعم", "oui"),
            ("yesno", "no", "لا", "non"),
        ),
        settings=(
            ("form_title", "form_id", "version", "default_language"),
            ("الماء في السوق · L’eau au souk", "water", "1", "العربية (ar)"),
        ),
    )


def wrong_form(path: Path) -> Path:
    """A list that is not there, a function that no phone has."""
    return _written(
        path,
        survey=(
            ("type", "name", "label", "relevant"),
            ("select_one animal", "animal", "Which animal?", None),
            ("integer", "heads", "How many?", "pulldata('a', 'b', 'c', 'd') = 1"),
        ),
        settings=(("form_title", "form_id", "version"), ("Animals", "animals", "1")),
    )


def _written(path: Path, **sheets: tuple[tuple[str | None, ...], ...]) -> Path:
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.save(path)
    return path
