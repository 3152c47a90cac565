"""News with other words in it, as a teacher reads it."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from models.corpora import GoldAttribution, LabelledDocument, whole
from models.records import Span
from models.training.altering import Vocabulary, altered_news

COMMON = "the " * 40
NEWS = [
    LabelledDocument(
        str(number),
        whole(COMMON + f"{name} {verb} quickly and {name} was {verb}, 3.2 percent of ships."),
        attributions=(GoldAttribution((Span(0, 3),), (Span(4, 8),), (Span(9, 13),)),),
    )
    for number, (name, verb) in enumerate([("Orlo", "sailed"), ("Miro", "landed"), ("Falk", "waited")] * 20)
]


def test_words_give_way_to_others_of_their_kind() -> None:
    texts = [one.document.text for one in altered_news(NEWS, seed=1)]
    replaced = {re.sub(COMMON, "", text) for text in texts}
    assert len(replaced) > 3, "more than were there"
    for text in replaced:
        assert re.fullmatch(r"[A-Z]\w+ \w+ed \w+ly \w+ [A-Z]\w+ \w+s \w+ed, 3\.2 \w+ \w+ \w+s\.", text)


def test_no_annotation_is_left_of_them_and_they_have_names_of_their_own() -> None:
    for original, one in zip(NEWS, altered_news(NEWS, seed=1), strict=True):
        assert one.attributions is None
        assert one.document_id != original.document_id


def test_a_seed_alters_them_in_one_way() -> None:
    assert altered_news(NEWS, seed=1) == altered_news(NEWS, seed=1) != altered_news(NEWS, seed=2)


@given(st.lists(st.text(max_size=80), max_size=5), st.randoms(use_true_random=False))
def test_all_but_letters_stays_in_any_text(texts: list[str], order: object) -> None:
    vocabulary = Vocabulary.of(texts)
    for text in texts:
        altered = vocabulary.altered(text, order)  # type: ignore[arg-type]
        assert re.sub(r"[A-Za-z]+", "x", altered) == re.sub(r"[A-Za-z]+", "x", text)
