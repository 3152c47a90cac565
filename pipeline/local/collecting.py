"""How often a process that works on records looks for garbage."""

import gc

_OBJECTS_BETWEEN_COLLECTIONS = 100_000


def collect_seldom() -> None:
    """Look for garbage seldom from here on, and never among what is here already.

    Records come and go by the thousand and hold no cycles: to look for some took a tenth of a run, a sixth of its fold.
    """
    gc.freeze()
    gc.set_threshold(_OBJECTS_BETWEEN_COLLECTIONS)
    gc.enable()
