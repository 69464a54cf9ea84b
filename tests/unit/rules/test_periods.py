"""Periods: codes, keys, days, and the order between them."""

from datetime import date

import pytest

from grading.rules.periods import NotAPeriod, PeriodKind, before_key, of_key, parse, part, parts_of, year_of_key

DAYS = {
    "1930": (PeriodKind.year, date(1930, 1, 1), date(1930, 12, 31)),
    "2100-Q4": (PeriodKind.quarter, date(2100, 10, 1), date(2100, 12, 31)),
    "2026": (PeriodKind.year, date(2026, 1, 1), date(2026, 12, 31)),
    "2026-H1": (PeriodKind.half_year, date(2026, 1, 1), date(2026, 6, 30)),
    "2026-H2": (PeriodKind.half_year, date(2026, 7, 1), date(2026, 12, 31)),
    "2026-Q1": (PeriodKind.quarter, date(2026, 1, 1), date(2026, 3, 31)),
    "2026-Q4": (PeriodKind.quarter, date(2026, 10, 1), date(2026, 12, 31)),
    "2028-02": (PeriodKind.month, date(2028, 2, 1), date(2028, 2, 29)),
    "2026-02-01..2026-05-15": (PeriodKind.ad_hoc, date(2026, 2, 1), date(2026, 5, 15)),
    "term:2020-10-15..2025-10-14": (PeriodKind.term, date(2020, 10, 15), date(2025, 10, 14)),
}
NO_CODES = (
    "", "26", "2026-Q5", "2026-Q0", "2026-H3", "2026-13", "2026-00", "2026-1", "1929", "2101", "2026-q1",
    "2026-05-15..2026-02-01", "2026-02-30..2026-05-15", "term:2026", "٢٠٢٦-Q1",
)  # fmt: skip


@pytest.mark.parametrize("code", DAYS)
def test_a_code_names_a_kind_and_both_days_and_comes_back(code):
    span = parse(f" {code} ")

    assert (span.kind, span.first, span.last) == DAYS[code]
    assert span.code == code


@pytest.mark.parametrize("text", NO_CODES)
def test_another_text_is_no_period(text):
    with pytest.raises(NotAPeriod):
        parse(text)


def test_a_year_has_its_number_as_key_and_no_part_shares_a_key():
    spans = [part(PeriodKind.year, 2026), *(span for kind in _PARTS for span in parts_of(2026, kind))]

    keys = [span.key for span in spans]

    assert keys[0] == 2026
    assert len(set(keys)) == 1 + 2 + 4 + 12
    assert [of_key(key) for key in keys] == spans
    assert {year_of_key(key) for key in keys} == {2026}


def test_a_term_has_no_key_of_the_calendar_and_lies_in_the_year_in_which_it_ends():
    term = parse("term:2020-10-15..2025-10-14")

    with pytest.raises(NotAPeriod):
        assert term.key
    assert (term.year, year_of_key(20250001)) == (2025, 2025)


@pytest.mark.parametrize("kind", ["2026-H1", "2026-Q1", "2026-01"])
def test_the_period_before_the_first_of_a_year_is_the_last_of_the_year_before(kind):
    first = parse(kind)

    assert first.before() == parts_of(2025, first.kind)[-1]
    assert before_key(first.key) == first.before().key


def test_a_term_has_no_period_before():
    with pytest.raises(NotAPeriod):
        parse("2026-02-01..2026-05-15").before()

    assert before_key(20260001) is None


def test_a_year_contains_its_parts_and_no_part_of_another():
    year = parse("2026")

    assert all(year.contains(span) for kind in _PARTS for span in parts_of(2026, kind))
    assert not year.contains(parse("2025-Q4"))
    assert not year.contains(parse("2025-12-31..2026-01-02"))


_PARTS = (PeriodKind.half_year, PeriodKind.quarter, PeriodKind.month)
