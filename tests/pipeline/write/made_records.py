"""A small set of records made by hand, whole in itself: every span, id and count in it is right."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime

from models.records import Argument, Attribution, Event, Span
from pipeline.records import (
    Actor,
    Article,
    AssignedClaimMention,
    AssignedEventMention,
    ClaimMention,
    DateRange,
    Disagreement,
    EventMention,
    FoldedActor,
    FoldedClaim,
    FoldedEvent,
    Place,
    Reject,
    ResolvedArgument,
)

EAST, NORTH = bytes.fromhex("003c 0000"), bytes.fromhex("0000 003c")
"""Unit vectors of two 16-bit floats."""

UNION = Actor("Harbour Workers' Union", "NOR", "LAB")
MAYOR = Actor("Ada Lindqvist", "NOR", "GOV")
UNKNOWN = Actor(None, None, None)
BERGEN = Place("Bergen", "NOR", 60.39, 5.32, 3161732)
STRIKE_DAY = date(2031, 3, 3)
STRIKE_DAYS = DateRange(STRIKE_DAY, STRIKE_DAY)

LAKE_TEXT = (
    "Harbour crews walked out in Bergen on Monday. “The port,” said Ada Lindqvist, “opens on Friday.”\n\nRead more: x"
)
HILL_TEXT = "🚢 Dock workers walked out in Bergen. The port stays shut for weeks, the union said."
FLOOD_TEXT = "A river flooded Tarn."


@dataclass(frozen=True)
class MadeRecords:
    """The records of a run, one tuple for each dataset."""

    articles: tuple[Article, ...]
    event_mentions: tuple[AssignedEventMention, ...]
    events: tuple[FoldedEvent, ...]
    claim_mentions: tuple[AssignedClaimMention, ...]
    claims: tuple[FoldedClaim, ...]
    rejects: tuple[Reject, ...]


def records() -> MadeRecords:
    """Two dated reports of a strike, one a copy of the other with a claim in each; a third that disagrees; a flood."""
    lake = article("a-lake", "lake.example", datetime(2031, 3, 4, 6, 30, tzinfo=UTC), LAKE_TEXT, LAKE_TEXT.index("\n"))
    copy = article(
        "a-copy", "copy.example", datetime(2031, 4, 1, 0, 0, tzinfo=UTC), LAKE_TEXT, LAKE_TEXT.index("\n"), "a-lake"
    )
    hill = article("a-hill", "hill.example", datetime(2031, 3, 5, 9, 0, 0, 250, tzinfo=UTC), HILL_TEXT)
    flood = article("a-flood", "hill.example", None, FLOOD_TEXT)
    return MadeRecords(
        articles=(lake, copy, hill, flood),
        event_mentions=(
            strike_mention("m-lake", lake, "Harbour crews", "on Monday"),
            strike_mention("m-copy", copy, "Harbour crews", "on Monday"),
            strike_mention("m-hill", hill, "Dock workers", None),
            AssignedEventMention(flood_mention(flood), "e-flood"),
        ),
        events=(strike(lake, copy, hill), flood_event()),
        claim_mentions=(
            reopening("t-lake", lake),
            reopening("t-copy", copy),
            AssignedClaimMention(closure(hill), "c-shut", ("e-strike",)),
        ),
        claims=(
            claim("c-open", MAYOR, "The port, opens on Friday.", "direct", (copy, lake), "c-shut"),
            claim("c-shut", UNION, "The port stays shut for weeks", "indirect", (hill,), "c-open"),
        ),
        rejects=(
            reject("broken.json#0", "read"),
            reject("broken.json#1", "read"),
            reject("lake/2", "clean"),
        ),
    )


def article(
    article_id: str,
    outlet: str,
    published_at: datetime | None,
    text: str,
    body_end: int | None = None,
    copy_of: str = "",
) -> Article:
    return Article(
        article_id=article_id,
        source_id=f"https://{outlet}/{article_id}",
        source_uri="news/day1.jsonl",
        outlet=outlet,
        url=f"https://{outlet}/{article_id}",
        title=None,
        language="en",
        published_at=published_at,
        published_at_source="input" if published_at else None,
        text=text,
        body_spans=(Span(0, len(text) if body_end is None else body_end),),
        syndication_id=copy_of or article_id,
    )


def span_of(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


def strike_mention(mention_id: str, article: Article, who: str, when: str | None) -> AssignedEventMention:
    trigger, actor = span_of(article.text, "walked out"), span_of(article.text, who)
    argument = ResolvedArgument("ACTOR", "Protester", actor, who, UNION)
    place = ResolvedArgument("PLACE", None, span_of(article.text, "Bergen"), "Bergen", UNKNOWN)
    event = Event(
        trigger=trigger,
        sentence=Span(0, article.text.index(".") + 1),
        event_type="PROTEST",
        frame="Protest",
        arguments=(Argument("ACTOR", "Protester", actor), Argument("PLACE", None, place.span)),
        modality="asserted",
        confidence=0.9,
        vector=EAST,
    )
    mention = EventMention(
        mention_id=mention_id,
        article_id=article.article_id,
        outlet=article.outlet,
        published_at=article.published_at,
        syndication_id=article.syndication_id,
        event=event,
        trigger_text="walked out",
        sentence_text=article.text[: event.sentence.end],
        arguments=(argument, place),
        date_text=when,
        dates=STRIKE_DAYS if when else None,
        time_of_day="~06:00" if when else None,
        place_text="Bergen",
        place=BERGEN,
        article_vector=EAST,
    )
    return AssignedEventMention(mention, "e-strike")


def flood_mention(article: Article) -> EventMention:
    event = Event(span_of(article.text, "flooded"), Span(0, 21), "OTHER", None, (), "asserted", 0.5, NORTH)
    return EventMention(
        mention_id="m-flood",
        article_id=article.article_id,
        outlet=article.outlet,
        published_at=None,
        syndication_id=article.syndication_id,
        event=event,
        trigger_text="flooded",
        sentence_text=article.text,
        arguments=(),
        date_text=None,
        dates=None,
        time_of_day=None,
        place_text=None,
        place=None,
        article_vector=NORTH,
    )


def strike(lake: Article, copy: Article, hill: Article) -> FoldedEvent:
    return FoldedEvent(
        event_id="e-strike",
        event_type="PROTEST",
        frame="Protest",
        title="Harbour crews walked out in Bergen",
        description="Harbour crews walked out in Bergen on Monday.",
        actors=(FoldedActor("Harbour Workers' Union", "NOR", "LAB", 3),),
        recipients=(),
        place=BERGEN,
        dates=STRIKE_DAYS,
        modality="asserted",
        outlets=("copy.example", "hill.example", "lake.example"),
        independent_count=2,
        article_count=3,
        mention_count=3,
        first_reported_at=lake.published_at,
        last_reported_at=copy.published_at,
        disagreements=(
            Disagreement("actor", "Harbour crews", 2, ("copy.example", "lake.example")),
            Disagreement("actor", "Dock workers", 1, ("hill.example",)),
        ),
        confidence=0.95,
        is_utterance=False,
    )


def flood_event() -> FoldedEvent:
    return FoldedEvent(
        "e-flood", "OTHER", None, "A river flooded Tarn", FLOOD_TEXT, (), (), None, None, "asserted",
        ("hill.example",), 1, 1, 1, None, None, (), 0.5, False,
    )  # fmt: skip


def reopening(claim_mention_id: str, article: Article) -> AssignedClaimMention:
    text = article.text
    contents = (span_of(text, "The port,"), span_of(text, "opens on Friday."))
    attribution = Attribution(
        source=(span_of(text, "Ada Lindqvist"),),
        cue=(span_of(text, "said"),),
        contents=contents,
        sentence=Span(text.index("“"), text.rindex("”") + 1),
        quotation="direct",
        confidence=0.8,
        vector=EAST,
    )
    mention = ClaimMention(
        claim_mention_id, article.article_id, article.outlet, article.published_at, article.syndication_id, attribution,
        "Ada Lindqvist", "said", "The port, opens on Friday.", MAYOR, ("m-lake",),
    )  # fmt: skip
    return AssignedClaimMention(mention, "c-open", ("e-strike",))


def closure(article: Article) -> ClaimMention:
    text = article.text
    attribution = Attribution(
        source=(span_of(text, "the union"),),
        cue=(span_of(text, "said"),),
        contents=(span_of(text, "The port stays shut for weeks"),),
        sentence=Span(text.index("The port"), len(text)),
        quotation="indirect",
        confidence=0.7,
        vector=NORTH,
    )
    return ClaimMention(
        "t-hill", article.article_id, article.outlet, article.published_at, article.syndication_id, attribution,
        "the union", "said", "The port stays shut for weeks", UNION, ("m-hill",),
    )  # fmt: skip


def claim(
    claim_id: str, speaker: Actor, content: str, quotation: str, told_in: tuple[Article, ...], disputed_by: str
) -> FoldedClaim:
    moments = sorted(article.published_at for article in told_in if article.published_at)
    return FoldedClaim(
        claim_id=claim_id,
        speaker=speaker,
        content=content,
        quotation=quotation,
        outlets=tuple(article.outlet for article in told_in),
        independent_count=1,
        article_count=len(told_in),
        mention_count=len(told_in),
        first_reported_at=moments[0],
        last_reported_at=moments[-1],
        event_ids=("e-strike",),
        disputed_by=(disputed_by,),
    )


def reject(source_id: str, stage: str) -> Reject:
    return Reject(source_id, "news/broken.json", stage, "InvalidJson", "Not JSON: mend the line.", b"{\x00\xff")
