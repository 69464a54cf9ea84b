"""The browser and the device in words."""

import pytest
from flask import Flask
from flask_babel import Babel

from grading.words.devices import device_words

CHROME = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/141.0.0.0 Safari/537.36"
IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1 (KHTML, like Gecko) Safari/604.1"


@pytest.mark.parametrize(
    ("description", "words"),
    [
        (CHROME, "Chrome trên Windows"),
        (f"{CHROME} Edg/141.0", "Edge trên Windows"),
        (IPHONE, "Safari trên iPhone"),
        (
            "Mozilla/5.0 (Linux; Android 14) SamsungBrowser/27.0 Chrome/125.0 Safari/537.36",
            "Samsung Internet trên Android",
        ),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0", "Firefox trên Linux"),
        ("curl/8.5", "Thiết bị không rõ"),
        ("", "Thiết bị không rõ"),
    ],
)
def test_a_device_is_named_by_its_browser_and_its_kind(description, words):
    app = Flask("words")
    Babel(app, default_locale="vi")

    with app.test_request_context():
        assert device_words(description) == words
