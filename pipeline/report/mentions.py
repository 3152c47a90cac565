"""Mentions of events and tellings of claims as the page holds them, with offsets into its texts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pipeline.report.articles import ArticleTexts
from pipeline.report.columns import moment, number
from pipeline.report.source import Row
from pipeline.report.texts import Units, clip

_NAME = 160
_MOST_SPANS = 40


def mention_record(row: Row, articles: ArticleTexts) -> list[Any]:
    """Return one mention of an event."""
    units = articles.units[row["article_id"]]
    return [
        articles.numbers[row["article_id"]],
        units(row["trigger_start"]),
        units(row["trigger_end"]),
        units(row["sentence_start"]),
        units(row["sentence_end"]),
        [_argument(argument, units) for argument in row["arguments"][:_MOST_SPANS]],
        clip(row["date_text"], _NAME),
        moment(row["date_start"]),
        moment(row["date_end"]),
        row["time_of_day"],
        clip(row["place_text"], _NAME),
        clip(row["place_name"], _NAME),
        row["place_country"],
        row["modality"],
        number(row["confidence"]),
    ]


def telling_record(row: Row, articles: ArticleTexts) -> list[Any]:
    """Return one telling of a claim."""
    units = articles.units[row["article_id"]]
    return [
        articles.numbers[row["article_id"]],
        _spans(row["source_spans"], units),
        _spans(row["cue_spans"], units),
        _spans(row["content_spans"], units),
        units(row["sentence_start"]),
        units(row["sentence_end"]),
        row["quotation"],
        row["stance"],
        clip(row["speaker"], _NAME),
        number(row["confidence"]),
    ]


def _argument(argument: Row, units: Units) -> list[Any]:
    return [
        argument["role"],
        argument["frame_role"],
        units(argument["start"]),
        units(argument["end"]),
        clip(argument["name"], _NAME),
        argument["country"],
        argument["sector"],
    ]


def _spans(spans: Sequence[Row], units: Units) -> list[list[int]]:
    return [[units(span["start"]), units(span["end"])] for span in spans[:_MOST_SPANS]]
