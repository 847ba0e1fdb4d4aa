"""A question whose statement is written once answers as the ORM would, for every value and every unit."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.db.models import F
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from core import tenancy
from core.questions import Question
from projects.support.models import Session
from projects.support.queries import served
from tests.make import partners


@pytest.fixture
def workshop(alfa, coordinator):
    return partners.workshop(alfa, coordinator)


def sessions(lines, pk):
    return served.sessions_of(lines).filter(pk=pk)


def test_another_value_gets_another_answer_from_the_same_statement(workshop, coordinator, alfa):
    other = partners.workshop(alfa, coordinator, name="Fundacja Inna")
    written = []
    question = Question(lambda lines, pk: written.append(1) or sessions(lines, pk))

    with tenancy.inside(alfa):
        found = [
            question.first(lines=frozenset({one.partner.pk}), pk=asked.session.pk)
            for one, asked in [(workshop, workshop), (other, other), (other, workshop)]
        ]

    assert found == [workshop.session, other.session, None]
    assert found[0].held_on == workshop.session.held_on
    assert len(written) == 1


def test_more_lines_are_another_statement_and_none_is_no_question(workshop, alfa):
    question = Question(sessions)
    lines = frozenset({workshop.partner.pk, uuid4()})

    with tenancy.inside(alfa):
        assert question.first(lines=lines, pk=workshop.session.pk) == workshop.session
        with CaptureQueriesContext(connection) as asked:
            assert question.first(lines=frozenset(), pk=workshop.session.pk) is None

    assert len(asked) == 0


def test_each_unit_answers_from_its_own_tables(workshop, alfa, beta):
    question = Question(lambda pk: Session.objects.filter(pk=pk))

    with tenancy.inside(alfa):
        assert question.first(pk=workshop.session.pk) == workshop.session
    with tenancy.inside(beta):
        assert question.first(pk=workshop.session.pk) is None


def test_what_was_read_beside_a_record_is_there_without_another_question(workshop, alfa):
    question = Question(
        lambda pk: (
            Session.objects.select_related("service__provider", "group")
            .annotate(title=F("project__title"))
            .filter(pk=pk)
        )
    )

    with tenancy.inside(alfa):
        found = question.first(pk=workshop.session.pk)
        with CaptureQueriesContext(connection) as asked:
            told = found.service.provider, found.group, found.title

    assert told == (workshop.partner, workshop.group, workshop.project.title)
    assert len(asked) == 0


def test_a_moment_and_a_word_go_to_their_places(workshop, alfa):
    question = Question(
        lambda place, at: Session.objects.filter(place=place, changed_at__lt=at).order_by("pk")
    )
    now = timezone.now()

    with tenancy.inside(alfa):
        place = workshop.session.place
        assert question.first(place=place, at=now + timedelta(days=1)) == workshop.session
        assert question.first(place=place, at=now - timedelta(days=1)) is None
        assert question.first(place="%s' or 1=1 --", at=now + timedelta(days=1)) is None


@pytest.mark.parametrize(
    ("rows", "values"),
    [
        (lambda word: Session.objects.filter(place__contains=word), {"word": "Most"}),
        (lambda word: Session.objects.all(), {"word": "Most"}),
        (lambda flag: Session.objects.filter(is_cancelled=flag), {"flag": True}),
        (lambda word: Session.objects.filter(place__in=word), {"word": ["Most"]}),
    ],
    ids=["changed on the way", "left out", "too few to stand in", "no frozenset"],
)
def test_what_would_not_reach_the_statement_as_it_is_is_refused(rows, values, alfa):
    with tenancy.inside(alfa), pytest.raises(TypeError):
        Question(rows).first(**values)
