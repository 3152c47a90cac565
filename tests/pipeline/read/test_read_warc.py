from __future__ import annotations

import gzip
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.read.items import Fault, Item, Record, Skipped

ReadFile = Callable[..., list[Item]]

PAGE = "<html><body><p>Größe der Stadt</p></body></html>".encode("latin-1")
URL = "https://news.example.com/a"


def http(body: bytes, media_type: str = "text/html; charset=latin-1", status: str = "200 OK", more: str = "") -> bytes:
    return f"HTTP/1.1 {status}\r\nContent-Type: {media_type}\r\n{more}\r\n".encode() + body


def warc(block: bytes, kind: str = "response", length: int | None = None, url: str = URL) -> bytes:
    lines = ["WARC/1.0", f"WARC-Type: {kind}", f"WARC-Target-URI: {url}", "WARC-Date: 2021-03-03T18:05:00Z"]
    lines.append("Content-Type: application/http; msgtype=response")
    lines.append(f"Content-Length: {len(block) if length is None else length}")
    return "\r\n".join([*lines, "", ""]).encode() + block + b"\r\n\r\n"


RECORD = Record(0, {"url": URL, "html": PAGE}, "latin-1")


def kinds(items: list[Item]) -> list[object]:
    return [Record if isinstance(item, Record) else getattr(item, "kind", None) or item.error_type for item in items]  # type: ignore[union-attr]


def test_pages_are_records_and_everything_else_is_skipped(read_file: ReadFile) -> None:
    data = b"".join(
        [
            warc(http(PAGE)),
            warc(b"software: crawler\r\n", kind="warcinfo"),
            warc(b"GET / HTTP/1.1\r\n\r\n", kind="request"),
            warc(http(b"\x89PNG", "image/png")),
            warc(http(PAGE, status="404 Not Found")),
            warc(http(PAGE, media_type=""), url=f"<{URL}>"),
        ]
    )
    items = read_file("x.warc", data)
    assert items[0] == RECORD
    assert [item.kind for item in items if isinstance(item, Skipped)] == [
        "warc_not_a_response",
        "warc_not_a_response",
        "warc_not_html",
        "warc_not_a_page",
    ]
    assert items[-1] == Record(5, {"url": URL, "html": PAGE})
    assert read_file("crawl", b"".join(gzip.compress(part) for part in [warc(http(PAGE))])) == [RECORD]


def test_bodies_are_decoded(read_file: ReadFile) -> None:
    chunked = b"%x\r\n%s\r\n0\r\n\r\n" % (len(PAGE), PAGE)
    data = warc(http(gzip.compress(PAGE), more="Content-Encoding: gzip\r\n"))
    data += warc(http(chunked, more="Transfer-Encoding: chunked\r\n"))
    assert [item.values["html"] for item in read_file("x.warc", data) if isinstance(item, Record)] == [PAGE, PAGE]


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (warc(http(PAGE), length=10**9) + warc(http(PAGE)), ["truncated_warc"]),
        (warc(http(PAGE)) + warc(http(PAGE), length=10**9), [Record, "truncated_warc"]),
        (warc(http(PAGE)) + warc(http(PAGE * 100))[:1000], [Record, "truncated_warc"]),
        (warc(http(PAGE), length=70) + warc(http(PAGE)), [Record, "damaged_warc"]),
        (warc(http(PAGE)) + b"junk\r\n\r\n" + warc(http(PAGE)), [Record, "damaged_warc"]),
        (b"WARC/1.0\r\njunk\r\n\r\n", ["damaged_warc"]),
        (warc(http(b"not gzip", more="Content-Encoding: gzip\r\n")) + warc(http(PAGE)), ["damaged_http", Record]),
        (warc(http(PAGE + b" " * 5 * 2**20)) + warc(http(PAGE)), ["too_large", Record]),
        (
            warc(http(gzip.compress(bytes(2**26)), more="Content-Encoding: gzip\r\n")) + warc(http(PAGE)),
            ["too_large", Record],
        ),
    ],
)
def test_damage_is_told_and_the_pages_before_it_kept(data: bytes, expected: list[object], read_file: ReadFile) -> None:
    assert kinds(read_file("x.warc", data)) == expected


@pytest.mark.parametrize("length", [-5, 10**30])
def test_impossible_lengths_are_damage(length: int, read_file: ReadFile) -> None:
    items = read_file("x.warc", warc(http(PAGE)) + warc(http(PAGE), length=length))
    assert items[0] == RECORD
    assert isinstance(items[-1], Fault)


@pytest.mark.parametrize("keep", [0.3, 0.6, 0.95])
def test_a_cut_off_gzip_keeps_the_pages_before_its_end(keep: float, read_file: ReadFile) -> None:
    packed = b"".join(gzip.compress(warc(http(PAGE + b"<p>%d</p>" % number))) for number in range(50))
    *records, fault = read_file("x.warc.gz", packed[: int(len(packed) * keep)])
    assert isinstance(fault, Fault)
    assert fault.error_type in {"damaged_compression", "truncated_warc"}
    assert 0 < len(records) < 50
    assert set(kinds(records)) == {Record}


def test_a_name_without_content_is_damage(read_file: ReadFile) -> None:
    assert kinds(read_file("x.warc", b"no archive")) == ["damaged_warc"]


@given(data=st.data())
def test_any_changed_bytes_end_in_items(data: st.DataObject, read_file: ReadFile) -> None:
    changed = bytearray(warc(http(PAGE)) * 2)
    for _ in range(data.draw(st.integers(1, 8))):
        changed[data.draw(st.integers(0, len(changed) - 1))] = data.draw(st.integers(0, 255))
    assert len(read_file("x.warc", bytes(changed))) >= 1
