"""Claims and ids of whole articles, and hostile input."""

from __future__ import annotations

import dataclasses
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_extractions import Made, packed

from models.records import Argument, Attribution, Entity, Event, Extraction, Span
from pipeline.records import ExtractedArticle
from pipeline.resolve.article import resolve_article
from pipeline.resolve.story_dateline import find_datelines


def test_a_claim_joins_its_spans_and_holds_the_events_of_its_content() -> None:
    text = "“Rebels burned,” she said, “and looted.” They fled."
    made = Made(text).event("burned").event("looted").event("fled")
    made.claim("she", "said", "“Rebels burned,”", "“and looted.”")
    resolved = made.resolved()
    claim = resolved.claim_mentions[0]
    assert claim.content_text == "“Rebels burned,” “and looted.”"
    assert claim.event_mention_ids == tuple(found.mention_id for found in resolved.event_mentions[:2])
    assert (claim.source_text, claim.cue_text) == ("she", "said")


def test_a_claim_without_source_and_cue_has_neither() -> None:
    claim = Made("It rained.").claim(None, None, "It rained").resolved().claim_mentions[0]
    assert (claim.source_text, claim.cue_text, claim.speaker.name) == (None, None, None)


def test_ids_come_from_content() -> None:
    made = Made("Rebels said the mill burned.").event("burned").claim("Rebels", "said", "the mill burned")
    first, second = made.resolved(), made.resolved()
    assert first == second
    assert first.event_mentions[0].mention_id.startswith("m")
    assert len(first.event_mentions[0].mention_id) == len(first.claim_mentions[0].claim_mention_id) == 21
    moved = dataclasses.replace(made.extracted().article, article_id="a2")
    other = resolve_article(dataclasses.replace(made.extracted(), article=moved))
    assert other.event_mentions[0].mention_id != first.event_mentions[0].mention_id


def test_a_source_has_no_commas_at_its_ends() -> None:
    made = Made("The mayor, Ines Falk, said it rained.").claim("The mayor, Ines Falk,", "said", "it rained")
    assert made.resolved().claim_mentions[0].source_text == "The mayor, Ines Falk"


def test_who_disputes_it_saying_something_says_that() -> None:
    text = "Ines Falk disputed that, saying two letters had come."
    made = Made(text).claim("Ines Falk", "disputed", "that, saying two letters had come")
    claim = made.resolved().claim_mentions[0]
    assert (claim.cue_text, claim.content_text) == ("saying", "two letters had come")


def test_what_two_attributions_come_to_is_told_once() -> None:
    made = Made("Ines Falk disputed that, saying two letters had come.")
    made.claim("Ines Falk", "disputed", "that, saying two letters had come").claim(
        None, "saying", "two letters had come"
    )
    [claim] = made.resolved().claim_mentions
    assert (claim.source_text, claim.content_text) == ("Ines Falk", "two letters had come")


@pytest.mark.parametrize(
    ("text", "content", "count"),
    [
        ("Nairobi: A minister has resigned over a film.", "A minister has resigned over a film", 0),
        ("Nairobi: no talks while the port is shut", "no talks while the port is shut", 1),
        ("Falk: The minister has resigned.", "The minister has resigned", 1),
    ],
)
def test_a_town_that_opens_a_report_says_nothing(text: str, content: str, count: int) -> None:
    made = Made(text).claim(text.partition(":")[0], ":", content)
    assert len(made.resolved().claim_mentions) == count


def test_who_asks_is_not_he_who_replies() -> None:
    text = "Asked by prosecutor Ines Falk whether it rained, he replied: “No.”"
    made = Made(text).claim("Ines Falk", "Asked", "whether it rained").claim("he", "replied", "“No.”")
    assert [claim.speaker.name for claim in made.resolved().claim_mentions] == ["Ines Falk", None]


def test_he_is_the_holder_of_the_office_that_the_sentence_before_begins_with() -> None:
    text = "Governor Tam Venn was away, it said. Borek Karr said it rained. The governor denied that. “No,” he said."
    made = Made(text).claim("Borek Karr", "said it rained", "it rained").claim("he", "he said", "“No,”")
    assert [claim.speaker.name for claim in made.resolved().claim_mentions] == ["Borek Karr", "Tam Venn"]


TEXTS = st.text(alphabet=st.sampled_from("aA Zé.,'’-\n1290 May Monday the US's İ𝒳"), max_size=80)


@st.composite
def extracted_articles(draw: st.DrawFn) -> ExtractedArticle:
    text = draw(TEXTS)
    spans = st.tuples(st.integers(0, len(text)), st.integers(0, len(text))).map(lambda pair: Span(*sorted(pair)))
    roles = st.sampled_from(["ACTOR", "RECIPIENT", "PLACE", "TIME", "THEME"])
    arguments = st.lists(st.builds(Argument, roles, st.none(), spans), max_size=3).map(tuple)
    modality = st.sampled_from(["asserted", "planned"])
    events = st.builds(
        Event, spans, spans, st.just("AID"), st.none(), arguments, modality, st.just(0.5), st.just(packed(1.0))
    )
    claims = st.builds(
        Attribution, *[st.lists(spans, max_size=2).map(tuple)] * 3, spans, st.just("direct"), st.just(0.5), st.just(b"")
    )
    extraction = Extraction(
        tuple(sorted(draw(st.lists(events, max_size=3)), key=lambda event: event.trigger.start)),
        tuple(draw(st.lists(claims, max_size=2))),
        tuple(
            draw(
                st.lists(st.builds(Entity, st.just("LOC"), spans), max_size=2).map(
                    lambda found: sorted(found, key=lambda entity: entity.span.start)
                )
            )
        ),
        tuple(draw(st.lists(spans, max_size=3).map(lambda found: sorted(found, key=lambda span: span.start)))),
        b"",
    )
    return ExtractedArticle(Made(text, sentences=()).extracted().article, extraction)


