"""Ministers and ministries that are called back by one word."""

from __future__ import annotations

import pytest
from made_extractions import Made


@pytest.mark.parametrize(
    ("before", "source", "expected"),
    [
        ("Ana Velho, the interior minister of Peru, left.", "the minister", ("Ana Velho", "PER", "GOV")),
        ("Ana Velho, mayor of Lima, left.", "the mayor", ("Ana Velho", "PER", "GOV")),
        ("Interior Minister Ana Velho left.", "the interior minister", ("Ana Velho", None, "GOV")),
        ("Ana Velho, the former mayor of Lima, left.", "the mayor", (None, "PER", "GOV")),
        ("Former Mayor Ana Velho left.", "the former mayor", ("Ana Velho", None, "ELI")),
        ("Ana Velho, mayor of Lima, met Josef Miro, mayor of Graz.", "the mayor", (None, None, "GOV")),
        ("Peru's Ministry of Health left.", "the ministry", ("Peru's Ministry of Health", "PER", "GOV")),
        ("Peru's health ministry left.", "the ministry", ("Peru's health ministry", "PER", "GOV")),
        ("The Ministry of Foreign Affairs left.", "the ministry", ("Ministry of Foreign Affairs", None, "GOV")),
        (
            "Peru's Health Ministry left. The Ministry of Health met.",
            "the ministry",
            ("Peru's Health Ministry", "PER", "GOV"),
        ),
        ("The Ministry of Health met the Ministry of Labour.", "the ministry", (None, None, "GOV")),
        ("The Supreme Court met. A court in Lima met.", "the court", (None, "PER", "JUD")),
        ("The University of Lima closed.", "the university", ("University of Lima", "PER", "EDU")),
    ],
)
def test_an_office_called_back_is_the_only_one_named_before(
    before: str, source: str, expected: tuple[str | None, str | None, str]
) -> None:
    made = Made(f"{before} Then {source} said it would rain.")
    nth = made.text.count(source) - 1
    speaker = made.claim(source, "said", "it would rain", source_nth=nth).resolved().claim_mentions[0].speaker
    assert (speaker.name, speaker.sector) == (expected[0], expected[2])
    assert speaker.country == expected[1] or expected[0] is None
