"""The words for kinds of work, units, cells, campaigns, deciding bodies, decisions, figures and cleaned files."""

from collections.abc import Mapping

from flask_babel import lazy_gettext as _

WORK: Mapping[str, str] = {
    "settle_list": _("Đăng ký chờ chốt danh sách"),
    "not_registered": _("Chưa đăng ký"),
    "unit_changed": _("Hồ sơ của tổ chức đã thay đổi"),
    "review": _("Hồ sơ chờ xem xét"),
    "pass_on": _("Hồ sơ đã quyết định, chờ trình"),
    "note": _("Hồ sơ chờ ghi nhận"),
    "clashes": _("Số liệu chưa khớp"),
    "late": _("Quá hạn chưa gửi hồ sơ"),
    "not_sent": _("Chưa gửi hồ sơ"),
    "appraise": _("Hồ sơ chờ thẩm định"),
    "settle": _("Hồ sơ chờ Tổ thẩm định thống nhất"),
    "next_step": _("Hồ sơ chờ xử lý"),
    "decide": _("Hồ sơ chờ quyết định"),
    "issue": _("Quyết định đã biểu quyết, chờ số và ngày ban hành"),
    "print": _("Giấy khen chưa có tệp để in"),
    "register": _("Giấy khen trong Sổ khen thưởng"),
    "decided": _("Quyết định đã ban hành"),
    "progress": _("Hồ sơ chưa có kết quả"),
    "accounts": _("Tài khoản"),
    "campaigns": _("Các đợt đánh giá khác"),
}
UNITS: Mapping[str, str] = {
    "committee_province": _("Đảng bộ tỉnh, thành phố"),
    "committee_upper": _("Đảng bộ cấp trên trực tiếp của tổ chức cơ sở đảng"),
    "committee_grassroots": _("Đảng bộ cơ sở"),
    "committee_section": _("Đảng bộ bộ phận"),
    "cell_grassroots": _("Chi bộ cơ sở"),
    "cell_subordinate": _("Chi bộ trực thuộc"),
}
CELLS: Mapping[str, str] = {
    "hamlet": _("Ấp, khóm, thôn, tổ dân phố"),
    "agency": _("Cơ quan"),
    "school": _("Trường học"),
    "health": _("Trạm y tế"),
    "service": _("Đơn vị sự nghiệp"),
    "enterprise": _("Doanh nghiệp"),
    "cooperative": _("Hợp tác xã, quỹ tín dụng"),
    "military": _("Quân đội"),
    "police": _("Công an"),
}
SUCCESSIONS: Mapping[str, str] = {"merger": _("Sáp nhập"), "division": _("Chia tách")}
CAMPAIGNS: Mapping[str, str] = {
    "rating": _("Xếp loại chất lượng"),
    "recognition": _("Công nhận mô hình"),
    "three_tier": _("Quy trình: chi bộ - đảng ủy xã - huyện ủy"),
    "two_tier": _("Quy trình: chi bộ - đảng ủy xã (từ 01/7/2025)"),
    "light": _("Quy trình rút gọn: tổ chức đảng tự đánh giá, cấp ủy cấp trên trực tiếp ghi nhận"),
    "review_unit": _("Cấp ủy cấp trên trực tiếp quyết định"),
    "authority_unit": _("Cấp ủy mở đợt quyết định"),
}
PERIODS: Mapping[str, str] = {
    "year": _("năm"),
    "half_year": _("6 tháng"),
    "quarter": _("quý"),
    "month": _("tháng"),
    "term": _("nhiệm kỳ"),
    "ad_hoc": _("đợt đột xuất"),
}
PARTS_OF_A_YEAR: Mapping[str, str] = {
    "": _("Cả năm"),
    "H1": _("6 tháng đầu năm"),
    "H2": _("6 tháng cuối năm"),
    "Q1": _("Quý I"),
    "Q2": _("Quý II"),
    "Q3": _("Quý III"),
    "Q4": _("Quý IV"),
    "01": _("Tháng 1"),
    "02": _("Tháng 2"),
    "03": _("Tháng 3"),
    "04": _("Tháng 4"),
    "05": _("Tháng 5"),
    "06": _("Tháng 6"),
    "07": _("Tháng 7"),
    "08": _("Tháng 8"),
    "09": _("Tháng 9"),
    "10": _("Tháng 10"),
    "11": _("Tháng 11"),
    "12": _("Tháng 12"),
}
"""The ends of the codes of periods, as a person chooses one; nothing for the whole year."""
DECISIONS: Mapping[str, str] = {
    "drafted": _("Dự thảo"),
    "voted": _("Đã biểu quyết, chờ ban hành"),
    "issued": _("Đã ban hành"),
}
SUBJECTS: Mapping[str, str] = {
    "account": _("Tài khoản"),
    "unit": _("Tổ chức đảng"),
    "programme_version": _("Bộ tiêu chí"),
    "campaign": _("Đợt đánh giá"),
    "dossier": _("Hồ sơ"),
    "registration": _("Đăng ký"),
    "decision": _("Quyết định"),
    "job": _("Việc hệ thống làm"),
}
"""The things that the record's lines are about."""
PARTS: Mapping[str, str] = {
    "members": _("Số liệu đảng viên và nhiệm vụ"),
    "members_only": _("Số lượng đảng viên"),
    "ballot": _("Kết quả bỏ phiếu"),
}
"""The parts that a return may name besides criteria."""
FILES: Mapping[str, str] = {
    "location_removed": _("Đã bỏ vị trí chụp khỏi ảnh."),
    "metadata_removed": _("Đã bỏ thông tin máy ảnh khỏi ảnh."),
    "properties_removed": _("Đã bỏ tên người soạn và tên cơ quan khỏi tệp."),
    "links_removed": _("Đã bỏ liên kết ra ngoài, tên người soạn và tên cơ quan khỏi tệp."),
    "damage_removed": _("Tệp hỏng một phần, đã được ghi lại; chữ ký số trong tệp, nếu có, không còn hiệu lực."),
}
FIGURES: Mapping[str, str] = {
    "self_assessment": _("Nhập khi tự đánh giá"),
    "members_decided": _("Cấp có thẩm quyền đã quyết định"),
    "subordinates": _("Tính từ kết quả của các tổ chức trực thuộc"),
    "registered_works": _("Nội dung đã đăng ký"),
    "year_work": _("Tính từ các tháng chi bộ đã ghi trong năm"),
}
MEETINGS: Mapping[str, str] = {"good": _("Tốt"), "fair": _("Khá"), "average": _("Trung bình"), "weak": _("Kém")}
"""The classes of a meeting and of a year."""
COUNTS: Mapping[str, str] = {
    "official": _("Đảng viên chính thức"),
    "away": _("Sinh hoạt nơi khác"),
    "exempt": _("Miễn sinh hoạt và vắng"),
    "suspended": _("Bị đình chỉ sinh hoạt"),
    "prosecuted": _("Bị khởi tố, tạm giam"),
    "excused": _("Vắng có lý do được chấp nhận"),
    "eligible": _("Số đảng viên được triệu tập"),
    "present": _("Có mặt"),
    "issued": _("Phiếu phát ra"),
    "returned": _("Phiếu thu vào"),
    "valid": _("Hợp lệ"),
    "invalid": _("Không hợp lệ"),
}
"""The counts of a ballot. They are separate from KINDS: an issued decision is not an issued ballot paper."""
KINDS: Mapping[str, str] = {**WORK, **UNITS, **CELLS, **SUCCESSIONS, **CAMPAIGNS, **DECISIONS, **FILES, **FIGURES}
