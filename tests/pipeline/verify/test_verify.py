"""A whole dataset is clean; each kind of damage to a copy of it is found and named in one line."""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from pipeline.verify.__main__ import main
from pipeline.verify.checks import violations
from pipeline.write.files import parquet_bytes
from schemas import DATASETS
from tests.pipeline.write import made_datasets, made_records

Row = dict[str, Any]
Damage = Callable[[Path], None]


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A dataset without damage, its links resolved."""
    output = tmp_path_factory.mktemp("written")
    made_datasets.write(output, made_records.records())
    whole = tmp_path_factory.mktemp("whole") / "output"
    shutil.copytree(output / ".current", whole)
    return whole


@pytest.fixture
def output(whole: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(whole, tmp_path / "output"))


def row_damage(name: str, key: str, **changes: Any) -> Damage:
    """Change columns of one row; its file and the manifest are made to agree, so that no hash gives it away."""

    def damage(output: Path) -> None:
        edit(output, name, key, lambda row: row.update(changes))

    return damage


def item_damage(name: str, key: str, column: str, **changes: Any) -> Damage:
    """Change fields of the first item of a list in one row."""

    def damage(output: Path) -> None:
        edit(output, name, key, lambda row: row[column][0].update(changes))

    return damage


def edit(output: Path, name: str, key: str, change: Callable[[Row], None]) -> None:
    path, rows = file_with(output, name, key)
    [row] = [row for row in rows if row[key_column(name)] == key]
    change(row)
    rewrite(output, name, path, rows)


def file_with(output: Path, name: str, key: str) -> tuple[Path, list[Row]]:
    for path in (output / name).glob("*/*.parquet"):
        rows: list[Row] = pq.ParquetFile(path).read().to_pylist()
        if any(row[key_column(name)] == key for row in rows):
            return path, rows
    raise AssertionError(f"{name} has no row {key}")


def key_column(name: str) -> str:
    return DATASETS[name].key or "source_id"


def rewrite(output: Path, name: str, path: Path, rows: list[Row]) -> None:
    content = parquet_bytes(DATASETS[name], pa.Table.from_pylist(rows, schema=DATASETS[name].schema))
    path.write_bytes(content)
    relative = str(path.relative_to(output))
    sha256 = hashlib.sha256(content).hexdigest()
    edit_manifest_entry(output, relative, rows=len(rows), bytes=len(content), sha256=sha256)


def edit_manifest_entry(output: Path, relative: str, **changes: Any) -> None:
    def change(manifest: Row) -> None:
        dataset = manifest["datasets"][relative.split("/")[0]]
        [entry] = [entry for entry in dataset["files"] if entry["path"] == relative]
        entry.update(changes)
        dataset["rows"] = sum(entry["rows"] for entry in dataset["files"])

    edit_manifest(output, change)


def edit_manifest(output: Path, change: Callable[[Row], None]) -> None:
    manifest = json.loads((output / "manifest.json").read_bytes())
    change(manifest)
    (output / "manifest.json").write_text(json.dumps(manifest))


def drop_row(name: str, key: str) -> Damage:
    def damage(output: Path) -> None:
        path, rows = file_with(output, name, key)
        rewrite(output, name, path, [row for row in rows if row[key_column(name)] != key])

    return damage


def repeat_row(name: str, key: str) -> Damage:
    def damage(output: Path) -> None:
        path, rows = file_with(output, name, key)
        rewrite(output, name, path, [row for row in rows for _ in range(1 + (row[key_column(name)] == key))])

    return damage


def first_file(output: Path, name: str) -> Path:
    return min((output / name).glob("*/*.parquet"))


def truncate_file(output: Path) -> None:
    path = first_file(output, "events")
    path.write_bytes(path.read_bytes()[:-100])


def flip_byte(output: Path) -> None:
    path = first_file(output, "claims")
    content = bytearray(path.read_bytes())
    content[-20] ^= 1
    path.write_bytes(content)


def rename_column(output: Path) -> None:
    path = first_file(output, "events")
    table = pq.ParquetFile(path).read()
    pq.write_table(table.rename_columns(["event", *table.schema.names[1:]]), path)


def lose_version(output: Path) -> None:
    path = first_file(output, "events")
    pq.write_table(pq.ParquetFile(path).read().replace_schema_metadata({}), path)


def allow_nulls(output: Path) -> None:
    path = first_file(output, "articles")
    table = pq.ParquetFile(path).read()
    fields = [field.with_nullable(True) for field in table.schema]
    pq.write_table(table.cast(pa.schema(fields, table.schema.metadata)), path)


def reverse_rows(output: Path) -> None:
    path, rows = file_with(output, "articles", "a-lake")
    rewrite(output, "articles", path, rows[::-1])


def move_to_another_partition(output: Path) -> None:
    path = first_file(output, "events")
    (output / "events" / "year=1999").mkdir()
    moved = path.rename(output / "events" / "year=1999" / path.name)
    edit_manifest_entry(output, str(path.relative_to(output)), path=str(moved.relative_to(output)))


def swap_content_spans(output: Path) -> None:
    edit(output, "claim_mentions", "t-lake", lambda row: row["content_spans"].reverse())


def shift_every_offset(output: Path) -> None:
    def shift(row: Row) -> None:
        for column in ("trigger_start", "trigger_end", "sentence_end"):
            row[column] += 1

    edit(output, "event_mentions", "m-hill", shift)


def remove(name: str) -> Damage:
    return lambda output: shutil.rmtree(output / name)


LATER = datetime(2031, 3, 9, tzinfo=UTC)

DAMAGES: dict[str, tuple[Damage, str]] = {
    "no manifest": (lambda output: (output / "manifest.json").unlink(), "the manifest is there"),
    "broken manifest": (lambda output: (output / "manifest.json").write_text("{"), "the manifest can be read") ,
    "manifest of another version": (
        lambda output: edit_manifest(output, lambda manifest: manifest["versions"]["schemas"].update(events="0")),
        "the schema version is known",
    ),
    "wrong total in the manifest": (
        lambda output: edit_manifest(output, lambda manifest: manifest["datasets"]["events"].update(rows=9)),
        "rows add up",
    ),
    "wrong counter in the manifest": (
        lambda output: edit_manifest(output, lambda manifest: manifest["counters"].update({"rejects/read": 3})),
        "counters add up",
    ),
    "a dataset is missing": (remove("claims"), "every dataset has a file"),
    "a file is missing": (lambda output: first_file(output, "events").unlink(), "every file of the manifest is there"),
    "a file too many": (
        lambda output: shutil.copy(first_file(output, "claims"), first_file(output, "claims").with_name("x.parquet")),
        "every file is in the manifest",
    ),
    "a file cut short": (truncate_file, "the file can be read"),
    "another size": (truncate_file, "the size is the manifest's"),
    "a flipped bit": (flip_byte, "the sha256 is the manifest's"),
    "rows lost from a file": (
        lambda output: edit_manifest_entry(output, str(first_file(output, "claims").relative_to(output)), rows=7),
        "the rows are the manifest's",
    ),
    "a renamed column": (rename_column, "the schema is the dataset's"),
    "a column that allows nulls": (allow_nulls, "the schema is the dataset's"),
    "a file without version": (lose_version, "the schema has its version"),
    "rows out of order": (reverse_rows, "rows are sorted"),
    "a file in another partition": (move_to_another_partition, "rows lie in their partition"),
    "a repeated key": (repeat_row("articles", "a-hill"), "keys are unique"),
    "an empty key": (row_damage("articles", "a-hill", article_id=""), "keys are not empty"),
    "a lost article": (drop_row("articles", "a-hill"), "article_id exists in articles"),
    "a lost event": (drop_row("events", "e-strike"), "event_id exists in events"),
    "a lost claim": (drop_row("claims", "c-shut"), "claim_id exists in claims"),
    "a telling of an unknown event": (
        row_damage("claim_mentions", "t-hill", event_ids=["e-none"]),
        "event_ids exists in events",
    ),
    "an event that none mentions": (drop_row("event_mentions", "m-flood"), "events have event_mentions"),
    "a claim that none tells": (drop_row("claim_mentions", "t-hill"), "claims have claim_mentions"),
    "a mention of another outlet": (
        row_damage("event_mentions", "m-hill", outlet="lake.example"),
        "outlet is the article's",
    ),
    "a mention of another date": (
        row_damage("event_mentions", "m-hill", published_at=LATER),
        "published_at is the article's",
    ),
    "a one-sided dispute": (row_damage("claims", "c-open", disputed_by=[]), "disputes are mutual"),
    "a dispute with itself": (row_damage("claims", "c-open", disputed_by=["c-open", "c-shut"]), "disputes are mutual"),
    "an event that no telling has": (
        row_damage("claims", "c-shut", event_ids=["e-flood"]),
        "event_ids are those of the tellings",
    ),
    "an event that only a telling has": (
        row_damage("claims", "c-shut", event_ids=[]),
        "event_ids are those of the tellings",
    ),
    "superseded by nothing": (
        row_damage("events", "e-flood", superseded_by="e-none"),
        "superseded_by exists in events",
    ),
    "superseded by itself": (
        row_damage("claims", "c-shut", superseded_by="c-shut"),
        "superseded_by names another row",
    ),
    "a body span beyond the text": (
        row_damage("articles", "a-flood", body_spans=[{"start": 0, "end": 999}]),
        "body spans are in order in the text",
    ),
    "body spans that overlap": (
        row_damage("articles", "a-flood", body_spans=[{"start": 0, "end": 9}, {"start": 5, "end": 12}]),
        "body spans are in order in the text",
    ),
    "a shifted trigger": (shift_every_offset, "the trigger span covers the trigger text"),
    "a negative span": (
        row_damage("event_mentions", "m-hill", trigger_start=-72, trigger_end=-62),
        "the trigger span covers the trigger text",
    ),
    "a changed text": (
        row_damage("articles", "a-hill", text=made_records.HILL_TEXT.upper()),
        "the argument span covers the argument text",
    ),
    "another argument text": (
        item_damage("event_mentions", "m-hill", "arguments", text="Dock walkers"),
        "the argument span covers the argument text",
    ),
    "a sentence beyond the text": (
        row_damage("claim_mentions", "t-hill", sentence_end=9999),
        "sentences lie in the text",
    ),
    "a sentence without its trigger": (
        row_damage("event_mentions", "m-hill", sentence_end=9),
        "sentences hold their trigger",
    ),
    "another source": (
        row_damage("claim_mentions", "t-hill", source_text="the company"),
        "the source span covers the source text",
    ),
    "a lost cue": (row_damage("claim_mentions", "t-hill", cue_spans=[]), "the cue span covers the cue text"),
    "content spans swapped": (swap_content_spans, "the content span covers the content text"),
    "a claim without content": (
        row_damage("claim_mentions", "t-hill", content_spans=[], content_text=""),
        "a claim has content",
    ),
    "a place that the text lacks": (
        row_damage("event_mentions", "m-hill", place_text="Oslo"),
        "place_text is in the text",
    ),
    "inflated article count": (row_damage("events", "e-strike", article_count=4), "article_count adds up"),
    "copies counted": (row_damage("events", "e-strike", independent_count=3), "independent_count adds up"),
    "mentions miscounted": (row_damage("claims", "c-open", mention_count=1), "mention_count adds up"),
    "an outlet too many": (row_damage("claims", "c-shut", outlets=["a", "hill.example"]), "outlets adds up"),
    "outlets miscounted": (row_damage("claims", "c-shut", outlet_count=2), "outlet_count adds up"),
    "another first report": (row_damage("events", "e-strike", first_reported_at=LATER), "first_reported_at adds up"),
    "another last report": (row_damage("claims", "c-open", last_reported_at=LATER), "last_reported_at adds up"),
    "disagreeing outlets miscounted": (
        item_damage("events", "e-strike", "disagreements", outlet_count=3),
        "outlet_count adds up in disagreements",
    ),
    "a stranger disagrees": (
        item_damage("events", "e-strike", "disagreements", outlets=["copy.example", "x.example"]),
        "disagreeing outlets report the event",
    ),
    "a disagreement with itself": (
        item_damage("events", "e-strike", "disagreements", field="place"),
        "disagreements on place have two values",
    ),
    "an actor of too many outlets": (
        item_damage("events", "e-strike", "actors", outlet_count=4),
        "outlet_count of participants adds up",
    ),
    "an unknown event type": (row_damage("events", "e-flood", event_type="FLOOD"), "event_type is one of"),
    "an unknown role": (item_damage("event_mentions", "m-hill", "arguments", role="AGENT"), "arguments.role is one of"),
    "an unknown modality": (row_damage("event_mentions", "m-hill", modality="sure"), "modality is one of"),
    "an unknown stance": (row_damage("claims", "c-shut", stance="doubted"), "stance is one of"),
    "an unknown quotation": (row_damage("claims", "c-shut", quotation="quoted"), "quotation is one of"),
    "a country of two letters": (row_damage("events", "e-strike", place_country="NO"), "place_country has the form"),
    "a time that is none": (row_damage("event_mentions", "m-lake", time_of_day="25:00"), "time_of_day has the form"),
    "a confidence above one": (row_damage("events", "e-flood", confidence=1.5), "confidence is from 0 to 1"),
    "a confidence that is no number": (
        row_damage("events", "e-flood", confidence=float("nan")),
        "confidence is from 0 to 1",
    ),
    "a latitude beyond the pole": (row_damage("events", "e-strike", latitude=91.0), "latitude is from -90 to 90"),
    "half a place": (row_damage("events", "e-strike", longitude=None), "latitude and longitude are both"),
    "half a date": (row_damage("events", "e-strike", date_end=None), "date_start and date_end are both"),
    "a date from nowhere": (
        row_damage("articles", "a-hill", published_at_source=None),
        "published_at and published_at_source are both",
    ),
    "an end before the start": (
        row_damage("events", "e-strike", date_end=date(2031, 3, 1)),
        "date_end is not before date_start",
    ),
    "a reject without reason": (row_damage("rejects", "lake/2", error_message=" "), "rejects give a reason"),
    "an excerpt too long": (row_damage("rejects", "lake/2", excerpt=b"x" * 2049), "excerpts have at most 2048 bytes"),
}  # fmt: skip


def test_what_the_write_stage_wrote_is_clean(whole: Path) -> None:
    assert list(violations(whole)) == []


def test_an_output_is_clean_through_its_links_and_without_any_row(tmp_path: Path) -> None:
    made_datasets.write(tmp_path, made_records.MadeRecords((), (), (), (), (), ()))
    assert list(violations(tmp_path)) == []


@pytest.mark.parametrize("kind", DAMAGES)
def test_damage_is_found_and_named(output: Path, kind: str) -> None:
    damage, rule = DAMAGES[kind]
    damage(output)
    found = [str(violation) for violation in violations(output)]
    assert any(rule in line for line in found), found
    assert not any("\n" in line for line in found)


def test_a_violation_names_the_row(output: Path) -> None:
    row_damage("events", "e-strike", article_count=4)(output)
    [violation] = violations(output)
    assert str(violation) == "events event_id=e-strike: article_count adds up: 4, the mentions make it 3"


def test_rows_are_still_checked_where_only_a_hash_is_wrong(output: Path) -> None:
    edit_manifest_entry(output, str(first_file(output, "events").relative_to(output)), sha256="00")
    row_damage("claims", "c-shut", quotation="quoted")(output)
    assert {violation.rule.split(" ")[0] for violation in violations(output)} == {"the", "quotation"}


def test_the_exit_code_is_one_where_something_is_wrong(output: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(output)]) == 0
    assert capsys.readouterr() == ("", f"{output} is clean\n")
    row_damage("claims", "c-shut", quotation="quoted")(output)
    assert main([str(output)]) == 1
    out, err = capsys.readouterr()
    assert len(out.splitlines()) == 1
    assert err == "violations: 1\n"


def test_the_command_runs(output: Path) -> None:
    (output / "manifest.json").unlink()
    done = subprocess.run([sys.executable, "-m", "pipeline.verify", str(output)], capture_output=True, text=True)
    assert done.returncode == 1
    assert "manifest.json: the manifest is there: there is no such file" in done.stdout


def test_an_output_that_is_not_there_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(tmp_path / "no")]) == 2
    assert "is not a folder" in capsys.readouterr().err
