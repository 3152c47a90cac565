"""What the tests of the stream must not leave behind."""

from __future__ import annotations

from collections.abc import Iterator
from unittest import mock

import pytest
from apache_beam.coders import registry


@pytest.fixture(scope="module", autouse=True)
def coders_of_the_batch_come_back() -> Iterator[None]:
    """A stream registers its coders for the whole process, and tests of the batch may follow in it."""
    with mock.patch.dict(registry._coders):
        yield
