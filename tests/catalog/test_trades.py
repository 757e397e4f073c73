"""The list of trades that phones carry."""

from rahba.catalog.trades import OTHER, SECTIONS, TRADES

LANGUAGES = {"ar", "fr", "en"}


def test_no_offence_and_no_healing_is_a_trade() -> None:
    words = " ".join(name for trade in TRADES.values() for name in trade.names.values())
    assert not {"خطاف", "نقل سري", "بيطار", "شناق"} & set(words.split())


def test_there_are_54_trades_in_11_sections_and_one_for_the_rest() -> None:
    assert len(SECTIONS) == 11
    assert len(TRADES) == 55
    assert [code for code, trade in TRADES.items() if trade.section is None] == [OTHER]


def test_each_trade_is_two_taps_away() -> None:
    for section in SECTIONS:
        assert 1 <= sum(trade.section == section.code for trade in TRADES.values()) <= 7


def test_every_trade_stands_in_a_section_that_exists() -> None:
    sections = {section.code for section in SECTIONS} | {None}
    assert {trade.section for trade in TRADES.values()} == sections


def test_everything_is_named_in_three_languages_and_names_differ() -> None:
    named = [section.names for section in SECTIONS] + [trade.names for trade in TRADES.values()]
    assert all(set(names) == LANGUAGES and all(names.values()) for names in named)
    for language in LANGUAGES:
        names = [trade.names[language] for trade in TRADES.values()]
        assert len(set(names)) == len(names)


def test_the_class_goes_by_who_makes_the_goods() -> None:
    assert TRADES["VEG01"].isic(makes_what_sells=False) == "4781"
    assert TRADES["VEG01"].isic(makes_what_sells=True) == "0113"
    assert TRADES["LIV04"].isic(makes_what_sells=True) == "4610"


def test_every_class_has_four_digits() -> None:
    classes = {c for t in TRADES.values() for c in (t.isic_resale, t.isic_own) if c is not None}
    assert all(len(each) == 4 and each.isdigit() for each in classes)
