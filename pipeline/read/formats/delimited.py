"""CSV and TSV with a header. A record's number is the index of its row."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from itertools import chain
from typing import Final

from pipeline.read.charset import REPLACEMENT, detected_charset
from pipeline.read.formats.budget import RecordBudget
from pipeline.read.formats.lines import bounded_lines
from pipeline.read.items import Fault, Item, Readable, Record, excerpt_of
from pipeline.read.limits import MAX_RECORD_BYTES
from pipeline.read.sniff import csv_delimiter

_NAMES: Final = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "bars (|)"}


def delimited(stream: Readable, delimiter: str | None) -> Iterator[Item]:
    """Yield the records of a table; a row that its quoting breaks is the last item, since what follows has no rows.

    Without a delimiter it is the one that the header has.
    """
    # The library's own bound on a field is below the length of a long article, and can be set for the process only.
    csv.field_size_limit(MAX_RECORD_BYTES)
    budget = RecordBudget(stream)
    lines = _decoded_lines(budget)
    first = next((line for line in lines if line.strip()), "")
    delimiter = delimiter or csv_delimiter(first)
    rows = csv.reader(chain([first], lines), delimiter=delimiter)
    index = 0
    try:
        header = next((row for row in rows if row), [])
        for row in rows:
            budget.start_record()
            if row:
                yield _item(index, header, row, delimiter)
                index += 1
    except csv.Error as error:
        yield Fault(
            index,
            "invalid_row",
            f"Row {index + 1} cannot be read ({error}); nothing after it was read. Look for a quotation mark that is "
            "not closed.",
        )


def _item(index: int, header: list[str], row: list[str], delimiter: str) -> Item:
    if len(row) > len(header):
        return Fault(
            index,
            "invalid_row",
            f"Row {index + 1} has {len(row)} columns, but the header has {len(header)}, separated by "
            f"{_NAMES[delimiter]}; put quotation marks around values that hold them.",
            excerpt_of("\n".join(cell[:1000] for cell in row[:64])),
        )
    return Record(index, dict(zip(header, row, strict=False)))


def _decoded_lines(stream: Readable) -> Iterator[str]:
    """Yield the lines as text, in UTF-8 or in the one charset that the first line which is not UTF-8 looks like."""
    charset: str | None = None
    # Longer lines exceed the budget of a record before they end here.
    for line in bounded_lines(stream, 2 * MAX_RECORD_BYTES):
        try:
            yield line.data.decode()
        except UnicodeDecodeError:
            charset = charset or detected_charset(line.data) or "utf-8"
            yield line.data.decode(charset, "replace").replace("\0", REPLACEMENT)
