from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.read.items import Fault, Item, Record, Skipped
from pipeline.read.limits import MAX_RECORD_BYTES

ReadFile = Callable[..., list[Item]]


def values(items: list[Item]) -> list[object]:
    return [
        item.values if isinstance(item, Record) else item.error_type for item in items if not isinstance(item, Skipped)
    ]


def test_bad_lines_are_faults_and_the_others_records(read_file: ReadFile) -> None:
    data = b'\xef\xbb\xbf{"text":"a"}\r\n\n \t\nbroken\n[1]\n{"text":"\xf6"}\n{"text":"b"}'
    items = read_file("x.jsonl", data)
    assert values(items) == [{"text": "a"}, "invalid_json", "invalid_record", {"text": "ö"}, {"text": "b"}]
    faults = [item for item in items if isinstance(item, Fault)]
    assert faults[0].excerpt == b"broken\n"
    assert "mend or remove" in faults[0].message


def test_the_message_on_a_bad_line_tells_where_in_the_line(read_file: ReadFile) -> None:
    [_, fault] = read_file("x.jsonl", b'{"text":"a"}\n{"text":"b"\n')
    assert isinstance(fault, Fault)
    assert fault.message == (
        "The record on the line at byte 13 is not valid JSON (Expecting ',' delimiter: character 12 of it); mend or "
        "remove it."
    )


@pytest.mark.parametrize(
    "line",
    [
        b"[" * 100_000,
        b'{"a":' * 100_000,
        b'{"text": ' + b"9" * 10_000 + b"}",
        b'{"text": "x',
        b"\xff\xfe\x00",
        b"nul\0",
    ],
)
def test_hostile_lines_are_faults(line: bytes, read_file: ReadFile) -> None:
    items = read_file("x.jsonl", b'{"text":"a"}\n' + line + b'\n{"text":"b"}\n')
    assert [type(item) for item in items] == [Record, Fault, Record]


def test_a_line_over_the_limit_is_one_fault(read_file: ReadFile) -> None:
    items = read_file("x.jsonl", b'{"text":"' + b"x" * MAX_RECORD_BYTES + b'"}\n{"text":"b"}\n')
    assert values(items) == ["too_large", {"text": "b"}]
    assert isinstance(items[0], Fault)
    assert len(items[0].excerpt) == 2048


LINES = st.lists(
    st.one_of(
        st.text(max_size=10).map(lambda text: json.dumps({"text": text}, ensure_ascii=False).encode()),
        st.sampled_from([b"", b"  ", b"broken", b"[]"]),
    ),
    min_size=1,
    max_size=12,
)


@given(lines=LINES, split_bytes=st.integers(1, 40), final=st.sampled_from([b"", b"\n"]))
def test_however_split_the_items_are_the_same(
    lines: list[bytes], split_bytes: int, final: bytes, read_file: ReadFile
) -> None:
    data = b"\n".join(lines) + final
    if data:
        assert read_file("x.jsonl", data, split_bytes) == read_file("x.jsonl", data)


def test_record_number_is_the_byte_offset(read_file: ReadFile) -> None:
    items = read_file("x.jsonl", '{"text":"ö"}\n{"text":"b"}\n'.encode())
    assert [item.number for item in items if isinstance(item, Record)] == [0, 14]


def test_utf16_lines_are_read(read_file: ReadFile) -> None:
    items = read_file("x.jsonl", '{"text":"größer"}\n{"text":"b"}\n'.encode("utf-16"), split_bytes=4)
    assert values(items) == [{"text": "größer"}, {"text": "b"}]


@pytest.mark.parametrize(
    "data", [b'[{"text":"a"}, {"text":1.5}]', b'{"text":"a"}\n{"text":\n1.5}', b'\n{\n"text":"a"}{"text":1.5}']
)
def test_arrays_and_spread_objects_are_streamed(data: bytes, read_file: ReadFile) -> None:
    assert values(read_file("x.json", data))[:1] == [{"text": "a"}]


def test_array_elements_are_numbered(read_file: ReadFile) -> None:
    items = read_file("x.json", b'\xef\xbb\xbf [{"text":"a"}, 5, {"text":1.5}]')
    assert values(items) == [{"text": "a"}, "invalid_record", {"text": 1.5}]
    assert [item.number for item in items if isinstance(item, Record | Fault)] == [0, 1, 2]


@pytest.mark.parametrize(
    "rest", [b'{"text": "cut', b"]]]", b'{"text": tru}', b"{" * 1000, b"[" * 100_000, b'{"a":' * 100_000, b'"\xff"]']
)
def test_damage_keeps_the_elements_before_it(rest: bytes, read_file: ReadFile) -> None:
    items = read_file("x.json", b'[{"text":"a"},' + rest)
    assert values(items) == [{"text": "a"}, "invalid_json"]


def test_an_element_over_the_limit_ends_the_file(read_file: ReadFile) -> None:
    items = read_file("x.json", b'[{"text":"a"},{"text":"' + b"x" * (2 * MAX_RECORD_BYTES) + b'"}]')
    assert values(items) == [{"text": "a"}, "too_large"]


def test_an_empty_array_holds_nothing(read_file: ReadFile) -> None:
    assert read_file("x.json", b"[]") == []
