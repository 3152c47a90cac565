"""Near-identical articles: copies of one text with a new headline, a cut tail, an added byline, changed spellings.

Overlapping runs of words are the elements of a text (shingles: Broder, "On the resemblance and containment of
documents", 1997). Bands of a MinHash signature find likely copies; the smallest hashes of both texts then say
how much they share, also where one is only a part of the other.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from hashlib import blake2b

import numpy as np
import numpy.typing as npt
from datasketch import MinHash

from pipeline.failures import failed_article, rejected
from pipeline.fold.components import Link, component_labels, stars
from pipeline.records import Article, Reject

ROUNDS = 3
"""Rounds of ``components`` for copies; all copies of a text share buckets, so few are needed."""

_WORDS = 4
_LONGEST_BODY = 200_000
_BANDS, _ROWS = 32, 3
_OPENING, _OPENING_BANDS = 117, 8
"""Shingles at the start of a text, and the bands of their signature."""
_SAMPLE = 128
_SHORT = 40

_SAME_RESEMBLANCE = 0.5
_SHORT_RESEMBLANCE = 0.85
_SAME_CONTAINMENT = 0.7
_SMALLEST_PART = 0.25
"""A part that is smaller than this share of the other text is a brief inside it, not a cut copy of it."""

_ALL_PAIRS = 48
_MOST_CENTRES = 16

_MINHASH_SEED = 1
_LOW_BITS = np.uint64(0xFFFFFFFF)
"""What MinHash takes of a hash."""
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class TextSketch:
    """A sample of an article's shingles: how many there are and the smallest of their 64-bit hashes, little-endian."""

    article_id: str
    shingles: int
    sample: bytes


@dataclass(frozen=True, slots=True)
class ArticleCopies:
    """Articles of distinct ids with their ``syndication_id`` set; repeats of an id and failed articles as rejects."""

    articles: tuple[Article, ...]
    rejects: tuple[Reject, ...]


def body_words(article: Article) -> list[str]:
    """The words of the article's body in order, without case, accent forms and punctuation."""
    body = " ".join(article.text[span.start : span.end] for span in article.body_spans)[:_LONGEST_BODY]
    return _WORD.findall(unicodedata.normalize("NFKC", body).casefold())


def shingle_hashes(words: Sequence[str]) -> list[int]:
    """64-bit hashes of the runs of four words in their order; a shorter text is one run."""
    runs = zip(*(words[shift:] for shift in range(_WORDS)), strict=False)
    texts = [" ".join(run) for run in runs] or ([" ".join(words)] if words else [])
    return [int.from_bytes(blake2b(text.encode(), digest_size=8).digest(), "little") for text in texts]


def copy_keys(article: Article) -> tuple[list[str], TextSketch]:
    """The buckets in which an article meets its likely copies, and what is compared there.

    Bands of the whole text's signature and, since a cut copy keeps the beginning, of its opening's; no bucket for an
    empty body.
    """
    hashes = np.array(shingle_hashes(body_words(article)), np.uint64)
    if not len(hashes):
        return [], TextSketch(article.article_id, 0, b"")
    distinct = np.unique(hashes)
    sketch = TextSketch(article.article_id, len(distinct), distinct[:_SAMPLE].astype("<u8").tobytes())
    keys = [f"text {key}" for key in _bands(distinct, _BANDS)]
    keys += [f"opening {key}" for key in _bands(np.unique(hashes[:_OPENING]), _OPENING_BANDS)]
    return keys, sketch


def in_buckets(article: Article) -> tuple[list[str], TextSketch] | Reject:
    """What ``copy_keys`` gives, or the reject of an article on which it raises."""
    try:
        return copy_keys(article)
    except MemoryError:
        raise
    except Exception as error:
        return failed_article(article, "fold", error)


def _bands(shingles: npt.NDArray[np.uint64], bands: int) -> Iterator[str]:
    """Keys of locality-sensitive hashing: texts that share a third of their shingles likely share a key."""
    # Their hashes serve here too: to hash the texts of all shingles once more took most of the time.
    signature = MinHash(num_perm=bands * _ROWS, seed=_MINHASH_SEED, hashfunc=int)
    signature.update_batch((shingles & _LOW_BITS).tolist())
    for number, rows in enumerate(signature.hashvalues.reshape(bands, _ROWS)):
        yield f"{number} {'-'.join(format(int(value), 'x') for value in rows)}"


