"""The words for the browser and the device with which somebody is signed in."""

from flask_babel import gettext

_BROWSERS = (
    ("Edg", "Edge"), ("OPR/", "Opera"), ("coc_coc", "Cốc Cốc"), ("SamsungBrowser", "Samsung Internet"),
    ("Firefox", "Firefox"), ("FxiOS", "Firefox"), ("CriOS", "Chrome"), ("Chrome", "Chrome"), ("Safari", "Safari"),
)  # fmt: skip
"""What a browser's own description contains, and its name. The order counts: most also call themselves Safari."""
_SYSTEMS = (
    ("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("Windows", "Windows"), ("Macintosh", "Mac"),
    ("CrOS", "ChromeOS"), ("Linux", "Linux"),
)  # fmt: skip


def device_words(description: str) -> str:
    """Returns the browser and the device in words: Chrome trên Windows."""
    browser = next((name for part, name in _BROWSERS if part in description), "")
    system = next((name for part, name in _SYSTEMS if part in description), "")
    if browser and system:
        return str(gettext("%(browser)s trên %(system)s", browser=browser, system=system))
    return browser or system or str(gettext("Thiết bị không rõ"))
