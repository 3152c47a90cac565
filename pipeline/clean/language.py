"""In which language a text is, and what a declared language means.

Languages are ISO 639-1 codes, for the few that have none ISO 639-3. Detection is py3langid (after Lui and Baldwin 2012,
"langid.py: An Off-the-shelf Language Identification Tool", ACL), whose model comes with the package.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

import pycountry
from py3langid.langid import MODEL_FILE, LanguageIdentifier

from models.records import Span

EXTRACTOR_LANGUAGES = ("en",)
ALL_LANGUAGES = "all"

# Retired codes, and the written form of Norwegian that the detector files under the language.
_CURRENT_CODES = {"iw": "he", "in": "id", "ji": "yi", "jw": "jv", "mo": "ro", "sh": "sr", "nb": "no"}
_OWN_NAMES = {
    "deutsch": "de",
    "français": "fr",
    "español": "es",
    "castellano": "es",
    "italiano": "it",
    "português": "pt",
    "nederlands": "nl",
    "polski": "pl",
    "svenska": "sv",
    "norsk": "no",
    "dansk": "da",
    "suomi": "fi",
    "türkçe": "tr",
    "русский": "ru",
    "українська": "uk",
    "العربية": "ar",
    "中文": "zh",
    "日本語": "ja",
}
_NO_LANGUAGE = frozenset({"und", "mul", "mis", "zxx"})
_LONGEST_NAME = 60

_SAMPLE = 3000  # characters read to detect the language
_FEWEST_LETTERS = 40
_SURE = 0.8
# A declaration is overruled only by a text that leaves hardly a doubt: outlets declare one language for a whole site.
_LETTERS_TO_OVERRULE = 120
_SURE_TO_OVERRULE = 0.95


@dataclass(frozen=True, slots=True)
class Detection:
    """The likeliest language of a text, its probability, and how many letters it was told from."""

    language: str
    probability: float
    letters: int


@lru_cache(maxsize=4096)
def normalise_language(declared: str | None) -> str | None:
    """Returns the code of a language given as a code, a locale such as ``en_GB`` or a name; None if it is unknown."""
    name = (declared or "").strip()[:_LONGEST_NAME].lower()
    if name in _OWN_NAMES:
        return _OWN_NAMES[name]
    base = re.split("[-_.@]", name, maxsplit=1)[0]
    for candidate in (name, base):
        code = _CURRENT_CODES.get(candidate) or _iso_code(candidate)
        if code:
            return _CURRENT_CODES.get(code, code)
    return None


def _iso_code(name: str) -> str | None:
    found = None if name in _NO_LANGUAGE else _find(name)
    return str(getattr(found, "alpha_2", None) or found.alpha_3) if found else None


def _find(name: str) -> Any:
    """The entry of a language in ISO 639. Codes are looked up as such: some languages have names as short as codes."""
    languages = pycountry.languages
    if len(name) == 2:
        return languages.get(alpha_2=name)
    if len(name) == 3:
        return languages.get(alpha_3=name) or languages.get(bibliographic=name)
    try:
        return languages.lookup(name)
    except LookupError:
        return None


def accepted_languages(languages: Sequence[str] | None) -> frozenset[str] | None:
    """Returns the codes of the languages to take: None for all, those that the extractor reads where none is named.

    Raises:
        ValueError: a language is unknown.
    """
    if languages is None or ALL_LANGUAGES in languages:
        return None
    codes = {language: normalise_language(language) for language in languages or EXTRACTOR_LANGUAGES}
    unknown = sorted(language for language, code in codes.items() if code is None)
    if unknown:
        raise ValueError(f"unknown language {unknown[0]!r}: ISO 639 codes such as en or de are needed, or all")
    return frozenset(code for code in codes.values() if code)


def language_name(code: str) -> str:
    """Returns the English name of a language, or its code where there is no name."""
    found = _find(code)
    return str(found.name) if found else code


def choose_language(declared: str | None, text: str, body: Iterable[Span]) -> str | None:
    """Returns the language of an article's body.

    A declared language stands unless a long text is almost surely in another one. Without a declaration the text must
    be long enough and its language clear; else the language is null.
    """
    stated = normalise_language(declared)
    detection = detect_language(_sample(text, body))
    if detection is None:
        return stated
    if stated is None:
        return detection.language if detection.probability >= _SURE else None
    overruled = detection.letters >= _LETTERS_TO_OVERRULE and detection.probability >= _SURE_TO_OVERRULE
    return detection.language if overruled else stated


def detect_language(text: str) -> Detection | None:
    """Detects the language of a text; None where it has too few letters to tell, or none of a language."""
    letters = sum(map(str.isalpha, text))
    if letters < _FEWEST_LETTERS:
        return None
    label, probability = detector().classify(text)
    language = normalise_language(label)
    return Detection(language, probability, letters) if language else None


def _sample(text: str, body: Iterable[Span]) -> str:
    pieces: list[str] = []
    missing = _SAMPLE
    for span in body:
        if missing <= 0:
            break
        pieces.append(text[span.start : min(span.end, span.start + missing)])
        missing -= len(pieces[-1])
    return "\n".join(pieces)


@cache
def detector() -> LanguageIdentifier:
    """Loads the model, which takes about a second, once a process."""
    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
