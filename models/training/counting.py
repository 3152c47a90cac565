"""Counts, for the lexicon, of what words are in the texts that are learnt from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tokenizers import Tokenizer

from models.config import ExtractorConfig
from models.corpora import ByCorpus, LabelledDocument
from models.lexicon import NO_FRAME, Lexicon, counted
from models.readings import Readings
from models.training.targets import word_range
from models.windows import split_words


def count_words(
    documents: ByCorpus[LabelledDocument], readings: Readings, config: ExtractorConfig, tokenizer: Tokenizer
) -> Lexicon:
    """A lexicon of the frames of all words of the sentences and of the types of all triggers that were read."""
    return Lexicon(
        frames=counted(_frames_of_words(documents.sentences, config, tokenizer)),
        event_types=counted(_types_of_triggers(documents.together(), readings, tokenizer)),
    )


def _frames_of_words(
    sentences: Sequence[LabelledDocument], config: ExtractorConfig, tokenizer: Tokenizer
) -> Iterator[tuple[str, str]]:
    for labelled in sentences:
        words, text = split_words(labelled.document, tokenizer), labelled.document.text
        frames = [NO_FRAME] * len(words)
        for frame in labelled.frames or ():
            found = word_range(words, frame.trigger)
            if found is not None and frame.frame in config.frames:
                frames[found[0]] = frame.frame
        yield from zip(words.texts(text), frames, strict=True)


def _types_of_triggers(
    documents: Sequence[LabelledDocument], readings: Readings, tokenizer: Tokenizer
) -> Iterator[tuple[str, str]]:
    """The first word of each trigger that was read, with its type."""
    for labelled in documents:
        read = readings.get(labelled.document_id, ())
        if not read:
            continue
        words, text = split_words(labelled.document, tokenizer), labelled.document.text
        for reading in read:
            found = word_range(words, reading.trigger)
            if found is not None:
                yield text[words.starts[found[0]] : words.ends[found[0]]], reading.event_type
