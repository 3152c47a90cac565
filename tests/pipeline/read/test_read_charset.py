from __future__ import annotations

import codecs
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.read.charset import declared_charset, decode, valid_text
from pipeline.read.errors import Unusable

GERMAN = "Größere Städte müssen über neue Maßnahmen entscheiden, sagte die Bürgermeisterin am Montag."
RUSSIAN = "Президент страны заявил сегодня, что переговоры прошли успешно."
SPANISH = "La alcaldesa señaló que mañana habrá más información; según el ministro, la policía detuvo a tres."


@pytest.mark.parametrize(
    ("text", "codec"),
    [(GERMAN, "cp1252"), (SPANISH, "cp1252"), (RUSSIAN, "cp1251"), (RUSSIAN, "koi8_r"), ("Café Lélé", "cp1252")],
)
def test_undeclared_charset_is_detected(text: str, codec: str) -> None:
    assert decode(text.encode(codec)) == text


@pytest.mark.parametrize(
    ("mark", "codec"),
    [(codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF32_BE, "utf-32-be")],
)
def test_byte_order_mark_decides_and_is_dropped(mark: bytes, codec: str) -> None:
    assert decode(mark + GERMAN.encode(codec), declared="koi8-r") == GERMAN


def test_declared_charset_is_used() -> None:
    assert decode("Rząd ogłosił".encode("iso8859-2"), "ISO-8859-2") == "Rząd ogłosił"


@pytest.mark.parametrize("declared", ["utf-8", "no-such-charset", "zip", "unicode_escape", "a\0b", ""])
def test_wrong_declaration_is_not_believed(declared: str) -> None:
    assert decode(GERMAN.encode("cp1252"), declared) == GERMAN


def test_bytes_of_no_charset_are_refused() -> None:
    with pytest.raises(Unusable, match="UTF-8"):
        decode(bytes([0x81, 0x8D, 0xFF, 0x00, 0x9D, 0xFE] * 3))


def test_charset_of_a_page_is_found_in_its_head() -> None:
    assert declared_charset(b'<html><meta http-equiv="x" content="text/html; charset=windows-1251">') == "windows-1251"
    assert declared_charset(b"<meta charset='big5'>") == "big5"
    assert declared_charset(b"<p>" * 5000 + b"<meta charset='big5'>") is None


@given(st.text())
def test_utf8_is_read_as_it_is(text: str) -> None:
    assert decode(text.encode()) == text.removeprefix("\ufeff")


@given(st.text())
def test_valid_text_without_nul_is_never_rewritten(text: str) -> None:
    text = text.replace("\0", "")
    assert valid_text(text) == text


@given(st.text(alphabet=st.characters(categories=["Cs", "Lu", "Cc"])))
def test_any_string_becomes_storable(text: str) -> None:
    repaired = valid_text(text)
    assert "\0" not in repaired
    assert repaired.encode().decode() == repaired


def test_surrogates_are_joined_or_replaced() -> None:
    assert valid_text("a\ud83d\ude00b\ud83dc") == "a😀b\ufffdc"


@given(st.binary(max_size=200), st.sampled_from([None, "utf-16", "shift_jis", "latin-1"]))
def test_any_bytes_end_in_text_or_in_a_reason(data: bytes, declared: str | None) -> None:
    with suppress(Unusable):
        assert isinstance(decode(data, declared), str)
