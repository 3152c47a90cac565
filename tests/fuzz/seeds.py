"""Sound inputs of each kind, for the fuzzing to change."""

from __future__ import annotations

import gzip
import io
from typing import Final

import pyarrow as pa
import pyarrow.parquet as pq
import zstandard

_STORY: Final = (
    "LOWMERE, March 4 (Star) - Dockers in Port Ansel walked off the job on Tuesday, the union said.\n\n"
    '"We will not load another ship," its leader Ilse Maren told reporters on 3 March 2031, two days after talks.'
)
_LINE: Final = (
    '{"id": "s1", "outlet": "Port Star", "date": "2031-03-04T10:00:00+02:00", "source": {"name": "Star"}, '
    '"text": "Dockers in Port Ansel walked off the job on Tuesday, the union said."}\n'
)
_PAGE: Final = (
    '<!doctype html><html lang="en"><head><title>Dockers walk off</title><meta property="article:published_time" '
    'content="2031-03-04"></head><body><nav><a href="/a">Home</a></nav><article><h1>Dockers walk off</h1>'
    f"<p>{_STORY}</p><p>The harbour board called the strike unlawful.</p></article></body></html>"
)
_HTTP: Final = f"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n{_PAGE}"
_WARC: Final = (
    "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://star.example/a\r\n"
    "WARC-Record-ID: <urn:uuid:12345678-1234-1234-1234-123456789012>\r\nWARC-Date: 2031-03-04T10:00:00Z\r\n"
    f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(_HTTP)}\r\n\r\n{_HTTP}\r\n\r\n"
)


def _parquet() -> bytes:
    sink = io.BytesIO()
    pq.write_table(pa.table({"id": ["s1", "s2"], "text": [_STORY, _STORY[:50]], "date": [20310304, None]}), sink)
    return sink.getvalue()


SEEDS: Final[tuple[bytes, ...]] = (
    _STORY.encode(),
    (_LINE * 3).encode(),
    f"[{_LINE.strip()}, {_LINE.strip()}]".encode(),
    _PAGE.encode(),
    _WARC.encode(),
    b'id,text,date\r\ns1,"The mayor, who spoke, left.",3/4/2031\r\ns2,Second,\r\n',
    b"id\ttext\ns1\tThe mayor spoke.\n",
    _parquet(),
    gzip.compress((_LINE * 3).encode(), mtime=0),
    gzip.compress(_WARC.encode(), mtime=0),
    zstandard.compress((_LINE * 3).encode()),
    _LINE.encode("utf-16"),
    "Ministři se sešli v úterý v Lowmere.".encode("cp1250"),
    b"Tue, 04 Mar 2031 10:00:00 GMT",
    b"2031-03-04T10:00:00.000+02:00",
    b"1930384800000",
    b"el 4 de marzo de 2031 a las 10",
)
"""What each target begins with."""
