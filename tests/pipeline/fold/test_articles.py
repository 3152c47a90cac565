"""An article is made ready for the fold with all of its mentions, or it is rejected."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.fold import articles, copies
from pipeline.fold.articles import ReadyArticle, make_ready
from pipeline.fold.claim_blocks import claim_comparison, claim_keys
from pipeline.fold.copies import find_copies
from pipeline.fold.event_blocks import block_keys, event_comparison
from pipeline.records import Article, Reject, ResolvedArticle
from tests.pipeline.fold.made_mentions import article, mention, telling, vector

COMPARISONS = event_comparison(), claim_comparison()
MENTION = mention("m", meaning=vector(1, 128))
TELLING = telling("t", "the bridge will open on Friday", meaning=vector(1, 384))
RESOLVED = ResolvedArticle(article("a", "A text.", "news.jsonl", "story-1"), (MENTION,), (TELLING,))


def rejected(found: ReadyArticle | Reject) -> Reject:
    assert isinstance(found, Reject)
    return found


def test_all_mentions_of_a_sound_article_are_sketched_and_keyed():
    ready = make_ready(RESOLVED, *COMPARISONS)
    assert isinstance(ready, ReadyArticle)
    [(member, event_keys)], [(told, keys)] = ready.mentions, ready.tellings
    assert (member.mention.mention_id, list(event_keys)) == ("m", block_keys(member.sketch))
    assert (told.telling.claim_mention_id, list(keys)) == ("t", claim_keys(told.sketch))
    assert make_ready(ResolvedArticle(RESOLVED.article, (), ()), *COMPARISONS) == ReadyArticle(
        ResolvedArticle(RESOLVED.article, (), ()), (), ()
    )


@pytest.mark.parametrize(
    "broken",
    [
        replace(RESOLVED, event_mentions=(MENTION, mention("n", meaning=vector(1, 500)))),
        replace(RESOLVED, claim_mentions=(TELLING, telling("u", "no", meaning=vector(1, 500)))),
        replace(RESOLVED, event_mentions=(replace(MENTION, trigger_text=None),)),
    ],
    ids=["vector of a mention", "vector of a telling", "no trigger"],
)
def test_an_article_of_which_one_mention_raises_is_rejected_whole(broken: ResolvedArticle):
    reject = rejected(make_ready(broken, *COMPARISONS))
    assert (reject.source_id, reject.source_uri, reject.stage) == ("story-1", "news.jsonl", "fold")
    assert reject.error_type in ("ValueError", "TypeError", "AttributeError")
    assert "report it" in reject.error_message
    assert reject.excerpt == b"A text."


def test_what_raises_only_when_an_event_is_made_is_found_before_the_fold(monkeypatch: pytest.MonkeyPatch):
    def fold_mentions(*_: object) -> None:
        raise ZeroDivisionError("no " * 1_000)

    monkeypatch.setattr(articles, "fold_mentions", fold_mentions)
    reject = rejected(make_ready(RESOLVED, *COMPARISONS))
    assert reject.error_type == "ZeroDivisionError"
    assert len(reject.error_message) < 500


def test_an_article_whose_words_cannot_be_sketched_is_rejected_and_the_others_are_as_without_it(
    monkeypatch: pytest.MonkeyPatch,
):
    original = copies.body_words

    def body_words(one: Article) -> list[str]:
        if one.article_id == "bad":
            raise ZeroDivisionError
        return original(one)

    monkeypatch.setattr(copies, "body_words", body_words)
    sound = [article(f"a{number}", "One text of a few words.") for number in range(3)]
    bad = [article("bad", "One text of a few words.", uri) for uri in ("z.jsonl", "b.jsonl")]
    found = find_copies([*bad, *sound])
    assert found.articles == find_copies(sound).articles
    assert [(reject.source_uri, reject.stage) for reject in found.rejects] == [("b.jsonl", "fold"), ("z.jsonl", "fold")]
    assert found == find_copies([*sound, *reversed(bad)])
