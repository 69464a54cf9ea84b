"""The faults of a programme file, each with file, line, column and a sentence."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

SENTENCES: Mapping[str, str] = {
    "file_missing": "Không có tệp này.",
    "file_directory": "Đây là thư mục, không phải tệp.",
    "file_unreadable": "Không đọc được tệp: {reason}.",
    "file_large": "Tệp lớn hơn {max} KB.",
    "not_utf8": "Tệp không phải văn bản UTF-8.",
    "bad_character": "Có ký tự điều khiển không được dùng: {character}.",
    "empty": "Tệp không có nội dung.",
    "syntax": "Sai cú pháp YAML: {problem}.",
    "syntax_colon": "Có dấu hai chấm trong đoạn chữ (mời đặt trong dấu nháy kép), hoặc dòng trước thiếu dấu hai chấm.",
    "syntax_tab": "Có dấu Tab ở đầu dòng hoặc đầu giá trị. Mời thay bằng dấu cách.",
    "syntax_sign": "Giá trị bắt đầu bằng một ký tự có nghĩa riêng. Mời đặt cả giá trị trong dấu nháy kép.",
    "syntax_escape": "Trong dấu nháy kép, dấu \\ có nghĩa riêng. Mời dùng dấu nháy đơn.",
    "syntax_name": "Thiếu dấu hai chấm sau tên mục, hoặc đoạn chữ xuống dòng mà không thụt vào.",
    "syntax_quote": "Dấu nháy mở mà chưa đóng.",
    "syntax_bracket": "Ngoặc chưa đóng, hoặc thiếu dấu phẩy giữa các mục trong ngoặc.",
    "syntax_indent": "Dòng này thụt vào không thẳng với các mục cùng cấp.",
    "syntax_document": "Tệp không phải văn bản YAML gồm các mục dạng “tên: giá trị”.",
    "several_documents": "Tệp chỉ được có một văn bản YAML.",
    "yaml_version": "Chỉ đọc YAML 1.2.",
    "alias": "Không dùng tham chiếu *{name}; viết giá trị ra.",
    "tag": "Không dùng thẻ {tag}.",
    "too_deep": "Lồng nhau quá {max} tầng.",
    "too_many": "Đến đây đã quá {max} mục, tính cả các tệp gửi cùng.",
    "key_not_text": "Tên mục phải là chữ.",
    "duplicate_key": "Mục “{key}” đã có ở dòng {line}.",
    "number_long": "Số {number} quá dài.",
    "number_decimals": "Số {number} có quá hai chữ số thập phân.",
    "not_mapping": "Tệp phải gồm các mục dạng “tên: giá trị”.",
    "duplicate_item": "“{key}” đã có ở dòng {line}.",
    "extends_name": "Tên bộ tiêu chí gốc phải là chữ thường, số và dấu gạch nối.",
    "extends_missing": "Không có bộ tiêu chí gốc “{name}” ({file}).",
    "extends_cycle": "Các bộ tiêu chí kế thừa vòng tròn: {chain}.",
    "extends_long": "Kế thừa quá {max} bậc.",
    "key_shipped": "“{key}” là mã của bộ tiêu chí có sẵn trong hệ thống; mời đặt mã riêng và kế thừa bằng extends.",
    "key_twice": "Mã “{key}” đã có ở tệp {file}.",
    "key_other": "Mã “{key}” đã dùng cho nội dung khác ({before}); mời đặt mã khác.",
    "key_own": "Tệp chưa có mã riêng (key); mã “{key}” là của bộ tiêu chí gốc.",
    "fill_reason": "Giá trị điền vào phải kèm đúng một trong hai: source (căn cứ) hoặc assumed (lý do giả định).",
    "fill_empty": "Giá trị điền vào không được để trống.",
    "unmarked": "“{name}” do “{base}” quy định; điền hoặc thay thì viết {{value, source}} hoặc {{value, assumed}}.",
    "fixed": "“{name}” không được khác với bộ tiêu chí gốc “{base}”.",
    "years_outside": "Các năm áp dụng phải nằm trong {first} - {last} của bộ tiêu chí gốc.",
    "unknown": "Không có mục “{name}” ở đây. Các mục được dùng: {allowed}.",
    "unquoted": "“{name}” đứng sau dấu phẩy nên bị hiểu là một mục riêng. Mời đặt cả đoạn chữ trong dấu nháy kép.",
    "required": "Thiếu mục “{name}”.",
    "type": "Cần {wanted}, đang là {found}.",
    "choice": "“{found}” không thuộc các giá trị được dùng: {allowed}.",
    "too_small": "{found} nhỏ hơn mức thấp nhất {limit}.",
    "too_big": "{found} lớn hơn mức cao nhất {limit}.",
    "pattern": "“{found}” không đúng dạng: {wanted}.",
    "too_short": "Không được để trống.",
    "too_long": "Quá dài: tối đa {limit}.",
    "repeated": "Có giá trị lặp lại.",
    "not_together": "Không dùng “{name}” ở đây.",
    "schema": "Không đúng khuôn mẫu: {problem}.",
    "duplicate": "“{key}” bị trùng.",
    "points_sum": "Điểm các tiêu chí cộng lại là {sum}, tổng điểm ghi {total}.",
    "points_over": "Điểm các tiêu chí đã quy định cộng lại là {sum}, vượt tổng điểm {total}.",
    "points_total": "Có tiêu chí chấm điểm thì phải ghi points_total.",
    "metric_unknown": "Không có số liệu “{name}” trong metrics.",
    "kind_unread": "Mục “{name}” không có tác dụng với kind: {kind}; bỏ mục này, hoặc đổi kind. Được dùng: {allowed}.",
    "group_unknown": "Không có nhóm “{name}” trong groups.",
    "group_without_grades": "Nhóm “{name}” chấm điểm, không có cấp độ để xét.",
    "level_unknown": "Không có mức “{name}” trong outcomes.",
    "option_unknown": "Không bỏ phiếu cho “{name}” ở đây. Các phương án được dùng: {allowed}.",
    "levels_order": "Các mức phải xếp từ cao xuống thấp.",
    "levels_missing": "Xếp loại phải có đủ bốn mức; thiếu {list}.",
    "outcome_reserved": "“{key}” là từ dành riêng, không đặt làm mã của một mức; mời đặt mã khác.",
    "outcome_word": "Mức “{key}” mang tên một mức theo quy định chung nên phải tính là mức đó, không phải {level}.",
    "outcome_unscored": "Bộ tiêu chí không chấm điểm, nên không có mục “{name}” ở đây.",
    "outcome_gap": "Dưới {points} điểm không đạt mức nào; mức cuối “{level}” phải từ 0 điểm hoặc ghi otherwise: true.",
    "within_lower": "“{name}” không phải một mức đứng sau mức này. Các mức được dùng: {allowed}.",
    "not_above_ballot": "Bộ tiêu chí không bỏ phiếu, nên không có kết quả bỏ phiếu để so.",
    "body_decides_title": "Danh hiệu không đủ điều kiện thì không được công nhận, nên chỉ dùng next_lower.",
    "conditions_unmet_unscored": "Không mức nào theo điểm, nên mục conditions_unmet không có tác dụng.",
    "caps_highest": "“{level}” là mức cao nhất, nên caps ở đây không có tác dụng.",
    "group_points": "Điểm các tiêu chí của nhóm {group} cộng lại là {sum}, nhóm có {total} điểm.",
    "otherwise_last": "Mức “{level}” không phải mức cuối, nên không thể là mức của mọi trường hợp còn lại.",
    "thresholds_order": "Mức “{level}” từ {points} điểm, không thấp hơn mức đứng trước ({before}).",
    "threshold_total": "Mức từ {points} điểm cao hơn tổng điểm {total}.",
    "period_light": "Kỳ khác năm chỉ được ghi nhận, nên không có mục “{name}”.",
    "years_order": "Năm đầu {first} sau năm cuối {last}.",
    "ordered_once": "Các số liệu so với nhau phải khác nhau.",
    "placeholder": "Chỗ điền {{{name}}} không dùng được ở đây. Các chỗ điền được dùng: {allowed}.",
    "day": "“{found}” không phải một ngày; viết như 2024-07-01.",
    "days_order": "Các ngày phải theo thứ tự: {day} không sau {before}.",
    "braces": "Dấu ngoặc nhọn không khép kín.",
    "class_unknown": "Phiếu chấm không có loại “{name}” trong classes.",
    "figure_unit": "Số liệu “{name}” phải có đơn vị “{wanted}” để nhận số tính từ các tháng.",
    "figure_source": "Số liệu “{name}” đã lấy từ mục {source}; mỗi số liệu chỉ có một nguồn.",
    "figure_not_asked": "Số liệu “{name}” không có trong asked, nên không có số đề nghị để quyết định.",
    "figure_counted_unit": "Số liệu “{name}” đếm tổ chức trực thuộc, phải có đơn vị “count”.",
    "paper_missing": "Có khen thưởng thì phải có mục paper.",
    "points_type": "Điểm các tiêu chí của loại hình “{type}” cộng lại là {sum}, tổng điểm ghi {total}.",
    "group_type": "Loại hình “{type}” không còn tiêu chí nào ở nhóm {group}, mà nhóm này được xét để xếp mức.",
    "registration_of_title": "Chỉ mô hình (kind: recognition) mới có đăng ký.",
    "day_of_year": "“{day}” không phải là ngày trong năm; viết tháng-ngày như 03-31.",
    "criterion_unknown": "Không có tiêu chí “{name}” trong groups, hoặc tiêu chí này không ghi ở {scale}.",
    "example_outcome": "Ví dụ “{key}”: theo bộ tiêu chí là {found}, ví dụ ghi {expected}.{in_the_way}",
    "example_ballot": "Ví dụ “{key}”: theo số phiếu, phương án được thông qua là {found}; ví dụ ghi {passes}.",
    "giving_scale": "Chỉ tiêu chí chấm điểm (scale: points) mới được cho điểm theo số liệu.",
    "giving_kind": "Cần đúng một cách cho điểm: {allowed}.",
    "giving_counter": "Mỗi số đếm cần đúng một trong hai: each (trừ cho mỗi lần) hoặc rows (trừ theo dòng).",
    "giving_no_source": "Không ai điền số liệu “{name}” và hệ thống không tính được; mời thêm vào asked.",
    "giving_row_ends": "Mỗi dòng ghi hai đầu: from hoặc above, to hoặc below; chỉ được bỏ trống một đầu.",
    "giving_row_empty": "Dòng này không chứa giá trị nào của số liệu “{figure}”.",
    "giving_gap": "Không dòng nào cho điểm khi số liệu “{figure}” là {value}.",
    "giving_overlap": "Có hai dòng cùng cho điểm khi số liệu “{figure}” là {value}.",
    "giving_points_over": "{points} điểm vượt điểm tối đa {most} của tiêu chí.",
    "giving_sum_over": "Cộng lại có thể được {points} điểm, vượt điểm tối đa {most} của tiêu chí; mời ghi most.",
    "giving_max_unreached": "Theo các số liệu, cao nhất được {points} điểm, không đạt điểm tối đa {most} của tiêu chí.",
    "clause_test": "Mỗi điều kiện cần đúng một phép thử: {allowed}.",
    "clause_always": "Điều kiện này luôn đúng, không loại trường hợp nào; mời sửa hoặc bỏ đi.",
    "clause_never": "Không giá trị nào đạt được điều kiện này; mời sửa lại.",
    "clause_twice": "Điều kiện này đã có trong cùng danh sách; mời bỏ bớt.",
    "count_over": "Đòi hỏi {count}, nhưng chỉ có {number}.",
    "row_unknown": "Không có nhóm hoặc tiêu chí “{name}” trong groups; tổng điểm viết là total.",
    "row_ambiguous": "“{name}” vừa là mã của nhóm, vừa là mã của tiêu chí; mời đổi một trong hai mã.",
    "row_without_points": "“{name}” không chấm điểm, nên không có điểm để xét.",
    "group_grades_unread": "Không điều kiện nào xét loại của nhóm “{name}”; mời thêm group_grades_of hoặc bỏ grades.",
    "group_grades_differ": "Các nhóm được xét cùng nhau phải có grades với các loại như nhau.",
    "group_grades_order": "Loại “{name}” phải bắt đầu từ số điểm thấp hơn loại đứng trước.",
    "group_grades_end": "Loại cuối cùng phải bắt đầu từ 0, để mọi số điểm đều có loại.",
    "figures_units": "Số liệu “{name}” và “{other}” khác đơn vị, không so với nhau được.",
    "figure_unread": "Không mục nào dùng số liệu “{name}” trong asked; mời ghi vào figures của tiêu chí hoặc bỏ đi.",
    "figure_itself": "Số liệu “{name}” đang so với chính nó; muốn so với năm trước thì ghi period: last.",
    "period_no_before": "Nhiệm kỳ và đợt đột xuất không có kỳ trước để so.",
    "outcome_itself": "Kết quả này do chính bộ tiêu chí quyết định; chỉ xét được kết quả của năm trước.",
    "type_of_cells": "Chỉ chi bộ mới có loại hình, mà bộ tiêu chí này không dùng cho chi bộ.",
    "registered_without": "Bộ tiêu chí không có mục registration, nên không ai đăng ký.",
    "applies_to_none": "Bộ tiêu chí không dùng cho các loại tổ chức này. Các loại được dùng: {allowed}.",
    "giving_points_under": "{points} điểm thấp hơn mức thấp nhất {least} của tiêu chí.",
    "giving_least_unreached": "Theo các số liệu, thấp nhất là {points} điểm, không xuống đến mức thấp nhất {least}.",
    "giving_sum_under": "Cộng lại có thể chỉ còn {points} điểm, thấp hơn mức thấp nhất {least}; mời ghi least.",
    "giving_rows_or_cases": "Cần đúng một trong hai: rows (một bảng) hoặc by (mỗi trường hợp một bảng).",
    "giving_type_gap": "Chưa có bảng điểm cho loại hình “{type}”.",
    "giving_type_twice": "Loại hình “{type}” có hai bảng điểm.",
    "giving_floor": "Mức floor phải ở trước start theo chiều tính (direction).",
    "giving_own_level": "Bảng xếp loại không lấy điểm từ chính mức xếp loại của năm; chỉ mô hình mới dùng by_level.",
    "criterion_scale": "“{name}” chỉ dùng với tiêu chí chấm điểm (scale: points).",
    "least_mixed": "Tiêu chí vừa cộng vừa trừ chỉ dùng khi số liệu cho điểm (departs: never); người chấm thì tách hai.",
    "typed_kind": "Cần đúng một trong hai: options (các mức điểm được chọn) hoặc step (bước điểm).",
    "typed_by_nobody": "Không ai chấm tiêu chí này (departs: never), nên không dùng typed.",
    "typed_names": "Có {names} tên gọi cho {options} mức điểm; mỗi mức cần một tên.",
    "typed_step": "Bước {step} không chia hết khoảng điểm, nên không chấm được đúng {most} điểm.",
    "typed_unreached": "Mức cao nhất được chọn là {points} điểm, không đạt điểm tối đa {most} của tiêu chí.",
    "typed_least_unreached": "Mức thấp nhất được chọn là {points} điểm, trong khi tiêu chí ghi thấp nhất {least}.",
    "applies_nothing": "Phải nói khi nào tiêu chí áp dụng: {allowed}.",
    "applies_kinds": "Phải chọn một phần của các loại tổ chức mà bảng dùng cho: {scope}.",
    "applies_settled": "Với mọi giá trị của số liệu “{figure}” kết quả đều như nhau; mời sửa value hoặc bỏ điều kiện.",
    "applies_unreachable": "Không tính các tiêu chí này thì cao nhất còn {left} điểm, không tới mức {points} điểm.",
    "group_never_over": "Các tiêu chí của nhóm {group} cộng lại là {sum}, không vượt {total}; mời bỏ over.",
    "group_most_unreached": "Các tiêu chí của nhóm {group} cộng lại là {sum}, không đạt mức tối đa {most}.",
    "total_most": "Mức {most} không giới hạn gì: phải từ {total} đến dưới {best} (tổng điểm kèm điểm thưởng).",
    "members_quota_figure": "Số liệu “{name}” không có trong metrics của members_decided.",
    "members_quota_twice": "Đã có tỷ lệ tối đa của “{of}” trong cùng phạm vi (within); mời gộp làm một.",
    "members_quota_small": "Nơi có dưới {fewer_than} đảng viên không bao giờ quá {at_most}; mời ghi at_most nhỏ hơn.",
    "majority_share": "Cần đúng một trong hai: more_than (quá) hoặc at_least (ít nhất).",
    "majority_unreached": "Không cuộc bỏ phiếu nào đạt được {found}; mời ghi tỷ lệ đạt được.",
    "majority_two": "Với {found}, hai phương án có thể cùng được thông qua; mời ghi quá 50% hoặc cao hơn.",
    "majority_same": "“{name}” cần đúng như mọi phương án khác, nên không cần ghi riêng.",
    "quorum_of": "Số người phải có mặt tính trên eligible hoặc all, không tính trên “{found}”.",
    "quota_key": "“{key}” là mã của hạn mức viết ở mục quota; mời đặt mã khác.",
    "quota_lowest": "“{name}” là kết quả thấp nhất, không có mức nào thấp hơn để xếp xuống, nên không hạn chế được.",
    "quota_base_self": "Tỷ lệ phải tính trên số khác; “{name}” chỉ gồm chính các tổ chức bị hạn chế.",
    "quota_order": "Hạn mức của “{of}” phải đứng trước hạn mức của “{before}”: xét từ mức cao xuống mức thấp.",
    "quota_twice": "Đã có hạn mức của “{of}” với cùng nhóm để tính; mời gộp làm một hoặc đổi group_by.",
    "quota_share_or_count": "Mỗi hạn mức cần đúng một trong hai: pct (tỷ lệ) hoặc count (số lượng).",
    "quota_no_ballot": "Chi bộ không bỏ phiếu, nên không xếp thứ tự theo ballot được.",
    "quota_exceptional": "Tỷ lệ khi có văn bản cho phép ({higher}%) không cao hơn tỷ lệ thường ({pct}%).",
    "quota_small_all": "Nhóm có dưới {fewer_than} tổ chức không bao giờ có quá {at_most}; mời ghi at_most nhỏ hơn.",
    "quota_small_less": "Nhóm nhỏ được tối đa {at_most}, trong khi nhóm nào cũng được ít nhất {at_least}.",
    "plan_year": "Năm {year} nằm ngoài thời gian {first} - {last} của đề án.",
}


@dataclass(frozen=True, kw_only=True, order=True)
class Place:
    """A place in a file; lines and columns count from 1."""

    file: str
    line: int
    column: int


@dataclass(frozen=True, kw_only=True)
class Fault:
    """One fault of a programme file. `path` is the place in the document, such as /quota/pct."""

    code: str
    place: Place
    path: str = "/"
    params: Mapping[str, object] = field(default_factory=dict)

    @property
    def file(self) -> str:
        return self.place.file

    @property
    def line(self) -> int:
        return self.place.line

    @property
    def column(self) -> int:
        return self.place.column

    @property
    def sentence(self) -> str:
        return SENTENCES[self.code].format_map(self.params)

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column} {self.path}: {self.sentence}"


class ProgrammeError(Exception):
    """A programme cannot be used; `findings` lists every fault, in the order of the file."""

    def __init__(self, findings: Iterable[Fault]) -> None:
        self.findings = tuple(sorted(findings, key=lambda fault: fault.place))
        super().__init__("\n".join(str(fault) for fault in self.findings))
