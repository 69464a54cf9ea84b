"""Writes the golden files of the formats that this program writes: `python -m tests.golden`. Existing files stay."""

from pathlib import Path

from tests.formats import FORMATS, golden

FOLDER = Path(__file__).parent


def main() -> None:
    for kind, known in FORMATS.items():
        for older in golden(kind, known.format.newest - 1):
            name = older.stem.rpartition("-")[0]
            path = FOLDER / kind / f"{name}-{known.format.newest}.json"
            if not path.exists():
                path.write_text(known.rewritten(older.read_text(encoding="utf-8").strip()) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
