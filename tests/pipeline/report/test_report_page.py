"""The page as a file: what it holds and counts, what it leaves out, what its policy forbids, when it is not made."""

from __future__ import annotations

import base64
import hashlib
import json
import re
import subprocess
import zlib
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from lxml import html

from pipeline.report import Bounds, ReportError, page_bytes, page_of_run, write_page
from pipeline.report.__main__ import main
from pipeline.report.html import _day
from tests.pipeline.report.made_hostile import SCRIPT, TITLE, hostile_output
from tests.pipeline.report.made_output import MadeOutput, many_events, mention, strike_output, telling
from tests.pipeline.write.memory_filesystem import MemoryFileSystem


def element(page: bytes, name: str) -> Any:
    return html.document_fromstring(page.decode()).get_element_by_id(name)


def unpacked(page: bytes, name: str) -> Any:
    return json.loads(zlib.decompress(base64.b64decode(element(page, name).text), -15))


def made_page(made: MadeOutput, folder: Path, bounds: Bounds | None = None) -> bytes:
    return page_bytes(str(made.write(folder)), bounds or Bounds())


def test_headline_numbers_count_happenings_and_the_reports_that_were_folded_into_them(tmp_path: Path):
    page = made_page(strike_output(), tmp_path)
    heading = element(page, "overview").find(".//h1").text_content()
    assert heading == "4 reports, folded into 2 events"
    totals = unpacked(page, "core")["totals"]
    assert totals == {
        "articles": 4, "outlets": 3, "rejects": 0, "events": 3, "utterances": 1, "general": 0, "reports": 4,
        "single": 1, "disagreed": 1, "claims": 2, "acts": 0, "tellings": 3, "disputed": 2,
    }  # fmt: skip


def test_happenings_come_before_habits_that_more_sources_tell(tmp_path: Path):
    made = MadeOutput()
    for _ in range(3):
        for title, specificity in (("Crews often walk out", 0.2), ("Crews walked out", 0.9)):
            reports = [made.article(f"{title} {n}.", f"{n}.example") for n in range(4 if specificity < 0.5 else 1)]
            made.event([mention(one, "walk") for one in reports], title=title, specificity=specificity)
    page = made_page(made, tmp_path, Bounds(events=4))
    core = unpacked(page, "core")
    assert core["events"]["title"] == ["Crews walked out"] * 3 + ["Crews often walk out"]
    assert core["events"]["general"] == [0, 0, 0, 1]
    assert (core["totals"]["general"], core["totals"]["reports"], core["totals"]["single"]) == (3, 3, 3)
    overview = element(page, "overview")
    assert overview.find(".//h1").text_content() == "3 reports, folded into 3 events"
    assert "Crews often walk out" not in overview.text_content()
    assert "3 habits, states and kinds of things and 0 acts of saying" in overview.text_content()


def test_statements_come_before_acts_that_more_sources_tell(tmp_path: Path):
    made = MadeOutput()
    for name, content, is_statement in (("a", "its closure", False), ("b", "it is closed", True)):
        reports = [
            made.article(f"The mayor told {content}.", f"{name}{n}.example") for n in range(1 if is_statement else 3)
        ]
        made.claim([telling(one, content) for one in reports], content, is_statement=is_statement)
    page = made_page(made, tmp_path)
    core = unpacked(page, "core")
    assert (core["claims"]["content"], core["claims"]["act"]) == (["it is closed", "its closure"], [0, 1])
    assert (core["totals"]["claims"], core["totals"]["acts"]) == (2, 1)
    assert "2 claims (1 of acts and questions, which a filter shows)" in element(page, "overview").text_content()


def test_events_are_columns_with_outlets_by_number(tmp_path: Path):
    core = unpacked(made_page(strike_output(), tmp_path), "core")
    events = core["events"]
    assert core["outlets"] == ["copy.example", "hill.example", "lake.example"]
    assert core["countries"] == {"NOR": "Norway"}
    assert events["title"][0] == "Harbour crews walked out in Bergen"
    assert events["outlets"][0] == [0, 1, 2]
    assert events["first"][0] == [2]
    assert (events["from"][0], events["firstAt"][0]) == ("2031-03-03", "2031-03-04T06:30")
    assert events["disagreements"][0] == [["number_of_people", "6", [2, 0]], ["number_of_people", "9", [1]]]
    assert events["utterance"] == [0, 0, 1]
    assert core["claims"]["disputed"] == [[1], [0]]


