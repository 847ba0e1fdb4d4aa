"""The form of an application and the file accept and refuse exactly the same values."""

from datetime import timedelta

import pytest
from django.http import QueryDict
from hypothesis import given, settings
from hypothesis import strategies as st

from core.errors import RuleBroken
from projects.exchange.readers.candidates import CandidatesReader
from projects.recruitment import operations, queries
from projects.recruitment.forms import CandidateForm
from projects.recruitment.models import Candidate
from projects.recruitment.operations.applying import check_application, refuse_future
from tests.make import recruitment as made
from tests.projects.exchange.test_same_as_the_form import CHANGES, ODD
from tests.projects.exchange.test_same_as_the_form import RIGHT as PARTICIPANT

OF_THE_OFFICE = {"participant_kind", "notice_given_on", "started_on", "declared_on"}
RIGHT = {name: text for name, text in PARTICIPANT.items() if name not in OF_THE_OFFICE}
RIGHT |= {"source": "paper", "applied_on": "20.11.2026", "applied_time": "9:30"}
VALUES = {
    "source": st.sampled_from(["paper", "phone", "web"]),
    "applied_on": st.sampled_from(["20.11.2026", "01.12.2096", "2026-11-01"]),
    "applied_time": st.sampled_from(["9", "9.15", "23:59", "24:00", "10:00:00x"]),
    "k_mieszka-samotnie": st.sampled_from(["yes", "no", "maybe"]),
    "k_dzieci": st.integers(-1, 10_001).map(str),
    "premises": st.sampled_from(["HOMELESS", "NOBODY"]),
}
OWN = st.lists(
    st.sampled_from(sorted(VALUES)).flatmap(
        lambda name: st.tuples(st.just(name), st.one_of(VALUES[name], ODD))
    ),
    max_size=3,
)


@pytest.fixture
def doors(inside_alfa):
    """The form of a round with two questions, and the reader of files for it."""
    opened = made.recruitment(by=inside_alfa)
    children = made.criterion(name="Dzieci", kind="count")
    made.grid(opened, made.criterion(), children, by=inside_alfa)
    criteria = list(queries.criteria_in_force(opened))

    def refusal_of(posted):
        data = QueryDict(mutable=True)
        for name, text in posted.items():
            # Of boxes the page sends only those that are marked.
            if text or name != "premises":
                data[name] = text
        form = CandidateForm(data, recruitment=opened, criteria=criteria)
        if not form.is_valid():
            return form.errors
        told = form.as_arguments()
        try:
            refuse_future(told["applied_at"], at=made.NOW)
            check_application(opened, told["application"], at=made.NOW)
        except RuleBroken as refusal:
            return refusal
        return None

    return refusal_of, CandidatesReader(opened, at=made.NOW)


@settings(max_examples=300, deadline=None)
@given(CHANGES, OWN)
def refused_alike(doors, changes, own):
    refusal_of, reader = doors
    posted = {**RIGHT, **{k: v for k, v in changes if k not in OF_THE_OFFICE}, **dict(own)}
    # The file knows by the other identifier that there is no PESEL; the page asks with a box.
    if not posted["pesel"] and posted.get("other_identifier"):
        posted["no_pesel"] = "on"

    read = reader.read({name: (text, "t") for name, text in posted.items() if text})

    refusal = refusal_of(posted)
    assert bool(read.mistakes) == (refusal is not None), (changes, own, refusal, read.mistakes)


def test_what_the_form_refuses_the_file_refuses_and_nothing_else(doors):
    refused_alike(doors)


def test_what_the_form_enters_the_file_enters(doors, inside_alfa):
    _refusal_of, reader = doors
    row = reader.read({name: (text, "t") for name, text in RIGHT.items()}).entry.entry
    at = made.NOW + timedelta(days=1)
    facts = {"recruitment": reader.recruitment, "at": at, "by": inside_alfa}

    one = operations.add_candidate(
        application=row.application, source=row.source, applied_at=row.applied_at, **facts
    )
    (other,) = operations.add_candidates(entries=[row], **facts)

    names = {field.attname for field in Candidate._meta.concrete_fields}
    both = [
        {name: getattr(each, name) for name in names - {"id", "number", "created_at"}}
        for each in (Candidate.objects.get(pk=one.pk), Candidate.objects.get(pk=other.pk))
    ]
    assert both[0] == both[1]
