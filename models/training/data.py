"""Builds the labelled training corpora and the label inventories from a data folder."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from tokenizers import Tokenizer

from models.config import ExtractorConfig
from models.corpora import ByCorpus, LabelledDocument, read_ecbplus, read_geneva, read_polnear, read_stories, whole
from models.readings import Readings
from models.records import Span
from models.sentences import split_sentences
from models.training.altering import altered_news
from models.training.distillation import Teacher
from models.training.targets import Labelled, label_document
from models.training.verbs import read_verb_types

_LEAD_SENTENCES = 2
_LEAD_CHARACTERS = 500


def read_training_documents(data: Path) -> ByCorpus[LabelledDocument]:
    """Reads the train splits of a data folder; the stories are cut to their lead, which tells what they are about."""
    return ByCorpus(
        news=read_polnear(data / "polnear" / "train.jsonl"),
        sentences=read_geneva(data / "geneva" / "train.jsonl"),
        topics=read_ecbplus(data / "ecbplus" / "train.jsonl"),
        stories=[lead(story) for story in read_stories(data / "plover" / "synthetic_stories.jsonl")],
    )


def read_unlabelled(data: Path, seed: int) -> list[LabelledDocument]:
    """News whose attributions nobody annotated, for a teacher to read: stories in full, topics, and altered news."""
    stories = read_stories(data / "plover" / "synthetic_stories.jsonl")
    topics = read_ecbplus(data / "ecbplus" / "train.jsonl")
    unlabelled = [LabelledDocument(one.document_id, one.document) for one in (*stories, *topics)]
    return unlabelled + altered_news(read_polnear(data / "polnear" / "train.jsonl"), seed)


def lead(story: LabelledDocument) -> LabelledDocument:
    """The story's first sentences."""
    text = story.document.text[:_LEAD_CHARACTERS]
    sentences = split_sentences(text, Span(0, len(text)))[:_LEAD_SENTENCES]
    return replace(story, document=whole(text[: sentences[-1].end] if sentences else text))


def frame_inventory(documents: Iterable[LabelledDocument]) -> Mapping[str, tuple[str, ...]]:
    """The frames that the documents have, each with the roles seen with it, in alphabetical order."""
    roles: dict[str, set[str]] = defaultdict(set)
    for document in documents:
        for frame in document.frames or ():
            roles[frame.frame].update(argument.role for argument in frame.arguments)
    return {frame: tuple(sorted(roles[frame])) for frame in sorted(roles)}


def label_corpora(
    documents: ByCorpus[LabelledDocument],
    data: Path,
    tokenizer: Tokenizer,
    config: ExtractorConfig,
    readings: Readings,
    teacher: Teacher | None = None,
) -> ByCorpus[Labelled]:
    """Labels all documents for training; a teacher reads the news, of which it can teach more."""
    verb_types = read_verb_types(data / "plover" / "cameo_verbs.txt", data / "plover" / "cameo_to_plover.txt")
    news, sentences, topics, stories = (
        [
            label_document(document, tokenizer, config, verb_types, readings.get(document.document_id, ()))
            for document in corpus
        ]
        for corpus in (documents.news, documents.sentences, documents.topics, documents.stories)
    )
    if teacher:
        news = [teacher.prepare(*pair) for pair in zip(news, documents.news, strict=True)]
    return ByCorpus(news, sentences, topics, stories)


def taught_alone(
    documents: Iterable[LabelledDocument], tokenizer: Tokenizer, config: ExtractorConfig, teacher: Teacher
) -> list[Labelled]:
    """Documents of which a student learns what the teacher makes of them, and nothing else."""
    return [teacher.prepare(label_document(document, tokenizer, config, {}), document) for document in documents]
