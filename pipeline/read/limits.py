"""The sizes that reading accepts; more than this is rejected, so that no input can exhaust memory or time."""

from __future__ import annotations

from typing import Final

#: Characters of an article's text. The longest printed features stay below a tenth of this.
MAX_TEXT_CHARS: Final = 2_000_000

#: Bytes (or characters) of one HTML page; extraction takes seconds a page at this size.
MAX_HTML_SIZE: Final = 4 * 2**20

#: Characters of an id, URL, outlet or title.
MAX_FIELD_CHARS: Final = 65_536

#: Characters of a date; longer strings are not dates and would cost the date parser time.
MAX_DATE_CHARS: Final = 100

#: Bytes of one JSON value, line of JSON Lines or line of CSV.
MAX_RECORD_BYTES: Final = 16 * 2**20

#: Brackets within brackets of streamed JSON.
MAX_JSON_DEPTH: Final = 200

#: A compressed file may unpack to this many bytes whatever its size ...
FREE_UNPACKED_BYTES: Final = 256 * 2**20

#: ... and beyond that to this many times the packed bytes read. News text packs 3 to 10 times.
MAX_UNPACK_RATIO: Final = 250

#: Bytes at the start of a file from which its format is told.
SNIFF_BYTES: Final = 64 * 2**10

#: Bytes that are read from a file at a time.
CHUNK_BYTES: Final = 256 * 2**10

#: Bytes of JSON Lines or Parquet that one read task covers: some hundred articles, so that no worker waits for another.
SPLIT_BYTES: Final = 2**20

#: Bytes of the excerpt kept with a reject.
MAX_EXCERPT_BYTES: Final = 2 * 2**10
