"""Ten questions that analysts ask, each with its answer in DuckDB's SQL over views named as the datasets."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from schemas import DATASETS


@dataclass(frozen=True)
class Question:
    """A question in plain words, and the SQL that answers it."""

    text: str
    sql: str


def views(output: str) -> str:
    """Return the SQL that makes one view for each dataset of an output; a row that another took in is left out."""
    return "\n".join(_view(name, output.replace("'", "''")) for name in DATASETS)


def to_markdown(output: str = "OUTPUT") -> str:
    """Return the views and the questions as Markdown."""
    sections = [f"### {question.text}\n\n```sql\n{question.sql}\n```\n" for question in QUESTIONS]
    return f"```sql\n{views(output)}\n```\n\n" + "\n".join(sections)


def _view(name: str, output: str) -> str:
    standing = " WHERE superseded_by IS NULL" if "superseded_by" in DATASETS[name].schema.names else ""
    return f"CREATE OR REPLACE VIEW {name} AS FROM read_parquet('{output}/{name}/*/*.parquet'){standing};"


QUESTIONS: Final = (
    Question(
        "How many events took place in each country and week?",
        """\
SELECT place_country, date_trunc('week', date_start)::DATE AS week, count(*) AS events
FROM events
WHERE modality = 'asserted' AND date_start IS NOT NULL
GROUP BY ALL
ORDER BY ALL""",
    ),
    Question(
        "Which events does only one independent source report?",
        """\
SELECT event_id, title, outlets
FROM events
WHERE independent_count = 1
ORDER BY ALL""",
    ),
    Question(
        "Where do the outlets disagree?",
        """\
SELECT event_id, given.field, given.value, given.outlets
FROM (SELECT event_id, unnest(disagreements) AS given FROM events)
ORDER BY ALL""",
    ),
    Question(
        "Who said what about an event?",
        """\
SELECT told.event_id, told.speaker, told.stance, told.content, told.outlet_count
FROM (SELECT unnest(event_ids) AS event_id, speaker, stance, content, outlet_count, is_statement FROM claims) AS told
WHERE is_statement
ORDER BY ALL""",
    ),
    Question(
        "Which outlet quoted whom, and how often?",
        """\
SELECT claim_mentions.outlet, claims.speaker, count(*) AS quotations
FROM claim_mentions JOIN claims USING (claim_id)
WHERE claims.speaker IS NOT NULL
GROUP BY ALL
ORDER BY ALL""",
    ),
    Question(
        "Who was the first to report an event?",
        """\
SELECT event_id, arg_min(outlet, (published_at, outlet)) AS outlet, min(published_at) AS published_at
FROM event_mentions
WHERE published_at IS NOT NULL
GROUP BY event_id
ORDER BY ALL""",
    ),
    Question(
        "Which articles retell an event that was over four weeks before?",
        """\
SELECT DISTINCT event_mentions.article_id, event_id, (published_at AT TIME ZONE 'UTC')::DATE - events.date_end AS days
FROM event_mentions JOIN events USING (event_id)
WHERE (published_at AT TIME ZONE 'UTC')::DATE - events.date_end >= 28
ORDER BY ALL""",
    ),
    Question(
        "How many protests were there, and how many reports of them?",
        """\
SELECT place_country, count(*) AS protests, sum(article_count)::BIGINT AS reports
FROM events
WHERE event_type = 'PROTEST' AND modality = 'asserted'
GROUP BY ALL
ORDER BY ALL""",
    ),
    Question(
        "Which claims contradict each other?",
        """\
SELECT one.speaker, one.stance, one.content, other.speaker AS disputed_by, other.stance AS disputing_stance,
       other.content AS disputing_content
FROM (SELECT speaker, stance, content, claim_id, unnest(disputed_by) AS other_id FROM claims) AS one
JOIN claims AS other ON other.claim_id = one.other_id
WHERE one.claim_id < other.claim_id
ORDER BY ALL""",
    ),
    Question(
        "On which events that several outlets report is an outlet silent?",
        """\
SELECT outlet, event_id, title
FROM (SELECT DISTINCT outlet FROM articles) AS known CROSS JOIN events
WHERE outlet_count >= 2 AND NOT list_contains(outlets, outlet)
ORDER BY ALL""",
    ),
)
"""The questions, in the order in which they are shown."""
