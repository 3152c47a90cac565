"""How columns of ``events`` and ``event_mentions`` map to GDELT 2.0 and to POLECAT, for people who come from there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True)
class Counterpart:
    """A column and what stands in its place in GDELT 2.0 and in POLECAT; empty where nothing does."""

    column: str
    gdelt: str
    polecat: str
    difference: str


COUNTERPARTS: Final = (
    Counterpart(
        "events.event_id",
        "GLOBALEVENTID",
        "Event ID",
        "one id for all reports of an event, where the others give reports that differ in any attribute new ids",
    ),
    Counterpart("events.event_type", "EventRootCode", "Event Type", "PLOVER categories as in POLECAT; GDELT has CAMEO"),
    Counterpart("events.frame", "EventCode", "Event Mode", "the finer type, from another inventory"),
    Counterpart("events.actors", "Actor1Name, Actor1CountryCode, Actor1Type1Code", "Actor Name, Actor Country", ""),
    Counterpart(
        "events.recipients", "Actor2Name, Actor2CountryCode, Actor2Type1Code", "Recipient Name, Recipient Country", ""
    ),
    Counterpart("events.actors[].sector", "Actor1Type1Code", "Primary Actor Sector", "PLOVER sector codes"),
    Counterpart("events.recipients[].sector", "Actor2Type1Code", "Primary Recipient Sector", "PLOVER sector codes"),
    Counterpart("events.date_start, date_end", "SQLDATE", "Event Date", "a range of days, from the text"),
    Counterpart("events.place_name", "ActionGeo_FullName", "Placename", ""),
    Counterpart("events.place_country", "ActionGeo_CountryCode", "Country", "ISO 3166-1 alpha-3; GDELT has FIPS 10-4"),
    Counterpart("events.latitude, longitude", "ActionGeo_Lat, ActionGeo_Long", "Latitude, Longitude", ""),
    Counterpart("events.geonames_id", "ActionGeo_FeatureID", "GeoNames ID", "GDELT has GNS and GNIS ids"),
    Counterpart("events.outlet_count", "NumSources", "", ""),
    Counterpart("events.independent_count", "", "", "syndicated copies counted once"),
    Counterpart("events.article_count", "NumArticles", "", ""),
    Counterpart("events.mention_count", "NumMentions", "", ""),
    Counterpart("events.first_reported_at", "DATEADDED", "", "the publication, not the time of processing"),
    Counterpart("events.disagreements", "", "", "where the outlets differ"),
    Counterpart("events.modality", "", "", "negated, planned and possible events are marked"),
    Counterpart("event_mentions.article_id", "MentionIdentifier (mentions)", "", "joins articles, with the whole text"),
    Counterpart("event_mentions.outlet", "MentionSourceName (mentions)", "Source", ""),
    Counterpart("event_mentions.published_at", "MentionTimeDate (mentions)", "Publication Date", ""),
    Counterpart("event_mentions.place_text", "", "Raw Placename", "the words of the article"),
    Counterpart("event_mentions.trigger_start", "ActionCharOffset (mentions)", "", "exact, in articles.text"),
    Counterpart("event_mentions.arguments[].start", "Actor1CharOffset (mentions)", "", "exact, in articles.text"),
    Counterpart("event_mentions.sentence_start", "SentenceID (mentions)", "", "offsets instead of a number"),
    Counterpart("event_mentions.confidence", "Confidence (mentions)", "", "a calibrated probability"),
    Counterpart("articles.url", "SOURCEURL", "", "of every article, not only the first"),
    Counterpart("articles.language", "MentionDocTranslationInfo (mentions)", "Language", "ISO 639-1"),
    Counterpart("claims", "", "", "who said what has no dataset there"),
    Counterpart("", "IsRootEvent", "Contexts", "not stored"),
    Counterpart("", "GoldsteinScale, QuadClass", "Intensity, Quad Code", "not stored; functions of the type"),
    Counterpart("", "AvgTone", "", "not measured"),
)


def to_markdown() -> str:
    """Return the comparison as a Markdown table, for people who come from these datasets."""
    rows = [f"| {_code(row.column)} | {row.gdelt} | {row.polecat} | {row.difference} |" for row in COUNTERPARTS]
    head = ["| Newsfold | GDELT 2.0 | POLECAT | difference |", "|---|---|---|---|"]
    return "\n".join(head + rows) + "\n"


def _code(column: str) -> str:
    return f"`{column}`" if column else ""
