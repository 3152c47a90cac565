"""The page as HTML: a template with escaping on, and a policy that lets nothing but the page's own scripts run."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from importlib.resources import files

from jinja2 import Environment, FunctionLoader, StrictUndefined
from markupsafe import Markup

from pipeline.report.content import Content
from pipeline.report.packing import Block, pack
from pipeline.report.selection import Chosen, Totals

_FOLDER = files("pipeline.report")
_LIBRARY = "assets/echarts.min.js"
_LAND = "assets/countries-110m.json"
_STYLES = ("base", "overview", "table", "reading", "print")
_SCRIPTS = (
    "base", "text", "unpack", "store", "filters", "marks", "bins", "dom", "links", "charts", "timeline", "world",
    "filterbar", "eventtable", "outlets", "speakers", "sentence", "eventpage", "claimpage", "articlepage", "overview",
    "main",
)  # fmt: skip
_HEADLINES = 10


@dataclass(frozen=True, slots=True)
class Script:
    """A script of the page and its sha256 as a policy names it."""

    code: Markup
    digest: str


def render(content: Content, chosen: Chosen, totals: Totals) -> str:
    """Return the page as HTML."""
    scripts = [_own(_read(_LIBRARY)), *(_own(_read(f"page/{name}.js")) for name in _SCRIPTS)]
    style = _own("".join(_read(f"page/{name}.css") for name in _STYLES))
    environment = Environment(
        autoescape=True,
        undefined=StrictUndefined,
        loader=FunctionLoader(_template),
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals.update(count=_count, number=_number, day=_day)
    return environment.get_template("page.html.j2").render(
        policy=content_policy(scripts, style),
        style=style,
        scripts=scripts,
        blocks=[*content.blocks, land()],
        totals=totals,
        left_out=content.left_out,
        headlines=[
            event for event in chosen.events[:_HEADLINES] if event["is_happening"] and not event["is_utterance"]
        ],
    )


def content_policy(scripts: Iterable[Script], style: Script) -> str:
    """Return the content security policy: these scripts and this style, and nothing from anywhere."""
    allowed = " ".join(f"'{script.digest}'" for script in scripts)
    return (
        f"default-src 'none'; script-src {allowed}; style-src '{style.digest}'; "
        "base-uri 'none'; form-action 'none'; object-src 'none'"
    )


def land() -> Block:
    """Return the outlines of all countries (Natural Earth, 1:110 million) as TopoJSON."""
    return pack("land", json.loads(_read(_LAND)))


def _number(value: int) -> str:
    return f"{value:,}"


def _count(value: int, noun: str) -> str:
    return f"{value:,} {noun}{'' if value == 1 else 's'}"


def _day(first: date, last: date) -> str:
    """Return a range of days as a reader says it: one day, a whole month, a whole year, or from when to when."""
    one = f"{first.day} {first:%B} {first.year}"
    if first == last:
        return one
    if first.day == 1 and (last + timedelta(days=1)).day == 1 and first.year == last.year:
        if first.month == last.month:
            return f"{first:%B} {first.year}"
        if (first.month, last.month) == (1, 12):
            return f"{first.year}"
    return f"{one} – {last.day} {last:%B} {last.year}"


def _own(text: str) -> Script:
    digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode("ascii")
    return Script(Markup(text), f"sha256-{digest}")  # noqa: S704 (a file of this package)


def _template(name: str) -> str:
    return _read(f"page/{name}")


def _read(name: str) -> str:
    return _FOLDER.joinpath(name).read_text("utf-8")
