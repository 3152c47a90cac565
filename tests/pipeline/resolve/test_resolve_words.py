"""Words and phrases under the fold in which spellings are equal."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pipeline.resolve.lexicon import find_hits
from pipeline.resolve.words import find_words, fold_phrase

phrases = st.text(alphabet=st.sampled_from("abSs'’ -.1éÉ\t"), max_size=80) | st.text(max_size=40)


@given(phrases)
def test_a_phrase_folds_to_the_folds_of_its_words(phrase: str) -> None:
    words = find_words(phrase, 0, len(phrase))
    assert fold_phrase(phrase) == " ".join(word.folded for word in words)


def test_a_sign_of_money_names_no_country() -> None:
    text = "Thieves took US$38 million and A$5 from the US bank."
    words = find_words(text, 0, len(text))
    assert [hit.entry.name for hit in find_hits(words)] == ["United States"]
    assert [text[word.start : word.end] for word in words[2:4]] == ["US$", "38"]
