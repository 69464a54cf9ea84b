"""The English catalogue is whole: every sentence of the pages, no other, with the same parameters."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
from babel.messages import Catalog
from babel.messages.pofile import read_po

ROOT = Path(__file__).parents[2]
PLACES = re.compile(r"%\(\w+\)[sd]|%%")
VIETNAMESE = re.compile("[ăâđêôơưàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ]", re.I)

Key = tuple[str | None, str]


@pytest.fixture(scope="module")
def asked(tmp_path_factory: pytest.TempPathFactory) -> Catalog:
    """What the code and the templates of this tree ask to have translated."""
    template = tmp_path_factory.mktemp("catalogue") / "messages.pot"
    command = [sys.executable, "-m", "babel.messages.frontend", "-q", "extract", "-F", "babel.cfg", "-o", str(template)]
    subprocess.run([*command, "."], cwd=ROOT, check=True)
    with template.open("rb") as file:
        return read_po(file)


@pytest.fixture(scope="module")
def english() -> Catalog:
    with (ROOT / "grading/translations/en/LC_MESSAGES/messages.po").open("rb") as file:
        return read_po(file, locale="en")


def pairs(catalogue: Catalog) -> dict[Key, list[tuple[str, str]]]:
    """Each message with its translations; a plural has one for each of its forms."""
    found: dict[Key, list[tuple[str, str]]] = {}
    for message in catalogue:
        sources = message.id if isinstance(message.id, tuple) else (message.id,)
        translations = message.string if isinstance(message.string, tuple) else (message.string,)
        if sources[0]:
            found[message.context, sources[0]] = list(zip(sources, translations, strict=True))
    return found


def test_every_sentence_has_its_english(asked: Catalog, english: Catalog) -> None:
    there = {key for key, forms in pairs(english).items() if all(translation for _source, translation in forms)}

    assert sorted(key[1] for key in pairs(asked).keys() - there) == []


def test_no_english_is_kept_for_a_sentence_that_is_gone(asked: Catalog, english: Catalog) -> None:
    gone = pairs(english).keys() - pairs(asked).keys()

    assert sorted(key[1] for key in gone) == []
    assert not english.obsolete


def test_no_english_is_a_guess(english: Catalog) -> None:
    assert [message.id for message in english if message.id and message.fuzzy] == []


def test_both_languages_name_the_same_parameters(english: Catalog) -> None:
    forms = [form for found in pairs(english).values() for form in found]

    differing = [source for source, text in forms if text and set(PLACES.findall(source)) != set(PLACES.findall(text))]

    assert differing == []


def test_the_english_is_english(english: Catalog) -> None:
    translations = [text for found in pairs(english).values() for _source, text in found]

    foreign = [text for text in translations if VIETNAMESE.search(text.replace("-QĐ/", ""))]

    assert foreign == []  # but for the symbol of a decision, 127-QĐ/HU
