"""The datasets that Newsfold writes, as Arrow schemas."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from schemas.articles import ARTICLES
from schemas.claim_mentions import CLAIM_MENTIONS
from schemas.claims import CLAIMS
from schemas.dataset import Dataset
from schemas.event_mentions import EVENT_MENTIONS
from schemas.events import EVENTS
from schemas.rejects import REJECTS
from schemas.superseded import SUPERSEDED

DATASETS: Final[Mapping[str, Dataset]] = MappingProxyType(
    {
        dataset.name: dataset
        for dataset in (ARTICLES, EVENT_MENTIONS, EVENTS, CLAIM_MENTIONS, CLAIMS, REJECTS, SUPERSEDED)
    }
)
"""Every dataset by its name, in the order of the data dictionary."""

__all__ = ["DATASETS", "Dataset"]
