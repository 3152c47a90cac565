"""Short readable titles of events, from the words of their reports."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from operator import attrgetter
from typing import NamedTuple

from pipeline.denial import DENY, DENY_THAT
from pipeline.fold.title_form import QUOTES, formed
from pipeline.fold.title_shortened import shortened
from pipeline.fold.title_wording import (
    BESIDE_WORDS,
    LONGEST_TITLE,
    TOLD_BY,
    Told,
    Wording,
    leans,
    next_word,
    part,
    told,
    whole,
)
from pipeline.fold.words import denies
from pipeline.records import EventMention
from pipeline.resolve.entry_times import entry_time_end
from pipeline.resolve.words import word_list

_MOST_LOOKED_AT = 40
_FEWEST_WORDS = 4
_HEAD = 60
_FULLNESS = attrgetter("fullness")
_OF_ITS_DAY = re.compile(r"\b(?:today|yesterday|tomorrow|tonight)\b")
_DENIED = re.compile(rf"\b(?:{DENY_THAT}|(?:{DENY}|rejected) (?:that|it|he|she|they|any|having))\b")
_DENIALS = ("deni", "deny", "rejected")
_BESIDE_IT = re.compile(rf"\b(?:{'|'.join(BESIDE_WORDS)})\s(?:[^\W_]+(?:['’]s)?\s){{0,3}}$")
# What a noun belongs to: "coverage of the dam [break]", "appeals against bribery [verdict]".
_OF_ANOTHER = re.compile(
    r"\b(?:(?:of|against|over)\s(?:the|an?|this|his|her|its|their)|against|over)\s"
    r"(?:(?!(?:to|will|would|can|could|may|might|must|should|did|does|has|have|had)\s)[^\W_]+\s){0,2}$"
)
# Of a noun in the plural that is not known: it may be a verb ("the head of the guild resigns").
_MAY_BE_VERB = re.compile(r"(?:ed|s)$")


class OfferedTitle(NamedTuple):
    """What an event would be titled by one mention alone, and how well that reads."""

    text: str
    fullness: int


def offered_title(mention: EventMention) -> OfferedTitle:
    """The title that a mention offers: worked out once, as those of many mentions are held against each other.

    A short sentence as it stands is best, as headlines are such sentences; else the clause of the trigger with its
    subject ("Border guards shelled the Karvina crossing on Monday"); else its noun or its verb with what belongs to it
    ("Raid on a customs post"), or the words around the trigger, with a mark where they are cut. A pronoun that opens it
    gives way to the name that it stands for, and a "yesterday" that ends it is left off.
    """
    telling = told(mention)
    wording, fullness = _fullest(telling)
    return OfferedTitle(formed(wording.text, LONGEST_TITLE), fullness)


def title(
    by_centrality: Sequence[EventMention], offer_of: Callable[[EventMention], OfferedTitle] = offered_title
) -> str:
    """A title from the most typical mentions first: the one that says most fully, in its own words, who does what.

    Ties go to the more typical mention.
    """
    return max(map(offer_of, by_centrality[:_MOST_LOOKED_AT]), key=_FULLNESS).text


def sentence_excerpt(mention: EventMention, longest: int) -> str:
    """The words of the sentence around the trigger in at most ``longest`` code points.

    The time that opens an entry of a live report is none of them.
    """
    start = max(0, mention.event.trigger.start - mention.event.sentence.start)
    opened = entry_time_end(mention.sentence_text, start)
    return _excerpt(mention.sentence_text[opened:], start - opened, longest) or mention.trigger_text[:longest]


def _excerpt(text: str, start: int, longest: int) -> str:
    if len(text) <= longest:
        return " ".join(text.split())
    from_ = max(0, min(start - longest // 3, len(text) - longest))
    to = from_ + longest
    if from_:
        from_ = next_word(text, from_, start)
    if to < len(text):
        to = max(text.rfind(" ", from_, to), from_ + 1)
    return " ".join(text[from_:to].split())


# ---------------------------------------------------------------- choosing


def _fullest(told: Told) -> tuple[Wording, int]:
    """The fullest wording of a mention; one that is cut or tells of something else gives way to a shorter one."""
    best, fullness = _fuller(told)
    short = shortened(told) if best.is_cut or _is_beside(told, best) else None
    return (short, _fullness(told, short)) if short else (best, fullness)


def _fuller(told: Told) -> tuple[Wording, int]:
    """The sentence or the trigger's clause; the latter is not even made where it cannot be fuller."""
    sentence = whole(told)
    best = (sentence, _fullness(told, sentence)) if sentence else None
    if best and best[1] > 2 * len(told.parts):
        return best
    clause = part(told)
    fullness = _fullness(told, clause)
    return best if best and best[1] >= fullness else (clause, fullness)


def _fullness(told: Told, wording: Wording) -> int:
    """How well a title reads: it names who takes part, begins like a sentence and holds the trigger early."""
    text, mention = wording.text, told.mention
    folded, trigger = text.casefold(), mention.trigger_text.casefold()
    named = (part.text.casefold() in folded or (part.actor.name or "\n").casefold() in folded for part in told.parts)
    fullness = 2 * sum(named)
    fullness += wording.is_whole + (text[:1].isupper() or text[:1].isdigit())
    fullness -= 3 * wording.is_cut + (trigger not in folded[:_HEAD])
    fullness -= folded.startswith(trigger)
    fullness -= 2 * (_is_beside(told, wording) or _is_of_another(told, wording))
    is_open = text.count("(") != text.count(")")
    fullness -= 2 * ((is_open or bool(QUOTES.intersection(text))) + leans(wording))
    # Who tells it is not what happened, unless the telling is the event.
    fullness -= not mention.event.is_utterance and _finds(TOLD_BY, folded, "sa", "told", "according")
    fullness -= _finds(_OF_ITS_DAY, folded, "day", "tomorrow", "tonight")
    # What did not happen is seldom what the event is, unless that is the event; still less is what somebody denies.
    is_denial = _finds(_DENIED, folded, *_DENIALS)
    fullness -= 2 * ((denies(text) or is_denial) != (mention.event.modality == "negated"))
    fullness -= 3 * (is_denial and not any(part in trigger for part in _DENIALS))
    return fullness - (len(text.split()) < _FEWEST_WORDS)


def _is_beside(told: Told, wording: Wording) -> bool:
    """Whether a wording tells of something else that followed the trigger's happening or came of it."""
    folded = wording.text.casefold()
    before = folded[: max(0, folded.find(told.mention.trigger_text.casefold()))]
    return _finds(_BESIDE_IT, before, *BESIDE_WORDS)


def _is_of_another(told: Told, wording: Wording) -> bool:
    """Whether a wording tells of something else, to which the noun of the trigger only belongs."""
    trigger, folded = told.mention.trigger_text.casefold(), wording.text.casefold()
    is_verb = _MAY_BE_VERB.search(trigger) is not None or trigger in word_list("irregular_past")
    return not is_verb and _finds(_OF_ANOTHER, folded[: max(0, folded.find(trigger))], "of", "against", "over")


def _finds(pattern: re.Pattern[str], text: str, *needed: str) -> bool:
    """Whether a pattern matches, which it can only where one of some words stands: to look for these is cheaper."""
    return any(word in text for word in needed) and pattern.search(text) is not None
