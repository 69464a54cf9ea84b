"""The words of figures of a dossier that do not agree: both numbers, and where they stand."""

from collections.abc import Mapping

from flask_babel import lazy_gettext as _

from grading import text
from grading.rules.agreement import Difference, Relation

NAMES: Mapping[str, str] = {
    Relation.more_rated: _("số đảng viên được đánh giá nhiều hơn số đảng viên"),
    Relation.fewer_rated: _("số đảng viên được đánh giá ít hơn số đảng viên"),
    Relation.ballot_members: _("số đảng viên chính thức ở kết quả bỏ phiếu"),
    Relation.registered_members: _("số đảng viên khi họp đăng ký"),
}
_SENTENCES: Mapping[Relation, str] = {
    Relation.more_rated: _(
        "Đảng viên được đánh giá là %(reported)s, nhiều hơn tổng số đảng viên chính thức và dự bị là %(computed)s."
    ),
    Relation.fewer_rated: _(
        "Đảng viên được đánh giá là %(reported)s; đảng viên chính thức, trừ số không được triệu tập bỏ phiếu, là "
        "%(computed)s."
    ),
    Relation.ballot_members: _(
        "Kết quả bỏ phiếu ghi %(reported)s đảng viên chính thức; số lượng đảng viên ghi %(computed)s."
    ),
    Relation.registered_members: _(
        "Khi họp đăng ký có %(reported)s đảng viên được biểu quyết; số lượng đảng viên ghi %(computed)s chính thức."
    ),
}


def relation_words(relation: str) -> str:
    return str(NAMES[relation])


def difference_words(difference: Difference) -> str:
    """Returns the sentence with both numbers."""
    numbers = {"reported": difference.reported, "computed": difference.computed}
    return str(_SENTENCES[difference.relation]) % {name: text.count(value) for name, value in numbers.items()}
