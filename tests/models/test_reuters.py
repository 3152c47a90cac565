"""Wire news as its collection holds it becomes texts for a teacher to read."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from models.training.reuters import is_told, stories, story

WORDS = "word " * 200


def test_lines_are_joined_to_paragraphs_and_what_is_no_story_is_cut() -> None:
    body = 'Orlo Mills Inc\nsaid it\nwould close.\n    "We tried," <Orlo Mills>\nsaid.\n Reuter\n\x03'
    assert story(body) == 'Orlo Mills Inc said it would close.\n\n"We tried," Orlo Mills said.'


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (WORDS + '"said"', True),
        (WORDS, False),
        ('"Yes," she said.', False),
        (WORDS * 5 + '"said"', False),
        (WORDS + '"said" 1.2 3.4 5.6 7.8 9,000 12', False),
    ],
)
def test_a_story_is_long_enough_quotes_somebody_and_is_no_table(text: str, told: bool) -> None:
    assert is_told(text) is told


def test_a_folder_gives_the_stories_of_all_its_files(tmp_path: Path) -> None:
    for number in (1, 0):
        articles = [{"id": f"{number}", "body": WORDS + '"said"'}, {"id": "none"}]
        (tmp_path / f"reuters-{number}.json").write_text(json.dumps(articles))
    assert [one["id"] for one in stories(tmp_path)] == ["0", "1"]


def test_a_folder_without_the_collection_is_named(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="no reuters-"):
        list(stories(tmp_path))
