from __future__ import annotations

import csv
import io
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.read.items import Fault, Item, Record
from pipeline.read.limits import MAX_RECORD_BYTES

ReadFile = Callable[..., list[Item]]


def test_quoted_values_may_hold_delimiters_and_lines(read_file: ReadFile) -> None:
    items = read_file("x.csv", b'\xef\xbb\xbftitle,text\r\n"A, b","one\r\n""two"""\r\n\r\nC,\r\n')
    assert items == [Record(0, {"title": "A, b", "text": 'one\r\n"two"'}), Record(1, {"title": "C", "text": ""})]


def test_rows_with_too_many_columns_are_faults(read_file: ReadFile) -> None:
    first, second = read_file("x.tsv", b"title\ttext\na\tb\tc\nd\te\n")
    assert isinstance(first, Fault)
    assert (first.error_type, first.number) == ("invalid_row", 0)
    assert "separated by tabs" in first.message
    assert second == Record(1, {"title": "d", "text": "e"})


@pytest.mark.parametrize("sign", [";", "|", "\t"])
def test_a_header_without_commas_tells_the_delimiter(sign: str, read_file: ReadFile) -> None:
    text = "One, two; or | three"
    table = f'\r\ntitle{sign}text\r\nA, b{sign}"{text}"\r\na{sign}b{sign}c\r\n'.encode()
    for name in ("x.csv", "x"):
        first, second = read_file(name, table)
        assert first == Record(0, {"title": "A, b", "text": text})
        assert isinstance(second, Fault)


def test_a_header_with_commas_is_separated_by_them(read_file: ReadFile) -> None:
    assert read_file("x.csv", b"title;x,text\na;b,c\n") == [Record(0, {"title;x": "a;b", "text": "c"})]


def test_a_table_of_one_column_needs_no_delimiter(read_file: ReadFile) -> None:
    assert read_file("x.csv", b"text\nRain\n") == [Record(0, {"text": "Rain"})]


@pytest.mark.parametrize("codec", ["cp1252", "utf-16"])
def test_other_charsets_are_read(codec: str, read_file: ReadFile) -> None:
    text = "Größere Städte müssen über Maßnahmen entscheiden."
    items = read_file("x.csv", f"title,text\nÖl,{text}\n".encode(codec))
    assert items == [Record(0, {"title": "Öl", "text": text})]


def test_an_open_quotation_mark_cannot_swallow_memory(read_file: ReadFile) -> None:
    items = read_file("x.csv", b'text\na\n"' + (b"open " * 200 + b"\n") * (MAX_RECORD_BYTES // 800))
    assert items[0] == Record(0, {"text": "a"})
    assert [item.error_type for item in items if isinstance(item, Fault)] in (["invalid_row"], ["too_large"])


def test_a_line_without_end_is_cut_off(read_file: ReadFile) -> None:
    first, second = read_file("x.csv", b"text\na\n" + b"x" * (3 * MAX_RECORD_BYTES))
    assert first == Record(0, {"text": "a"})
    assert isinstance(second, Fault)
    assert second.error_type == "too_large"


CELLS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=8)


@given(rows=st.lists(st.tuples(CELLS, CELLS), max_size=6), delimiter=st.sampled_from([",", "\t"]))
def test_what_a_spreadsheet_writes_is_read_back(
    rows: list[tuple[str, str]], delimiter: str, read_file: ReadFile
) -> None:
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, quoting=csv.QUOTE_ALL).writerows([("title", "text"), *rows])
    items = read_file("x.csv" if delimiter == "," else "x.tsv", out.getvalue().encode())
    assert items == [Record(index, {"title": a, "text": b}) for index, (a, b) in enumerate(rows)]
