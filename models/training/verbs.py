"""Which PLOVER types a verb can express, by the CAMEO verb patterns and the table from CAMEO to PLOVER."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path

_TABLE_ROW = re.compile(r"^(\d{2,4}):\s*([A-Z]+)")
_CODE = re.compile(r"\[[^\]\d]*(\d{2,4})")
_BLOCK = re.compile(r"^---\s+\w+\s+(\[[^\]]*\])\s+---")
_VERB = re.compile(r"^\+?([A-Z_]+)\s*(?:\{([A-Z_ ]*)\})?\s*(\[[^\]]*\])?")
_PATTERN = re.compile(r"^- .*?(\[[^\]]*\])\s*#\s*([A-Z_]+)")


def read_verb_types(verbs: Path, table: Path) -> Mapping[str, frozenset[str]]:
    """Maps the lower-case forms of each verb to the types that its own code and its patterns' codes stand for."""
    types = _read_table(table)
    found: dict[str, set[str]] = defaultdict(set)
    for forms, codes in _verb_codes(verbs.read_text(encoding="utf-8", errors="replace").splitlines()):
        for form in forms:
            found[form].update(types[code] for code in codes if code in types)
    return {form: frozenset(names) for form, names in found.items() if names}


def _read_table(table: Path) -> dict[str, str]:
    rows = (_TABLE_ROW.match(line) for line in table.read_text(encoding="utf-8").splitlines())
    return {row.group(1): row.group(2) for row in rows if row}


def _verb_codes(lines: list[str]) -> Iterator[tuple[set[str], list[str]]]:
    """Yields a verb's forms with the codes of each line that speaks of it; a block's code holds for its verbs."""
    block_codes: list[str] = []
    forms_of: dict[str, set[str]] = {}
    in_blocks = False
    for line in lines:
        if block := _BLOCK.match(line):
            block_codes, in_blocks = _CODE.findall(block.group(1)), True
        elif in_blocks and (pattern := _PATTERN.match(line)):
            verb = pattern.group(2)
            yield forms_of.get(verb) or _regular_forms(verb), _CODE.findall(pattern.group(1))
        elif in_blocks and (found := _VERB.match(line)):
            name, listed, code = found.groups()
            forms_of[name] = _regular_forms(name) | {form.lower() for form in (listed or "").split()}
            yield forms_of[name], _CODE.findall(code or "") or block_codes


def _regular_forms(name: str) -> set[str]:
    verb = name.strip("_").lower()
    if "_" in verb or len(verb) < 3:
        return set()
    stem = verb[:-1] if verb.endswith("e") else verb
    endings = {verb, verb + "s", stem + "ed", stem + "ing"}
    return endings | ({verb[:-1] + "ies", verb[:-1] + "ied"} if verb.endswith("y") else set())
