"""The labels of boxes for text, as the templates write them: a text that lost its form is shown under its own label."""

import re
from collections.abc import Collection, Mapping
from functools import cache

from flask import current_app
from flask_babel import gettext
from jinja2 import Environment

_BOX = re.compile(r'\b(?:field|number|textarea)\(\s*"([\w-]+)",\s*_\("([^"]+)"\)')


def labels_of(names: Collection[str]) -> dict[str, str]:
    """Returns the labels of these boxes, as far as their names stand in a template. Boxes of one form stand in one
    template: where two templates label a name differently, the one that has more of the names is right."""
    labels: dict[str, str] = {}
    wanted = set(names)
    ranked = sorted(_boxes(current_app.jinja_env).values(), key=lambda boxes: len(wanted & boxes.keys()))
    for boxes in ranked:
        labels |= {name: gettext(words) for name, words in boxes.items() if name in wanted}
    return labels


@cache
def _boxes(templates: Environment) -> Mapping[str, dict[str, str]]:
    """Returns name and label of the boxes of each template."""
    loader = templates.loader
    assert loader is not None
    sources = {name: loader.get_source(templates, name)[0] for name in templates.list_templates(extensions=["html"])}
    return {name: dict(_BOX.findall(source)) for name, source in sources.items()}
