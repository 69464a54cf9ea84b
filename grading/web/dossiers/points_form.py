"""What the field for the points of a criterion offers: the options with their names, or the range in words."""

from dataclasses import dataclass

from flask_babel import gettext as _

from grading.rules.programme import Programme
from grading.rules.programmes.parts.choosing import Option
from grading.rules.programmes.parts.criteria import Criterion, GroupKind
from grading.text import hundredths
from grading.typed.numbers import points_shown
from grading.web.dossiers.counted import Working
from grading.web.shell.language import chosen


@dataclass(frozen=True, kw_only=True)
class PointsField:
    """A criterion with its field. `working` says how its points follow from figures, or that it does not apply."""

    criterion: Criterion
    working: Working | None
    is_malus: bool = False
    """Whether its points are taken off the total."""

    @property
    def is_waived(self) -> bool:
        return self.working is not None and self.working.is_closed

    @property
    def options(self) -> list[tuple[str, str]]:
        """The points that may be chosen, each as it is typed and as it is read."""
        typed = self.criterion.typed
        return [(points_shown(abs(each.points)), _option(each)) for each in typed.options] if typed else []

    @property
    def takes_off(self) -> bool:
        """Whether the field says how much is taken off."""
        return self.is_malus or self.criterion.takes_off

    @property
    def range(self) -> str:
        """The range of points and their step in words; empty for a criterion without a maximum."""
        most, least, typed = self.criterion.max_points, self.criterion.fewest, self.criterion.typed
        if most is None:
            return ""
        words = _most(-least if self.criterion.takes_off else most)
        if self.criterion.least is not None and not self.criterion.takes_off:
            words = _between(least, most)
        if typed is not None and typed.step is not None:
            words += " " + str(_("Chấm theo bước %(step)s.", step=hundredths(typed.step, chosen())))
        return words


def malus_keys(programme: Programme) -> frozenset[str]:
    """Returns the keys of the criteria whose points are taken off the total."""
    malus = (group for group in programme.groups if group.kind is GroupKind.malus)
    return frozenset(criterion.key for group in malus for criterion in group.criteria)


def _most(most: int) -> str:
    return str(_("Tối đa %(max)s điểm.", max=hundredths(most, chosen())))


def _between(least: int, most: int) -> str:
    return str(_("Từ %(least)s đến %(max)s điểm.", least=hundredths(least, chosen()), max=hundredths(most, chosen())))


def _option(option: Option) -> str:
    points = str(_("%(points)s điểm", points=hundredths(option.points, chosen())))
    return f"{points}: {getattr(option.name, chosen())}" if option.name else points
