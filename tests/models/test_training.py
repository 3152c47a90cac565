"""Training end to end on a made corpus, with encoders of two architectures; and its parts."""

from __future__ import annotations

import json
import subprocess
import sys
from copy import deepcopy
from dataclasses import replace
from pathlib import Path

import pytest
import torch
from safetensors.torch import load_file
from torch import Tensor
from transformers import AutoModel

from models.batches import pad_windows
from models.corpora import ByCorpus, LabelledDocument, read_ecbplus, read_polnear, whole
from models.extractor import Extractor
from models.training.calibration import fit_platt
from models.training.data import lead, taught_alone
from models.training.distillation import Lesson, Teacher, divergence
from models.training.losses import batch_losses
from models.training.meaning import MeaningTeacher
from models.training.plan import Passes, plan_round
from models.training.targets import Labelled, concatenate, cut, label_document
from models.training.verbs import read_verb_types
from models.weights import WeightsError, load_lexicon, load_model_config, save_model
from models.windows import Window, whole_window
from tests.models.tiny import save_encoder, save_tiny_model, tiny_config, tiny_extractor, tiny_tokenizer

ROOT = Path(__file__).resolve().parents[2]


def spans(text: str, *parts: str) -> list[list[int]]:
    return [[text.index(part), text.index(part) + len(part)] for part in parts]


