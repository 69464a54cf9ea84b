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
    """Texts of so many letters, each as wide and half as high as its step's size, every letter a word."""
    sizes = {1: 10, 2: 8, 3: 6, 4: 5}

    def lay_out(fit: Fit):
        size, blocks = sizes[fit.step], {}
        for name, count in letters.items():
            fits = int(fit.widths.get(name, 235) / size)
            lines = tuple(min(fits, count - begun) * size for begun in range(0, count, fits))
            blocks[name] = Block(len(lines) * size / 2, lines)
        return blocks | {"citation": Block(sum(block.height for block in blocks.values()), ())}

    return lay_out


def test_lines_that_fit_keep_their_size():
    tight = fit_lines(make_blocks())

    assert set(tight.values()) == {0}


@pytest.mark.parametrize(("width", "size"), [(235, 0), (236, 1), (276, 1), (277, 2), (326, 2), (327, 3), (391, 3)])
def test_a_line_is_set_at_the_largest_size_that_fits(width, size):
    tight = fit_lines(make_blocks(issuer_line=width))

    assert tight["issuer_line"] == size


def test_formula_and_office_keep_one_size():
    tight = fit_lines(make_blocks(formula=130))

    assert tight["formula"] == tight["office"] == 2


def test_a_line_too_wide_at_the_smallest_size_is_named():
    with pytest.raises(DoesNotFit, match="place_date"):
        fit_lines(make_blocks(place_date=200))


def test_the_first_step_that_fits_is_taken():
    short = fit_citation(lay_out_texts(recipient=20, parent=20, achievement=20))
    longer = fit_citation(lay_out_texts(recipient=150, parent=20, achievement=20))

    assert (short.step, longer.step) == (1, 2)


def test_texts_of_more_than_one_line_are_balanced_and_the_others_left():
    fit = fit_citation(lay_out_texts(recipient=30, parent=20, achievement=20))

    assert fit.widths == {"recipient": 150}


def test_what_is_too_high_at_the_last_step_is_named():
    with pytest.raises(DoesNotFit, match="achievement"):
        fit_citation(lay_out_texts(recipient=150, parent=20, achievement=900))
