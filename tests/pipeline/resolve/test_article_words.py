from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from models.records import Span
from models.vectors import pack_vector, unpack_vectors
from pipeline.resolve.article_words import WORDS_SIZE, article_vector

MEANING = pack_vector(np.array([0.6, 0.8], np.float32))
FERRY = "The ferry Dalisay sank off Cebu. Divers searched the wreck of the Dalisay for the missing crew."
FERRY_TOO = "Missing crew of the Dalisay: divers at Cebu reach the wreck of the ferry that sank on Monday."
VOTE = "Voters in Blantyre queued for hours as the commission opened the ballots of the second round."


def words_of(text: str) -> np.ndarray:
    vector = article_vector(MEANING, text, (Span(0, len(text)),))
    assert vector.startswith(MEANING)
    return unpack_vectors([vector[len(MEANING) :]])[0]


def test_articles_of_one_story_lie_nearer_than_others():
    one, other, elsewhere = words_of(FERRY), words_of(FERRY_TOO), words_of(VOTE)
    assert one @ other > 0.5 > abs(one @ elsewhere)


def test_words_outside_the_body_do_not_count():
    text = f"Sign up for our newsletter!\n{FERRY}"
    body = article_vector(MEANING, text, (Span(text.index("The ferry"), len(text)),))
    assert np.array_equal(unpack_vectors([body[len(MEANING) :]])[0], words_of(FERRY))


def test_an_article_without_a_vector_stays_without():
    assert article_vector(b"", FERRY, (Span(0, len(FERRY)),)) == b""


@given(st.text(max_size=300))
@settings(max_examples=50)
def test_any_text_gives_a_unit_vector_or_none(text):
    words = words_of(text)
    assert words.shape == (WORDS_SIZE,)
    assert np.isclose(np.linalg.norm(words), 1, atol=0.01) or not words.any()
