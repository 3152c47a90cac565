"""Files that are small and unpack to much, or are large, or deep: read in bounded memory, or refused."""

from __future__ import annotations

import gzip
import io
import json
import tracemalloc
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from itertools import chain
from pathlib import Path

import pytest
import zstandard

from pipeline.clean.body import find_body
from pipeline.read.article import outcome_of
from pipeline.read.inputs import check_inputs, open_input
from pipeline.read.items import Fault, Record
from pipeline.read.tasks import plan_tasks, read_task
from pipeline.records import Reject

MIB = 2**20


def faults(path: Path) -> list[str]:
    [listed] = check_inputs([str(path)])
    found = chain.from_iterable(read_task(task, open_input, ()) for task in plan_tasks(listed, open_input))
    return [item.error_type for item in found if isinstance(item, Fault)]


@contextmanager
def memory_bounded(mib: int) -> Iterator[None]:
    """Check that Python's memory does not grow by more than that."""
    tracemalloc.start()
    try:
        yield
        assert tracemalloc.get_traced_memory()[1] < mib * MIB
    finally:
        tracemalloc.stop()


@cache
def gzip_of_ten_gigabytes() -> bytes:
    """A hundred members of a hundred MiB of blanks each."""
    member = io.BytesIO()
    with gzip.GzipFile(fileobj=member, mode="wb", compresslevel=6, mtime=0) as packed:
        for _ in range(100):
            packed.write(b" " * MIB)
    return member.getvalue() * 100


def zstd_of_ten_gigabytes() -> bytes:
    return zstandard.compress(b" " * 100 * MIB) * 100


@pytest.mark.parametrize("name", ["bomb.jsonl.gz", "bomb.json.gz", "bomb.txt.gz", "bomb.csv.gz", "bomb.warc.gz"])
def test_ten_gigabytes_of_gzip_are_refused(name: str, tmp_path: Path):
    path = tmp_path / name
    path.write_bytes(gzip_of_ten_gigabytes())
    with memory_bounded(100):
        assert faults(path)[-1] in {"decompression_bomb", "too_large", "damaged_warc"}


def test_ten_gigabytes_of_zstandard_are_refused(tmp_path: Path):
    path = tmp_path / "bomb.jsonl.zst"
    path.write_bytes(zstd_of_ten_gigabytes())
    with memory_bounded(100):
        assert faults(path) == ["decompression_bomb"]


def test_ten_gigabytes_that_pack_like_text_are_bounded_by_record(tmp_path: Path):
    """Packed no better than news, so that it is no bomb by its ratio: here 64 MiB of one JSON line."""
    packer, path = zlib.compressobj(1, wbits=31), tmp_path / "line.jsonl.gz"
    noise = bytes(range(97, 123)) * 41 + b"q"
    with path.open("wb") as file:
        file.write(packer.compress(b'{"text": "'))
        for turn in range(64 * MIB // len(noise)):
            file.write(packer.compress(noise[turn % 997 :] + noise[: turn % 997]))
        file.write(packer.flush())
    with memory_bounded(60):
        assert faults(path) == ["too_large"]


def test_a_line_of_500_megabytes_is_one_fault_and_its_neighbours_are_read(tmp_path: Path):
    path = tmp_path / "long.jsonl"
    with path.open("wb") as file:
        file.write(b'{"id": "before", "text": "One."}\n{"id": "long", "text": "')
        file.seek(500 * MIB)
        file.write(b'"}\n{"id": "after", "text": "Two."}\n')
    [listed] = check_inputs([str(path)])
    with memory_bounded(80):
        items = [item for task in plan_tasks(listed, open_input) for item in read_task(task, open_input, ())]
    assert [item.values["id"] for item in items if isinstance(item, Record)] == ["before", "after"]
    assert [item.error_type for item in items if isinstance(item, Fault)] == ["too_large"]


@pytest.mark.parametrize("opening", ["[", '{"a":', '{"text":[', '[{"text":'])
@pytest.mark.parametrize("name", ["deep.jsonl", "deep.json"])
def test_a_hundred_thousand_brackets_are_a_fault(opening: str, name: str, tmp_path: Path):
    path = tmp_path / name
    path.write_text(opening * 100_000)
    with memory_bounded(60):
        assert faults(path) == ["invalid_json"]


@pytest.mark.parametrize(
    "html",
    [
        "<div>" * 100_000 + "The council met on Monday and the mayor spoke for an hour about the new bridge.",
        "<p>The council met.<table><tr><td>" * 30_000,
        "<b><i><u>" * 33_000 + "word " * 100,
        "<a href='x" * 100_000,
        "<!--" * 100_000,
        "<p>" + "&amp;" * 100_000,
        "<ul>" + "<li>The mayor spoke." * 50_000,
        "<script>" * 50_000,
        "<![CDATA[" * 50_000,
    ],
    ids=lambda html: html[:12],
)
def test_a_hundred_thousand_tags_end_in_a_page_or_a_reason(html: str):
    page = f"<html><head><title>Deep</title></head><body>{html}</body></html>"
    result = outcome_of(Record(None, {"html": page}), "deep.html", ()).result
    if isinstance(result, Reject):
        assert result.error_type in {"empty_text", "unreadable_html"}
    else:
        assert all(0 <= span.start < span.end <= len(result.text) for span in find_body(result.text, result.title))


def test_a_record_of_deep_values_is_an_article(tmp_path: Path):
    value: object = "end"
    for _ in range(400):
        value = [value]
    path = tmp_path / "deep.jsonl"
    path.write_text(json.dumps({"text": "The council met.", "extra": value, "source": {"name": value}}) + "\n")
    [listed] = check_inputs([str(path)])
    [task] = plan_tasks(listed, open_input)
    [record] = read_task(task, open_input, ())
    assert isinstance(record, Record)
    assert outcome_of(record, str(path), ()).result.source_uri == str(path)
