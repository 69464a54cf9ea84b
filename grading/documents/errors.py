"""The errors that keep a paper from being printed."""


class PdfError(Exception):
    """The page asked for a file that it may not have or that is missing, so the page was not printed."""


class PdfUnavailable(PdfError):
    """System libraries are missing; the message names the Debian packages that contain them."""


class PdfBusy(PdfError):
    """Other papers are being printed; a second attempt a little later may succeed."""


class Overflow(Exception):
    """A text does not fit its place even at the smallest size, so no sheet is made. Names the field and the unit."""

    def __init__(self, field: str, unit: str) -> None:
        super().__init__(f"{field} is too long for the commendation of {unit}")
        self.field, self.unit = field, unit


class Unprintable(Exception):
    """A text contains letters that the sheet's fonts do not have. Names the letters and the unit."""

    def __init__(self, letters: str, unit: str) -> None:
        super().__init__(f"the fonts of the commendation of {unit} have no {' '.join(letters)}")
        self.letters, self.unit = letters, unit
