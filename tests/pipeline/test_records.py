from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.records import Article, copier
from tests.pipeline.fold.made_mentions import article


def test_a_copy_has_the_new_values_in_the_order_in_which_their_fields_were_named():
    one = article("a", "A text.")
    copy_of = copier(Article, "vector", "article_id")
    assert copy_of(one, b"v", "b") == replace(one, vector=b"v", article_id="b")
    with pytest.raises(ValueError, match="shorter"):
        copy_of(one, b"v")
