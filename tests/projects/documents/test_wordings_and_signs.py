"""A tenant's own wordings and rows of signs: versions, refusals, and who may change them."""

import pytest
from django.utils import translation

from core.errors import NotAllowed, StaleEdit
from core.permissions import System
from projects.documents import kinds, operations, queries
from projects.documents.inspection import NotWhatItSays
from projects.documents.models import DocumentTemplate, LogoStrip
from projects.documents.operations import strips, wordings
from tests.make import documents


@pytest.fixture(autouse=True)
def _in_english():
    """Refusals are read here as they are written, not as the catalogue says them."""
    with translation.override("en"):
        yield


CONTRACT = kinds.KINDS["contract"]


def write(by, body, version=0):
    return operations.write_template(kind=CONTRACT, body=body, version=version, by=by)


def test_a_new_wording_is_a_new_version_and_the_former_one_stays(inside_alfa):
    first = write(inside_alfa, "Pierwsza umowa z: {osoba}.")
    second = write(inside_alfa, "Druga umowa z: {osoba}.", version=1)

    assert queries.wording_of(CONTRACT) == "Druga umowa z: {osoba}."
    assert (first.version, second.version) == (1, 2)
    assert DocumentTemplate.objects.get(pk=first.pk).replaced_at


def test_back_at_the_standard_the_next_own_wording_counts_on(inside_alfa):
    write(inside_alfa, "Nasza umowa z: {osoba}.")

    operations.return_to_standard(kind=CONTRACT, version=1, by=inside_alfa)

    assert queries.wording_of(CONTRACT) == CONTRACT.standard_wording
    assert write(inside_alfa, "Inna umowa z: {osoba}.").version == 2


def test_of_two_who_reword_at_once_the_second_is_told(inside_alfa):
    write(inside_alfa, "Nasza umowa.")

    with pytest.raises(StaleEdit):
        write(inside_alfa, "Moja umowa.")


@pytest.mark.parametrize(
    ("body", "refusal", "said"),
    [
        ("raz\n{osba}", wordings.UnknownPlaceholder, "Line 2: .*{osba}.* Perhaps {osoba}?"),
        ("{secret.settings}", wordings.UnknownPlaceholder, "{secret.settings}"),
        ("koszt { brutto", wordings.LonelyBrace, "Line 1: the sign { stands alone"),
        ("a" * 20_001, wordings.WordingTooLong, "20001 signs"),
    ],
)
def test_a_wording_that_cannot_be_filled_is_refused_with_line_and_cure(
    inside_alfa, body, refusal, said
):
    with pytest.raises(refusal, match=said):
        write(inside_alfa, body)


def test_the_wording_in_force_is_not_a_new_version(inside_alfa):
    with pytest.raises(wordings.NothingChanged):
        write(inside_alfa, CONTRACT.standard_wording)


def test_every_standard_wording_names_only_what_is_known():
    for kind in kinds.with_wording():
        wordings.check_wording(kind, kind.standard_wording)

    assert len(kinds.with_wording()) >= 6


def test_a_coordinator_of_one_project_words_nothing_for_the_whole_unit(inside_alfa, zaneta):
    of_one = System("coordinator")
    of_one.grants = [{"role": "coordinator", "project": str(zaneta.project_id)}]

    with pytest.raises(NotAllowed):
        write(of_one, "Moja umowa.")
    with pytest.raises(NotAllowed):
        documents.strip(by=of_one)


def test_a_new_row_of_signs_replaces_the_one_in_force(inside_alfa):
    first = documents.strip(by=inside_alfa)
    second = documents.strip(
        by=inside_alfa, mono=("mono.jpg", documents.picture("JPEG", width=1660, height=150))
    )

    assert queries.strip_in_force("FEP") == second
    assert queries.strip_in_force("RPO_WP") is None
    assert LogoStrip.objects.get(pk=first.pk).replaced_at


@pytest.mark.parametrize(
    ("facts", "refusal", "field"),
    [
        ({"confirmed": False}, strips.NotConfirmed, "confirmed"),
        ({"colour": ("znaki.pdf", documents.pdf())}, strips.NotAPicture, "colour"),
        ({"colour": ("znaki.png", b"<svg/>")}, NotWhatItSays, "colour"),
        (
            {"colour": ("znaki.png", documents.picture(width=600, height=60))},
            strips.StripTooSmall,
            "colour",
        ),
        (
            {"colour": ("znaki.png", documents.picture(width=1000, height=900))},
            strips.NotARow,
            "colour",
        ),
        (
            {"colour": ("znaki.png", documents.picture(width=4001, height=400))},
            strips.StripTooWide,
            "colour",
        ),
        ({"mono": ("mono.png", documents.pdf())}, NotWhatItSays, "mono"),
    ],
)
def test_what_is_no_row_of_signs_is_refused_at_its_field(inside_alfa, facts, refusal, field):
    with pytest.raises(refusal) as refused:
        documents.strip(by=inside_alfa, **facts)

    assert refused.value.field == field
    assert not LogoStrip.objects.exists()