def write_rows(path: Path, rows: list[dict[str, object]]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")


@pytest.fixture
def data(tmp_path: Path) -> Path:
    folder = tmp_path / "data"
    text = "Ines Falk said that the bridge would reopen. Nobody was hurt."
    attribution = {
        "source": spans(text, "Ines Falk"),
        "cue": spans(text, "said"),
        "content": spans(text, "that the bridge would reopen"),
    }
    news = [{"doc_id": "n", "outlet": "o", "date": "2020-01-01", "text": text, "attributions": [attribution]}]
    event = {"type": "Attack", "trigger": [1, 2], "arguments": [{"role": "Assailant", "span": [0, 1]}]}
    sentences = [{"id": str(i), "tokens": ["Raiders", "attacked", "Tarn", "."], "events": [event]} for i in range(3)]
    topics = [
        {
            "doc_id": f"1_{i}",
            "topic": "1",
            "subtopic": "1a",
            "sentences": {"0": ["Police", "arrested", "Orlo", "."], "2": ["The", "arrest", "came", "late", "."]},
            "mentions": [
                {"kind": "event", "type": "ACT", "sentence": 0, "tokens": [1], "text": "arrested", "chain": "a"},
                {"kind": "event", "type": "ACT", "sentence": 2, "tokens": [1], "text": "arrest", "chain": "a"},
                {"kind": "event", "type": "ACT", "sentence": 2, "tokens": [2], "text": "came", "chain": f"b{i}"},
                {"kind": "entity", "type": "HUM", "sentence": 0, "tokens": [2], "text": "Orlo", "chain": "o"},
            ],
        }
        for i in range(2)
    ]
    story = {"text": "Teachers protest in Orlova. They want pay.", "title": "t", "event": "PROTEST", "mode": ""}
    for split in ("train", "dev"):
        write_rows(folder / "polnear" / f"{split}.jsonl", news)
        write_rows(folder / "geneva" / f"{split}.jsonl", sentences)
        write_rows(folder / "ecbplus" / f"{split}.jsonl", topics)
    write_rows(folder / "plover" / "synthetic_stories.jsonl", [story])
    write_rows(folder / "plover" / "gold_dev.jsonl", [{"id": "g", "text": "Teachers protest.", "event": "PROTEST"}])
    (folder / "plover" / "cameo_verbs.txt").write_text(
        "---  PROTEST   [140]  ---\nPROTEST\n- * PAY  [141]  # PROTEST\n"
    )
    (folder / "plover" / "cameo_to_plover.txt").write_text("140: PROTEST, , # x\n141: PROTEST, , # y\n")
    return folder


def run(*arguments: object, code: int = 0) -> str:
    """What a module of the project says that is run as a command and ends with an exit code."""
    command = [sys.executable, "-m", *map(str, arguments)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == code, done.stderr
    return done.stderr


def train(data: Path, encoder: Path, output: Path, *options: object) -> str:
    """What one round of training says."""
    return run("models.training", data, "--encoder", encoder, "--output", output, "--rounds", 1, *options)


@pytest.mark.parametrize("architecture", ["bert", "distilbert"])
def test_one_command_trains_any_encoder_and_goes_on_where_it_stopped(
    data: Path, tmp_path: Path, architecture: str
) -> None:
    encoder, output = tmp_path / "encoder", tmp_path / "model"
    save_encoder(encoder, architecture)
    train(data, encoder, output)
    assert {"config.json", "tokenizer.json", "model.safetensors", "dev_figures.jsonl"} <= {
        path.name for path in output.iterdir()
    }
    again = train(data, encoder, output, "--rounds", "1", "1")
    assert "cycle 2, round 1" in again
    assert "cycle 1, round" not in again
    assert "cycle 2, mean of its ends: dev mean" in again
    assert len((output / "dev_figures.jsonl").read_text().splitlines()) == 3


def test_a_model_of_some_corpora_teaches_another(data: Path, tmp_path: Path) -> None:
    for architecture in ("bert", "distilbert"):
        save_encoder(tmp_path / architecture, architecture)
    first = train(data, tmp_path / "distilbert", tmp_path / "teacher", "--corpora", "news", "sentences")
    assert "geneva trigger" in first
    assert "ecbplus mentions" not in first
    second = train(data, tmp_path / "bert", tmp_path / "student", "--teacher", tmp_path / "teacher")
    assert "ecbplus mentions" in second
    held = ("--teacher", tmp_path / "teacher", "--hold", tmp_path / "student")
    train(data, tmp_path / "bert", tmp_path / "third", *held)


def test_a_teacher_learns_who_said_what_and_reads_more_news_to_another(data: Path, tmp_path: Path) -> None:
    save_encoder(tmp_path / "bert", "bert")
    said = train(data, tmp_path / "bert", tmp_path / "teacher", "--as_teacher")
    assert "polnear content_chars" in said
    assert "geneva trigger" not in said
    write_rows(tmp_path / "more.jsonl", [{"text": "Ines Falk said that it rained. Nobody was hurt."}] * 40)
    taught = ("--teacher", tmp_path / "teacher")
    for name, options in (("alone", ()), ("more", ("--unlabelled", tmp_path / "more.jsonl"))):
        train(data, tmp_path / "bert", tmp_path / name, *taught, *options)
    alone, more = (load_file(tmp_path / name / "model.safetensors") for name in ("alone", "more"))
    assert not torch.equal(alone["attribution.weight"], more["attribution.weight"])


@pytest.mark.parametrize(("rows", "fault"), [("{}", "more.jsonl:1: a row must have a text"), ("no json", "Expecting")])
def test_news_that_is_no_news_is_refused_at_once(tmp_path: Path, rows: str, fault: str) -> None:
    (tmp_path / "more.jsonl").write_text(rows)
    command = ("none", "--encoder", "none", "--output", tmp_path / "out", "--unlabelled", tmp_path / "more.jsonl")
    said = run("models.training", *command, code=2)
    assert "--unlabelled" in said
    assert fault in said


def test_news_that_nobody_is_to_read_is_refused(tmp_path: Path) -> None:
    write_rows(tmp_path / "more.jsonl", [{"text": "Nobody was hurt."}])
    command = ("none", "--encoder", "none", "--output", tmp_path / "out", "--unlabelled", tmp_path / "more.jsonl")
    assert "--unlabelled: needs a --teacher" in run("models.training", *command, code=2)


def test_a_trained_model_is_where_another_run_starts(data: Path, tmp_path: Path) -> None:
    encoder, first, second = tmp_path / "encoder", tmp_path / "first", tmp_path / "second"
    save_encoder(encoder, "bert")
    train(data, encoder, first)
    said = train(data, encoder, second, "--start", first, "--rate", "0")
    assert "cycle 1, mean of its ends: dev mean" in said
    before, after = (load_file(folder / "model.safetensors") for folder in (first, second))
    of_encoder = [name for name in before if name.startswith("encoder.")]
    assert of_encoder
    assert all(torch.equal(before[name], after[name]) for name in of_encoder)


@pytest.mark.parametrize("architecture", ["bert", "distilbert"])
def test_the_lowest_layers_of_an_encoder_may_stay_as_they_are(data: Path, tmp_path: Path, architecture: str) -> None:
    encoder, output = tmp_path / "encoder", tmp_path / "model"
    save_encoder(encoder, architecture)
    train(data, encoder, output, "--frozen", "1", "--rate", "0.1")
    before = AutoModel.from_pretrained(encoder).half().state_dict()
    after = load_file(output / "model.safetensors")
    assert all(torch.equal(value, after[f"encoder.{name}"]) for name, value in before.items())


def test_more_layers_than_there_are_cannot_stay_as_they_are(data: Path, tmp_path: Path) -> None:
    save_encoder(tmp_path / "encoder", "bert")
    command = (data, "--encoder", tmp_path / "encoder", "--output", tmp_path / "model", "--frozen", "40")
    assert "--frozen: 40: the layers of the encoder are 1" in run("models.training", *command, code=1)


def test_what_is_no_table_of_readings_is_refused_before_anything_is_read(tmp_path: Path) -> None:
    (tmp_path / "readings.tsv").write_text("no table")
    for module, option in (("models.training", "--encoder"), ("models.training.finishing", "--model")):
        arguments = (tmp_path / "none", option, "none", "--output", tmp_path / "out")
        said = run(module, *arguments, "--readings", tmp_path / "readings.tsv", code=2)
        assert "--readings" in said
        assert "must name the columns" in said


def test_a_trained_model_gets_another_judge_from_other_readings_and_keeps_the_rest(data: Path, tmp_path: Path) -> None:
    model, output, readings = save_tiny_model(tmp_path / "model"), tmp_path / "finished", tmp_path / "readings.tsv"
    columns = "document\tstart\tend\tkind\tmodality\tevent_type"
    readings.write_text(f"{columns}\nn\t10\t14\tutterance\tasserted\tOTHER\nn\t35\t41\thappening\tplanned\tCONCEDE\n")
    run("models.training.finishing", data, "--model", model, "--output", output, "--readings", readings)
    before, after = (load_file(folder / "model.safetensors") for folder in (model, output))
    moved = {name for name in before if not torch.equal(before[name], after[name])}
    assert moved
    assert all(name.startswith("judge.") for name in moved)
    assert Extractor.load(output).extract([whole("Ines Falk said that the bridge would reopen.")])


def test_words_are_counted_for_a_trained_model_that_keeps_its_network(data: Path, tmp_path: Path) -> None:
    model, output = save_tiny_model(tmp_path / "model"), tmp_path / "finished"
    run("models.training.finishing", data, "--model", model, "--output", output, "--keep_judge")
    before, after = (folder / "model.safetensors" for folder in (model, output))
    assert before.read_bytes() == after.read_bytes()
    assert load_lexicon(output, load_model_config(output)).frames
    assert Extractor.load(output).extract([whole("Ines Falk said that the bridge would reopen.")])


def test_divergence_from_a_teacher_is_none_where_both_agree_and_counts_only_what_is_asked() -> None:
    teacher = torch.tensor([[2.0, 0.0, -1.0], [0.0, 0.0, 3.0]])
    student = torch.tensor([[2.0, 0.0, -1.0], [3.0, 0.0, 0.0]])
    assert divergence(student, teacher, torch.tensor([True, False])).item() == pytest.approx(0, abs=1e-6)
    assert divergence(student, teacher, torch.tensor([False, True])).item() > 1


def test_a_teacher_reads_the_same_words_however_they_are_cut(data: Path) -> None:
    extractor = tiny_extractor()
    teacher = Teacher(extractor._network, extractor.config, tiny_tokenizer())
    [document] = read_polnear(data / "polnear" / "train.jsonl")
    labelled = label_document(document, tiny_tokenizer(), extractor.config, {})
    assert teacher.teach([labelled]) is None
    part = cut(teacher.prepare(labelled, document), Window(2, 6, 2, 6))
    assert part.teacher_words is not None
    assert part.teacher_words.token_ids.tolist() == part.words.token_ids.tolist()
    lesson = teacher.teach([part, concatenate([part, part])])
    assert lesson is not None
    assert lesson.attributions().shape == (2, 8, 9)


def test_who_has_learnt_from_no_news_teaches_nobody(tmp_path: Path) -> None:
    extractor = tiny_extractor()
    save_model(tmp_path, replace(extractor.config, corpora=("sentences",)), tiny_tokenizer(), extractor._network)
    with pytest.raises(WeightsError, match="has not learnt from news"):
        Teacher.load(tmp_path)


def test_of_unlabelled_news_only_what_the_teacher_makes_of_it_is_learnt() -> None:
    extractor = tiny_extractor()
    teacher = Teacher(deepcopy(extractor._network), extractor.config, tiny_tokenizer())
    document = LabelledDocument("u", whole("Ines Falk said that the bridge would reopen. Nobody was hurt."))
    [labelled] = taught_alone([document], tiny_tokenizer(), extractor.config, teacher)
    lesson = teacher.teach([labelled])
    assert lesson is not None
    assert lesson.cues([len(labelled.words)])
    assert lesson.cues([0]) == []
    losses = losses_of(extractor, labelled, lesson)
    assert losses.keys() == {"taught attribution", "taught part"}
    agreed = losses_of(extractor, labelled, lesson, exact=True)
    assert all(loss.item() == pytest.approx(0, abs=1e-3) for loss in agreed.values())


def losses_of(extractor: Extractor, labelled: Labelled, lesson: Lesson, *, exact: bool = False) -> dict[str, Tensor]:
    """The losses of one document; ``exact`` for the network as it serves, without dropout."""
    network = deepcopy(extractor._network).train(not exact)
    batch = pad_windows([(labelled.words, whole_window(labelled.words))], 2, 3, 0, extractor.config.window_tokens)
    encoder = AutoModel.from_config(network.encoder.config)
    return batch_losses(network, batch, [labelled], MeaningTeacher(encoder, tiny_tokenizer()), lesson)


def test_each_round_sees_its_share_of_unlabelled_news() -> None:
    documents = [
        label_document(LabelledDocument(str(n), whole(f"Word {n}.")), tiny_tokenizer(), tiny_config(), {})
        for n in range(8)
    ]
    nothing: ByCorpus[Labelled] = ByCorpus([], [], [], [])
    rounds = [plan_round(nothing, Passes(unlabelled=0.5), 61, seed, documents) for seed in (1, 1, 2)]
    seen = [
        sorted(one.words.ends.tolist() + one.words.token_ids.tolist() for batch in r for one in batch) for r in rounds
    ]
    assert len(seen[0]) == 4
    assert seen[0] == seen[1] != seen[2]


def test_silence_of_a_corpus_is_not_annotation(data: Path) -> None:
    [first, _] = read_ecbplus(data / "ecbplus" / "dev.jsonl")
    assert first.attributions is None
    assert first.document.text == "Police arrested Orlo .\nThe arrest came late ."
    spelled = [first.document.text[m.span.start : m.span.end] for m in first.mentions or ()]
    assert spelled == ["arrested", "arrest", "came", "Orlo"]


def test_the_lead_is_the_first_sentences() -> None:
    story = LabelledDocument("s", whole("One came. Two went. Three stayed."), event_type="AID")
    assert lead(story).document.text == "One came. Two went."
    assert lead(story).event_type == "AID"


def test_verbs_know_the_types_of_their_codes(data: Path) -> None:
    types = read_verb_types(data / "plover" / "cameo_verbs.txt", data / "plover" / "cameo_to_plover.txt")
    assert types["protested"] == types["protest"] == frozenset({"PROTEST"})


def test_platt_scaling_corrects_what_is_too_sure() -> None:
    calibration = fit_platt([(0.9, index % 2 == 0) for index in range(100)] + [(0.1, False)] * 50)
    assert calibration.slope < 1 or calibration.intercept < 0
    assert fit_platt([]).slope == 1.0
