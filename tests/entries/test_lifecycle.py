"""The states of an entry, walked at random (SPEC ST1-ST4, I8, FE1)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rahba.entries import lifecycle
from rahba.entries.lifecycle import NotAllowed, Standing

COACH, POLICY = "person:coach", "policy:clean_presence"
AUTHOR = ("revise", "cancel")
DECISIONS = ("approve", "return", "reject", "reopen", "accept_proposed", "refuse_proposed")
ALLOWED = {
    "received": {"received", "returned", "approved", "rejected", "cancelled"},
    "returned": {"returned", "received", "cancelled"},
    "approved": {"approved", "received", "cancelled"},
    "rejected": {"rejected", "received", "approved", "cancelled"},
    "cancelled": {"cancelled"},
}

steps = st.lists(st.tuples(st.sampled_from(AUTHOR + DECISIONS), st.sampled_from([COACH, POLICY])))


def take(standing: Standing, step: str, actor: str) -> Standing:
    if step in AUTHOR:
        return lifecycle.after_author(standing, step, standing.rev + 1)
    return lifecycle.after_decision(standing, step, actor, "revise")


@given(steps)
def test_ST1_no_walk_leaves_the_allowed_ways(walk: list[tuple[str, str]]) -> None:
    standing = lifecycle.first(1)
    for step, actor in walk:
        try:
            after = take(standing, step, actor)
        except NotAllowed:
            continue
        assert after.state in ALLOWED[standing.state]
        if step in DECISIONS:
            assert after.rev == standing.rev, "ST2: a review never changes rev"
        standing = after


@given(steps)
def test_I8_what_is_approved_changes_only_by_a_decision_or_goes_out(
    walk: list[tuple[str, str]],
) -> None:
    standing = lifecycle.first(1)
    for step, actor in walk:
        try:
            after = take(standing, step, actor)
        except NotAllowed:
            continue
        if step in AUTHOR:
            assert after.published_rev in (None, standing.published_rev)
        assert (after.published_rev is None) == (after.state != "approved")
        standing = after


@given(steps)
def test_FE1_a_reader_of_the_rows_holds_exactly_what_is_published(
    walk: list[tuple[str, str]],
) -> None:
    standing, held = lifecycle.first(1), None
    for step, actor in walk:
        try:
            after = take(standing, step, actor)
        except NotAllowed:
            continue
        row = lifecycle.feed_row(standing, after)
        if row in ("approved", "corrected"):
            assert (held is None) == (row == "approved")
            held = after.published_rev
        elif row is not None:
            held = None
        assert held == after.published_rev
        standing = after


@pytest.mark.parametrize(("actor", "state"), [(POLICY, "received"), (COACH, "approved")])
def test_ST4_an_authors_change_reopens_what_a_policy_approved_and_not_what_a_person_did(
    actor: str, state: str
) -> None:
    approved = lifecycle.after_decision(lifecycle.first(1), "approve", actor, "")
    assert lifecycle.after_author(approved, "revise", 2).state == state


def test_the_sample_is_one_in_ten_and_the_same_for_everybody() -> None:
    ids = [f"00000000-0000-4000-8000-{number:012d}" for number in range(5_000)]
    chosen = [id_ for id_ in ids if lifecycle.in_sample(id_)]
    assert 400 < len(chosen) < 600
    assert chosen == [id_ for id_ in ids if lifecycle.in_sample(id_)]


@pytest.mark.parametrize(
    ("standing", "flags", "step"),
    [
        (Standing("received", 1), (), lifecycle.CLEAN),
        (Standing("received", 1), ("provisional_trader",), lifecycle.CLEAN),
        (Standing("received", 1), ("late",), lifecycle.FLAGGED),
        (Standing("approved", 2, approved_rev=1, proposed_rev=2), (), lifecycle.FLAGGED),
        (Standing("approved", 1, approved_rev=1), ("late",), None),
        (Standing("returned", 1), (), None),
    ],
)
def test_the_coach_meets_flagged_and_proposed_first_and_what_is_decided_nowhere(
    standing: Standing, flags: tuple[str, ...], step: int | None
) -> None:
    outside_sample = next(id_ for n in range(99) if not lifecycle.in_sample(id_ := f"entry {n}"))
    assert lifecycle.queue_step(standing, flags, outside_sample) == step
