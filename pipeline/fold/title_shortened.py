"""Titles of less than a clause: a noun with what belongs to it, or who takes part and the verb."""

from __future__ import annotations

import re

from pipeline.fold.title_clauses import clause_end, without_hanging
from pipeline.fold.title_wording import (
    BESIDE_WORDS,
    CUT,
    LEANING,
    LONGEST_TITLE,
    TOLD_BY,
    Told,
    Wording,
    cut_end,
    opening,
)
from pipeline.fold.words import denies
from pipeline.records import ResolvedArgument

# The noun of a trigger behind a preposition, with what belongs to it: "after [a deadly] raid on a customs post".
_REACH = 60
_PREPOSITIONS = "behind against with from into over under through about of in to on at for including".split()
_LITTLE_WORDS = frozenset("a an the this that its his her their our my your".split())
_BEFORE_NOUN = re.compile(
    rf"\b(?:{'|'.join((*BESIDE_WORDS, *_PREPOSITIONS))})\s"
    rf"(?P<words>(?:(?P<owner>{'|'.join(sorted(_LITTLE_WORDS))}|[^\W_]+(?:['’]s))\s)?"
    rf"(?:(?!(?:{'|'.join((*BESIDE_WORDS, *_PREPOSITIONS, 'and', 'or'))})\s)[^\W\d_]+(?:-[^\W\d_]+)*\s){{0,2}})$",
    re.IGNORECASE,
)
_BEHIND_NOUN = re.compile(r"\s(?:of|on|in|at|against|by|between|over|near|into|from)\s")
# Verbs, and nouns that only tell when or where.
_NO_NOUN_WORDS = (
    "end start beginning middle time way am is are was were became began broke brought built came caught did drew drove"
    " fell fled flew fought found gave got grew had held hit kept laid led left lost made met paid put ran rose sank"
    " sat saw sent set shot shut slid sold sought spoke spent stood stole struck swept took threw told went won wrote"
)
_NO_NOUN = re.compile(rf"ed$|\b(?:{'|'.join(_NO_NOUN_WORDS.split())})\b")
_FEWEST_OF_NOUN = 3
# The words of a verb before its last: "had never been" before "paid".
_FIRST_AUXILIARIES = (
    "am is are was were has have had do does did will would can could shall should may might must".split()
)
_VERB_START = re.compile(
    rf"(?:(?:{'|'.join(_FIRST_AUXILIARIES)}|be|been|being|also|again|later|then|now|still|just|already|once|[^\W\d_]+ly)"
    r"\s)*$"
)
_AUXILIARY = re.compile(rf"(?:[^\W\d_]+ly\s)?(?:{'|'.join(_FIRST_AUXILIARIES)})\s")
_BEHIND_PREPOSITION = re.compile(
    rf"\b(?:{'|'.join((*BESIDE_WORDS, *_PREPOSITIONS))})\s(?:(?:the|an?)\s)?$", re.IGNORECASE
)
_NO_SUBJECT = frozenset(
    "him them us me what toward towards everything everyone anything anyone something someone nothing all one".split()
).union(LEANING, BESIDE_WORDS, _PREPOSITIONS)
_ONLY_TIES = re.compile(r"\s(?:that|which|who)\s")
_OTHER_CLAUSE = re.compile(
    r"[;:.!?\"“”„«»]|\bto\s$|\b(?:when|as|after|before|while|because|if|that|which|who|whose|whom|whether|although"
    r"|though|since|until|than|where|how|why)\b"
)
# What may stand right before a verb without auxiliaries: an apposition's end, or the verb that it goes on from.
_BEFORE_VERB = re.compile(r"^,.*,\s$|\sand\s$")
_LONGEST_SUBJECT = 40
_FEWEST_OF_VERB = 2


def shortened(told: Told) -> Wording | None:
    """Less than the trigger's clause, for where that is too long or tells of something else.

    The noun of the trigger with what belongs to it ("Raid on a customs post"), else who takes part and the verb.
    """
    return None if told.mention.event.modality == "negated" else _noun(told) or _verb(told)


