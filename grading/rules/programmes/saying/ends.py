"""The two ends of a row of a table in words, in both languages."""

from grading import text
from grading.rules.programmes.parts.figures import Metric, MetricUnit
from grading.rules.programmes.parts.giving import Span
from grading.rules.programmes.parts.texts import Text


def ends(band: Span, metric: Metric) -> Text:
    """Returns the words for a row of this figure: from 75% to under 90%, above 50%, exactly 3."""
    unit = "%" if metric.unit is MetricUnit.percent else ""
    if (only := _only(band, metric)) is not None:
        return Text(vi=f"đúng {_shown(only, 'vi', unit)}", en=f"exactly {_shown(only, 'en', unit)}")
    return Text(vi=_vietnamese(band, unit), en=_english(band, unit))


def _only(band: Span, metric: Metric) -> int | None:
    """Returns the one value that the row holds, or None. A count from 1 to under 2 is 1."""
    if band.least is None or band.least == band.most:
        return band.least
    is_next = metric.unit is MetricUnit.counted and band.below is not None and band.below <= band.least + 100
    return band.least if is_next else None


def _vietnamese(band: Span, unit: str) -> str:
    low = _end("từ {}", band.least, "vi", unit) or _end("trên {}", band.above, "vi", unit)
    if band.most is None and band.below is None:
        return f"{low} trở lên" if band.least is not None else low
    high = _end("dưới {}", band.below, "vi", unit)
    high = high or _end("đến {}" if low else "không quá {}", band.most, "vi", unit)
    return f"{low} đến {high}" if low and band.below is not None else f"{low} {high}".strip()


def _english(band: Span, unit: str) -> str:
    low = _end("from {}", band.least, "en", unit) or _end("above {}", band.above, "en", unit)
    if band.most is None and band.below is None:
        return f"{low} up" if band.least is not None else low
    high = _end("under {}", band.below, "en", unit)
    high = high or _end("{}" if low else "at most {}", band.most, "en", unit)
    return f"{low} to {high}" if low else high


def _end(words: str, value: int | None, language: text.Language, unit: str) -> str:
    return "" if value is None else words.format(_shown(value, language, unit))


def _shown(value: int, language: text.Language, unit: str) -> str:
    return text.hundredths(value, language) + unit
