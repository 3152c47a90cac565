"""Tells the format of a file from its name and, where that does not say, from its first bytes."""

from __future__ import annotations

import csv
import json
from enum import Enum
from typing import Final

from pipeline.read.charset import byte_order_mark, valid_text
from pipeline.read.errors import Unusable
from pipeline.read.fields import is_text_column


class Format(Enum):
    """What a file holds, once unpacked."""

    JSON_LINES = "JSON Lines"
    JSON = "JSON"
    PARQUET = "Parquet"
    CSV = "CSV"
    TSV = "TSV"
    TEXT = "plain text"
    HTML = "HTML"
    WARC = "WARC"


PACKED_SUFFIXES: Final = (".gz", ".gzip", ".zst", ".zstd")

_BY_SUFFIX: Final = {
    ".jsonl": Format.JSON_LINES,
    ".ndjson": Format.JSON_LINES,
    ".jl": Format.JSON_LINES,
    ".parquet": Format.PARQUET,
    ".csv": Format.CSV,
    ".tsv": Format.TSV,
    ".tab": Format.TSV,
    ".txt": Format.TEXT,
    ".text": Format.TEXT,
    ".html": Format.HTML,
    ".htm": Format.HTML,
    ".xhtml": Format.HTML,
    ".warc": Format.WARC,
}

# Spreadsheets of countries with a decimal comma write semicolons.
_OTHER_DELIMITERS: Final = (";", "\t", "|")

# Formats that have a name of their own, so that the user learns what was given.
_UNSUPPORTED: Final = (
    (b"%PDF-", "PDF"),
    (b"PK\x03\x04", "ZIP (also DOCX, XLSX, ODT, EPUB)"),
    (b"PK\x05\x06", "ZIP (empty)"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "Microsoft Office"),
    (b"\x89PNG", "PNG image"),
    (b"\xff\xd8\xff", "JPEG image"),
    (b"GIF8", "GIF image"),
    (b"{\\rtf", "RTF"),
    (b"BZh", "bzip2"),
    (b"\xfd7zXZ\x00", "xz"),
    (b"7z\xbc\xaf\x27\x1c", "7-Zip"),
    (b"Rar!", "RAR"),
    (b"\x04\x22\x4d\x18", "LZ4"),
    (b"\x1f\x8b", "gzip within a compressed file"),
    (b"Obj\x01", "Avro"),
    (b"ORC", "ORC"),
    (b"ARROW1", "Arrow IPC"),
    (b"SQLite format 3\x00", "SQLite"),
    (b"\x7fELF", "program"),
)

# Plain text has next to none of these.
_CONTROL_BYTES: Final = bytes(set(range(32)) - {7, 8, 9, 10, 11, 12, 13, 27})
_MAX_CONTROL_SHARE: Final = 0.02


def suffix_of(name: str) -> str:
    """Return the lower-case suffix that tells the format: .jsonl of A.JSONL.gz."""
    name = without_packed_suffix(name.lower())
    return name[name.rindex(".") :] if "." in name else ""


def without_packed_suffix(name: str) -> str:
    """Return the file name without .gz, .zst and the like."""
    ending = next((suffix for suffix in PACKED_SUFFIXES if name.lower().endswith(suffix)), "")
    return name[: len(name) - len(ending)]


def sniff_format(name: str, head: bytes) -> Format:
    """Return the format of a file, given its name and the first bytes of its unpacked content.

    Raises Unusable where the file is empty or of a format that is not read.
    """
    if not head:
        raise Unusable("empty_file", "The file is empty; remove it or fetch it again.")
    magic = _by_magic(head)
    if magic is not None:
        return magic
    named = _BY_SUFFIX.get(suffix_of(name))
    if named is Format.JSON_LINES and head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"["):
        return Format.JSON
    if named is not None and named is not Format.TEXT:
        return named
    _refuse_binary(head)
    found = named or _by_content(_text_of(head))
    # A file that is named JSON and does not look like it is damaged JSON, no article.
    return Format.JSON if suffix_of(name) == ".json" and found is not Format.JSON_LINES else found


def csv_delimiter(header: str) -> str:
    """Return what separates the columns of a CSV by its header: a comma or, where it has none, another usual sign."""
    return "," if "," in header else max(",", *_OTHER_DELIMITERS, key=header.count)


def is_html(text: str) -> bool:
    """Tell whether a text is a whole HTML page (a few tags in a text do not make it one)."""
    start = text[:2048].lstrip("\ufeff \t\r\n").lower()
    if start.startswith(("<!doctype html", "<html")):
        return True
    return start.startswith(("<!--", "<?xml", "<head", "<body")) and ("<html" in start or "<body" in start)


def _by_magic(head: bytes) -> Format | None:
    if head.startswith(b"PAR1"):
        return Format.PARQUET
    if head.startswith(b"WARC/"):
        return Format.WARC
    for magic, kind in _UNSUPPORTED:
        if head.startswith(magic):
            raise Unusable(
                "unsupported_format",
                f"This is a file of the kind {kind}, which is not read; convert it to JSON Lines, CSV or plain text.",
            )
    return None


def _refuse_binary(head: bytes) -> None:
    if byte_order_mark(head) is not None:
        return
    controls = len(head) - len(head.translate(None, _CONTROL_BYTES))
    if controls > _MAX_CONTROL_SHARE * len(head):
        raise Unusable(
            "unsupported_format",
            "The file is binary and of no known format; convert it to JSON Lines, CSV or plain text.",
        )


def _text_of(head: bytes) -> str:
    """Return the head as text, good enough to see its punctuation."""
    marked = byte_order_mark(head)
    return valid_text(head.decode(marked[1] if marked else "utf-8", "replace")).lstrip("\ufeff")


def _by_content(text: str) -> Format:
    start = text.lstrip()
    if is_html(start):
        return Format.HTML
    if start.startswith("<?xml"):
        raise Unusable("unsupported_format", "XML is not read; convert it to JSON Lines, CSV or plain text.")
    if start.startswith("{"):
        return Format.JSON_LINES if _first_line_is_json(start) else Format.JSON
    if start.startswith("[") and start[1:].lstrip()[:1] in {"{", "]", ""}:
        return Format.JSON
    return _delimited(start) or Format.TEXT


def _first_line_is_json(start: str) -> bool:
    """Tell JSON Lines from objects that are spread over lines. A line longer than the head counts as one line."""
    line, newline, _ = start.partition("\n")
    if not newline:
        return True
    try:
        json.loads(line)
    except (ValueError, RecursionError):
        # A damaged first line of JSON Lines still closes its brace; an object spread over lines does not.
        return line.rstrip().endswith("}")
    return True


def _delimited(start: str) -> Format | None:
    """Return CSV or TSV where the first line names a text column beside others, else null."""
    # A carriage return ends a line too; within one, it is an error to the reader of CSV.
    header = start.replace("\r", "\n").partition("\n")[0].strip()
    for delimiter in (csv_delimiter(header), "\t"):
        if delimiter not in header or len(header) > 4096:
            continue
        columns = next(csv.reader([header], delimiter=delimiter))
        if len(columns) > 1 and any(is_text_column(column) for column in columns):
            return Format.TSV if delimiter == "\t" else Format.CSV
    return None
