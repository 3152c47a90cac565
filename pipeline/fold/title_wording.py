"""The wordings of a title that one mention offers: its sentence, the clause of its trigger, or less."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.fold.event_sketch import argument_name
from pipeline.fold.title_clauses import begins_clause, clause_end, clause_start, without_hanging
from pipeline.fold.words import first_word
from pipeline.records import EventMention, ResolvedArgument
from pipeline.resolve.entry_times import entry_time_end

LONGEST_TITLE = 90
LEANING = frozenset(
    "he she it they his her its their this that these those and but or so then there i we you my our your "
    "when to as if because although while whether where who which whom whose".split()
)
"""Words that open what leans on the words before it."""

BESIDE_WORDS = tuple("after before since following despite during amid until by".split())
"""Behind these stands what something else followed or came of, and that something else is what the words tell."""

TOLD_BY = re.compile(r"\b(?:says?|said|told|according to)\b")

_SUBORDINATE = re.compile(r"\s*(?:since|after|before|until|once)\s(?=[^,]*$)", re.IGNORECASE)
"""Words that are no more than a clause beside another."""

_SHORTEST_SENTENCE = 20
_HEAD = 60
CUT = "…"
"""The mark of words that are left out."""

# What a sentence may open with that is none of its words: "MOSUL, Iraq, May 3 (Meridian) - ", or the end of it.
_DATELINE = re.compile(
    r"\s*(?:[^\W\d_a-z][^a-z\n]{2,40}?(?:,[^\n—–]{1,30}?){0,3}|[^\n—–(]{0,40})"
    r"\s*(?:\([^()\n]{1,40}\))?\s*(?:—|–|--| -)\s"
)
_DASHES = ("—", "–", "--", " -")
_AGENCY = re.compile(r"\([^()\n]{1,40}\)\s*(?:—|–|--|-)|^[^a-z]{3,}(?:,|\s*(?:—|–|--|-))")
_PRONOUNS = frozenset("he she it they who which whose".split())
_OWNERS = re.compile(r"['’]s?$")


@dataclass(frozen=True, slots=True)
class Wording:
    """A title that a mention offers: whether it is a whole sentence, and whether words are cut off."""

    text: str
    is_whole: bool = False
    is_cut: bool = False


@dataclass(frozen=True, slots=True)
class Told:
    """The sentence of a mention without the dateline or the time of a live report that opens it.

    Its trigger and those who take part stand at places in it.
    """

    mention: EventMention
    sentence: str
    trigger: tuple[int, int]
    parts: tuple[ResolvedArgument, ...]
    offset: int

    def place(self, argument: ResolvedArgument) -> tuple[int, int]:
        """Where an argument stands in the sentence; negative where it stands before it."""
        return argument.span.start - self.offset, argument.span.end - self.offset


# ---------------------------------------------------------------- what a mention tells


def told(mention: EventMention) -> Told:
    """What a mention tells, as its title needs it."""
    sentence, trigger = mention.sentence_text, mention.event.trigger
    first = max(0, trigger.start - mention.event.sentence.start)
    cut = _said_from(sentence, first)
    offset = mention.event.sentence.start + cut
    end = max(first - cut, trigger.end - offset)
    parts = (_argument(mention, "ACTOR"), _argument(mention, "RECIPIENT") or _argument(mention, "THEME"))
    known = tuple(part for part in parts if part is not None)
    return Told(mention, sentence[cut:], (first - cut, min(end, len(sentence) - cut)), known, offset)


def _said_from(sentence: str, limit: int) -> int:
    """Where a sentence begins to tell: behind the time of an entry and a dateline that open it before its trigger."""
    start = entry_time_end(sentence, limit)
    if not any(dash in sentence for dash in _DASHES):
        return start
    line = _DATELINE.match(sentence, start, limit)
    return line.end() if line and _AGENCY.search(line[0].strip()) else start


def _argument(mention: EventMention, role: str) -> ResolvedArgument | None:
    """The argument of a role that is nearest to the trigger and says who or what it is."""
    trigger = mention.event.trigger.start
    fitting = [a for a in mention.arguments if a.role == role and argument_name(a)]
    return min(fitting, key=lambda a: (abs(a.span.start - trigger), a.span.start), default=None)


# ---------------------------------------------------------------- wordings


def whole(told: Told) -> Wording | None:
    """The sentence where it is short, and begins and ends like one."""
    sentence = told.sentence.strip()
    fits = _SHORTEST_SENTENCE <= len(sentence) <= LONGEST_TITLE
    if not fits or sentence[-1] in "?:,;" or sentence[0].islower():
        return None
    named = _named(told, 0, len(told.sentence))
    return Wording(named, is_whole=True) if opening(named) not in LEANING else None


def part(told: Told) -> Wording:
    """The trigger's clause, or the words around the trigger."""
    places = [told.place(part) for part in told.parts]
    named = frozenset(told.place(one)[0] for one in told.mention.arguments if _stands_for(one))
    start = clause_start(told.sentence, told.trigger, places, named)
    return _clause(told, start) or _around(told, start)