def test_mentions_have_offsets_in_utf_16_units_and_copies_one_group(tmp_path: Path):
    page = made_page(strike_output(), tmp_path)
    [article, start, end, *_] = unpacked(page, "event-0")[0][0]
    record = unpacked(page, "article-0")[article]
    [[_, text]] = record["pieces"]
    assert text.encode("utf-16-le")[2 * start : 2 * end].decode("utf-16-le") == "walked out"
    groups = [article["group"] for article in unpacked(page, "article-0")]
    assert groups == [0, 0, 1, 2]


def test_what_does_not_fit_is_left_out_and_told(tmp_path: Path):
    made = many_events(30)
    article = made.article("Crews marched twice, marched on. " + "y" * 3000, "more.example")
    other = made.article("Crews marched on.", "other.example")
    made.event([mention(article, "marched"), mention(other, "marched")], title="Marched twice")
    page = made_page(made, tmp_path, Bounds(events=10, characters=60, mentions=10))
    core = unpacked(page, "core")
    assert len(core["events"]["id"]) == 10
    assert core["events"]["title"][0] == "Marched twice"
    assert core["leftOut"] == {"events": 21, "claims": 0, "mentions": 1, "tellings": 0, "texts": 8}
    told = " ".join(element(page, "left-out").text_content().split())
    assert "21 events of 31" in told
    assert "1 mention left out" in told
    assert "Of 8 articles only the passages" in told
    [[start, text]] = unpacked(page, "article-0")[0]["pieces"]
    assert (start, text) == (0, article["text"][:1800])


def test_a_page_that_holds_everything_says_nothing_of_leaving_out(tmp_path: Path):
    page = made_page(strike_output(), tmp_path)
    assert b'id="left-out"' not in page


def test_the_same_rows_give_the_same_page_however_they_are_cut_into_files(tmp_path: Path):
    one, three = (strike_output().write(tmp_path / str(files), files) for files in (1, 3))
    assert page_bytes(str(one), Bounds()) == page_bytes(str(three), Bounds())


def test_superseded_and_replaced_rows_are_not_shown(tmp_path: Path):
    made = strike_output()
    [strike, flood, _] = made.rows["events"]
    made.rows["events"].append(strike | {"revision": 2, "title": "Crews walked out"})
    flood["superseded_by"] = strike["event_id"]
    core = unpacked(made_page(made, tmp_path), "core")
    assert core["events"]["title"] == ["Crews walked out", "The union said"]
    assert core["totals"]["events"] == 2


def test_an_output_without_events_makes_a_page(tmp_path: Path):
    page = made_page(MadeOutput(), tmp_path)
    assert "0 reports, folded into 0 events" in page.decode()
    assert "No events were found." in page.decode()


def test_hostile_words_are_text_in_the_document(tmp_path: Path):
    page = made_page(hostile_output(), tmp_path)
    assert SCRIPT.encode() not in page
    tree = html.document_fromstring(page.decode())
    assert tree.xpath("string(//a[@class='story'])") == TITLE
    assert not tree.xpath("//img | //svg | //iframe | //*[@onerror or @onload or @onclick]")


def test_the_policy_allows_the_scripts_of_the_page_alone(tmp_path: Path):
    page = made_page(strike_output(), tmp_path).decode()
    tree = html.document_fromstring(page)
    [policy] = tree.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    scripts = re.findall(r"<script>(.*?)</script>", page, re.DOTALL)
    [style] = re.findall(r"<style>(.*?)</style>", page, re.DOTALL)
    digests = [f"'sha256-{base64.b64encode(hashlib.sha256(code.encode()).digest()).decode()}'" for code in scripts]
    assert f"script-src {' '.join(digests)};" in policy
    assert base64.b64encode(hashlib.sha256(style.encode()).digest()).decode() in policy
    assert policy.startswith("default-src 'none';")
    assert not any(word in policy for word in ("unsafe", "http", "data:", "*"))


