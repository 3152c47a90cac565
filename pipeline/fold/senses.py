"""What kind of happening a trigger word names, so that reports in other words meet: "nabbed" and "arrested".

The extractor's vectors say the same more finely, but less surely for words that it has seldom been shown. The groups
are of words that reports of one happening use for it; a word may stand in several. A word with ``~`` more often names
something else: "passed" of a day, "set" of a table.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cache, reduce
from operator import or_

from models.stems import stem
from pipeline.fold.words import trigger_stems, words_of

_DOUBTFUL = "~"
_GROUPS = """
die dead death dies dying deceased passed~ perish fatal fatality demise succumb lifeless
kill slay slain murder homicide death dead manslaughter assassinate assassination massacre execute gunned lives
shoot gun gunned gunfire shots fire opened spree gunman rampage
wound injure injury hurt maim hospitalize casualty
attack assault raid ambush strike onslaught storm offensive
bomb bombing blast explode explosion detonate detonation bombard
shell shelling mortar rocket barrage artillery bombard fire hit strike land fall
stab knife slash knifing
fight clash battle skirmish firefight combat fighting
invade invasion incursion occupy occupation
hijack seize commandeer piracy boarding
kidnap abduct abduction hostage snatch kidnapping captive
rescue save evacuate evacuation free
sink capsize overturn founder list
release free~ freed liberate liberation discharge~ parole
arrest capture nab apprehend detain detention custody catch catching collar seize round jail held~
charge indict indictment arraign arraignment accuse accused book
sentence jail imprison prison term punish punishment
convict guilty verdict conviction find
trial hearing court case proceedings testify
acquit clear cleared acquittal exonerate
plead plea pleading admit confess confession
sue lawsuit suit sue litigation complaint
appeal challenge overturn
foil thwart repulse prevent avert repel stop defuse fend intercept interdict
escape flee breakout escaped abscond bolt run
search hunt manhunt scour comb look
find~ discover recover~ locate spot~ found~
disappear vanish missing disappearance lost
fall~ plunge tumble slip~ plummet drop~
crash collide collision wreck derail derailment smash ram accident
sink capsize sank founder
burn fire blaze flame torch arson ablaze inferno
quake earthquake tremor temblor jolt shake rock rattle aftershock magnitude shock seismic
hit strike batter slam rock
flood flooding inundate deluge swamp
storm hurricane typhoon cyclone tornado
erupt eruption
destroy damage wreck devastate raze ruin flatten topple collapse demolish
protest demonstrate demonstration rally march
riot unrest rioting looting clash rampage
strike walkout stoppage picket
resign quit step~ leave~ departure resignation stepping~ exit~ vacate
fire sack dismiss oust dismissal layoff lay axe fired lost let terminate
hire appoint name appointment nominate nomination nominee pick choose choice select selection tap tapped
replace successor succeed replacement take~
offer approach ask invite consider consideration
elect election vote poll ballot win~ victory
win victory beat defeat triumph clinch
win lose beat defeat loss victory
lose loss defeat
record~ mark~ break~ surpass pass~ set~ eclipse
cut sever damage disrupt disruption outage
repair fix~ mend patch plug restore resolve~
issue~ release~ publish rush~
suicide hang hanging
retain keep defend hold
play~ game match~
score~ goal~ touchdown
retire retirement
suspend ban suspension bar sideline
marry wed wedding marriage tie~
divorce split separate separation
born birth
rehab rehabilitation treatment~ check~ enter~ clinic stint admit~
arrive arrival land reach
leave~ depart departure exit~
return back~
visit trip tour travel
meet meeting talks summit conference hold
negotiate negotiation talks bargain
sign~ agree agreement deal accord treaty pact
acquire acquisition buy purchase takeover merge merger deal snap
sell sale
launch unveil introduce~ release~ debut announce~ roll~ unveiling
announce announcement reveal declare statement unveil disclose confirm confirmation
say tell state comment remark
deny denial reject refute dismiss
reject refuse refusal spurn turn~
accept acceptance
accuse allege blame allegation
criticize condemn denounce criticism slam
praise hail laud
warn warning threaten threat caution
demand call~ urge request
promise pledge vow
plan intend prepare~
approve pass~ approval adopt ratify
sanction embargo blacklist impose put list freeze
ban prohibit outlaw bar
close closure shut shutdown seal block
open reopen opening
block blockade obstruct
steal theft rob robbery burglary heist stolen loot raid grab
break~ smash
smuggle trafficking
hack breach leak~
investigate investigation probe inquiry inquest
raise increase hike rise boost
cut reduce cutback slash
fall~ drop~ decline~ slump plunge
donate donation give~ aid
send deploy dispatch deployment
patrol escort
withdraw withdrawal pull~ retreat
surrender turned~
attend attendance
mourn mourning grieve tribute vigil funeral memorial
bury burial
test testing fire launch
crown title
award prize honor
host emcee
"""

_OTHERWISE = """
hold back; hold off; hold on; hold out; hold up
"""
"""What a verb and a particle mean together is nothing that the verb means."""

_PLAIN_SPEECH = """
say tell state comment remark add speak talk note explain describe argue ask answer reply respond recall insist
mention claim accord quote report know think believe hope expect write tweet hear statement read joke laugh shout
whisper recount
"""

_IRREGULAR = """
shoot shot; fall fell fallen; die died dead death dies; say said; tell told; win won; lose lost loss; find found;
hold held; catch caught; take took taken; give gave given; get got; go went gone; leave left; send sent; meet met;
make made; steal stole stolen theft; strike struck stricken; bring brought; buy bought; sell sold sale; fight fought;
sink sank sunk; burn burnt; begin began begun; break broke broken; build built; choose chose chosen choice; come came;
draw drew drawn; drive drove driven; fly flew flown flight; flee fled; forbid forbade forbidden; hear heard; hide hid
hidden; keep kept; know knew known; lay laid; lead led; lend lent; mean meant; pay paid; rise rose risen; ride rode;
run ran; see saw seen; seek sought; shake shook shaken; show showed shown; sing sang sung; slay slew slain; speak spoke
spoken; speech; spend spent; spring sprang; stand stood; swear swore sworn; sweep swept; teach taught; tear tore torn;
think thought; throw threw thrown; wear wore; withdraw withdrew withdrawn withdrawal; write wrote written; acquire
acquisition; arrive arrival; deny denial; announce announcement; explode explosion; collide collision; destroy
destruction; decide decision; invade invasion; divide division; conclude conclusion; inject injection; injure injury;
depart departure; fail failure; seize seizure; marry marriage; bury burial; try trial; lie lay; bear bore born birth;
feed fed; freeze froze frozen; grow grew grown; bleed bled; bind bound; blow blew blown; overthrow overthrew
overthrown; overtake overtook; hang hung; arise arose; undertake undertook; sit sat; shrink
shrank; swim swam; wake woke;
"""


@dataclass(frozen=True, slots=True)
class Senses:
    """Groups by their names: all that a word may stand in, and those that it stands in whenever it is used."""

    possible: frozenset[str] = frozenset()
    plain: frozenset[str] = frozenset()

    def __or__(self, other: Senses) -> Senses:
        """The groups of either."""
        return Senses(self.possible | other.possible, self.plain | other.plain)


@cache
def _senses() -> dict[str, Senses]:
    """The groups of each base form's stem, by the names of their first words."""
    found: defaultdict[str, Senses] = defaultdict(Senses)
    for words in filter(None, map(str.split, _GROUPS.splitlines())):
        name = frozenset([words[0].removesuffix(_DOUBTFUL)])
        plain = {base_of(stem(word)) for word in words if not word.endswith(_DOUBTFUL)}
        for base in {base_of(stem(word.removesuffix(_DOUBTFUL))) for word in words}:
            found[base] |= Senses(name, name if base in plain else frozenset())
    return dict(found)


