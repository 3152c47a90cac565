"""The language that a record declares, as ISO 639-1 where the language has such a code, else ISO 639-3."""

from __future__ import annotations

import re
from functools import lru_cache

import pycountry


@lru_cache(maxsize=1024)
def language_code(declared: str) -> str | None:
    """Return en for EN, en-GB, eng or English; null for what names no language."""
    subtag = re.split("[-_]", declared, maxsplit=1)[0].strip().lower()
    languages = pycountry.languages
    found = (
        languages.get(alpha_2=subtag)
        or languages.get(alpha_3=subtag)
        or languages.get(bibliographic=subtag)
        or languages.get(name=declared.strip().title())
    )
    return getattr(found, "alpha_2", None) or getattr(found, "alpha_3", None)
