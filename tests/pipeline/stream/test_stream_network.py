"""In whatever order articles come and keys fold, the stream ends in the rows of the batch."""

from __future__ import annotations

import random

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.records import ResolvedArticle
from pipeline.stream.steps import ROW_STEPS, steps
from tests.pipeline.stream.made_reports import again, batch, in_order, report, reports
from tests.pipeline.stream.simulated import Network

ARRIVALS = st.permutations(range(8)).flatmap(
    lambda order: st.lists(st.sampled_from(order), max_size=3).map(lambda repeats: [*order, *repeats])
)
MOMENTS = st.lists(st.tuples(st.integers(0, 400), st.sampled_from((0.0, 0.3, 1.0))), min_size=11, max_size=11)


def streamed(arrivals: list[ResolvedArticle], moments: list[tuple[int, float]], seed: int = 0) -> Network:
    network = Network(random.Random(seed))
    for resolved, (delivered, share) in zip(arrivals, moments, strict=False):
        network.arrive(resolved.article, resolved)
        network.deliver(delivered)
        network.fold(share)
    network.drain()
    return network


def assert_equal(network: Network, arrivals: list[ResolvedArticle]) -> None:
    expected = batch(arrivals)
    for dataset, records in expected.items():
        assert in_order(network.latest(dataset)) == in_order(records), dataset


def test_the_made_reports_have_something_of_every_kind():
    rows = batch([*reports(), again(reports()[0], "other.jsonl")])
    assert len(rows["events"]) == 3
    assert any(claim.disputed_by for claim in rows["claims"])
    assert len({article.syndication_id for article in rows["articles"]}) == 6
    assert len(rows["rejects"]) == 1


@settings(max_examples=6, suppress_health_check=[HealthCheck.too_slow])
@given(ARRIVALS, MOMENTS, st.integers(0, 99))
def test_any_order_of_arrivals_bundles_and_folds_ends_in_the_rows_of_the_batch(order, moments, seed):
    arrivals = [reports()[number] for number in order]
    assert_equal(streamed(arrivals, moments, seed), arrivals)


def test_the_same_article_from_two_sources_counts_once_and_the_other_is_a_reject():
    first, *others = reports()
    for sources in (("a.jsonl", "b.jsonl"), ("b.jsonl", "a.jsonl")):
        arrivals = [again(first, sources[0]), *others, again(first, sources[1])]
        network = streamed(arrivals, [(200, 1.0)] * 9)
        assert_equal(network, arrivals)
        assert [reject.source_uri for reject in network.latest("rejects")] == ["b.jsonl"]


def test_an_event_that_another_takes_in_says_so_and_revisions_only_grow():
    later, earlier = report(5, 0), report(1, 0)
    network = Network(random.Random(0))
    for resolved in (later, earlier):
        network.arrive(resolved.article, resolved)
        network.drain()
    events = [(key, row) for key, row in network.rows if row.dataset == "events"]
    superseding = batch([later, earlier])["events"][0].event_id
    assert [(row.revision, row.superseded_by) for key, row in events if key != superseding] == [
        (0, None),
        (1, superseding),
    ]
    for key in {key for key, _ in network.rows}:
        for dataset in ROW_STEPS.values():
            revisions = [row.revision for other, row in network.rows if (other, row.dataset) == (key, dataset)]
            assert revisions == list(range(len(revisions)))


def test_only_keys_that_a_new_article_touches_fold_again():
    network = Network(random.Random(0))
    for resolved in reports()[:4]:
        network.arrive(resolved.article, resolved)
    network.drain()
    before = network.folds
    network.arrive(reports()[0].article, reports()[0])
    network.drain()
    assert network.folds == before
    unlike = report(9, 7)
    network.arrive(unlike.article, unlike)
    network.drain()
    assert network.folds - before < before / 2


def test_steps_tell_only_later_steps_which_exist():
    names = [step.name for step in steps()] + list(ROW_STEPS)
    assert len(set(names)) == len(names)
    for place, step in enumerate(steps()):
        assert set(step.tells) <= set(names[place + 1 :])