def leans(wording: Wording) -> bool:
    """Whether a title begins as what leans on other words does."""
    is_beside = not wording.is_whole and _SUBORDINATE.match(wording.text) is not None
    return is_beside or opening(wording.text) in LEANING


def opening(text: str) -> str:
    """The word that opens a title."""
    return first_word(text[:_HEAD]).casefold()


def _clause(told: Told, start: int) -> Wording | None:
    """The trigger's clause with its subject: from where it starts to where it ends behind all who take part.

    Null where even its shortest form is too long.
    """
    last = max([told.trigger[1], *(told.place(part)[1] for part in told.parts)])
    for after in dict.fromkeys((last, told.trigger[1])):
        end, sign = clause_end(told.sentence, after)
        text = _named(told, _behind_conjunction(told, start, end), end)
        kept = without_hanging(text, sign)
        if 0 < len(kept) <= LONGEST_TITLE:
            return Wording(kept, is_cut=sign == "?" or kept != text)
    return None


def _behind_conjunction(told: Told, start: int, end: int) -> int:
    """Where the subject of a clause beside another starts: "[Since] hackers crippled the network"."""
    found = _SUBORDINATE.match(told.sentence, start, end)
    if found is None or not told.sentence.startswith(",", end):
        return start
    return found.end() if any(told.place(part)[0] == found.end() for part in told.parts) else start


def _around(told: Told, start: int) -> Wording:
    """The words around the trigger from the clause's start, where that reaches it, with a mark where words are cut."""
    text = told.sentence
    if told.trigger[1] - start > LONGEST_TITLE - 2 * len(CUT) - 1:
        start = next_word(text, max(0, told.trigger[1] - LONGEST_TITLE * 2 // 3), told.trigger[0])
    end = cut_end(told, start + LONGEST_TITLE - 4 * len(CUT))
    words = " ".join(text[start:end].split()).strip(" ,;:-–—")
    before = f"{CUT} " if start and not begins_clause(text, start) else ""
    behind = f" {CUT}" if end < len(text.rstrip()) else ""
    return Wording(f"{before}{words}{behind}"[:LONGEST_TITLE] or told.mention.trigger_text, is_cut=True)


def cut_end(told: Told, limit: int) -> int:
    """Where words behind the trigger are cut: at a space, and before words that only lead to what is cut off."""
    text = told.sentence
    if limit >= len(text):
        return len(text)
    space = text.rfind(" ", told.trigger[1], limit)
    if space <= 0:
        return limit
    return told.trigger[1] + len(without_hanging(text[told.trigger[1] : space]))


def next_word(text: str, at: int, limit: int) -> int:
    """Where the next word starts, or where it is looked for if none starts before the limit."""
    space = text.find(" ", at, max(limit, at))
    return at if space < 0 else space + 1


# ---------------------------------------------------------------- names for pronouns


def _named(told: Told, start: int, end: int) -> str:
    """Words of the sentence, with a pronoun that opens them replaced by the name that it stands for."""
    text = " ".join(told.sentence[start:end].split())
    for argument in told.mention.arguments:
        name = _stands_for(argument)
        first, last = told.place(argument)
        if name and start <= first < last <= end and not told.sentence[start:first].strip():
            return f"{name} {' '.join(told.sentence[last:end].split())}"
    return text


def _stands_for(argument: ResolvedArgument) -> str | None:
    """The name that a pronoun stands for: "Miro's" for "whose"."""
    pronoun, name = argument.text.casefold(), argument.actor.name
    if not name or pronoun not in _PRONOUNS:
        return None
    return f"{_OWNERS.sub('', name)}'s" if pronoun == "whose" else name