def _noun(told: Told) -> Wording | None:
    """A trigger that is a noun behind a preposition, with its attributes, from where it starts to its clause's end."""
    text, (first, last) = told.sentence, told.trigger
    if not _BEHIND_NOUN.match(text, last):
        return None
    before = _BEFORE_NOUN.search(text, max(0, first - _REACH), first)
    if before is None or not (before["owner"] or text[last - 1 : last] == "s") or _NO_NOUN.search(text[first:last]):
        return None
    start = before.end("owner") + 1 if (before["owner"] or "").lower() in _LITTLE_WORDS else before.start("words")
    words = _up_to(told, start, LONGEST_TITLE)
    return Wording(words[:1].upper() + words[1:]) if len(words.split()) >= _FEWEST_OF_NOUN else None


def _verb(told: Told) -> Wording | None:
    """Who takes part and the verb, where a clause that holds both is too long: "Anna Miro … closed the mill".

    Null where what is left out may turn the sense: another clause, who tells, or what is denied.
    """
    first = told.trigger[0]
    before = [part for part in told.parts if told.place(part)[0] >= 0 and told.place(part)[1] <= first]
    subject = max(before, key=lambda part: told.place(part)[1], default=None)
    name = _short_name(subject) if subject is not None else None
    if subject is None or name is None:
        return None
    gap, start = _left_out(told, subject)
    if gap is None or (subject.role != "ACTOR" and start == first) or (gap and _is_behind_preposition(told, subject)):
        return None
    opened = f"{name} {gap}"
    words = _up_to(told, start, LONGEST_TITLE - len(opened))
    return Wording(opened + words, is_cut=bool(gap)) if len(words.split()) >= _FEWEST_OF_VERB else None


def _is_behind_preposition(told: Told, subject: ResolvedArgument) -> bool:
    start = told.place(subject)[0]
    return _BEHIND_PREPOSITION.search(told.sentence, max(0, start - _REACH), start) is not None


def _left_out(told: Told, subject: ResolvedArgument) -> tuple[str | None, int]:
    """The mark for what stands between a subject and its verb, null where it cannot be left out, and the verb's start.

    A pronoun that only ties the verb to its noun leaves no mark: "bridges [that] were paid for".
    """
    behind, first = told.place(subject)[1], told.trigger[0]
    verb = _VERB_START.search(told.sentence, max(behind, first - _REACH), first)
    start = verb.start() if verb else first
    gap = told.sentence[behind:start]
    if _ONLY_TIES.fullmatch(gap):
        return "", start
    has_auxiliary = verb is not None and _AUXILIARY.match(verb[0])
    is_verb = has_auxiliary or (_BEFORE_VERB.search(gap) and not told.mention.trigger_text.endswith("ing"))
    is_one_clause = gap.strip(" ,") and not _OTHER_CLAUSE.search(gap) and not TOLD_BY.search(gap)
    return (f"{CUT} " if is_verb and is_one_clause and not denies(told.sentence[behind:first]) else None), start


def _short_name(argument: ResolvedArgument) -> str | None:
    words, name = " ".join(argument.text.split()).strip(" ,;"), argument.actor.name
    ends = {opening(words), words[words.rfind(" ") + 1 :].casefold()}
    is_plain = 0 < len(words) <= _LONGEST_SUBJECT and ends.isdisjoint(_NO_SUBJECT)
    if is_plain and words not in (name or ""):
        return words
    return name if is_plain or name != words else None


def _up_to(told: Told, start: int, longest: int) -> str:
    """The words from a place before the trigger to the end of its clause, with a mark where they are too long."""
    end, sign = clause_end(told.sentence, told.trigger[1])
    words = without_hanging(" ".join(told.sentence[start:end].split()), sign)
    if len(words) <= longest:
        return words
    end = cut_end(told, start + longest - 2 * len(CUT))
    return f"{' '.join(told.sentence[start:end].split())} {CUT}"[:longest]
