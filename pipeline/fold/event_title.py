"""Short readable titles of events, from the words of their reports."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import NamedTuple

from pipeline.fold.event_sketch import argument_name
from pipeline.fold.words import denies, first_word
from pipeline.records import EventMention, ResolvedArgument

LONGEST_TITLE = 90
_MOST_LOOKED_AT = 40
_SHORTEST_SENTENCE = 20
_FEWEST_WORDS = 4
_HEAD = 60
_QUOTES = frozenset('"“”„«»')
_CUT = "…"
_FULLNESS = attrgetter("fullness")
# What a sentence may open with that is none of its words: "MOSUL, Iraq, May 3 (Meridian) - ", or the end of it.
_DATELINE = re.compile(
    r"\s*(?:[^\W\d_a-z][^a-z\n]{2,40}?(?:,[^\n—–]{1,30}?){0,3}|[^\n—–(]{0,40})"
    r"\s*(?:\([^()\n]{1,40}\))?\s*(?:—|–|--| -)\s"
)
_DASHES = ("—", "–", "--", " -")
_AGENCY = re.compile(r"\([^()\n]{1,40}\)\s*(?:—|–|--|-)|^[^a-z]{3,}(?:,|\s*(?:—|–|--|-))")
# The end of a sentence and not of an abbreviation ("U.N. troops", "Mr. Miro", "Feb. 1").
_BEFORE_NAMES = "Mrs Gov Sen Rep Gen Col Maj Sgt Rev Lieut Capt Prof Atty".split()
_AFTER_STOP = r"(?:\s+(?![a-z\d])|$)"
_STOP = r"(?<=\w\w\w)" + "".join(rf"(?<!\b{word})" for word in _BEFORE_NAMES) + r"\." + _AFTER_STOP
_BEHIND_STOP = r"(?<=\w\w\w\.)" + "".join(rf"(?<!\b{word}\.)" for word in _BEFORE_NAMES)
# All begin with one of a few characters, which are looked for first: that is several times as fast.
_CLAUSE_END = re.compile(
    r"[,:;()?!\"“”„«»\n–—. ](?:(?<=[;()?!\"“”„«»\n–—])|(?<=[,:])(?!\d)|"
    + _BEHIND_STOP
    + _AFTER_STOP
    + r"|(?<= )(?:who|which|that|while|but|after|when|because|said|says) )"
)
# "that" before a verb tells of a noun ("bridges that were built") and begins no clause that could stand alone.
_CLAUSE_START = re.compile(
    r"[;:?!\n–—]\s*[\"“„«]?|,\s[\"“„«]|[\"”»]\s|" + _STOP + r"|, (?:and|but|while|as|so) "
    r"|,? (?:because(?! of\b)|although|though) "
    r"|,? that (?!(?:\w+ed|was|were|is|are|has|have|had|will|would|can|could|may|might|must|should|did|does)\b)"
)
_BEFORE_SUBJECT = re.compile(r"(?:,|\b(?:when|after|before|while|until|where|as))\s$")
# What follows these is left open or denied, which a clause that begins behind them would not say.
_OPEN = re.compile(
    r"\b(?:(?:no|little|without|any)\s(?:[^\W\d_]+\s)?(?:evidence|proof|sign|indication|suggestion|doubt)"
    r"|den(?:y|ies|ied|ying)|doubt(?:s|ed)?|disput(?:e|es|ed)|reject(?:s|ed)?|whether|if)\b[^.;:!?\n]{0,40}$"
)
_OPEN_REACH = 60
_LONGEST_OPENER = 8
# Words that stand before what a clause no longer has.
_HANGING_WORDS = "and or but as to of by for with in on at from about the a an is was were are".split()
_HANGING = re.compile(rf"(?:,?\s(?:{'|'.join(_HANGING_WORDS)}))+$", re.IGNORECASE)
_TOLD_BY = re.compile(r"\b(?:says?|said|told|according to)\b")
_OF_ITS_DAY = re.compile(r"\b(?:today|yesterday|tomorrow|tonight)\b")
_LAST_DAY = re.compile(
    r",?\s(?:today|yesterday|tomorrow|tonight|last night|(?:yesterday|this) (?:morning|afternoon|evening))\W?$",
    re.IGNORECASE,
)
_DENIED = re.compile(r"\b(?:den(?:y|ies|ied)|rejected) (?:that|it|he|she|they|any|having)\b")
_DENIALS = ("deni", "deny", "rejected")
# Behind these stands what something else followed or came of, and that something else is what the words tell.
_BESIDE_WORDS = "after before since following despite during amid until by".split()
_BESIDE_IT = re.compile(rf"\b(?:{'|'.join(_BESIDE_WORDS)})\s(?:[^\W_]+(?:['’]s)?\s){{0,3}}$")
_PRONOUNS = frozenset("he she it they".split())
_LEANING = frozenset(
    "he she it they his her its their this that these those and but or so then there i we you my our your "
    "when to as if because although while whether where who which whom".split()
)


@dataclass(frozen=True, slots=True)
class _Wording:
    """A title that a mention offers: whether it is a whole sentence, and whether words are cut off."""

    text: str
    is_whole: bool = False
    is_cut: bool = False


@dataclass(frozen=True, slots=True)
class _Told:
    """The sentence of a mention without its dateline, and where in it the trigger and those who take part stand."""

    mention: EventMention
    sentence: str
    trigger: tuple[int, int]
    parts: tuple[ResolvedArgument, ...]
    offset: int

    def place(self, argument: ResolvedArgument) -> tuple[int, int]:
        """Where an argument stands in the sentence; negative where it stands before it."""
        return argument.span.start - self.offset, argument.span.end - self.offset


class OfferedTitle(NamedTuple):
    """What an event would be titled by one mention alone, and how well that reads."""

    text: str
    fullness: int


def offered_title(mention: EventMention) -> OfferedTitle:
    """The title that a mention offers: worked out once, as those of many mentions are held against each other.

    A short sentence as it stands is best, as headlines are such sentences; else the clause of the trigger with its
    subject ("Border guards shelled the Karvina crossing on Monday"); else the words around the trigger, with a mark
    where they are cut. A pronoun that opens it gives way to the name that it stands for, and a "yesterday" that ends it
    is left off.
    """
    told = _told(mention)
    wording, fullness = _fullest(told)
    return OfferedTitle(_capitalised(_without_day(wording.text)), fullness)


def title(
    by_centrality: Sequence[EventMention], offer_of: Callable[[EventMention], OfferedTitle] = offered_title
) -> str:
    """A title from the most typical mentions first: the one that says most fully, in its own words, who does what.

    Ties go to the more typical mention.
    """
    return max(map(offer_of, by_centrality[:_MOST_LOOKED_AT]), key=_FULLNESS).text


def _fullest(told: _Told) -> tuple[_Wording, int]:
    """The fuller wording of a mention; the trigger's clause is not even made where it cannot be fuller."""
    whole = _whole(told)
    best = (whole, _fullness(told, whole)) if whole else None
    if best and best[1] > 2 * len(told.parts):
        return best
    part = _part(told)
    fullness = _fullness(told, part)
    return best if best and best[1] >= fullness else (part, fullness)


