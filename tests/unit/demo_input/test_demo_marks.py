"""Demo input is marked as demo input, and the source beside it is unchanged."""

import hashlib
import re
import unicodedata

SOURCE_DIGESTS = {
    "README.md": "49cc08dee5e6df8b6912944c7c952c6e6a8bb97573becfa0779587662ce808cd",
    "figures.csv": "457935c03ee6e6691516b8d85813870d12387cdf98dc4538a834cc93b739e632",
    "outcomes.csv": "ec06579c4a241a922a4e709794d07dddd1274a4daaabc326b80f1bb53ecb2db8",
    "units.csv": "71892cdfe616a5d15577359b2bdd5bb6db48d54b24e5d561154833297e7da433",
}
# Words with a capital inside a sentence: bodies, the Party, its rules. A person's name contains none of these words.
PROPER = {"Đảng", "Nhân", "Mặt", "Bác", "Điều", "Chỉ", "Hội", "I", "II", "III", "IV"}


def test_the_source_is_copied_byte_for_byte(demo_folder):
    folder = demo_folder / "giong-rieng"

    digests = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.iterdir()}

    assert digests == SOURCE_DIGESTS


def test_every_yaml_file_is_marked_as_demo(documents):
    marks = {name: (document["demo"], document["source"]) for name, document in documents.items()}

    assert set(marks.values()) == {(True, "dữ liệu trình diễn")}


def test_every_invented_row_of_members_and_past_results_names_its_source(rows):
    invented = rows["members.csv"] + rows["past-results.csv"]

    sources = {row["source"] for row in invented}

    assert all(source.startswith("dữ liệu trình diễn") for source in sources)


def test_the_readme_names_every_file_of_the_demo(demo_folder):
    readme = (demo_folder / "README.md").read_text(encoding="utf-8")

    unnamed = [path.name for path in demo_folder.iterdir() if path.name != "README.md" and path.name not in readme]

    assert unnamed == []


def test_every_decision_number_is_visibly_invented(documents):
    decided = [document for document in documents.values() if "decision" in document]

    numbers = [document["decision"]["number"] for document in decided]

    assert sorted(numbers) == ["00-QĐ/HU", *["00-QĐ/ĐU"] * 5]


def test_no_text_contains_anything_like_a_name_of_a_person(texts):
    inside_a_sentence = re.compile(r"(?<=[\w,;:] )[^\W\d_]+")

    suspects = [
        (name, word)
        for name, text in texts
        for word in inside_a_sentence.findall(text)
        if word[0].isupper() and word not in PROPER
    ]

    assert suspects == []


def test_no_text_contains_a_number_long_enough_to_identify_a_person(texts):
    numbers = [number for _, text in texts for number in re.findall(r"\d{6,}", text)]

    assert numbers == []


def test_every_file_is_in_one_normal_form_of_unicode(demo_folder):
    written = {path: path.read_text(encoding="utf-8") for path in demo_folder.rglob("*.*") if path.is_file()}

    decomposed = [path.name for path, text in written.items() if text != unicodedata.normalize("NFC", text)]

    assert decomposed == []


def test_the_texts_put_the_tone_mark_on_the_first_vowel(texts):
    mark_on_second_vowel = re.compile(r"(?:uỷ|(?<!q)uý|hoá|hoà)\b", re.IGNORECASE)

    misspelt = [text for _, text in texts if mark_on_second_vowel.search(text)]

    assert misspelt == []
