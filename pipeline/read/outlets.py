"""Who published an article, where neither record nor page says: the registered domain of its URL, else its file."""

from __future__ import annotations

import os
from functools import lru_cache

import tldextract

from pipeline.read.sniff import without_packed_suffix


def outlet_of(named: str | None, url: str | None, file_name: str) -> str:
    """Return the outlet's name as given, else the domain of the URL, else the stem of the file name.

    An outlet that is given as a web address counts as its domain, so that it is one outlet however it is written.
    """
    if named is not None:
        return (_domain_of(named) if _is_address(named) else None) or named
    return (_domain_of(url) if url is not None else None) or stem_of(file_name)


def stem_of(file_name: str) -> str:
    """Return a file name without its suffix: daily-post of daily-post.jsonl.gz."""
    return os.path.splitext(without_packed_suffix(file_name))[0] or file_name


def _is_address(name: str) -> bool:
    return name.startswith(("http://", "https://", "www."))


@lru_cache(maxsize=4096)
def _domain_of(url: str) -> str | None:
    """Return the registered domain of a URL: example.co.uk of https://news.example.co.uk/a. Null where it has none."""
    try:
        found = _suffixes()(url)
    except ValueError:
        return None
    return (found.top_domain_under_public_suffix or found.ipv4 or found.ipv6).lower() or None


@lru_cache(maxsize=1)
def _suffixes() -> tldextract.TLDExtract:
    """Return the list of public suffixes that comes with the library; it is never fetched."""
    return tldextract.TLDExtract(cache_dir=None, suffix_list_urls=())
