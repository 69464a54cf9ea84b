"""Templates write only known classes and nothing inline; style sheet and script keep their budgets."""

import re
from itertools import count
from pathlib import Path
from types import SimpleNamespace

import html5lib
import pytest
from jinja2 import Environment, FileSystemLoader

from grading.words.moves import TAGS, tag_shape

ROOT = Path(__file__).parents[2]
STATIC = ROOT / "grading" / "static"
CSS = (STATIC / "look.css").read_text(encoding="utf-8")
SCRIPT = "".join((STATIC / name).read_text(encoding="utf-8") for name in ("grading.js", "writing.js"))
TEMPLATES = sorted(path for path in (ROOT / "templates").rglob("*.html") if "print" not in path.parts)
CLASSES = set(re.findall(r"\.([a-z][\w-]*)", re.sub(r"/\*.*?\*/", "", CSS, flags=re.S)))
NAMED_ONLY = {"choices"}  # these classes carry no style of their own
JINJA = re.compile(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}", re.S)

each_template = pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(ROOT / "templates")))


def rendered(name: str, **context: object) -> str:
    """Returns a page as the service would write it, with the frame's globals of a visitor who is signed in."""
    jinja = Environment(
        loader=FileSystemLoader(ROOT / "templates"), autoescape=True, extensions=["jinja2.ext.i18n"], trim_blocks=True
    )
    jinja.install_null_translations(newstyle=True)
    jinja.filters.update(
        count=str,
        percent=str,
        quoted=lambda words: f"“{words}”",
        day=str,
        moment=lambda at: at.isoformat(),
        state_words=str,
        tag_shape=tag_shape,
    )
    frame = {
        "lang": "vi",
        "nav": [("/", "Việc cần làm", True)],
        "standing_words": ("Bí thư chi bộ", "Chi bộ 05 xã Hoà Thuận"),
        "is_demo": True,
        "sign_out_url": "/sign-out",
        "get_flashed_messages": lambda with_categories: [("message", "Đã lưu.")],
    }
    forms = count(1)
    jinja.globals.update(
        asset=lambda file: f"/static/{file}",
        csrf_token=lambda: "token",
        url_for=lambda name, **_values: f"/{name}",
        request=SimpleNamespace(path="/samples", full_path="/samples?", query_string=b"", method="GET"),
        writing_form=lambda _action, name: name or f"bieu-mau-{next(forms)}",
        writing_forms=list,
        here_url=lambda: "/samples",
    )
    return jinja.get_template(name).render(**{**frame, **context})


@pytest.fixture(scope="module")
def samples() -> str:
    return rendered("shell/samples.html", states=TAGS)


@each_template
def test_every_class_written_in_a_template_is_in_the_style_sheet(path: Path) -> None:
    html = JINJA.sub(" ", path.read_text(encoding="utf-8"))

    names = {name for value in re.findall(r'class="([^"]*)"', html) for name in value.split()}
    unknown = {name for name in names if not name.endswith("--")} - CLASSES - NAMED_ONLY

    assert not unknown, f"{path.name}: no such part in look.css: {sorted(unknown)}"


def test_every_class_that_a_macro_or_the_script_builds_is_in_the_style_sheet(samples: str) -> None:
    from_macros = {name for value in re.findall(r'class="([^"]*)"', samples) for name in value.split()}
    from_script = set(re.findall(r'"(over-max|on|saved--\w+)"', SCRIPT))

    assert from_macros | from_script <= CLASSES | NAMED_ONLY


@each_template
def test_no_template_carries_inline_style_or_script(path: Path) -> None:
    text = path.read_text(encoding="utf-8")

    inline_code = re.findall(r"\sstyle=|<style|<script(?! src=)|\son[a-z]+=|javascript:", text)

    assert not inline_code, "the content security policy would drop it; write a class, or grading.js"


