"""The manifest names every file and depends on nothing but the files and the facts of the run."""

from __future__ import annotations

import json

import pytest

from pipeline.write.manifest import (
    RunFacts,
    WrittenFile,
    files_in_manifest,
    list_files,
    manifest_bytes,
    parse_files,
)
from schemas.events import EVENTS

FILES = [
    WrittenFile("events", "events/month=2031-04/part-00000-b.parquet", 2, 20, "bb"),
    WrittenFile("events", "events/month=2031-03/part-00000-a.parquet", 1, 10, "aa"),
    WrittenFile("claims", "claims/month=undated/part-00000-c.parquet", 0, 5, "cc"),
]
FACTS = RunFacts(
    "1.2.3",
    {"b": "22", "a": "11"},
    {"clean": "off", "languages": ["en"]},
    {"read": 3},
    examples={"read": ("b of c",)},
)


def test_the_manifest_holds_versions_options_counters_and_files() -> None:
    manifest = json.loads(manifest_bytes(FILES, FACTS))
    assert manifest["versions"]["code"] == "1.2.3"
    assert manifest["versions"]["schemas"]["events"] == EVENTS.version
    assert manifest["versions"]["weights"] == {"a": "11", "b": "22"}
    assert manifest["options"] == {"clean": "off", "languages": ["en"]}
    assert manifest["counters"] == {"read": 3}
    assert manifest["examples"] == {"read": ["b of c"]}
    assert manifest["datasets"]["events"] == {
        "rows": 3,
        "files": [
            {"path": "events/month=2031-03/part-00000-a.parquet", "rows": 1, "bytes": 10, "sha256": "aa"},
            {"path": "events/month=2031-04/part-00000-b.parquet", "rows": 2, "bytes": 20, "sha256": "bb"},
        ],
    }


def test_the_manifest_does_not_depend_on_any_order() -> None:
    weights, options = {"a": "11", "b": "22"}, {"languages": ["en"], "clean": "off"}
    other = RunFacts("1.2.3", weights, options, {"read": 3}, examples={"read": ["b of c"]})
    assert manifest_bytes(FILES[::-1], other) == manifest_bytes(FILES, FACTS)


def test_the_files_come_back_from_the_manifest_and_from_the_list() -> None:
    assert sorted(files_in_manifest(manifest_bytes(FILES, FACTS)), key=str) == sorted(FILES, key=str)
    assert sorted(parse_files(list_files(FILES)), key=str) == sorted(FILES, key=str)


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"{}", b'{"datasets": {"events": {"files": [{}]}}}', b"\xff"])
def test_what_is_no_manifest_is_refused(content: bytes) -> None:
    with pytest.raises(ValueError, match=r"."):
        files_in_manifest(content)
