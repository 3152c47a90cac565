"""Which language an article is in, declared or detected."""

from __future__ import annotations

import pytest

from models.records import Span
from pipeline.clean.language import accepted_languages, choose_language, detect_language, normalise_language
from tests.pipeline.clean.made_articles import ENGLISH, GERMAN


@pytest.mark.parametrize(
    ("declared", "code"),
    [
        ("en", "en"),
        ("EN-gb", "en"),
        ("en_US.UTF-8", "en"),
        ("eng", "en"),
        ("English", "en"),
        ("ger", "de"),
        ("deu", "de"),
        ("Deutsch", "de"),
        ("français", "fr"),
        ("zh-Hans", "zh"),
        ("iw", "he"),
        ("fil", "fil"),
        ("und", None),
        ("", None),
        (None, None),
        ("no such tongue", None),
        ("x" * 100_000, None),
    ],
)
def test_declared_languages_become_codes(declared: str | None, code: str | None) -> None:
    assert normalise_language(declared) == code


def choose(declared: str | None, text: str) -> str | None:
    return choose_language(declared, text, (Span(0, len(text)),))


def test_long_text_tells_its_language() -> None:
    assert (choose(None, ENGLISH), choose(None, GERMAN)) == ("en", "de")


@pytest.mark.parametrize("text", ["Fire at Kesby mill out", "Quake", "12.4 18.3 " * 50, "— — —"])
def test_text_that_cannot_tell_has_no_language_of_its_own(text: str) -> None:
    assert choose(None, text) is None
    assert choose("de-AT", text) == "de"


def test_declaration_is_overruled_by_a_long_text_only() -> None:
    assert choose("en", GERMAN) == "de"
    assert choose("en", "Die Polizei hat am Montag zwei Männer festgenommen.") == "en"
    assert choose("en", ENGLISH) == "en"


def test_only_the_body_is_read() -> None:
    text = f"{GERMAN}\n{ENGLISH}"
    assert choose_language(None, text, (Span(len(GERMAN) + 1, len(text)),)) == "en"


def test_lone_surrogates_do_no_harm() -> None:
    assert detect_language(ENGLISH + "\ud800") is not None


@pytest.mark.parametrize(
    ("languages", "accepted"),
    [(None, None), (("all",), None), ((), {"en"}), (("en", "de"), {"en", "de"}), (("eng", "German"), {"en", "de"})],
)
def test_accepted_languages(languages: tuple[str, ...] | None, accepted: set[str] | None) -> None:
    assert accepted_languages(languages) == accepted


def test_unknown_language_is_named() -> None:
    with pytest.raises(ValueError, match="'qqx'"):
        accepted_languages(("en", "qqx"))