@given(extracted_articles())
def test_any_spans_over_any_text_resolve_to_all_mentions_of_words(extracted: ExtractedArticle) -> None:
    text = extracted.article.text
    datelines = [line.span for line in find_datelines(text, 0, len(text))]
    triggers = [event.trigger for event in extracted.extraction.events]
    words = [span for span in triggers if any(map(str.isalnum, text[span.start : span.end]))]
    kept = [mention.event.trigger for mention in resolve_article(extracted).event_mentions]
    assert not set(kept) - set(words)
    if not any(line.start <= span.start < line.end for span in words for line in datelines):
        assert kept == words


@pytest.mark.parametrize("trigger", ["—", "May 3", "MOSUL"])
def test_neither_signs_nor_words_of_a_dateline_are_events(trigger: str) -> None:
    text = "MOSUL, Iraq, May 3 — Rebels burned a mill on Monday, said a guard."
    made = Made(text).event(trigger).event("burned").resolved()
    assert [mention.trigger_text for mention in made.event_mentions] == ["burned"]


@pytest.mark.parametrize(
    ("content", "confidence", "is_kept"),
    [("it", 0.9, False), ("the plan", 0.9, False), ("the new mill", 0.4, False), ("the new mill", 0.9, True),
     ("“the new mill”", 0.4, True), ("the new mill would burn", 0.1, True)],
)  # fmt: skip
def test_a_claim_says_something(content: str, confidence: float, is_kept: bool) -> None:
    extracted = Made(f"Burak Demirel denied {content}.").claim("Burak Demirel", "denied", content).extracted()
    (claim,) = extracted.extraction.attributions
    doubted = dataclasses.replace(
        extracted.extraction, attributions=(dataclasses.replace(claim, confidence=confidence),)
    )
    resolved = resolve_article(dataclasses.replace(extracted, extraction=doubted))
    assert bool(resolved.claim_mentions) == is_kept


def test_a_name_of_many_words_is_cut() -> None:
    text = "Anna " * 500 + "said it rained."
    claim = Made(text).claim(("Anna " * 500).strip(), "said", "it rained").resolved().claim_mentions[0]
    assert claim.speaker.name is None or len(claim.speaker.name.split()) <= 7


@pytest.mark.parametrize(
    "unit", ["Anna Bell ", "6 pm ", "on 3 May 2021 ", "said Bell, in Paris, ", "The deputy minister ", "\n2021-05-03\n"]
)
def test_a_long_text_of_one_phrase_takes_seconds_at_most(unit: str) -> None:
    text = unit * (100_000 // len(unit))
    sentences = [Span(start, start + 100) for start in range(0, len(text) - 100, 100)]
    made = Made(text, sentences=sentences)
    for sentence in sentences[:200]:
        argument = Argument("ACTOR", None, Span(sentence.start, sentence.start + 20))
        made.events.append(
            Event(
                Span(sentence.start + 30, sentence.start + 35), sentence, "AID", None, (argument,), "asserted", 0.5, b""
            )
        )
    started = time.process_time()
    assert len(made.resolved().event_mentions) == 200
    assert time.process_time() - started < 10


def test_a_dateline_is_no_content_of_a_claim() -> None:
    text = "MOSUL, Iraq, March 3 (Meridian) - Gunmen burned the mill, police said."
    made = Made(text).claim("police", "said", "MOSUL, Iraq, March 3 (Meridian", "- Gunmen burned the mill")
    assert made.resolved().claim_mentions[0].content_text == "Gunmen burned the mill"


def test_a_claim_of_a_dateline_alone_is_none() -> None:
    text = "MOSUL, Iraq, March 3 (Meridian) - Gunmen burned the mill, police said."
    assert Made(text).claim(None, None, "MOSUL, Iraq").resolved().claim_mentions == ()


@pytest.mark.parametrize(
    "content", ["18:40 Guards burned the mill", "GMT: Guards burned the mill", "Guards burned the mill"]
)
def test_the_time_of_an_entry_is_no_content_of_a_claim(content: str) -> None:
    text = f"Selk fire: live\n{'18.40 ' if content.startswith('GMT') else ''}{content}, police said."
    (claim,) = Made(text).claim("police", "said", content).resolved().claim_mentions
    (span,) = claim.attribution.contents
    assert text[span.start : span.end] == claim.content_text == "Guards burned the mill"


def test_the_time_of_an_entry_belongs_to_none_who_take_part_or_speak() -> None:
    text = "Selk fire: live\n18:40 - Guards said the mill burned."
    made = (
        Made(text)
        .event("burned", {"ACTOR": "40 - Guards", "THEME": "18:40 - Guards said the mill", "TIME": "18:40"})
        .claim("40 - Guards", "said", "the mill burned")
    )
    resolved = made.resolved()
    assert [one.text for one in resolved.event_mentions[0].arguments] == ["Guards", "Guards said the mill", "18:40"]
    assert resolved.claim_mentions[0].source_text == "Guards"


def test_a_time_within_a_content_stays() -> None:
    text = "Police said 18:40 Guards was the first word on the tape."
    (claim,) = Made(text).claim("Police", "said", "18:40 Guards was the first word").resolved().claim_mentions
    assert claim.content_text == "18:40 Guards was the first word"
