"""The voice of cues: who "was told" or "is accused of" something is no source of it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from models.records import Span

# Verbs whose object is somebody that is spoken to or about, so that their passive has him for a subject.
_PASSIVE = re.compile(
    r"(?:\b(?:is|are|was|were|be|been|being|am)|['’](?:s|re|m))\s+(?:\w+\s+){0,3}?(?:accused|advised|asked|blamed|charged"
    r"|condemned|criticized|criticised|informed|instructed|ordered|praised|pressed|questioned|reminded|told|urged"
    r"|warned)\b",
    re.IGNORECASE,
)
_LONGEST_LOOK = 60


def sources_by_voice(text: str, sources: Sequence[Span], cue: Span) -> tuple[Span, ...]:
    """The sources of a cue without those that are the subject of a passive: "she" in "she was asked by him"."""
    return tuple(source for source in sources if source.end > cue.start or not _is_passive_after(text, source, cue))


def _is_passive_after(text: str, source: Span, cue: Span) -> bool:
    start = max(source.end, cue.start - _LONGEST_LOOK)
    return any(
        found.end() > cue.start for found in _PASSIVE.finditer(text, start, min(cue.end, start + 2 * _LONGEST_LOOK))
    )
