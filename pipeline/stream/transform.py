"""The steps of the stream wired together as Beam transforms."""

# mypy: allow-untyped-calls

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

import apache_beam as beam
from apache_beam.pvalue import PCollection, TaggedOutput
from apache_beam.typehints.native_type_compatibility import convert_to_beam_type

from pipeline.records import Article, Reject, ResolvedArticle
from pipeline.stream.changes import addition, encode_change
from pipeline.stream.keys import AdmitKeys, FoldKeys, Keyed, ReviseRows
from pipeline.stream.pace import Pace
from pipeline.stream.steps import ROW_STEPS, kept_article, reject_row, steps


class Admitted(NamedTuple):
    """Articles that came for the first time, and what they and their repetitions tell other steps."""

    articles: PCollection[Article]
    told: Mapping[str, PCollection[Keyed]]


class Kept(NamedTuple):
    """Messages to the step ``articles``, and the articles of which the fold can make nothing."""

    told: PCollection[Keyed]
    rejects: PCollection[Reject]


@dataclass
class AdmitArticles(beam.PTransform):
    """Article -> ``Admitted``: an article counts once, however often and from wherever it comes."""

    pace: Pace

    def expand(self, articles: PCollection[Article]) -> Admitted:
        """Meet the arrivals of each id."""
        tags = ("articles", "buckets", "reject_rows")
        outputs = (
            articles
            | "KeyById" >> beam.Map(_by_article_id).with_output_types(tuple[str, Article])
            | "Admit" >> beam.ParDo(AdmitKeys(self.pace)).with_outputs(*tags, main="new")
        )
        outputs.new.element_type = Article
        return Admitted(outputs.new, {tag: _keyed(outputs[tag]) for tag in tags})


@dataclass
class FoldStream(beam.PTransform):
    """Messages to steps -> revised rows, as bytes keyed by the row's key; runs every step of the fold.

    Takes a mapping of names of steps to lists of collections of keyed changes.
    """

    pace: Pace

    def expand(self, told: Mapping[str, PCollection[Keyed]]) -> PCollection[Keyed]:
        """Wire the network: what steps tell a step is its input."""
        inbox: defaultdict[str, list[PCollection[Keyed]]] = defaultdict(list)
        for name, messages in told.items():
            inbox[name.partition("/")[0]].append(messages)
        for place, step in enumerate(steps()):
            outputs = self._met(step.name, inbox) | step.name >> beam.ParDo(
                FoldKeys(step, self.pace, place)
            ).with_outputs(*step.tells)
            for name in step.tells:
                inbox[name].append(_keyed(outputs[name]))
        place = len(steps())
        rows = [
            self._met(name, inbox)
            | name >> beam.ParDo(ReviseRows(name, self.pace, place)).with_output_types(tuple[str, bytes])
            for name in ROW_STEPS
        ]
        return _keyed(tuple(rows) | "AllRows" >> beam.Flatten())

    def _met(self, name: str, inbox: Mapping[str, list[PCollection[Keyed]]]) -> PCollection[Keyed]:
        return _keyed(tuple(inbox[name]) | f"To {name}" >> beam.Flatten())


def tell_articles(resolved: PCollection[ResolvedArticle]) -> Kept:
    """The resolved articles, made ready for the fold."""
    outputs = resolved | "TellArticles" >> beam.FlatMap(_tell_article).with_outputs("rejects", main="told")
    outputs.rejects.element_type = Reject
    return Kept(_keyed(outputs.told), outputs.rejects)


def tell_rejects(rejects: PCollection[Reject]) -> PCollection[Keyed]:
    """The rejects as messages to the step ``reject_rows``."""
    told: PCollection[Keyed] = rejects | "TellRejects" >> beam.Map(_tell_reject).with_output_types(tuple[str, bytes])
    return told


def _by_article_id(article: Article) -> tuple[str, Article]:
    return article.article_id, article


def _tell_article(resolved: ResolvedArticle) -> Iterator[Any]:
    kept = kept_article(resolved)
    if isinstance(kept, Reject):
        yield TaggedOutput("rejects", kept)
        return
    yield resolved.article.article_id, encode_change(addition(kept))


def _tell_reject(reject: Reject) -> Keyed:
    _, key, record = reject_row(reject)
    return key, encode_change(addition(record))


def _keyed(messages: PCollection) -> PCollection[Keyed]:
    messages.element_type = convert_to_beam_type(tuple[str, bytes])
    return messages