@each_template
def test_no_template_switches_escaping_off(path: Path) -> None:
    text = path.read_text(encoding="utf-8")

    assert not re.search(r"\|\s*safe\b|autoescape\s+false", text), "what a person typed could become markup"


@pytest.mark.parametrize(
    ("file", "budget"),
    [
        ("look.css", 30_000),
        ("grading.js", 3_840),
        ("writing.js", 5_120),
        ("passkey.js", 2_304),
        ("ornament.svg", 4_096),
    ],
)
def test_each_asset_stays_within_its_budget_for_a_slow_line(file: str, budget: int) -> None:
    size = (STATIC / file).stat().st_size

    assert size <= budget


def test_the_script_has_no_words_of_its_own() -> None:
    assert SCRIPT.isascii(), "words come from data- attributes, so that the catalogue holds them all"


def test_every_token_that_is_used_is_defined_and_every_colour_is_a_token() -> None:
    defined = set(re.findall(r"(--[\w-]+):", CSS))
    below_the_tokens = CSS[CSS.index("/* Base */") : CSS.index("@media print")]

    assert set(re.findall(r"var\((--[\w-]+)", CSS)) <= defined
    assert set(re.findall(r"#[0-9a-f]{3,8}\b", below_the_tokens)) == {"#ffd873"}  # the focus ring on the red header


def luminance(colour: str) -> float:
    digits = colour if len(colour) == 6 else "".join(2 * digit for digit in colour)
    parts = [int(digits[n : n + 2], 16) / 255 for n in (0, 2, 4)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


TEXT = [(voice, ground) for voice in ("ink", "soft", "link") for ground in ("paper", "sheet", "sunk")] + [
    (meaning, f"{meaning}-bg") for meaning in ("ok", "wait", "warn", "alert")
]
MARKS = [(mark, ground) for mark in ("edge", "accent", "focus") for ground in ("paper", "sheet")]


@pytest.mark.parametrize("mode", ["light", "dark"])
@pytest.mark.parametrize(("front", "back", "least"), [(*pair, 4.5) for pair in TEXT] + [(*pair, 3.0) for pair in MARKS])
def test_text_and_marks_contrast_enough_with_their_background(mode: str, front: str, back: str, least: float) -> None:
    light, dark = CSS.split("@media screen and (prefers-color-scheme:dark)")
    tokens = dict(re.findall(r"--([\w-]+):#([0-9a-f]+)", light))
    if mode == "dark":
        tokens |= dict(re.findall(r"--([\w-]+):#([0-9a-f]+)", dark[: dark.index("/* Base */")]))

    assert contrast(tokens[front], tokens[back]) >= least


def test_the_samples_are_valid_markup(samples: str) -> None:
    parser = html5lib.HTMLParser()

    parser.parse(samples)

    assert parser.errors == []


def test_every_reference_in_the_samples_leads_to_one_element(samples: str) -> None:
    ids = re.findall(r'\sid="([^"]+)"', samples)
    references = re.findall(r'(?:for|aria-labelledby|aria-describedby|data-quota|data-copy)="([^"]+)"', samples)
    links = re.findall(r'href="#([^"]+)"', samples)

    assert len(ids) == len(set(ids))
    assert {target for value in references for target in value.split()} | set(links) <= set(ids)


def test_an_error_page_keeps_what_was_typed_and_escapes_it() -> None:
    page = rendered(
        "shell/error.html",
        title="Biểu mẫu đã hết hạn",
        sentences=["Mời gửi lại."],
        typed=[("Lý do", "<b>12/12 kỳ</b>")],
    )

    assert "&lt;b&gt;12/12 kỳ&lt;/b&gt;</textarea>" in page
    assert "readonly" in page


def test_the_page_of_a_failure_uses_neither_session_nor_database() -> None:
    page = rendered(
        "shell/error.html", title="Hệ thống gặp lỗi", sentences=[], bare=True, request=None, get_flashed_messages=None
    )

    assert "csrf_token" not in page
    assert "<nav" not in page
