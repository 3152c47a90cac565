"""What words tell by themselves, and what the network makes of it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.config import EVENT_TYPES, ExtractorConfig
from models.corpora import ByCorpus, GoldFrame, LabelledDocument, whole
from models.extractor import Extractor
from models.lexicon import NO_FRAME, LexicalEvidence, Lexicon, counted, read_lexicon, write_lexicon
from models.readings import Reading
from models.records import Span
from models.training.counting import count_words
from models.windows import split_words
from tests.models.tiny import tiny_config, tiny_extractor, tiny_tokenizer

FRAMES = ("Attack", "Request")
TEXT = "Gunmen attacked a depot. A clerk asked for help."


def entry_of(evidence: LexicalEvidence, word: str) -> int:
    return int(evidence.entries(word, split_words(whole(word), tiny_tokenizer()))[0])


def test_forms_of_one_word_are_counted_together() -> None:
    assert counted([("Attack", "Attack"), ("attacks", "Attack"), ("attacked", NO_FRAME)]) == {
        "attack": {NO_FRAME: 1, "Attack": 2}
    }


def test_what_is_no_word_is_not_counted() -> None:
    assert counted([("\r", NO_FRAME), ('"', NO_FRAME)]) == {'"': {NO_FRAME: 1}}


def test_a_word_tells_of_a_class_what_its_counts_do_beside_those_of_all_words() -> None:
    counts = {"attack": {"Attack": 3, NO_FRAME: 1}, "the": {NO_FRAME: 12}}
    evidence = LexicalEvidence(Lexicon(frames=counts), FRAMES)
    told = evidence.frames[entry_of(evidence, "attacking")]
    # Attack is 3 of 16 words; half a word of no opinion is counted with the 4.
    assert told[1] == pytest.approx(np.log((3 / (3 / 16) + 0.5) / 4.5))
    assert told[0] < 0 < told[1]
    assert told[2] < told[0]


def test_a_word_that_was_never_counted_tells_nothing() -> None:
    evidence = LexicalEvidence(Lexicon(event_types={"march": {"PROTEST": 2, "OTHER": 2}}), FRAMES)
    assert not evidence.event_types[entry_of(evidence, "depot")].any()
    assert evidence.event_types[entry_of(evidence, "marched")].any()
    assert not evidence.frames.any()


def test_what_words_are_is_counted_in_sentences_and_in_triggers_that_were_read() -> None:
    frames = (GoldFrame("Attack", Span(7, 15), ()),)
    story = LabelledDocument("story", whole("They marched. They marched on."))
    documents = ByCorpus([], [LabelledDocument("one", whole(TEXT[:24]), frames=frames)], [], [story])
    readings = {"story": [Reading(Span(5, 12), "happening", "asserted", "PROTEST")]}
    lexicon = count_words(documents, readings, tiny_config(), tiny_tokenizer())
    assert lexicon.frames["attack"] == {"Attack": 1}
    assert lexicon.frames["gunmen"] == {NO_FRAME: 1}
    assert lexicon.event_types == {"march": {"PROTEST": 1}}


def told_by(lexicon: Lexicon, weight: float) -> dict[str, tuple[str | None, str]]:
    """Frame and type of each trigger that a network with random weights and a lexicon finds."""
    tiny = tiny_extractor()
    decoding = replace(tiny.config.decoding, frame_lexicon_weight=weight, type_lexicon_weight=weight)
    config: ExtractorConfig = replace(tiny.config, decoding=decoding)
    extractor = Extractor(tiny._network, config, tiny_tokenizer(), lexicon=lexicon)
    [extraction] = extractor.extract([whole(TEXT)])
    return {TEXT[e.trigger.start : e.trigger.end]: (e.frame, e.event_type) for e in extraction.events}


def test_the_network_hears_the_lexicon_as_far_as_it_is_weighed() -> None:
    frames = {"attack": {"Attack": 9}, "ask": {"Request": 9}, "depot": {NO_FRAME: 900}}
    lexicon = Lexicon(frames, {"ask": {"REQUEST": 9}, "attack": {"ASSAULT": 9}, "the": {"OTHER": 99}})
    found = told_by(lexicon, 1000.0)
    assert found["attacked"] == ("Attack", "ASSAULT")
    assert found["asked"] == ("Request", "REQUEST")
    assert found.get("depot", (None, ""))[0] is None
    assert told_by(lexicon, 0.0) == told_by(Lexicon(), 1.0)


names = st.text(min_size=1, max_size=8).filter(str.isprintable)
counts = st.integers(0, 10**6)
tables = st.dictionaries(names, st.dictionaries(st.sampled_from((NO_FRAME, *FRAMES)), counts, min_size=1))
types = st.dictionaries(names, st.dictionaries(st.sampled_from(EVENT_TYPES), counts, min_size=1))


@given(tables, types)
def test_a_lexicon_is_read_as_it_was_written(
    tmp_path_factory: pytest.TempPathFactory, frames: dict[str, dict[str, int]], kinds: dict[str, dict[str, int]]
) -> None:
    path = tmp_path_factory.mktemp("lexicon") / "lexicon.tsv"
    write_lexicon(Lexicon(frames, kinds), path)
    assert read_lexicon(path, FRAMES) == Lexicon(frames, kinds)


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("frame\tattack\tEating\t3", "line 2: 'frame' has no class 'Eating'"),
        ("shape\tattack\tAttack\t3", "line 2: 'shape' has no class 'Attack'"),
        ("frame\tattack\tAttack\t-3", "line 2: the count is '-3'"),
        ("frame\tattack\tAttack", "line 2: the count is None"),
        ("frame\tattack\tAttack\t9999999999", "line 2: the count"),
    ],
)
def test_a_line_that_cannot_be_is_named(tmp_path: Path, line: str, reason: str) -> None:
    path = tmp_path / "lexicon.tsv"
    path.write_text(f"head\tstem\tclass\tcount\n{line}\n")
    with pytest.raises(ValueError, match=reason):
        read_lexicon(path, FRAMES)


def test_a_table_of_other_columns_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "lexicon.tsv"
    path.write_text("a\tb\n")
    with pytest.raises(ValueError, match="the first line must name the columns"):
        read_lexicon(path, FRAMES)
