"""The table of triggers that were read: what it may hold, and where its judgements end up."""

from __future__ import annotations

from pathlib import Path

import pytest

from models.config import EVENT_TYPES
from models.corpora import LabelledDocument, whole
from models.readings import KINDS, Reading, read_readings
from models.records import Span
from models.training.targets import IGNORED, concatenate, cut, label_document, reading_targets
from models.windows import Window, split_words
from tests.models.tiny import tiny_config, tiny_tokenizer

HEADER = "document\tstart\tend\tkind\tmodality\tevent_type\n"
TEXT = "Police seized boats. Nobody spoke."
SEIZED = Reading(Span(7, 13), "happening", "asserted", "COERCE")
OTHER, COERCE = EVENT_TYPES.index("OTHER"), EVENT_TYPES.index("COERCE")


def test_the_table_of_the_project_is_one() -> None:
    readings = [reading for own in read_readings().values() for reading in own]
    assert len(readings) > 8_000
    assert {reading.kind for reading in readings} == set(KINDS)


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("d\t1\t2\thapening\tasserted\tOTHER", "line 2: kind is 'hapening'; allowed: 'happening', 'generic'"),
        ("d\t1\t2\thappening\t\tOTHER", "line 2: modality is ''; allowed: 'asserted'"),
        ("d\t1\t2\tnone\tasserted\tOTHER", "line 2: modality is 'asserted'; allowed: ''"),
        ("d\t1\t2\thappening\tplanned\tRIOT", "line 2: event_type is 'RIOT'; allowed: 'OTHER'"),
        ("d\tone\t2\thappening\tplanned\tOTHER", "line 2: invalid literal for int"),
        ("d\t1", "line 2: kind is None"),
    ],
)
def test_a_row_that_is_none_is_named(tmp_path: Path, row: str, said: str) -> None:
    table = tmp_path / "readings.tsv"
    table.write_text(HEADER + row + "\n")
    with pytest.raises(ValueError, match=said):
        read_readings(table)


def test_a_table_of_other_columns_is_refused(tmp_path: Path) -> None:
    (tmp_path / "other.tsv").write_text("a\tb\n1\t2\n")
    with pytest.raises(ValueError, match="must name the columns document, start"):
        read_readings(tmp_path / "other.tsv")


def test_words_of_a_sentence_that_was_read_have_a_type_and_triggers_a_modality() -> None:
    words = split_words(whole(TEXT), tiny_tokenizer())
    assert reading_targets(words, [SEIZED]).tolist() == [
        [OTHER, IGNORED, IGNORED],
        [COERCE, 0, 1],
        [OTHER, IGNORED, IGNORED],
        [OTHER, IGNORED, IGNORED],
        *[[IGNORED] * 3] * 3,
    ]
    assert (reading_targets(words, []) == IGNORED).all()


def test_what_was_read_of_words_stays_with_them_when_they_are_cut_and_joined() -> None:
    document = LabelledDocument("d", whole(TEXT))
    labelled = label_document(document, tiny_tokenizer(), tiny_config(), {}, [SEIZED])
    part = cut(labelled, Window(1, 3, 1, 3))
    assert part.judged.tolist() == [[COERCE, 0, 1], [OTHER, IGNORED, IGNORED]]
    assert concatenate([part, part]).judged.tolist() == part.judged.tolist() * 2
