"""The makers of small real files, and what refuses them, for the tests of uploads."""

import pytest

from grading.documents.uploads.accepting import accept
from grading.documents.uploads.refusal import UploadRefused
from tests.unit.uploads import making

LIMIT = 2 * 1024 * 1024  # bytes


@pytest.fixture(name="pack")
def pack_fixture():
    return making.pack


@pytest.fixture(name="unpack")
def unpack_fixture():
    return making.unpack


@pytest.fixture(name="paragraph")
def paragraph_fixture():
    return making.paragraph


@pytest.fixture(name="relationship")
def relationship_fixture():
    return making.relationship


@pytest.fixture
def make_docx():
    return making.docx


@pytest.fixture
def make_xlsx():
    return making.xlsx


@pytest.fixture
def make_pdf():
    return making.pdf


@pytest.fixture
def make_photo():
    return making.photo


@pytest.fixture
def refusal():
    """Returns a function that gives the reasons for which a file is refused, as code → parameters."""

    def reasons(name: str, content: bytes, max_bytes: int = LIMIT) -> dict[str, dict[str, object]]:
        with pytest.raises(UploadRefused) as refused:
            accept(name, content, max_bytes=max_bytes)
        return {reason.code: dict(reason.params) for reason in refused.value.reasons}

    return reasons
