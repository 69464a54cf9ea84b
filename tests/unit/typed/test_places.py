"""What people type to find a unit is read as offices, words and places, the lowest place first."""

import pytest

from grading.typed.places import levels, sought


@pytest.mark.parametrize(
    ("typed", "ways"),
    [
        ("BCH", [(("bch",), ("ban", "chap", "hanh"))]),
        ("Ban Chấp hành", [(("ban", "chap", "hanh"), ("bch",))]),
        ("UBND-HĐND", [(("ubnd",), ("uy", "ban", "nhan", "dan")), (("hdnd",), ("hoi", "dong", "nhan", "dan"))]),
        ("ĐU xã A", [(("du",), ("dang", "uy")), (("xa",),), (("a",),)]),
        ("Ngọc Chúc", [(("ngoc",),), (("chuc",),)]),
        ("", []),
    ],
)
def test_an_office_is_looked_for_in_both_ways_of_writing_it(typed, ways):
    assert sought(typed) == ways


@pytest.mark.parametrize(
    ("typed", "short"),
    [("BTV", "ban thuong vu"), ("cb", "chi bo"), ("MTTQ", "mat tran to quoc"), ("ĐTN", "doan thanh nien"),
     ("HPN", "hoi phu nu"), ("CCB", "cuu chien binh"), ("ND", "nong dan"), ("đu", "dang uy")],
)  # fmt: skip
def test_every_abbreviation_of_the_offices_is_known(typed, short):
    assert sought(typed)[0][1] == tuple(short.split())


@pytest.mark.parametrize("place", ["thị trấn Đu", "du"])
def test_a_place_called_du_is_no_committee(place):
    assert sought(place)[-1] == (("du",),)


@pytest.mark.parametrize(
    ("typed", "places"),
    [
        ("xã Ngọc Chúc, huyện Giồng Riềng", ["xã Ngọc Chúc", " huyện Giồng Riềng"]),
        ("ấp 3 - xã Ngọc Chúc", ["ấp 3", "xã Ngọc Chúc"]),
        ("KG-GR-NC", ["KG-GR-NC"]),
        ("xã Ngọc Chúc, ", ["xã Ngọc Chúc"]),
    ],
)
def test_an_address_is_read_place_by_place(typed, places):
    assert levels(typed) == places
