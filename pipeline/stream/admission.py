"""Which arrivals of an article are new: sources deliver twice, and an article counts once."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.failures import rejected
from pipeline.records import Article, Reject
from pipeline.stream.changes import Output
from pipeline.stream.messages import Seen
from pipeline.stream.steps import in_buckets, reject_row, sighting


@dataclass(frozen=True, slots=True)
class Admission:
    """An arrival that is no mere repetition: what has been seen now, what to tell, whether the article is new."""

    seen: Seen
    outputs: tuple[Output, ...]
    is_new: bool


def admit(seen: Seen | None, article: Article) -> Admission | None:
    """What an arrival of an article means, given which sources of it were ``seen``; null for the same source again.

    Only the first arrival is extracted. The same article from another source is told to its key, which keeps that of
    the smallest source and makes the others rejects, as the batch does. One that cannot be compared with its copies is
    a reject.
    """
    source, sources = _source(article), seen.sources if seen else ()
    if source in sources:
        return None
    now_seen, told = Seen((*sources, source)), in_buckets(article)
    if isinstance(told, Reject):
        return Admission(now_seen, (reject_row(told),), is_new=False)
    is_new = seen is None
    outputs = [("articles", article.article_id, sighting(article)), *(told if is_new else ())]
    return Admission(now_seen, tuple(outputs), is_new)


def refuse(seen: Seen, article: Article) -> Admission | None:
    """What an arrival means of an article that was counted and that the fold has forgotten; null for a source of it.

    From another source it is a reject, whichever source is smaller: the row that stands can change no more.
    """
    if _source(article) in seen.sources:
        return None
    return Admission(Seen((*seen.sources, _source(article))), (reject_row(_repeated(article, seen)),), is_new=False)


def _source(article: Article) -> tuple[str, str, str]:
    return article.source_uri, article.source_id, article.outlet


def _repeated(article: Article, seen: Seen) -> Reject:
    uri, source_id, _ = min(seen.sources)
    message = f"the same article as {source_id} in {uri}, which came more than --horizon before and is kept"
    return rejected(article, "read", "DuplicateRecord", message)
