"""Long texts get smaller type or more lines, and never overflow."""

import pytest

from grading.documents.fitting import DoesNotFit, Fit, fit_citation, fit_lines
from grading.documents.pdf import Block


def make_blocks(**widths):
    lines = {
        "issuer_line": 140,
        "give": 12,
        "title": 120,
        "place_date": 85,
        "formula": 60,
        "office": 20,
        "short_code": 50,
    }
    blocks = {name: Block(6, (width,)) for name, width in (lines | widths).items()}
    return blocks | {"entries": Block(24, (50,))}


def lay_out_texts(**letters):
    """Lays out texts of these lengths; each letter is a word, as wide as its step's size and half as high."""
    sizes = {1: 10, 2: 8, 3: 6, 4: 5}

    def lay_out_one(fit: Fit):
        size, blocks = sizes[fit.step], {}
        for name, count in letters.items():
            fits = int(fit.widths.get(name, 235) / size)
            lines = tuple(min(fits, count - start) * size for start in range(0, count, fits))
            blocks[name] = Block(len(lines) * size / 2, lines)
        return blocks | {"citation": Block(sum(block.height for block in blocks.values()), ())}

    return lambda fits: [lay_out_one(fit) for fit in fits]


def unlikely(_name, _lines):
    return 235.0


def test_lines_that_fit_keep_their_size():
    sizes = fit_lines(make_blocks())

    assert set(sizes.values()) == {0}


@pytest.mark.parametrize(("width", "size"), [(235, 0), (236, 1), (276, 1), (277, 2), (326, 2), (327, 3), (391, 3)])
def test_a_line_is_set_at_the_largest_size_that_fits(width, size):
    sizes = fit_lines(make_blocks(issuer_line=width))

    assert sizes["issuer_line"] == size


def test_formula_and_office_have_the_same_size():
    sizes = fit_lines(make_blocks(formula=130))

    assert sizes["formula"] == sizes["office"] == 2


def test_a_line_too_wide_at_the_smallest_size_is_named():
    with pytest.raises(DoesNotFit, match="place_date"):
        fit_lines(make_blocks(place_date=200))


def test_the_first_step_that_fits_is_chosen():
    short = fit_citation(lay_out_texts(recipient=20, parent=20, achievement=20), unlikely)
    longer = fit_citation(lay_out_texts(recipient=150, parent=20, achievement=20), unlikely)

    assert (short.step, longer.step) == (1, 2)


def test_only_texts_of_more_than_one_line_are_balanced():
    fit = fit_citation(lay_out_texts(recipient=30, parent=20, achievement=20), unlikely)

    assert fit.widths == {"recipient": 150}


@pytest.mark.parametrize("likely", [1, 149, 150.0, 151, 235], ids=str)
def test_the_width_is_the_same_whatever_was_likely(likely):
    fit = fit_citation(lay_out_texts(recipient=30, parent=40, achievement=20), lambda _name, _lines: likely)

    assert fit.widths == {"recipient": 150, "parent": 200}


def test_a_likely_width_that_is_right_needs_one_layout_more():
    layouts, lay_out = [], lay_out_texts(recipient=30, parent=20, achievement=20)

    fit_citation(lambda fits: layouts.append(len(fits)) or lay_out(fits), lambda _name, _lines: 150.0)

    assert len(layouts) == 2
    assert layouts[0] == 1


def test_a_text_too_high_at_the_last_step_is_named():
    with pytest.raises(DoesNotFit, match="achievement"):
        fit_citation(lay_out_texts(recipient=150, parent=20, achievement=900), unlikely)
