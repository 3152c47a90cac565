"""Words and phrases under the fold in which spellings are equal."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pipeline.resolve.words import find_words, fold_phrase

phrases = st.text(alphabet=st.sampled_from("abSs'’ -.1éÉ\t"), max_size=80) | st.text(max_size=40)


@given(phrases)
def test_a_phrase_folds_to_the_folds_of_its_words(phrase: str) -> None:
    words = find_words(phrase, 0, len(phrase))
    assert fold_phrase(phrase) == " ".join(word.folded for word in words)
