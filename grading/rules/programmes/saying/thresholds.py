"""The thresholds of conditions as places that an issuer fills in."""

from collections.abc import Iterator

from grading.rules.programme import Programme
from grading.rules.programmes.parts.conditions import Clause, Condition, Join, Looks
from grading.rules.programmes.parts.figures import MetricUnit
from grading.rules.programmes.parts.operands import Measure
from grading.rules.programmes.parts.texts import Text
from grading.rules.programmes.saying.clause_words import listed, row_name
from grading.rules.programmes.saying.clauses import is_pair
from grading.rules.programmes.saying.issuer_place import IssuerPlace, issuer_place


def threshold_places(
    path: str, programme: Programme, condition: Condition, for_what: tuple[str, str]
) -> Iterator[IssuerPlace]:
    """Yields the threshold of each clause in the condition. `for_what` names the level or title, in both languages."""
    for where, clause in _leaves(path, programme, condition):
        figure, vi, en = _subject(programme, clause), *for_what
        words = (f"ngưỡng của {figure.vi}, {vi}", f"the threshold of {figure.en} for {en}")
        yield issuer_place(f"{where}/value", *words, clause.value, unit=_unit(programme, clause))


def _leaves(path: str, programme: Programme, clause: Clause) -> Iterator[tuple[str, Clause]]:
    """Yields the clauses with a threshold, each at its place in the file: a pair may be written with `also`."""
    if clause.looks is Looks.figure or (clause.points_of and clause.points_of.measure is not Measure.none_at_zero):
        yield path, clause
    elif is_pair(clause) and {each.path for each in programme.filled} & {f"{path}/value", f"{path}/also/value"}:
        yield from zip((path, f"{path}/also"), clause.parts, strict=True)
    elif clause.join is Join.no:
        yield from _leaves(f"{path}/not", programme, clause.parts[0])
    elif clause.join is not None:
        below = f"{path}/at_least/of" if clause.join is Join.at_least else f"{path}/{clause.join.value}"
        for index, part in enumerate(clause.parts):
            yield from _leaves(f"{below}/{index}", programme, part)


def _subject(programme: Programme, clause: Clause) -> Text:
    if clause.points_of is not None:
        rows = listed((row_name(programme, key) for key in clause.points_of.of), ", ")
        return Text(vi=f"điểm của {rows.vi}", en=f"the points of {rows.en}")
    name = programme.metric(clause.figure or "").name
    return Text(vi=f"số liệu {name.vi[:1].lower()}{name.vi[1:]}", en=f"{name.en[:1].lower()}{name.en[1:]}")


def _unit(programme: Programme, clause: Clause) -> str:
    if clause.points_of is not None:
        return "%" if clause.points_of.measure is Measure.percent else ""
    return "%" if programme.metric(clause.figure or "").unit is MetricUnit.percent else ""
