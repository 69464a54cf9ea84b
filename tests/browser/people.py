"""The visits of the season, one function each: what a person does, by the words on the pages."""

import subprocess
from pathlib import Path

from tests.browser.visitor import Visitor
from tests.season import PASSWORD

CELL = "Chi bộ 01 xã Mẫu A"
COUNTS = {"members_official": "10", "members_probationary": "1", "members_rated": "11", "members_excellent": "3",
          "members_good": "7", "members_completed": "1", "members_not_completed": "0"}  # fmt: skip
BALLOT = {"held_on": "06/12/2022", "official": "10", "present": "10", "issued": "10", "returned": "10", "valid": "10",
          "invalid": "0", "votes-EXCELLENT": "9", "votes-GOOD": "1", "votes-COMPLETED": "0",
          "votes-NOT_COMPLETED": "0"}  # fmt: skip


def administrator_makes_an_account(me: Visitor, login: str, unit: str) -> str:
    """Returns the one-time link that is handed over on paper."""
    me.sign_in("admin")
    me.follow("Tài khoản", within="nav.nav")
    me.follow("Tạo tài khoản")
    me.fill("login", login)
    me.press("Tạo tài khoản")
    me.choose("role", "cell_secretary")
    me.fill("unit", unit)
    me.fill("valid_from", "01/01/2022")
    me.press("Giao nhiệm vụ")
    me.reads("Đang giữ")
    me.fill("reason", "Tài khoản mới")
    me.press("Cấp đường dẫn đặt mật khẩu")
    link = me.page.locator("#duong-dan").input_value()
    me.sign_out()
    return link


def secretary_sets_a_password(me: Visitor, link: str) -> None:
    me.open(link)
    me.fill("password", PASSWORD)
    me.fill("again", PASSWORD)
    me.press("Đặt mật khẩu")
    me.reads("Đã đặt mật khẩu.")


def secretary_fills_in_and_sends(me: Visitor, login: str, evidence: Path) -> None:
    me.sign_in(login)
    me.follow("Bắt đầu hồ sơ")
    me.follow("I. ")
    while me.names("input", "grade-"):
        for name in me.names("input", "grade-"):
            me.pick(name, "excellent")
        for name in me.names("textarea", "words-"):
            me.fill(name, "12/12 kỳ đạt yêu cầu.")
        me.press("Lưu và sang mục sau")
    for name, number in COUNTS.items():
        me.fill(name, number)
    me.press("Lưu và sang mục sau")
    me.follow("Hồ sơ năm 2022", within="nav.crumbs")
    me.follow("Minh chứng")
    without_evidence = 'section:has-text("cần ít nhất 1 minh chứng")'
    me.page.locator(without_evidence).locator('input[type="file"]').set_input_files(evidence)
    me.press("Tải tệp lên", within=without_evidence)
    me.reads(evidence.name)
    me.follow("Về danh sách việc")
    me.follow("Kết quả bỏ phiếu của chi bộ")
    for name, number in BALLOT.items():
        me.fill(name, number)
    me.press("Lưu và sang mục sau")
    me.reads("Báo cáo tự đánh giá")
    me.press("Gửi hồ sơ lên Đảng ủy")
    me.reads("Đã gửi; Đảng ủy xã đang xem xét")
    me.sign_out()


def reviewer_reviews(me: Visitor) -> None:
    """Records that the signed paper is there, and grades as the cell did."""
    me.sign_in("reviewer.hu-a")
    me.follow("Hồ sơ chờ Đảng ủy xã Mẫu A xem xét")
    me.follow(CELL)
    me.press("Đã nhận bản giấy có chữ ký")
    me.reads("Đã ghi nhận bản giấy có chữ ký.")
    me.press("Điền như “Chi bộ tự đánh giá”")
    me.choose("outcome", "EXCELLENT")
    me.press("Lưu")
    me.reads("Đã lưu đánh giá.")
    me.sign_out()


