"""The lines in which two versions of a file differ, with the lines around them, in a bounded time."""

from grading.services.programmes.comparing import MOST_LINES, Change, differences

LONG = [f"line {number}" for number in range(5 * MOST_LINES)]


def text(*lines):
    return "\n".join(lines)


def shown(before, after):
    """Returns (change, number before, number after) of each line that is shown."""
    return [(line.change, line.before, line.after) for line in differences(before, after) or []]


def test_a_changed_line_in_a_long_file_is_shown_with_two_lines_before_and_after_it_and_its_numbers():
    changed = [*LONG[:3000], "another line", *LONG[3001:]]

    lines = shown(text(*LONG), text(*changed))

    around = [(Change.same, number, number) for number in (2999, 3000, 3002, 3003)]
    assert lines == [*around[:2], (Change.removed, 3001, None), (Change.added, None, 3001), *around[2:]]


def test_lines_that_are_added_move_the_numbers_of_the_later_text():
    lines = shown("a\nb\nc\nd", "a\nb\nnew\nc\nd")

    assert lines == [
        (Change.same, 1, 1), (Change.same, 2, 2), (Change.added, None, 3), (Change.same, 3, 4), (Change.same, 4, 5),
    ]  # fmt: skip


def test_a_line_that_is_repeated_is_added_once():
    assert shown("a\na", "a\na\na") == [(Change.same, 1, 1), (Change.same, 2, 2), (Change.added, None, 3)]


def test_two_changes_far_apart_have_a_gap_between_them():
    changed = ["first", *LONG[1:500], "later", *LONG[501:]]

    changes = [line[0] for line in shown(text(*LONG), text(*changed))]

    assert changes.count(Change.gap) == 1
    assert (changes.count(Change.added), changes.count(Change.removed)) == (2, 2)


def test_equal_texts_have_no_differences():
    assert differences(text(*LONG), text(*LONG)) == []


def test_texts_that_differ_over_more_lines_than_anybody_reads_are_not_compared():
    every_second = [line if number % 2 else f"other {line}" for number, line in enumerate(LONG)]

    assert differences(text(*LONG), text(*every_second)) is None
