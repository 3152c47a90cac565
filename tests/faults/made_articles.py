"""Articles of invented news, as a user would give them."""

from __future__ import annotations

from collections.abc import Mapping

STORY = (
    "Dockers in Port Ansel walked off the job on Tuesday after talks over night shifts failed, the union said. "
    '"We will not load another ship until this is settled," its leader Ilse Maren told reporters at the gate of '
    "pier {number}. The harbour board called the strike unlawful and asked a court in Lowmere to end it."
)


def article(number: int, **fields: object) -> Mapping[str, object]:
    """Return article ``number``; ``fields`` replace or add to its own."""
    return {
        "id": f"story-{number}",
        "outlet": f"Port Star {number % 3}",
        "published_at": "2031-03-04",
        "text": STORY.format(number=number),
        **fields,
    }
