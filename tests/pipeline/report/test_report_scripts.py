"""The page's own functions, run in an engine without a document."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from importlib.resources import files
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.report.html import _SCRIPTS, _day

Javascript = Callable[..., Any]


def events(**columns: list[Any]) -> dict[str, Any]:
    """Columns of events; those that a test does not name are as dull as they can be."""
    count = len(next(iter(columns.values())))
    usual: dict[str, Any] = {
        "id": "e", "type": "OTHER", "frame": None, "title": "t", "description": "", "from": None, "to": None,
        "place": None, "country": None, "latitude": None, "longitude": None, "modality": "asserted", "outlets": [0],
        "first": [0], "independent": 1, "firstAt": None, "lastAt": None, "actors": [], "recipients": [],
        "disagreements": [], "utterance": 0, "general": 0,
    }  # fmt: skip
    return {name: columns.get(name, [value] * count) for name, value in usual.items()}


def core(**columns: list[Any]) -> dict[str, Any]:
    return {"events": events(**columns), "outlets": ["lake", "hill"], "countries": {"NOR": "Norway"}}


def selected(javascript: Javascript, data: dict[str, Any], query: str) -> list[int]:
    state = javascript("filters.read", query)
    return javascript("filters.select", data, state, javascript("filters.haystack", data))


def test_every_script_is_strict_and_none_makes_html_of_data():
    for name in _SCRIPTS:
        code = files("pipeline.report").joinpath(f"page/{name}.js").read_text("utf-8")
        assert code.startswith('"use strict";')
        for forbidden in ("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "Function("):
            assert forbidden not in code


def test_numbers_and_counts(javascript: Javascript):
    assert javascript("text.number", 1234567) == "1,234,567"
    assert javascript("text.count", 1, "event") == "1 event"
    assert javascript("text.count", 1000, "event") == "1,000 events"
    assert javascript("text.words", "Bodily_harm") == "Bodily harm"
    assert javascript("text.plain", "Peñarreta ÉCOLE") == "penarreta ecole"


def test_days(javascript: Javascript):
    assert javascript("text.days", None, None) == ""
    assert javascript("text.days", "2031-03-03", None) == "3 March 2031"
    assert javascript("text.days", "2031-03-03", "2031-03-05") == "3–5 March 2031"
    assert javascript("text.days", "2028-02-01", "2028-02-29") == "February 2028"
    assert javascript("text.days", "2031-01-01", "2033-12-31") == "2031–2033"
    assert javascript("text.moment", "2031-03-03T00:00") == "3 March 2031"
    assert javascript("text.moment", "2031-03-03T21:14") == "3 March 2031, 21:14"
    assert javascript("text.value", "2031-03-01/2031-03-31") == "March 2031"
    assert javascript("text.value", "forty") == "forty"


@settings(max_examples=50)
@given(st.dates(date(1800, 1, 1), date(2100, 1, 1)), st.sampled_from([0, 27, 28, 29, 30, 364, 365]))
def test_days_of_whole_months_and_years_are_told_as_in_the_headlines(javascript: Javascript, first: date, more: int):
    last = first + timedelta(days=more)
    told = javascript("text.days", first.isoformat(), last.isoformat())
    if len(_day(first, last).split()) <= 3:
        assert told == _day(first, last)
    assert str(last.year) in told


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", [1, 0]),
        ("sayings=1", [1, 0, 2]),
        ("general=1", [3, 1, 0]),
        ("general=1&sayings=1", [3, 1, 0, 2]),
        ("q=PENARRETA", [0]),
        ("q=harbour+norway", [0]),
        ("q=harbour%20flood", []),
        ("type=PROTEST", [0]),
        ("country=none", [1]),
        ("outlet=hill", [1]),
        ("outlet=nobody", []),
        ("from=2031-03-02", [1]),
        ("from=2031-03-02&to=2031-03-04", [1]),
        ("to=2031-03-01", [0]),
        ("least=2", [1]),
        ("most=1", [0]),
        ("least=2&most=2", []),
        ("disagree=1", [1]),
        ("sort=date", [1, 0]),
        ("sort=date&up=1", [0, 1]),
        ("sort=title&up=1", [1, 0]),
        ("from=yesterday&least=many&sort=colour", [1, 0]),
        ("q=%E0%A4%A", []),
    ],
)
def test_filters_filter_and_sort(javascript: Javascript, query: str, expected: list[int]):
    data = core(
        title=["Harbour strike", "A flood", "They said", "Floods are rare"],
        type=["PROTEST", "OTHER", "OTHER", "OTHER"],
        country=["NOR", None, None, None],
        actors=[[["Joaquín Peñarreta", None, None, 1]], [], [], []],
        outlets=[[0], [0, 1], [0], [0, 1]],
        independent=[1, 3, 1, 4],
        disagreements=[[], [["dead", "6", [0]], ["dead", "8", [1]]], [], []],
        utterance=[0, 0, 1, 0],
        general=[0, 0, 1, 1],
        **{"from": ["2031-03-01", "2031-03-03", None, None], "to": ["2031-03-01", "2031-03-05", None, None]},
    )
    assert selected(javascript, data, query) == expected


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", [0, 2]),
        ("acts=1", [0, 1, 2]),
        ("disputed=1", [2]),
        ("q=Holm&acts=1", [0, 1]),
        ("speaker=nobody+named", [2]),
    ],
)
def test_claims_are_filtered(javascript: Javascript, query: str, expected: list[int]):
    claims = {
        "id": ["a", "b", "c"],
        "speaker": ["Ada Holm", "Ada Holm", None],
        "content": ["the port is open", "its closure", "the port is closed"],
        "act": [0, 1, 0],
        "disputed": [[], [], [0]],
        "disputedLeft": [0, 0, 0],
    }
    assert javascript("claims.select", claims, javascript("claims.read", query)) == expected


def test_what_is_denied_is_shown_as_such(javascript: Javascript):
    claims = {"content": ["the port is open", "it is shut"], "stance": ["denied", None]}
    assert [javascript("claims.wording", claims, at, 300) for at in (0, 1)] == [
        "denied: the port is open",
        "it is shut",
    ]


def test_the_address_of_a_state_reads_back_as_that_state(javascript: Javascript):
    query = "q=a%26b%20%2B&type=AID&from=2031-03-03&least=2&disagree=1&sort=title&up=1"
    assert javascript("filters.write", javascript("filters.read", query)) == query
    assert javascript("filters.write", javascript("filters.read", "")) == ""


def joined(nodes: list[Any]) -> str:
    return "".join(node if isinstance(node, str) else joined(node["children"]) for node in nodes)


def marked(nodes: list[Any]) -> list[tuple[str, str]]:
    found = []
    for node in nodes:
        if not isinstance(node, str):
            found += [(node["mark"]["kind"], joined(node["children"])), *marked(node["children"])]
    return found


def test_marks_nest_and_cross(javascript: Javascript):
    marks = [
        {"start": 104, "end": 109, "kind": "actor"},
        {"start": 100, "end": 112, "kind": "theme"},
        {"start": 107, "end": 115, "kind": "place"},
        {"start": 300, "end": 310, "kind": "far"},
    ]
    nodes = javascript("marks.tree", "The dock crews left.", 100, marks)
    assert joined(nodes) == "The dock crews left."
    assert marked(nodes) == [
        ("theme", "The dock cre"), ("actor", "dock "), ("place", "k "), ("place", "cre"), ("place", "ws "),
    ]  # fmt: skip


@settings(max_examples=60)
@given(
    st.text(st.characters(exclude_categories=["Cs"], max_codepoint=0xFFFF), max_size=40),
    st.lists(st.tuples(st.integers(0, 45), st.integers(0, 45)), max_size=8),
)
def test_marks_leave_the_text_as_it_is_and_cover_their_spans(javascript: Javascript, text: str, spans: list[Any]):
    marks = [{"start": min(span), "end": max(span), "kind": str(at)} for at, span in enumerate(spans)]
    nodes = javascript("marks.tree", text, 0, marks)
    assert joined(nodes) == text
    covered = marked(nodes)
    for mark in marks:
        assert "".join(words for kind, words in covered if kind == mark["kind"]) == text[mark["start"] : mark["end"]]


def test_a_passage_is_cut_from_the_piece_that_holds_it(javascript: Javascript):
    pieces = [[0, "abcdef"], [100, "uvwxyz"]]
    assert javascript("marks.cut", pieces, 102, 104) == [102, "wx"]
    assert javascript("marks.cut", pieces, 50, 60) == [50, ""]
    assert javascript("marks.passage", 5000, 5010, 0, 20_000) == [4550, 5450]


def test_bars_count_each_event_once(javascript: Javascript):
    columns = events(
        independent=[1, 2, 1, 1, 1],
        **{
            "from": ["2031-03-03", "2031-03-04", "2031-01-01", None, "1999-05-05"],
            "to": ["2031-03-03", "2031-03-05", "2031-12-31", None, "1999-05-05"],
        },
    )
    window = [javascript("bins.dayNumber", day) for day in ("2031-01-01", "2031-12-31")]
    found = javascript("bins.datable", columns, [0, 1, 2, 3, 4], window)
    assert [each["at"] for each in found["shown"]] == [0, 1]
    assert (found["undated"], found["vague"], found["outside"]) == (1, 1, 1)
    bars = javascript("bins.bars", columns, found["shown"])
    assert bars["unit"] == "day"
    assert [(bar["several"], bar["single"]) for bar in bars["bars"]] == [(0, 1), (1, 0)]


@pytest.mark.parametrize(
    ("unit", "start", "end"),
    [("week", "2031-03-03", "2031-03-09"), ("month", "2031-03-01", "2031-03-31"), ("year", "2031-01-01", "2031-12-31")],
)
def test_bars_begin_on_mondays_and_firsts(javascript: Javascript, unit: str, start: str, end: str):
    day = javascript("bins.dayNumber", "2031-03-05")
    assert javascript("bins.isoDay", javascript("bins.startOf", day, unit)) == start
    following = javascript("bins.next", javascript("bins.startOf", day, unit), unit)
    assert javascript("bins.isoDay", following - 1) == end


@pytest.mark.parametrize(
    ("address", "allowed"),
    [
        ("https://lake.example/a?b=c", True),
        ("HTTP://lake.example", True),
        ("javascript:alert(1)", False),
        (" javascript:alert(1)", False),
        ("java\nscript:alert(1)", False),
        ("data:text/html,<script>", False),
        ("file:///etc/passwd", False),
        ("https://", False),
        ("//lake.example", False),
        (None, False),
        ("", False),
    ],
)
def test_only_addresses_of_the_web_become_links(javascript: Javascript, address: str | None, allowed: bool):
    assert javascript("links.web", address) == (address if allowed else None)


def test_outlines_do_not_leap_over_the_date_line(javascript: Javascript):
    topology = {
        "transform": {"scale": [1, 1], "translate": [0, 0]},
        "arcs": [[[179, 0], [-358, 1], [0, 2], [358, -3]]],
        "objects": {"countries": {"geometries": [
            {"type": "Polygon", "id": "242", "properties": {"name": "Far"}, "arcs": [[0]]},
            {"type": "Polygon", "id": "010", "properties": {"name": "Antarctica"}, "arcs": [[0]]},
        ]}},
    }  # fmt: skip
    [feature] = javascript("world.outlines", topology)["features"]
    assert feature["geometry"]["coordinates"] == [[[179, 0], [181, 1], [181, 3], [179, 0]]]


def test_places_gather_events_and_outlets(javascript: Javascript):
    columns = events(
        latitude=[60.4, 60.4, None, -1.0], longitude=[5.3, 5.3, None, 30.0], outlets=[[0], [1, 2], [0], [0]]
    )
    found = javascript("world.places", columns, [0, 1, 2, 3])
    assert [(place["at"], place["events"]) for place in found] == [(0, 2), (3, 1)]


def test_outlets_that_report_alone_and_first(javascript: Javascript):
    data = core(outlets=[[0], [0, 1], [1]], first=[[0], [1], [1]])
    found = javascript("standing", data, [0, 1, 2])
    assert [(each["name"], each["events"], each["alone"], each["first"]) for each in found] == [
        ("hill", 2, 1, 1), ("lake", 2, 1, 0),
    ]  # fmt: skip


def test_a_value_is_found_in_a_sentence_as_a_whole_word(javascript: Javascript):
    def tells(text: str, value: str) -> bool:
        return bool(javascript("disagreements.tells", javascript("disagreements.spaced", text), value))

    assert tells("Six people died", "6")
    assert tells("6 people died", "6")
    assert not tells("60 people died", "6")
    assert tells("It was in San Lorenzo.", "San Lorenzo")
    assert not tells("It was in San José.", "San Lorenzo")
    assert not tells("Nothing", "(a+)+$ 2031-01-01/2031-12-31")


def test_a_report_gives_a_date_a_place_and_a_name_in_other_words(javascript: Javascript):
    arguments = [{"role": "ACTOR", "name": "Harbour Union"}]
    mention = {"from": "2031-03-03", "to": "2031-03-03", "place": "Abéché", "country": "TCD", "arguments": arguments}
    report = {
        "mention": {**mention, "time": "09:30"},
        "words": javascript("disagreements.spaced", "They met on Monday"),
    }

    def gives(field: str, value: str) -> bool:
        return bool(javascript("disagreements.gives", report, field, value))

    assert gives("date", "2031-03-03")
    assert not gives("date", "2031-03-03/2031-03-04")
    assert gives("place", "Abéché, TCD")
    assert not gives("place", "Abéché")
    assert gives("time_of_day", "09:30")
    assert gives("actor", "Harbour Union")
    assert not gives("recipient", "Harbour Union")
    assert gives("recipient", "they")
    report["mention"]["to"] = "2031-03-04"
    assert gives("date", "2031-03-03/2031-03-04")


def test_chunks_are_found_by_their_starts(javascript: Javascript):
    assert [javascript("chunkOf", [0, 3, 4, 10], item) for item in (0, 2, 3, 4, 9, 10, 99)] == [0, 0, 1, 2, 2, 3, 3]


def test_text_outside_the_body_is_set_aside(javascript: Javascript):
    article = {"body": [[5, 9], [12, 20]], "length": 25}
    assert javascript("asides", article) == [
        {"start": 0, "end": 5, "kind": "aside"},
        {"start": 9, "end": 12, "kind": "aside"},
        {"start": 20, "end": 25, "kind": "aside"},
    ]
    assert javascript("asides", {"body": [], "length": 25}) == []
