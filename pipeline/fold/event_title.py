"""Short readable titles of events, from the words of their reports."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pipeline.fold.event_sketch import argument_name
from pipeline.fold.words import is_negated, words_of
from pipeline.records import EventMention, ResolvedArgument

LONGEST_TITLE = 90
_LONGEST_PART = 40
_MOST_LOOKED_AT = 40
_SHORTEST_SENTENCE = 20
_FEWEST_WORDS = 4
_QUOTES = frozenset('"“”„«»')
_CLAUSE_END = re.compile(r"[,;:()?!\"“”„«»\n–—]|\.(?:\s|$)| (?:who|which|that|while|but|after|when|because|said|says) ")
_TOLD_BY = re.compile(r"\b(?:says?|said|told|according to)\b")
_LEANING = frozenset(
    "he she it they his her its their this that these those and but or so then there i we you "
    "when to as if because although while whether where".split()
)


def title(by_centrality: Sequence[EventMention]) -> str:
    """A title from the most typical mentions first: the one that says most fully, in its own words, who does what.

    A short sentence as it stands is best, as headlines are such sentences; else the clause of the trigger from the
    actor to the end, where it is short ("Border guards shelled the Karvina crossing on Monday"); else the parts put
    side by side; else the words around the trigger. Ties go to the more typical mention.
    """
    typical = by_centrality[:_MOST_LOOKED_AT]
    candidates = [(_fullness(mention, text), text) for mention in typical for text in _wordings(mention)]
    best = max(candidates, key=lambda candidate: candidate[0], default=None)
    return _capitalised(best[1] if best else sentence_excerpt(typical[0], LONGEST_TITLE))


def _wordings(mention: EventMention) -> Iterator[str]:
    """The titles that a mention offers, none where it does not say who takes part."""
    if _reads_alone(mention):
        yield " ".join(mention.sentence_text.split())
    actor, undergoer = _actor(mention), _undergoer(mention)
    parts = [part for part in (actor, undergoer) if part is not None]
    if parts:
        yield _clause(mention, parts) or _side_by_side(mention, actor, undergoer)


def _fullness(mention: EventMention, text: str) -> int:
    """How well a title reads: it names actor and undergoer, begins like a sentence and holds the trigger within."""
    folded = text.casefold()
    named = (_actor(mention), _undergoer(mention))
    fullness = sum(part is not None and part.text.casefold() in folded for part in named)
    fullness += text == " ".join(mention.sentence_text.split())
    fullness += text[:1].isupper() or text[:1].isdigit()
    fullness -= folded.startswith(mention.trigger_text.casefold())
    fullness -= 2 * bool(_QUOTES.intersection(text)) + (_first_word(text) in _LEANING)
    # Who tells it is not what happened, unless the telling is the event.
    fullness -= not mention.event.is_utterance and _TOLD_BY.search(folded) is not None
    # What did not happen is seldom what the event is.
    fullness -= 2 * is_negated(words_of(text))
    return fullness - (len(text.split()) < _FEWEST_WORDS)


def _reads_alone(mention: EventMention) -> bool:
    """Whether a sentence is short, begins and ends like one, and begins in no middle of a thought."""
    sentence = mention.sentence_text.strip()
    fits = _SHORTEST_SENTENCE <= len(sentence) <= LONGEST_TITLE
    return fits and sentence[-1] not in "?:,;" and not sentence[0].islower() and _first_word(sentence) not in _LEANING


def _first_word(text: str) -> str:
    return text.split(maxsplit=1)[0].casefold() if text.strip() else ""


def sentence_excerpt(mention: EventMention, longest: int) -> str:
    """The words of the sentence around the trigger in at most ``longest`` code points."""
    text = mention.sentence_text
    start = max(0, mention.event.trigger.start - mention.event.sentence.start)
    if len(text) <= longest:
        return " ".join(text.split())
    from_ = max(0, min(start - longest // 3, len(text) - longest))
    to = from_ + longest
    if from_:
        from_ = _next_word(text, from_, start)
    if to < len(text):
        to = max(text.rfind(" ", from_, to), from_ + 1)
    return " ".join(text[from_:to].split()) or mention.trigger_text[:longest]


def _next_word(text: str, at: int, limit: int) -> int:
    space = text.find(" ", at, max(limit, at))
    return at if space < 0 else space + 1


def _actor(mention: EventMention) -> ResolvedArgument | None:
    return _argument(mention, "ACTOR")


def _undergoer(mention: EventMention) -> ResolvedArgument | None:
    return _argument(mention, "RECIPIENT") or _argument(mention, "THEME")


def _argument(mention: EventMention, role: str) -> ResolvedArgument | None:
    """The argument of a role that is nearest to the trigger and says who or what it is."""
    trigger = mention.event.trigger.start
    fitting = [a for a in mention.arguments if a.role == role and argument_name(a)]
    return min(fitting, key=lambda a: (abs(a.span.start - trigger), a.span.start), default=None)


def _clause(mention: EventMention, arguments: Sequence[ResolvedArgument]) -> str | None:
    """The sentence from the first of trigger and arguments to the end of the last one's clause, or to the last one.

    Null where even that is too long, or where an argument stands outside the sentence.
    """
    sentence, text = mention.event.sentence, mention.sentence_text
    spans = [mention.event.trigger, *(argument.span for argument in arguments)]
    start, end = min(span.start for span in spans), max(span.end for span in spans)
    if not sentence.start <= start <= end <= sentence.end:
        return None
    clause_end = _CLAUSE_END.search(text, end - sentence.start)
    ends = (clause_end.start() if clause_end else len(text), end - sentence.start)
    clauses = (" ".join(text[start - sentence.start : to].split()) for to in ends)
    return next((clause for clause in clauses if 0 < len(clause) <= LONGEST_TITLE), None)


def _side_by_side(mention: EventMention, actor: ResolvedArgument | None, undergoer: ResolvedArgument | None) -> str:
    parts = [_name(actor) if actor else "", mention.trigger_text, _name(undergoer) if undergoer else ""]
    return " ".join(" ".join(part.split())[:_LONGEST_PART].strip() for part in parts if part)


def _name(argument: ResolvedArgument) -> str:
    return argument.actor.name or argument.text


def _capitalised(text: str) -> str:
    stripped = text.strip(" ,;:.\"'“”‘’-–—") or text.strip()
    return stripped[:1].upper() + stripped[1:]