@cache
def _bases() -> dict[str, str]:
    families = filter(None, map(str.split, _IRREGULAR.split(";")))
    return {stem(form): stem(family[0]) for family in families for form in family}


@cache
def _otherwise() -> dict[str, frozenset[str]]:
    """The particles of each base form's stem with which it means something else."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for verb, particle in map(str.split, _OTHERWISE.split(";")):
        found[stem(verb)].add(particle)
    return {base: frozenset(particles) for base, particles in found.items()}


@cache
def _plain_speech() -> frozenset[str]:
    return frozenset(base_of(stem(word)) for word in _PLAIN_SPEECH.split())


def base_of(word_stem: str) -> str:
    """The stem of the base form: that of "shoot" for the stem of "shot", of "die" for that of "death"."""
    return _bases().get(word_stem, word_stem)


def senses_of(trigger: str) -> Senses:
    """The groups that the words of a trigger stand in, each by the name of its first word."""
    known, particles = _senses(), frozenset(map(str.casefold, words_of(trigger)))
    bases = (base for base in map(base_of, trigger_stems(trigger)) if particles.isdisjoint(_otherwise().get(base, ())))
    return reduce(or_, (known.get(base, Senses()) for base in bases), Senses())


def only_says(trigger: str) -> bool:
    """Whether a trigger tells that somebody spoke and nothing of what that did, as "said" but not as "threatened"."""
    bases = {base_of(word) for word in trigger_stems(trigger)}
    return bool(bases) and bases <= _plain_speech()