def are_copies(one: TextSketch, other: TextSketch) -> bool:
    """Whether two texts are near-identical, or one is a good part of the other; short texts must agree almost fully."""
    small, large = sorted((one.shingles, other.shingles))
    if not small:
        return False
    shared, union, smaller = _shared_shingles(one, other)
    if small < _SHORT:
        return shared >= _SHORT_RESEMBLANCE * union
    contained = small >= _SMALLEST_PART * large and shared >= _SAME_CONTAINMENT * smaller
    return contained or shared >= _SAME_RESEMBLANCE * union


def _shared_shingles(one: TextSketch, other: TextSketch) -> tuple[int, int, int]:
    """Shingles in both texts, in either, and in the one that has fewer, among the hashes that both samples reach."""
    left, right = _sample(one), _sample(other)
    limit = min(_reach(one), _reach(other))
    left, right = left[left <= limit], right[right <= limit]
    shared = len(np.intersect1d(left, right, assume_unique=True))
    return shared, len(left) + len(right) - shared, min(len(left), len(right))


def _reach(sketch: TextSketch) -> np.uint64:
    """The largest hash up to which a sample holds all shingles."""
    whole = sketch.shingles <= _SAMPLE
    return np.uint64(np.iinfo(np.uint64).max) if whole else _sample(sketch)[-1]


def _sample(sketch: TextSketch) -> npt.NDArray[np.uint64]:
    return np.frombuffer(sketch.sample, "<u8")


def link_copies(bucket: Iterable[TextSketch]) -> Iterator[Link]:
    """Links between the copies in a bucket, each to the smallest id that it hangs together with.

    In a large bucket articles are compared with the smallest id only, those that are no copies of it with the smallest
    of themselves, and so on a bounded number of times: the work grows with the bucket, not with its square.
    """
    by_id = {sketch.article_id: sketch for sketch in bucket}
    ids = sorted(by_id)
    sketches = [by_id[article_id] for article_id in ids]
    pairs = _all_copies(sketches) if len(ids) <= _ALL_PAIRS else _copies_of_centres(sketches)
    yield from stars(ids, pairs)


def _all_copies(sketches: Sequence[TextSketch]) -> Iterator[tuple[int, int]]:
    for one in range(len(sketches)):
        for other in range(one):
            if are_copies(sketches[other], sketches[one]):
                yield other, one


def _copies_of_centres(sketches: Sequence[TextSketch]) -> Iterator[tuple[int, int]]:
    left = list(range(len(sketches)))
    for _ in range(_MOST_CENTRES):
        if not left:
            return
        centre, others = left[0], left[1:]
        copies = {other for other in others if are_copies(sketches[centre], sketches[other])}
        yield from ((centre, copy) for copy in sorted(copies))
        left = [other for other in others if other not in copies]


def settle_article(repeats: Iterable[Article], syndication_id: str) -> tuple[Article, list[Reject]]:
    """Keeps one of the articles of one id, that of the smallest source, and rejects the others."""
    kept, *others = sorted(repeats, key=lambda article: (*_source(article), article.outlet, str(article.local_day)))
    return replace(kept, syndication_id=syndication_id), [_duplicate(other, kept) for other in others]


def _source(record: Article | Reject) -> tuple[str, str]:
    return record.source_uri, record.source_id


def _duplicate(article: Article, kept: Article) -> Reject:
    message = f"the same article as {kept.source_id} in {kept.source_uri}, which is kept; remove one of them"
    return rejected(article, "read", "DuplicateRecord", message)


def find_copies(articles: Iterable[Article]) -> ArticleCopies:
    """Sets the ``syndication_id`` of all articles, ordered by id; what ``FindCopies`` gives."""
    repeats: dict[str, list[Article]] = {}
    buckets: dict[str, list[TextSketch]] = {}
    failed: list[Reject] = []
    for article in articles:
        found = in_buckets(article)
        if isinstance(found, Reject):
            failed.append(found)
            continue
        keys, sketch = found
        repeats.setdefault(article.article_id, []).append(article)
        for key in keys:
            buckets.setdefault(key, []).append(sketch)
    links = {link for bucket in buckets.values() for link in link_copies(bucket)}
    labels = component_labels(repeats, links, ROUNDS)
    settled = [settle_article(repeats[article_id], labels[article_id]) for article_id in sorted(repeats)]
    rejects = (reject for _, rejected in settled for reject in rejected)
    return ArticleCopies(tuple(article for article, _ in settled), (*rejects, *sorted(failed, key=_source)))
