"""Appending as Beam transforms: former datasets in, articles that need no reading, revisions of rows."""

# mypy: allow-untyped-calls

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Final, NamedTuple

import apache_beam as beam
import pyarrow as pa
from apache_beam.pvalue import PBegin, PCollection, TaggedOutput

from pipeline.append.former import FormerRun, read_former
from pipeline.append.reading import stored_articles, stored_pieces, stored_rejects, stored_states, stored_superseded
from pipeline.append.restore import Known, known_of, restore
from pipeline.append.revise import (
    REVISED,
    RowState,
    Vanished,
    late_revision,
    moved_from,
    name_of,
    revision_of,
    state_of,
    superseded,
)
from pipeline.records import Article, Reject, ResolvedArticle, Superseded
from pipeline.write.late import LateValue
from pipeline.write.manifest import WrittenFile
from pipeline.write.transform import ROW_OF, Records
from schemas import DATASETS, Dataset

_NEW: Final = "new"


class FormerDatasets(NamedTuple):
    """The former datasets: articles and rejects as records, mentions by article and packed, and the state of all rows.

    ``event_mentions`` and ``claim_mentions`` are pairs of an article's id and some of its rows.
    """

    articles: PCollection[Article]
    event_mentions: PCollection[tuple[str, bytes]]
    claim_mentions: PCollection[tuple[str, bytes]]
    rejects: PCollection[Reject]
    states: PCollection[RowState]
    superseded: PCollection[Superseded]


class Settled(NamedTuple):
    """Articles that are to be read, and those that were read before, with what was found in them."""

    new: PCollection[Article]
    known: PCollection[ResolvedArticle]


@dataclass
class ReadFormer(beam.PTransform):
    """Reads the datasets of a former run."""

    run: FormerRun

    def expand(self, begin: PBegin) -> FormerDatasets:
        """Read each dataset from its files."""
        states = [begin | f"States {name}" >> self._read(name, stored_states, RowState) for name in REVISED]
        return FormerDatasets(
            articles=begin | "Articles" >> self._read("articles", stored_articles, Article),
            event_mentions=begin | "EventMentions" >> self._read("event_mentions", stored_pieces, tuple[str, bytes]),
            claim_mentions=begin | "ClaimMentions" >> self._read("claim_mentions", stored_pieces, tuple[str, bytes]),
            rejects=begin | "Rejects" >> self._read("rejects", stored_rejects, Reject),
            states=states | "States" >> beam.Flatten(),
            superseded=begin | "Superseded" >> self._read("superseded", stored_superseded, Superseded),
        )

    def _read(
        self, name: str, rows_in: Callable[[Dataset, pa.Buffer], Iterator[Any]], element: object
    ) -> beam.PTransform:
        files = [file for file in self.run.files if file.dataset == name and file.rows]
        read = beam.FlatMap(_rows, self.run.output, rows_in).with_output_types(element)
        reading: beam.PTransform = beam.Create(files) | read
        return reading


def _rows(file: WrittenFile, output: str, rows_in: Callable[[Dataset, pa.Buffer], Iterator[Any]]) -> Iterator[Any]:
    return rows_in(DATASETS[file.dataset], read_former(output, file))


class SettleArticles(beam.PTransform):
    """``(articles, FormerDatasets)`` -> ``Settled``: tells articles that were read before from new ones.

    ``articles`` are those of former and new inputs together, one of each id.
    """

    def expand(self, pcolls: tuple[PCollection[Article], FormerDatasets]) -> Settled:
        """Meet each article with what was stored for its id."""
        articles, former = pcolls
        met = {
            "articles": articles | "ById" >> beam.Map(_by_id).with_output_types(tuple[str, Article]),
            "known": former.articles | "KnownById" >> beam.Map(_known_by_id).with_output_types(tuple[str, Known]),
            "event_mentions": former.event_mentions,
            "claim_mentions": former.claim_mentions,
        } | "Meet" >> beam.CoGroupByKey()
        settled = met | "Settle" >> beam.FlatMapTuple(_settle).with_outputs(_NEW, main="known")
        new: PCollection[Article] = settled[_NEW]
        known: PCollection[ResolvedArticle] = settled.known
        new.element_type, known.element_type = Article, ResolvedArticle
        return Settled(new, known)


def _by_id(article: Article) -> tuple[str, Article]:
    return article.article_id, article


def _known_by_id(article: Article) -> tuple[str, Known]:
    return article.article_id, known_of(article)


def _settle(_: str, found: dict[str, Iterable[Any]]) -> Iterator[Any]:
    known = next(iter(found["known"]), None)
    for article in found["articles"]:
        if known is None:
            yield TaggedOutput(_NEW, article)
        else:
            yield restore(article, known, found["event_mentions"], found["claim_mentions"])


class ReviseRecords(beam.PTransform):
    """``(Records, FormerDatasets)`` -> ``Records`` whose rows have their revisions.

    With them come the ids that were superseded and the rejects of former inputs.
    """

    def expand(self, pcolls: tuple[Records, FormerDatasets]) -> Records:
        """Meet each row with the former row of its id, then each vanished row with the mentions that it had."""
        records, former = pcolls
        states = [getattr(records, name) | f"State {name}" >> beam.Map(_state, name) for name in REVISED]
        met = {
            "now": states | beam.Flatten() | "NowByName" >> beam.Map(_by_name).with_output_types(tuple[str, RowState]),
            "former": former.states | "FormerByName" >> beam.Map(_by_name).with_output_types(tuple[str, RowState]),
            "gone": former.superseded | "GoneByName" >> beam.Map(_gone_by_name),
        } | "Meet" >> beam.CoGroupByKey()
        revised = met | "Revise" >> beam.FlatMapTuple(_revise).with_outputs("gone", "vanished", "moved", main="late")
        ended = (
            {"vanished": revised.vanished, "moved": revised.moved}
            | "MeetMoved" >> beam.CoGroupByKey()
            | "Supersede" >> beam.FlatMapTuple(_supersede).with_output_types(Superseded)
        )
        gone: PCollection[Superseded] = (revised.gone, ended) | "AllGone" >> beam.Flatten()
        late: PCollection[LateValue] = revised.late
        gone.element_type, late.element_type = Superseded, LateValue
        rejects = (records.rejects, former.rejects) | "AllRejects" >> beam.Flatten()
        return records._replace(rejects=rejects, late=(*records.late, late), superseded=(gone,))


def _state(record: object, name: str) -> RowState:
    return state_of(DATASETS[name], ROW_OF[name](record))


def _by_name(state: RowState) -> tuple[str, RowState]:
    return name_of(state.dataset, state.key), state


def _gone_by_name(gone: Superseded) -> tuple[str, Superseded]:
    return name_of(gone.dataset, gone.id), gone


def _revise(name: str, found: dict[str, Iterable[Any]]) -> Iterator[Any]:
    now, former, gone = (next(iter(found[which]), None) for which in ("now", "former", "gone"))
    if now is not None:
        revision = revision_of(former, gone, now)
        if revision:
            yield late_revision(now, revision)
        if former is not None and (moved := moved_from(former, now)):
            yield TaggedOutput("moved", moved)
    elif former is not None:
        yield TaggedOutput(
            "vanished", (name, Vanished(former.dataset, former.key, former.revision + 1, former.folded_into))
        )
    else:
        yield TaggedOutput("gone", gone)


def _supersede(_: str, found: dict[str, Iterable[Any]]) -> Iterator[Superseded]:
    ended = (superseded(vanished, found["moved"]) for vanished in found["vanished"])
    return (gone for gone in ended if gone is not None)
