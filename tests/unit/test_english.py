"""The English catalogue translates every sentence of the pages and no other, with the same parameters."""

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
    """Returns the messages that the code and the templates of this tree ask to translate."""
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
    """Returns each message with its translations; a plural has one translation for each of its forms."""
    forms_by_message: dict[Key, list[tuple[str, str]]] = {}
    for message in catalogue:
        sources = message.id if isinstance(message.id, tuple) else (message.id,)
        translations = message.string if isinstance(message.string, tuple) else (message.string,)
        if sources[0]:
            forms_by_message[message.context, sources[0]] = list(zip(sources, translations, strict=True))
    return forms_by_message


def test_every_sentence_has_an_english_translation(asked: Catalog, english: Catalog) -> None:
    translated_messages = {
        key for key, forms in pairs(english).items() if all(translation for _source, translation in forms)
    }

    assert sorted(key[1] for key in pairs(asked).keys() - translated_messages) == []


def test_no_translation_is_kept_for_a_sentence_that_is_gone(asked: Catalog, english: Catalog) -> None:
    gone = pairs(english).keys() - pairs(asked).keys()

    assert sorted(key[1] for key in gone) == []
    assert not english.obsolete


def test_no_translation_is_a_guess(english: Catalog) -> None:
    assert [message.id for message in english if message.id and message.fuzzy] == []


def test_both_languages_name_the_same_parameters(english: Catalog) -> None:
    forms = [form for message_forms in pairs(english).values() for form in message_forms]

    differing = [source for source, text in forms if text and set(PLACES.findall(source)) != set(PLACES.findall(text))]

    assert differing == []


def test_the_translations_contain_no_vietnamese(english: Catalog) -> None:
    translations = [text for message_forms in pairs(english).values() for _source, text in message_forms]

    foreign = [text for text in translations if VIETNAMESE.search(text.replace("-QĐ/", ""))]

    assert foreign == []  # only the symbol of a decision (127-QĐ/HU) stays Vietnamese
