"""The addresses of a long list, made from one address."""

from flask import Flask, url_for

from grading.web.shell.long_lists import address_by


def test_an_address_by_number_is_that_of_the_map_wherever_the_number_stands():
    app = Flask(__name__)
    app.add_url_rule("/dossiers/<int:dossier_id>/deadline", "day", lambda dossier_id: str(dossier_id))

    with app.test_request_context():
        address = address_by("day", "dossier_id")
        expected = [url_for("day", dossier_id=number) for number in (7, 300)]

    assert [address(7), address(300)] == expected