def sentence_excerpt(mention: EventMention, longest: int) -> str:
    """The words of the sentence around the trigger in at most ``longest`` code points."""
    start = max(0, mention.event.trigger.start - mention.event.sentence.start)
    return _excerpt(mention.sentence_text, start, longest) or mention.trigger_text[:longest]


def _excerpt(text: str, start: int, longest: int) -> str:
    if len(text) <= longest:
        return " ".join(text.split())
    from_ = max(0, min(start - longest // 3, len(text) - longest))
    to = from_ + longest
    if from_:
        from_ = _next_word(text, from_, start)
    if to < len(text):
        to = max(text.rfind(" ", from_, to), from_ + 1)
    return " ".join(text[from_:to].split())


def _next_word(text: str, at: int, limit: int) -> int:
    space = text.find(" ", at, max(limit, at))
    return at if space < 0 else space + 1


# ---------------------------------------------------------------- what a mention tells


def _told(mention: EventMention) -> _Told:
    sentence, trigger = mention.sentence_text, mention.event.trigger
    first = max(0, trigger.start - mention.event.sentence.start)
    cut = _dateline_end(sentence, first)
    offset = mention.event.sentence.start + cut
    end = max(first - cut, trigger.end - offset)
    parts = (_argument(mention, "ACTOR"), _argument(mention, "RECIPIENT") or _argument(mention, "THEME"))
    known = tuple(part for part in parts if part is not None)
    return _Told(mention, sentence[cut:], (first - cut, min(end, len(sentence) - cut)), known, offset)


def _dateline_end(sentence: str, limit: int) -> int:
    """The end of a dateline that opens a sentence before its trigger, 0 where there is none."""
    if not any(dash in sentence for dash in _DASHES):
        return 0
    line = _DATELINE.match(sentence, 0, limit)
    return line.end() if line and _AGENCY.search(line[0].strip()) else 0


def _argument(mention: EventMention, role: str) -> ResolvedArgument | None:
    """The argument of a role that is nearest to the trigger and says who or what it is."""
    trigger = mention.event.trigger.start
    fitting = [a for a in mention.arguments if a.role == role and argument_name(a)]
    return min(fitting, key=lambda a: (abs(a.span.start - trigger), a.span.start), default=None)


# ---------------------------------------------------------------- wordings


def _part(told: _Told) -> _Wording:
    """The trigger's clause, or the words around the trigger."""
    start = _clause_start(told)
    return _clause(told, start) or _around(told, start)


def _whole(told: _Told) -> _Wording | None:
    """The sentence where it is short, and begins and ends like one."""
    sentence = told.sentence.strip()
    fits = _SHORTEST_SENTENCE <= len(sentence) <= LONGEST_TITLE
    if not fits or sentence[-1] in "?:,;" or sentence[0].islower():
        return None
    named = _named(told, 0, len(told.sentence))
    return _Wording(named, is_whole=True) if _opening(named) not in _LEANING else None


def _clause(told: _Told, start: int) -> _Wording | None:
    """The trigger's clause with its subject: from where it starts to where it ends behind all who take part.

    Null where even its shortest form is too long.
    """
    last = max([told.trigger[1], *(told.place(part)[1] for part in told.parts)])
    for after in dict.fromkeys((last, told.trigger[1])):
        found = _CLAUSE_END.search(told.sentence, min(after, len(told.sentence)))
        text = _named(told, start, found.start() if found else len(told.sentence))
        kept = _without_hanging(text)
        if 0 < len(kept) <= LONGEST_TITLE:
            asks = found is not None and found[0] == "?"
            return _Wording(kept, is_cut=asks or kept != text)
    return None


def _clause_start(told: _Told) -> int:
    """Where the last clause begins before the trigger; a comma or "when" begins one right before who takes part."""
    first = min([told.trigger[0], *(place for part in told.parts if (place := told.place(part)[0]) >= 0)])
    starts = [match.end() for match in _CLAUSE_START.finditer(told.sentence, 0, first)]
    begins = [told.place(part)[0] for part in told.parts if 0 <= told.place(part)[0] <= told.trigger[0]]
    openers = ((place, told.sentence[max(0, place - _LONGEST_OPENER) : place]) for place in begins)
    starts += [place for place, opener in openers if _BEFORE_SUBJECT.search(opener)]
    return next((start for start in sorted(starts, reverse=True) if not _is_open(told.sentence, start)), 0)


def _is_open(sentence: str, start: int) -> bool:
    """Whether what begins there is only asked, supposed or denied."""
    return _OPEN.search(sentence, max(0, start - _OPEN_REACH), start) is not None


def _without_hanging(text: str) -> str:
    last = text[text.rfind(" ") + 1 :]
    # Few texts end so, and to look at the last word is much cheaper than at all of them.
    return text if last.isascii() and last.lower() not in _HANGING_WORDS else _HANGING.sub("", text)


def _around(told: _Told, start: int) -> _Wording:
    """The words around the trigger from the clause's start, where that reaches it, with a mark where words are cut."""
    text = told.sentence
    if told.trigger[1] - start > LONGEST_TITLE - 2 * len(_CUT) - 1:
        start = _next_word(text, max(0, told.trigger[1] - LONGEST_TITLE * 2 // 3), told.trigger[0])
    end = min(start + LONGEST_TITLE - 4 * len(_CUT), len(text))
    end = (
        text.rfind(" ", told.trigger[1], end) if text.rfind(" ", told.trigger[1], end) > 0 and end < len(text) else end
    )
    words = " ".join(text[start:end].split()).strip(" ,;:-–—")
    before = f"{_CUT} " if start and not _begins_clause(text, start) else ""
    behind = f" {_CUT}" if end < len(text.rstrip()) else ""
    return _Wording(f"{before}{words}{behind}"[:LONGEST_TITLE] or told.mention.trigger_text, is_cut=True)


def _begins_clause(text: str, start: int) -> bool:
    return any(match.end() == start for match in _CLAUSE_START.finditer(text, max(0, start - 12), start))


def _named(told: _Told, start: int, end: int) -> str:
    """Words of the sentence, with a pronoun that opens them replaced by the name that it stands for."""
    text = " ".join(told.sentence[start:end].split())
    for argument in told.mention.arguments:
        if not argument.actor.name or argument.text.casefold() not in _PRONOUNS:
            continue
        first, last = told.place(argument)
        if start <= first < last <= end and not told.sentence[start:first].strip():
            return f"{argument.actor.name} {' '.join(told.sentence[last:end].split())}"
    return text


def _opening(text: str) -> str:
    return first_word(text[:_HEAD]).casefold()


# ---------------------------------------------------------------- choosing


def _fullness(told: _Told, wording: _Wording) -> int:
    """How well a title reads: it names who takes part, begins like a sentence and holds the trigger early."""
    text, mention = wording.text, told.mention
    folded, trigger = text.casefold(), mention.trigger_text.casefold()
    named = (part.text.casefold() in folded or (part.actor.name or "\n").casefold() in folded for part in told.parts)
    fullness = 2 * sum(named)
    fullness += wording.is_whole + (text[:1].isupper() or text[:1].isdigit())
    fullness -= 3 * wording.is_cut + (trigger not in folded[:_HEAD])
    fullness -= folded.startswith(trigger)
    fullness -= 2 * _finds(_BESIDE_IT, folded[: max(0, folded.find(trigger))], *_BESIDE_WORDS)
    is_open = text.count("(") != text.count(")")
    fullness -= 2 * ((is_open or bool(_QUOTES.intersection(text))) + (_opening(text) in _LEANING))
    # Who tells it is not what happened, unless the telling is the event.
    fullness -= not mention.event.is_utterance and _finds(_TOLD_BY, folded, "sa", "told", "according")
    fullness -= _finds(_OF_ITS_DAY, folded, "day", "tomorrow", "tonight")
    # What did not happen is seldom what the event is, unless that is the event; still less is what somebody denies.
    is_denial = _finds(_DENIED, folded, *_DENIALS)
    fullness -= 2 * ((denies(text) or is_denial) != (mention.event.modality == "negated"))
    fullness -= 3 * (is_denial and not any(part in trigger for part in _DENIALS))
    return fullness - (len(text.split()) < _FEWEST_WORDS)


def _finds(pattern: re.Pattern[str], text: str, *needed: str) -> bool:
    """Whether a pattern matches, which it can only where one of some words stands: to look for these is cheaper."""
    return any(word in text for word in needed) and pattern.search(text) is not None


def _without_day(text: str) -> str:
    """A title without a last word that means nothing to who does not know the day of the report."""
    kept = _LAST_DAY.sub("", text)
    return kept if len(kept.split()) >= _FEWEST_WORDS else text


def _capitalised(text: str) -> str:
    stripped = text.strip(" ,;:.\"'“‘’-–—") or text.strip()
    return stripped[:1].upper() + stripped[1:]
