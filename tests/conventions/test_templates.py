"""Every word of a page passes through the catalogue, so that a page can be read in both languages."""

import re
from collections.abc import Iterator
from pathlib import Path

import jinja2.nodes
import pytest

from tests.conventions.tree import files, name, nothing, template_tree

OWN_NAMES = {"Tiếng Việt", "English"}
"""Each language is offered under its own name."""
ASKS = {"_", "gettext", "ngettext", "pgettext", "npgettext"}
UNITS = {"KB", "MB"}
MARKED = re.compile("[ăâđêôơưàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ]", re.I)
PAGES = [
    path for path in files(".html", under="templates") if "print" not in path.parts and path.name != "samples.html"
]
"""All templates but the papers (Vietnamese by law) and the page of samples (it shows both languages)."""

each_page = pytest.mark.parametrize("path", PAGES, ids=name)


def untranslated(node: jinja2.nodes.Node, asked: bool = False) -> list[tuple[int, str]]:
    """Returns the texts and strings with Vietnamese letters that stand in no call of the catalogue."""
    if isinstance(node, jinja2.nodes.Call) and isinstance(node.node, jinja2.nodes.Name):
        asked = asked or node.node.name in ASKS
    texts = []
    if isinstance(node, jinja2.nodes.Const) and node.value in OWN_NAMES:
        return []
    text = node.data if isinstance(node, jinja2.nodes.TemplateData) else getattr(node, "value", None)
    if not asked and isinstance(text, str) and MARKED.search(text):
        texts.append((node.lineno, text.strip()[:60]))
    for child in node.iter_child_nodes():
        texts += untranslated(child, asked)
    return texts


@each_page
def test_every_vietnamese_word_of_a_template_is_translated(path: Path) -> None:
    untranslated_texts = [f"{name(path)}:{line} {text}" for line, text in untranslated(template_tree(path))]

    nothing(untranslated_texts, 'write {{ _("…") }} and add the English to messages.po')


@each_page
def test_no_template_contains_a_word_outside_the_catalogue(path: Path) -> None:
    """The test above does not see words without marks: Sao, Trang, Sign in."""
    text = "".join(_shown(template_tree(path)))
    shown = re.sub(r"<!--.*?-->|<(?:[^<>\"]|\"[^\"]*\")*>|&\w+;", " ", text, flags=re.S)
    words = [word for word in re.findall(r"(?<![<\w\"=./#-])[A-Za-z]{2,}(?![\w=\"-])", shown) if word not in UNITS]

    nothing(words, 'write {{ _("…") }}')


def _shown(node: jinja2.nodes.Node) -> Iterator[str]:
    """Yields the text between the Jinja tags, without the blocks and macros that build names of classes."""
    if isinstance(node, jinja2.nodes.Block | jinja2.nodes.Macro) and re.search("_class(es)?$", node.name):
        return
    if isinstance(node, jinja2.nodes.TemplateData):
        yield node.data
    for child in node.iter_child_nodes():
        yield from _shown(child)


@each_page
def test_a_percent_sign_inside_a_sentence_is_doubled(path: Path) -> None:
    with_single_sign = [
        node.args[0].value
        for node in template_tree(path).find_all(jinja2.nodes.Call)
        if isinstance(node.node, jinja2.nodes.Name) and node.node.name in ASKS
        if node.args and isinstance(node.args[0], jinja2.nodes.Const)
        if re.search(r"%(?![%(])", str(node.args[0].value).replace("%%", ""))
    ]

    nothing(with_single_sign, "write %% for the sign: the sentence is a format")