def committee_decides(me: Visitor, login: str, number: str, *, award: bool = False) -> None:
    """Holds a meeting of nine: the meeting votes on the dossiers, and the decision gets its number."""
    me.sign_in(login)
    me.follow("Hồ sơ chờ")
    me.press("Mở hội nghị")
    me.fill("held_on", "2022-12-20")
    me.fill("members", "9")
    me.fill("present", "9")
    me.press("Ghi số phiếu tán thành bằng số có mặt")
    if award:
        box = me.page.locator('input[name^="award-"][type="checkbox"]')
        me.pick(str(box.get_attribute("name")), "1")
        me.press("Ghi số phiếu tán thành bằng số có mặt")
    me.press("Ghi kết quả biểu quyết")
    me.press("Ghi kết quả biểu quyết")
    me.reads("Đã ghi kết quả biểu quyết.")
    me.fill("number", number)
    me.fill("issued_on", "2022-12-26")
    me.fill("term", "2020 - 2025")
    me.press("Nhập số và ngày ban hành")
    me.press("Ban hành")
    me.reads(number)
    me.waits_for_the_end_of("In Giấy khen của Quyết định")
    me.sign_out()


def reviewer_endorses(me: Visitor) -> None:
    me.sign_in("reviewer.hu-a")
    me.follow("Hồ sơ đã quyết định, chờ trình")
    me.follow(CELL)
    me.follow("Xác nhận và trình")
    me.press("Xác nhận và trình")
    me.sign_out()


def appraiser_is_for_the_award(me: Visitor) -> None:
    me.sign_in("appraiser1.hu")
    me.follow("Hồ sơ chờ thẩm định")
    me.follow(CELL)
    me.pick("opinion-Y", "for")
    me.press("Lưu ý kiến")
    me.reads("Đã lưu ý kiến.")
    me.sign_out()


def lead_proposes_and_submits(me: Visitor) -> None:
    me.sign_in("lead.hu")
    me.follow("Hồ sơ chờ Tổ thẩm định thống nhất")
    me.follow(CELL)
    me.pick("team-opinion-Y", "for")
    me.fill("team-words-Y", "Chi bộ tiêu biểu của xã.")
    me.press("Lưu kết luận")
    me.reads("Tổ thẩm định đề nghị khen thưởng.")
    me.follow("Trình Ban Thường vụ")
    me.press("Trình Ban Thường vụ")
    me.sign_out()


def clerk_prints(me: Visitor) -> bytes:
    """Returns the file as the browser gets it."""
    me.sign_in("clerk.hu")
    me.follow("Sổ khen thưởng", within="nav.nav")
    me.reads(CELL)
    me.follow(CELL)
    me.reads("Mã xác thực")
    url = me.page.get_by_role("link", name="Mở tệp PDF").get_attribute("href")
    answer = me.context.request.get(str(url))
    assert answer.headers["content-type"] == "application/pdf"
    content = answer.body()
    me.sign_out()
    return content


def secretary_finds_the_commendation(me: Visitor, login: str) -> None:
    me.sign_in(login)
    me.reads("Đã xếp loại: “Hoàn thành xuất sắc nhiệm vụ”")
    me.follow("Xem Giấy khen")
    me.reads("Có tệp để in")
    me.sign_out()


def inspector_reads(me: Visitor) -> None:
    me.sign_in("inspector.hu")
    me.follow("Quyết định đã ban hành")
    me.follow("Quyết định số 001-QĐ/HU")
    me.reads(CELL)
    me.sign_out()


def anybody_verifies(me: Visitor, paper: Path) -> None:
    """Scans the printed sheet: every fact on the page behind the code also stands on the paper."""
    printed = " ".join(run("pdftotext", "-layout", str(paper), "-").split())
    run("pdftoppm", "-r", "150", "-png", "-singlefile", str(paper), str(paper.with_suffix("")))
    address = run("zbarimg", "-q", "--raw", str(paper.with_suffix(".png"))).strip()
    me.open(address)
    me.reads("Giấy khen này có trong Sổ khen thưởng.")
    me.reads("Đây là bản trình diễn, không có giá trị.")
    lines = me.page.locator('dd span[lang="vi"]').all_inner_texts()
    assert {CELL, "Đảng bộ xã Mẫu A"} <= set(lines)
    assert len(lines) >= 8
    assert [line for line in lines if " ".join(line.split()) not in printed] == []


def run(*command: str) -> str:
    return subprocess.run(command, check=True, capture_output=True, text=True, timeout=60).stdout
