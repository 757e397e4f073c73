"""A response to one version of a form, checked with that version (SPEC SV1-SV5)."""

from __future__ import annotations

from datetime import datetime

from rahba.entries.kinds.fields import (
    Fields,
    a_code,
    a_mapping,
    an_id,
    list_of,
    moment,
    one_of,
    text,
)
from rahba.entries.kinds.kind import Arrival, Body, Kind, Known, Problem, Shown, Subjects, plain
from rahba.entries.kinds.medium import a_medium
from rahba.forms.check import check_response
from rahba.forms.evaluate import UNKNOWN
from rahba.forms.form import Form

SHORTEST_INTERVIEW_S = 60
SAME_ANSWERS_FROM = 5  # an interview with fewer answers is alike by chance
FIELDS = Fields(
    required={
        "form_id": text(1, 200),
        "form_version": text(1, 200),  # an XLSForm may hold any text there
        "modules": list_of(a_code, 100),
        "answers": a_mapping,
        "started_at": moment,
        "ended_at": moment,
        "outcome": one_of(frozenset({"completed", "refused", "stopped"})),
    },
    optional={
        "trader_id": an_id,
        "stall_id": an_id,
        "status": a_mapping,
        "photo": a_medium,  # whose digest is the answer
    },
)


def check(body: Body, known: Known) -> list[Problem]:
    problems = FIELDS.problems(body)
    if problems:
        return problems
    form = known.forms.get((body["form_id"], body["form_version"]))
    if form is None:
        return [Problem("form_version", "unknown_form")]
    # The day of the interview is "today" for the form's own rules, whenever it arrives.
    today = body["started_at"][:10]
    found = [
        Problem(found.path, found.code, "error" if found.severity == "error" else "warning")
        for found in check_response(form, dict(body), today)
    ]
    return found + _photo_problems(body, form)


def _photo_problems(body: Body, form: Form) -> list[Problem]:
    """What is answered with a photo must say which: its bytes are asked for by that (SPEC ME1)."""
    named = (body.get("photo") or {}).get("sha256")
    answers = (body["answers"].get(path) for path in form.photo_paths())
    unnamed = [answer for answer in answers if answer is not None and answer != named]
    return [Problem("photo", "constraint" if named else "required")] if unnamed else []


def subjects(body: Body) -> Subjects:
    return Subjects(trader_id=body.get("trader_id"), stall_id=body.get("stall_id"))


def coachs(body: Body) -> frozenset[str]:
    """Answers that a coach set to unknown; the body may be unchecked."""
    status = body.get("status")
    if not isinstance(status, dict):
        return frozenset()
    return frozenset(path for path, said in status.items() if said == UNKNOWN)


def flags(arrival: Arrival, known: Known) -> list[str]:
    body = arrival.body
    found = [
        "hidden_answer" if w.code == "hidden_answer" else "soft_warning" for w in arrival.warnings
    ]
    completed = body["outcome"] == "completed"
    seconds = (_moment(body["ended_at"]) - _moment(body["started_at"])).total_seconds()
    if completed and seconds < SHORTEST_INTERVIEW_S:
        found.append("too_short")
    if known.current_versions.get(body["form_id"]) != body["form_version"]:
        found.append("form_retired")
    found += _compared_with_the_day(arrival, known) if completed else []
    return sorted(set(found))


def _compared_with_the_day(arrival: Arrival, known: Known) -> list[str]:
    body, found = arrival.body, []
    for other in known.same_day.get(("survey", arrival.souk_date), ()):
        if other.entry_id == arrival.entry_id or other.body["form_id"] != body["form_id"]:
            continue
        if other.author_id != arrival.author_id:
            if other.trader_id is not None and other.trader_id == body.get("trader_id"):
                found.append("same_subject_other_author")
        elif len(body["answers"]) >= SAME_ANSWERS_FROM and other.body["answers"] == body["answers"]:
            found.append("identical_answers")
    return found


def _moment(value: str) -> datetime:
    return datetime.fromisoformat(value)


SURVEY = Kind(
    name="survey",
    check=check,
    subjects=subjects,
    flags=flags,
    needs=frozenset({"forms", "same_day"}),
    consent="survey",
    names_traders=("trader_id",),
    media=("photo",),
    coachs=coachs,
    on_roster=True,
    shows={
        # Sensitive answers leave only where nothing tells whose they are (SPEC FE5).
        "pseudonymous": (
            *plain("form_id", "form_version", "modules", "outcome", "status"),
            Shown("section", "stall_id", "section"),
            Shown("answers", "answers", "answers"),
        ),
        "pii": (
            *plain("form_id", "form_version", "modules", "outcome", "trader_id", "stall_id"),
            Shown("answers", "answers", "answers_without_sensitive"),
            Shown("status", "status", "answers_without_sensitive"),
            Shown("photo_sha256", "photo", "medium_digest"),
            Shown("photo_url", "photo", "medium_address"),
        ),
    },
)
