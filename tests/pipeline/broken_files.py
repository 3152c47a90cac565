"""Ten files of as many kinds, each of which is broken, and one that is good."""

from __future__ import annotations

import gzip
import io
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

STORY = (
    "Dockers in Port Ansel walked off the job on Tuesday after talks over night shifts failed, the union said. "
    '"We will not load another ship until this is settled," its leader Ilse Maren told reporters at the gate.'
)
GOOD = "good.jsonl"


def write_broken_files(folder: Path) -> list[str]:
    """Write the files and return the names of the broken ones."""
    (folder / GOOD).write_text(
        f'{{"id": "good", "outlet": "Port Star", "date": "2031-03-04", "text": {_json(STORY)}}}\n'
    )
    broken = {
        "half-a-line.jsonl": b'{"id": "half", "text": "It stops in the mid',
        "no-text.json": b'[{"id": "silent", "title": "Nothing below"}]',
        "cut-off.json": b'[{"id": "cut", "text": "The array has no',
        "damaged.jsonl.gz": gzip.compress(b"")[:10] + b"\xff" * 60,
        "damaged.jsonl.zst": b"\x28\xb5\x2f\xfd" + b"\xff" * 60,
        "no-footer.parquet": _parquet()[:-40],
        "binary.txt": bytes(range(256)) * 40,
        "empty.html": b"<html><head><title>Gone</title></head><body></body></html>",
        "lying.warc": b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 999999\r\n\r\nHTTP/1.1 200 OK\r\n\r\nshort",
        "no-columns.csv": b"left,right\n1,2\n",
    }
    for name, content in broken.items():
        (folder / name).write_bytes(content)
    return sorted(broken)


def _json(text: str) -> str:
    escaped = text.replace('"', '\\"')
    return f'"{escaped}"'


def _parquet() -> bytes:
    sink = io.BytesIO()
    pq.write_table(pa.table({"id": ["p"], "text": [STORY]}), sink)
    return sink.getvalue()
