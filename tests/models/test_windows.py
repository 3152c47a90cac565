"""Words and windows: offsets and ownership."""

from __future__ import annotations

import itertools

from hypothesis import given, settings
from hypothesis import strategies as st

from models.corpora import whole
from models.records import Document, Span
from models.sentences import split_sentences
from models.windows import cut_windows, split_words
from tests.models.tiny import tiny_tokenizer

TOKENIZER = tiny_tokenizer()


def test_words_carry_offsets_into_the_whole_text() -> None:
    text = "skip this. Ana's ship — 3 decks."
    words = split_words(Document(text, (Span(11, len(text)),)), TOKENIZER)
    spelled = [text[start:end] for start, end in zip(words.starts, words.ends, strict=True)]
    assert spelled == ["Ana", "'", "s", "ship", "—", "3", "decks", "."]


@given(st.text(max_size=400), st.integers(4, 60), st.integers(0, 20))
@settings(max_examples=100)
def test_every_word_has_one_owner_and_windows_fit(text: str, size: int, overlap: int) -> None:
    words = split_words(whole(text), TOKENIZER)
    windows = cut_windows(words, size, min(overlap, size - 1))
    owned = [word for window in windows for word in range(window.own_start, window.own_end)]
    assert owned == list(range(len(words)))
    for window in windows:
        assert window.start <= window.own_start <= window.own_end <= window.end
        tokens = words.first_token[window.end] - words.first_token[window.start]
        assert tokens <= size or window.end - window.start == 1


def test_windows_overlap_by_about_what_is_asked() -> None:
    words = split_words(whole("a " * 500), TOKENIZER)
    windows = cut_windows(words, 100, 20)
    assert {former.end - latter.start for former, latter in itertools.pairwise(windows)} == {20}
    assert len(windows) == 6


@given(st.text(alphabet=st.sampled_from(list('ab .!?\n"A')), max_size=200))
def test_sentences_are_in_order_without_outer_space(text: str) -> None:
    sentences = split_sentences(text, Span(0, len(text)))
    assert all(former.end <= latter.start for former, latter in itertools.pairwise(sentences))
    assert all(text[s.start : s.end] == text[s.start : s.end].strip() for s in sentences)
    assert "".join("".join(text[s.start : s.end].split()) for s in sentences) == "".join(text.split())


def test_a_line_ends_a_sentence_but_a_wrapped_line_does_not() -> None:
    text = "Ferry sinks off Quelmouth\nNine people were\nrescued late on Friday.\nThe search goes on."
    sentences = [text[s.start : s.end] for s in split_sentences(text, Span(0, len(text)))]
    assert sentences == [
        "Ferry sinks off Quelmouth",
        "Nine people were\nrescued late on Friday.",
        "The search goes on.",
    ]
