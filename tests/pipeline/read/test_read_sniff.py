from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.read.errors import Unusable
from pipeline.read.sniff import Format, is_html, sniff_format


@pytest.mark.parametrize(
    ("name", "head", "expected"),
    [
        ("a.jsonl", b'{"text": "x"}\n', Format.JSON_LINES),
        ("a.NDJSON.gz", b"broken", Format.JSON_LINES),
        ("a.jsonl", b' [{"text": "x"}]', Format.JSON),
        ("a.json", b'{"text": "x"}\n{"text": "y"}\n', Format.JSON_LINES),
        ("a.json", b'{"text": "x', Format.JSON_LINES),
        ("a.json", b'{broken}\n{"text": "y"}\n', Format.JSON_LINES),
        ("a.json", b'{\n  "text": "x"\n}', Format.JSON),
        ("a.json", b'\xef\xbb\xbf[\n{"text"', Format.JSON),
        ("a.json", b"no JSON at all", Format.JSON),
        ("a.csv.zst", b"text;title", Format.CSV),
        ("a.tsv", b"text", Format.TSV),
        ("a.txt", b"[Agency] News, text", Format.TEXT),
        ("a.txt", b"PAR1....", Format.PARQUET),
        ("a", b"WARC/1.0\r\n", Format.WARC),
        ("a", b'{"text": "x"}', Format.JSON_LINES),
        ("a", b'[{"text": "x"}]', Format.JSON),
        ("a", b"[Agency] Rain falls", Format.TEXT),
        ("a", b"title,body\nA,B\n", Format.CSV),
        ("a", b"title;body\nA;B\n", Format.CSV),
        ("a", b"title|body\nA|B\n", Format.CSV),
        ("a", b"Rain; wind and snow fell.\n", Format.TEXT),
        ("a", b"title\tBody Text\nA\tB\n", Format.TSV),
        ("a", b"Rain, wind and snow fell.\n", Format.TEXT),
        ("a", b"\n<!DOCTYPE html><html>", Format.HTML),
        ("a", b"<?xml version='1.0'?><html xmlns='x'>", Format.HTML),
        ("a", "Größe".encode("cp1252"), Format.TEXT),
        ("a", "Größe".encode("utf-16"), Format.TEXT),
        ("story.md", b"Rain fell.", Format.TEXT),
    ],
)
def test_format_follows_from_name_and_content(name: str, head: bytes, expected: Format) -> None:
    assert sniff_format(name, head) is expected


@pytest.mark.parametrize(
    ("name", "head"),
    [("a.txt", b"%PDF-1.7"), ("a.docx", b"PK\x03\x04"), ("a", b"\x89PNG\r\n"), ("a", b"<?xml version='1.0'?><rss>"),
     ("a.txt", b"ab\0\1\2\3"), ("a.json", b"PK\x03\x04"), ("a.jsonl", b"BZh9")],
)  # fmt: skip
def test_formats_that_are_not_read_are_named(name: str, head: bytes) -> None:
    with pytest.raises(Unusable, match="convert") as refusal:
        sniff_format(name, head)
    assert refusal.value.error_type == "unsupported_format"


def test_an_empty_file_is_refused() -> None:
    with pytest.raises(Unusable, match="empty"):
        sniff_format("a.jsonl", b"")


def test_a_tag_in_a_text_does_not_make_it_a_page() -> None:
    assert not is_html("The <html> tag was invented in 1990.")
    assert not is_html("<p>Rain fell.</p>")
    assert is_html("<!-- saved --><html><body>")


@given(st.text(alphabet="abc./", max_size=10), st.binary(min_size=1, max_size=300))
def test_any_file_has_a_format_or_a_reason(name: str, head: bytes) -> None:
    with suppress(Unusable):
        assert isinstance(sniff_format(name, head), Format)


@pytest.mark.parametrize("text", ["The mayor, who spoke,\rleft.", "text, and\rmore\r", '"text",\r"'])
def test_lines_of_old_ends_are_text_and_not_damage(text: str) -> None:
    assert sniff_format("notes", text.encode()) in {Format.TEXT, Format.CSV}