def test_the_page_names_no_other_file(tmp_path: Path):
    tree = html.document_fromstring(made_page(strike_output(), tmp_path).decode())
    assert not tree.xpath("//@src | //link")
    assert all(address.startswith("#") for address in tree.xpath("//@href"))


def test_days_are_told_as_a_reader_does():
    assert _day(date(2031, 3, 3), date(2031, 3, 3)) == "3 March 2031"
    assert _day(date(2031, 2, 1), date(2031, 2, 28)) == "February 2031"
    assert _day(date(2031, 1, 1), date(2031, 12, 31)) == "2031"
    assert _day(date(2031, 1, 1), date(2031, 2, 28)) == "1 January 2031 – 28 February 2031"


def test_the_command_writes_the_page_into_the_output_or_where_it_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    output = strike_output().write(tmp_path / "output")
    assert main([str(output)]) == 0
    assert main([str(output), "--to", str(tmp_path / "page.html")]) == 0
    assert capsys.readouterr().out.split() == [str(output / "report.html"), str(tmp_path / "page.html")]
    assert (output / "report.html").read_bytes() == (tmp_path / "page.html").read_bytes()
    assert not list(output.glob(".report*"))


@pytest.mark.parametrize("value", ["0", "x", "-3", "100001", ""])
def test_a_bad_number_of_events_is_refused_with_what_is_allowed(value: str, capsys: pytest.CaptureFixture[str]):
    with pytest.raises(SystemExit) as stopped:
        main(["output", "--events", value])
    assert stopped.value.code == 2
    assert "a whole number from 1 to 100000 is needed" in capsys.readouterr().err


def _no_folder(output: Path) -> None:
    (output / "manifest.json").unlink()


def _no_manifest(output: Path) -> None:
    (output / "manifest.json").write_text('{"of": "another program"}')


def _no_file(output: Path) -> None:
    next((output / "claims").rglob("*.parquet")).unlink()


def _no_parquet(output: Path) -> None:
    next((output / "articles").rglob("*.parquet")).write_bytes(b"PAR1 not really")


@pytest.mark.parametrize(
    ("damage", "told"),
    [
        (_no_folder, "has no manifest.json that can be read"),
        (_no_manifest, "this is not a manifest of Newsfold"),
        (_no_file, "claims/part=0/part-00000.parquet cannot be read"),
        (_no_parquet, "articles/part=0/part-00000.parquet cannot be read"),
    ],
)
def test_a_damaged_output_makes_no_page_and_says_why(
    damage: Any, told: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    output = strike_output().write(tmp_path)
    damage(output)
    assert main([str(output)]) == 2
    assert told in capsys.readouterr().err
    assert not (output / "report.html").exists()
    assert page_of_run(str(output)) is None
    assert "the datasets are written, but no page about them" in capsys.readouterr().err


def test_a_mention_of_a_missing_article_is_an_error(tmp_path: Path):
    made = strike_output()
    del made.rows["articles"][0]
    with pytest.raises(ReportError, match="article a0 is named but not there"):
        made_page(made, tmp_path)


def test_a_page_that_cannot_be_written_is_an_error(tmp_path: Path):
    output = strike_output().write(tmp_path)
    with pytest.raises(ReportError, match=r"Cannot write .*nowhere.*No such file or directory"):
        write_page(str(output), str(tmp_path / "nowhere" / "page.html"))


@pytest.fixture
def objects() -> Iterator[dict[str, bytes]]:
    MemoryFileSystem.objects.clear()
    yield MemoryFileSystem.objects
    MemoryFileSystem.objects.clear()


def test_datasets_on_an_object_store_make_the_same_page(tmp_path: Path, objects: dict[str, bytes]):
    output = strike_output().write(tmp_path)
    for path in output.rglob("*"):
        if path.is_file():
            objects[f"memory://store/news/{path.relative_to(output)}"] = path.read_bytes()
    assert write_page("memory://store/news") == "memory://store/news/report.html"
    assert objects["memory://store/news/report.html"] == page_bytes(str(output), Bounds())


def test_a_run_makes_the_page_and_names_it(sample_run: tuple[Path, subprocess.CompletedProcess[str]]):
    output, done = sample_run
    assert f"Page, for any browser: {output / 'report.html'}" in done.stdout
    assert (output / "report.html").read_bytes() == page_bytes(str(output), Bounds())
