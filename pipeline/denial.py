"""The words by which English denies, for whatever stage has to tell what was denied: parts of regular expressions."""

from __future__ import annotations

from typing import Final

DENY: Final = r"den(?:y|ies|ied|ying)"
"""The verb that turns down what follows it."""

DENY_THAT: Final = rf"{DENY}\s(?:(?:on\s)?(?:yesterday|today|again|earlier|later|last\s\w+|\w+day|\w+ly)\s){{0,2}}that"
"""The same before the clause that it turns down: "denied on Friday that"."""

UNTRUE: Final = r"(?:untrue|false|baseless|groundless|unfounded)"
"""What is said of a report that is turned down."""

REPORT: Final = r"(?:allegation|claim|report|rumou?r|suggestion)"
"""What was told by others and may be turned down, in the singular."""

NOT: Final = ("not", "never", "nor", "neither", "cannot", "without")
"""What negates the verb that follows it."""

NEGATIONS: Final = frozenset((*NOT, "no", "none", "nobody", "nothing"))
"""Words of which one negates a clause: its verb, or who takes part."""
