"""The store of files gives a stored file back unchanged, or raises an error."""

import hashlib
import os
import stat
from datetime import datetime
from pathlib import Path
from threading import Thread

import pytest

from grading.storage import Store, StoredFileDamaged, StoredFileMissing, sweep


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "files")


def kept(tmp_path: Path) -> list[Path]:
    return [path for path in (tmp_path / "files").rglob("*") if path.is_file()]


def test_a_stored_file_comes_back_under_its_digest(store):
    content = "Biên bản họp chi bộ".encode()

    sha256 = store.put(content)

    assert sha256 == hashlib.sha256(content).hexdigest()
    assert store.get(sha256) == content
    assert store.open(sha256).read() == content


def test_the_same_bytes_stored_twice_are_one_file(store, tmp_path):
    first = store.put(b"extract")

    second = store.put(b"extract")

    assert first == second
    assert len(kept(tmp_path)) == 1


def test_existence_is_checked_without_reading_the_file(store):
    sha256 = store.put(b"extract")

    assert store.exists(sha256)
    assert not store.exists("0" * 64)


def test_a_file_that_was_never_stored_is_missing(store):
    with pytest.raises(StoredFileMissing) as missing:
        store.get("0" * 64)

    assert missing.value.sha256 == "0" * 64


def test_a_changed_file_is_never_given_out(store, tmp_path):
    sha256 = store.put(b"ninety-eight per cent")
    kept(tmp_path)[0].write_bytes(b"ninety-nine per cent")

    with pytest.raises(StoredFileDamaged):
        store.get(sha256)
    with pytest.raises(StoredFileDamaged):
        store.open(sha256)


def test_storing_a_damaged_file_again_repairs_it(store, tmp_path):
    sha256 = store.put(b"extract")
    kept(tmp_path)[0].write_bytes(b"")

    store.put(b"extract")

    assert store.get(sha256) == b"extract"


def test_only_the_owner_can_read_a_stored_file(store, tmp_path):
    store.put(b"extract")

    path = kept(tmp_path)[0]

    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


@pytest.mark.parametrize("name", ["../../etc/passwd", "/etc/passwd", "", "A" * 64, "0" * 63, "0" * 64 + "\n", "0" * 65])
def test_no_name_from_outside_becomes_a_path(store, name):
    with pytest.raises(ValueError, match="not a SHA-256"):
        store.get(name)
    with pytest.raises(ValueError, match="not a SHA-256"):
        store.exists(name)


def test_a_failed_write_leaves_no_file(store, tmp_path, monkeypatch):
    def disk_full(handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", disk_full)

    with pytest.raises(OSError, match="No space left"):
        store.put(b"extract")

    assert kept(tmp_path) == []


def test_many_writers_of_the_same_bytes_leave_one_whole_file(store, tmp_path):
    content = b"photograph" * 100_000
    writers = [Thread(target=store.put, args=(content,)) for _ in range(8)]

    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()

    assert [path.read_bytes() == content for path in kept(tmp_path)] == [True]


def test_what_a_killed_writer_left_is_swept_but_not_what_may_be_in_work(store, tmp_path):
    sha256 = store.put(b"whole")
    folder = next(path for path in tmp_path.rglob(sha256[:2]) if path.is_dir())
    left, in_work = folder / ".abc.part", folder / ".def.part"
    left.write_bytes(b"ha")
    in_work.write_bytes(b"lf")
    os.utime(left, (0, 0))

    removed = sweep(tmp_path, before=datetime(2022, 1, 1))

    assert removed == 1
    assert (left.exists(), in_work.exists(), store.get(sha256)) == (False, True, b"whole")
