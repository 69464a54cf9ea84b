"""The names of levels, grades, kinds of unit and types of cell, in both languages."""

from collections.abc import Mapping

from grading.rules.levels import Grade, Level
from grading.rules.programmes.parts.cell_types import CellType
from grading.rules.programmes.parts.texts import Text

LEVELS: Mapping[str, Text] = {
    Level.EXCELLENT: Text(vi="Hoàn thành xuất sắc nhiệm vụ", en="Excellent completion of tasks"),
    Level.GOOD: Text(vi="Hoàn thành tốt nhiệm vụ", en="Good completion of tasks"),
    Level.COMPLETED: Text(vi="Hoàn thành nhiệm vụ", en="Completion of tasks"),
    Level.NOT_COMPLETED: Text(vi="Không hoàn thành nhiệm vụ", en="Tasks not completed"),
    Level.NOT_RATED: Text(vi="không yêu cầu", en="none required"),
}
GRADES: Mapping[Grade, Text] = {
    Grade.excellent: Text(vi="Xuất sắc", en="excellent"),
    Grade.good: Text(vi="Tốt", en="good"),
    Grade.average: Text(vi="Trung bình", en="average"),
    Grade.poor: Text(vi="Kém", en="poor"),
}
KINDS: Mapping[str, Text] = {
    "cell_subordinate": Text(vi="chi bộ trực thuộc", en="a subordinate cell"),
    "cell_grassroots": Text(vi="chi bộ cơ sở", en="a grass-roots cell"),
    "committee_section": Text(vi="đảng bộ bộ phận", en="a section committee"),
    "committee_grassroots": Text(vi="đảng bộ cơ sở", en="a grass-roots committee"),
    "committee_upper": Text(vi="đảng bộ cấp trên trực tiếp cơ sở", en="a committee directly above the grass roots"),
    "committee_province": Text(vi="đảng bộ tỉnh, thành phố", en="a province committee"),
}
TYPES_EN: Mapping[str, str] = {
    CellType.hamlet: "hamlet or quarter",
    CellType.agency: "agency",
    CellType.school: "school",
    CellType.health: "health station",
    CellType.service: "public-service unit",
    CellType.enterprise: "enterprise",
    CellType.cooperative: "cooperative or credit fund",
    CellType.military: "armed forces",
    CellType.police: "police",
}
