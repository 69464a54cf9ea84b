"""With the same renderer, the same facts give the same bytes."""

import subprocess
import sys
import unicodedata
from hashlib import sha256
from threading import Thread

import pytest

from grading.documents import papers
from grading.documents.commendation import render
from grading.documents.fingerprint import renderer_fingerprint

PROGRAM = """
import json, sys
from hashlib import sha256
from grading.documents.commendation import render
from grading.rules.frozen.facts import FrozenFacts
print(sha256(render(FrozenFacts.from_json(json.load(sys.stdin)))).hexdigest())
"""


def test_a_sheet_printed_again_has_the_same_bytes_whatever_was_printed_between(make_facts, make_paper):
    first = render(make_facts())

    render(make_facts(recipient="Chi bộ ấp Đường Gỗ Vàm " * 6, sheet="A3"))
    papers.report(make_paper())

    assert render(make_facts()) == first


def test_another_process_prints_the_same_bytes(make_facts):
    import json

    facts = make_facts()

    program = [sys.executable, "-c", PROGRAM]
    printed = subprocess.run(program, input=json.dumps(facts.to_json()), capture_output=True, text=True, check=True)

    assert printed.stdout.strip() == sha256(render(facts)).hexdigest()


def test_decomposed_letters_print_as_composed_letters(make_facts):
    name = "Chi bộ ấp Đường Gỗ Vàm"

    decomposed = render(make_facts(recipient=unicodedata.normalize("NFD", name)))

    assert decomposed == render(make_facts(recipient=name))


def test_another_serial_makes_another_file(make_facts):
    assert render(make_facts(serial="1")) != render(make_facts(serial="2"))


@pytest.mark.parametrize("kind", [papers.report, papers.minutes, papers.extract])
def test_a_paper_printed_again_has_the_same_bytes(make_paper, kind):
    assert kind(make_paper()) == kind(make_paper())


def test_threads_that_print_at_once_do_not_disturb_each_other(make_facts):
    expected = render(make_facts())
    printed = []

    threads = [Thread(target=lambda: printed.append(render(make_facts()))) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert printed == [expected] * 3


def test_the_fingerprint_names_the_libraries_fonts_and_templates():
    fingerprint = renderer_fingerprint()

    for part in ("WeasyPrint 70.0", "Pango ", "HarfBuzz ", "fonts ", "templates "):
        assert part in fingerprint
