"""A candidate of one round: identity, answers, papers, points and what was decided."""

from uuid import UUID

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.ids import new_id
from core.ledger.models import Member
from core.rows import Row
from core.sealed import SealedField
from projects.participants.models import Participation
from projects.participants.vocabulary import Sex
from projects.recruitment import vocabulary as words
from projects.recruitment.models.grid import Criterion
from projects.recruitment.models.round import Notice, Recruitment, RequiredDocument


def listed_name(family_name: str, given_name: str, number: int) -> str:
    """As a candidate stands in lists: by the number, where there is no name any more."""
    return f"{family_name} {given_name}".strip() or f"{number}"


def takes_part(participation: UUID | None, took_part: bool) -> bool:
    """Whether a candidate takes part, or took part and the records were removed since."""
    return participation is not None or took_part


class CandidateQuerySet(models.QuerySet["Candidate"]):
    def ranked(self) -> "CandidateQuerySet":
        """As rules.ranking does: priority, points, time of applying, number; unscored last."""
        unscored_last = models.F("points").desc(nulls_last=True)
        return self.order_by("-has_priority", unscored_last, "applied_at", "number")

    def alphabetical(self) -> "CandidateQuerySet":
        return self.order_by("sort_key", "number")


class Candidate(Row):
    """Who applied, sealed as a participant is; a person of the register only when promoted.

    What the paper form asks is sealed whole, in the shape in which the register takes a person
    and a state, so that promotion loses nothing; columns hold what is searched and compared.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    recruitment = models.ForeignKey(
        Recruitment, on_delete=models.PROTECT, related_name="candidates"
    )
    number = models.PositiveIntegerField(_("number"))
    given_name = models.CharField(_("first name"), max_length=80, blank=True)
    family_name = models.CharField(_("last name"), max_length=80, blank=True)
    sort_key = models.CharField(max_length=400, db_index=True, editable=False, blank=True)
    search_key = models.CharField(max_length=200, editable=False, blank=True)
    born_on = models.DateField(_("date of birth"), null=True)
    sex = models.CharField(_("sex"), max_length=1, choices=Sex.choices, blank=True)
    pesel = SealedField(_("PESEL"))
    # Not unique: whoever applies twice is told nothing, and the team decides which one holds.
    pesel_index = models.BinaryField(null=True, editable=False, db_index=True)
    gmina = models.CharField(_("gmina"), max_length=7, blank=True)
    particulars = SealedField(_("identity, contact and address"))
    state = SealedField(_("situation"))
    answers = SealedField(_("answers"))
    source = models.CharField(_("how they applied"), max_length=5, choices=words.Source.choices)
    applied_at = models.DateTimeField(_("applied at"))
    notice = models.ForeignKey(Notice, on_delete=models.PROTECT, null=True, related_name="+")
    notice_given_at = models.DateTimeField(null=True)
    points = models.DecimalField(_("points"), max_digits=7, decimal_places=2, null=True)
    has_priority = models.BooleanField(_("priority"), default=False)
    # Names of criteria whose points wait until somebody has seen the proof.
    unproven = ArrayField(models.CharField(max_length=200), default=list)
    scored_at = models.DateTimeField(null=True)
    standing = models.CharField(
        _("decision"), max_length=9, choices=words.Standing.choices, default=words.Standing.APPLIED
    )
    decided_on = models.DateField(_("decided on"), null=True)
    participation = models.OneToOneField(
        Participation, on_delete=models.PROTECT, null=True, related_name="candidate"
    )
    # Became a participant, whose records were removed since.
    took_part = models.BooleanField(default=False, db_default=False)
    # The last day for which the data are kept; empty while nobody can say.
    delete_after = models.DateField(_("kept until"), null=True)
    erased_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = CandidateQuerySet.as_manager()

    class Meta:
        db_table = "candidate"
        indexes = [models.Index(name="candidate_by_name", fields=["recruitment", "search_key"])]
        constraints = [
            models.UniqueConstraint(
                name="one_number_in_a_recruitment", fields=["recruitment", "number"]
            ),
            models.CheckConstraint(
                name="only_the_accepted_are_promoted",
                condition=Q(participation=None) | Q(standing=words.Standing.ACCEPTED),
            ),
        ]

    class Privacy:
        personal = (
            "given_name",
            "family_name",
            "sort_key",
            "search_key",
            "born_on",
            "sex",
            "gmina",
            "particulars",
            "standing",
            "decided_on",
            "participation",
            "took_part",
        )
        sensitive = (
            "pesel",
            "pesel_index",
            "state",
            "answers",
            "points",
            "has_priority",
            "unproven",
        )
        plain = (
            "id",
            "recruitment",
            "number",
            "source",
            "applied_at",
            "notice",
            "notice_given_at",
            "scored_at",
            "delete_after",
            "erased_at",
            "version",
            "created_at",
        )

    def __str__(self) -> str:
        return listed_name(self.family_name, self.given_name, self.number)

    @property
    def is_participant(self) -> bool:
        return takes_part(self.participation_id, self.took_part)


class CandidateDocument(Row):
    """A paper of the checklist that came in; no row means that it is missing."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    candidate = models.ForeignKey(Candidate, on_delete=models.CASCADE, related_name="documents")
    document = models.ForeignKey(RequiredDocument, on_delete=models.PROTECT, related_name="marks")
    state = models.CharField(max_length=8, choices=words.DocumentState.choices)
    marked_on = models.DateField()
    marked_by = models.ForeignKey(Member, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        db_table = "candidate_document"
        constraints = [
            models.UniqueConstraint(
                name="a_document_is_marked_once", fields=["candidate", "document"]
            )
        ]

    class Privacy:
        personal = ("candidate",)
        plain = ("id", "document", "state", "marked_on", "marked_by")

    def __str__(self) -> str:
        return f"{self.document_id} {self.state}"


class Score(Row):
    """What a person confirmed of one criterion: the answer, the points, whether the proof was seen."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    candidate = models.ForeignKey(Candidate, on_delete=models.CASCADE, related_name="scores")
    criterion = models.ForeignKey(Criterion, on_delete=models.PROTECT, related_name="scores")
    value = SealedField(_("answer"))
    points = models.DecimalField(max_digits=6, decimal_places=2)
    proof_seen = models.BooleanField(default=False)
    decided_by = models.ForeignKey(Member, on_delete=models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField()

    class Meta:
        db_table = "candidate_score"
        constraints = [
            models.UniqueConstraint(
                name="one_score_of_a_criterion", fields=["candidate", "criterion"]
            )
        ]

    class Privacy:
        personal = ("candidate",)
        sensitive = ("value", "points")
        plain = ("id", "criterion", "proof_seen", "decided_by", "decided_at")

    def __str__(self) -> str:
        return f"{self.criterion_id}"


class Decision(Row):
    """A decision as it was made, and whether it was taken back; the latest that stands holds."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    candidate = models.ForeignKey(Candidate, on_delete=models.CASCADE, related_name="decisions")
    standing = models.CharField(max_length=9, choices=words.Standing.choices)
    # Somebody's own words, or the code of a Ground.
    reason = SealedField(_("reason"))
    decided_on = models.DateField()
    decided_at = models.DateTimeField(auto_now_add=True)
    decided_by = models.ForeignKey(Member, on_delete=models.PROTECT, null=True, related_name="+")
    undone_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "candidate_decision"
        ordering = ("-decided_at", "-id")

    class Privacy:
        personal = ("candidate", "standing", "reason")
        plain = ("id", "decided_on", "decided_at", "decided_by", "undone_at")

    @property
    def told(self) -> str:
        """The reason in the language of this moment: of the page, or of the letter."""
        reason = self.reason or ""
        return str(words.Ground(reason).label) if reason in words.Ground.values else reason

    def __str__(self) -> str:
        return f"{self.get_standing_display()} {self.decided_on:%Y-%m-%d}"
