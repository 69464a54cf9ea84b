"""The places of the outcomes that an issuer fills in."""

from collections.abc import Iterator

from grading.rules.programme import Programme
from grading.rules.programmes.parts.outcomes import OutcomeRule
from grading.rules.programmes.parts.texts import Text
from grading.rules.programmes.saying.issuer_place import IssuerPlace
from grading.rules.programmes.saying.issuer_place import issuer_place as _place
from grading.rules.programmes.saying.thresholds import threshold_places


def outcome_places(programme: Programme) -> Iterator[IssuerPlace]:
    """Yields every place of an outcome, in the order of the file."""
    for rule in programme.outcomes:
        path, name = f"/outcomes/{rule.key}", _name(programme, rule)
        yield from _points(programme, rule, path, name)
        yield from _asked(programme, rule, path, name)
        for field, conditions in (("conditions", rule.conditions), ("vetoes", rule.vetoes), ("caps", rule.caps)):
            for condition in conditions:
                yield from threshold_places(f"{path}/{field}/{condition.key}", programme, condition, (name.vi, name.en))
        if not programme.gives_title:
            vi, en = f"danh mục các trường hợp xếp {name.vi} đã đủ chưa", f"whether the list of cases for {name.en}"
            yield _place(f"{path}/vetoes_complete", vi, f"{en} is complete", rule.vetoes_complete)
    name = Text(vi="để hạ một mức", en="lowering by one step")
    for condition in programme.lowered_by:
        yield from threshold_places(f"/lowered_by/{condition.key}", programme, condition, (name.vi, name.en))


def _name(programme: Programme, rule: OutcomeRule) -> Text:
    """Returns what the outcome is called within a sentence: a title without degrees is just recognised."""
    if programme.gives_title and len(programme.outcomes) == 1:
        return Text(vi="để công nhận", en="recognition")
    return Text(vi=f"mức “{rule.name.vi}”", en=f"“{rule.name.en}”")


def _points(programme: Programme, rule: OutcomeRule, path: str, name: Text) -> Iterator[IssuerPlace]:
    is_title = programme.gives_title
    is_scored = programme.points_total is not None and rule is not programme.outcomes[-1] and rule.min_pct is None
    if rule.min_points is not None or "min_points" in rule.unset or (is_scored and not is_title):
        words = (f"điểm tối thiểu của {name.vi}", f"the least points for {name.en}")
        if is_title:
            words = (f"tổng điểm tối thiểu {_of(name.vi)}", f"the least total of points for {name.en}")
        yield _place(f"{path}/min_points", *words, rule.min_points, needed=programme.points_total is not None)
    if rule.min_pct is not None or "min_pct" in rule.unset:
        vi, en = f"tỷ lệ tổng điểm tối thiểu {_of(name.vi)}", f"the least share of the total for {name.en}"
        yield _place(f"{path}/min_pct", vi, en, rule.min_pct, unit="%")


def _asked(programme: Programme, rule: OutcomeRule, path: str, name: Text) -> Iterator[IssuerPlace]:
    """Yields the least share of each criterion and the least rating, where the file names them."""
    shares = [each.pct for each in rule.min_each]
    if shares or "min_each" in rule.unset:
        words = ("tỷ lệ điểm tối thiểu của từng tiêu chí", "the least share of each criterion's points")
        value = None if None in shares or not shares else shares[0]
        yield _place(f"{path}/min_each", *words, value, unit="%", needed=programme.points_total is not None)
    if rule.requires_rating_at_least is not None or "requires_rating_at_least" in rule.unset:
        vi, en = f"mức xếp loại tối thiểu {_of(name.vi)}", f"the least rating for {name.en}"
        yield _place(f"{path}/requires_rating_at_least", vi, en, rule.requires_rating_at_least)


def _of(name: str) -> str:
    return name if name.startswith("để ") else f"của {name}"
