"""The title that a programme gives."""

from dataclasses import dataclass

from grading.rules.programmes.parts.texts import Text


@dataclass(frozen=True, kw_only=True)
class Recognition:
    """The title. `model` is the model of the title (four_good, exemplary_cell), which is the same in the files of all
    issuers; it is empty in copies stored before the field existed. The outcomes of the programme say what it takes."""

    title: Text
    model: str = ""
