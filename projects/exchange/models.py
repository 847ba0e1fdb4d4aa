"""A file that somebody sent, its rows, and what became of each. All that a file said is sealed."""

from functools import cached_property
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from core.ids import new_id
from core.ledger.models import Member
from core.rows import Row
from core.sealed import SealedField
from projects.agreements.models import Project
from projects.exchange.vocabulary import Differing, Standing, Step
from projects.recruitment.models import Recruitment


class EarlierProject(models.Model):
    """A project led before in a spreadsheet: one workbook, of which each sheet is an import.

    The parts go in by their order; how far the whole is stands in them.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="earlier")
    # Until it is divided: being read, not readable, sheets to be named; then ready, or dropped.
    step = models.CharField(max_length=8, choices=Step.choices, default=Step.READING)
    file_name = SealedField(_("name of the file"))
    digest = models.BinaryField()
    # JSON [{"place", "name", "kind", "template"}] of its sheets; one may be named after a person.
    sheets = SealedField()
    # As of an import.
    refusal = SealedField()
    made_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        db_table = "earlier_project"
        ordering = ("-made_at", "-id")

    class Privacy:
        personal = ("file_name", "sheets", "refusal")
        plain = ("id", "project", "step", "digest", "made_by", "made_at")

    def __str__(self) -> str:
        return f"{self.project} {self.made_at:%Y-%m-%d %H:%M}"


class EarlierFile(models.Model):
    """The workbook as it came, sealed, for as long as a part can need it.

    That is until two weeks after it was sent, or after the last of its parts was entered; or until
    somebody drops what is not entered.
    """

    of = models.OneToOneField(
        EarlierProject, on_delete=models.CASCADE, primary_key=True, related_name="file"
    )
    content = models.BinaryField()

    class Meta:
        db_table = "earlier_file"

    class Privacy:
        sensitive = ("content",)
        plain = ("of",)

    def __str__(self) -> str:
        return str(self.of_id)


class Import(models.Model):
    """One file on its way into one project.

    How far it is stands in the rows, so that a worker that dies leaves nothing untold.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="imports")
    kind = models.CharField(max_length=16)
    # Where it is a sheet of a whole: which whole, and in which order the sheets go in.
    earlier = models.ForeignKey(
        EarlierProject, on_delete=models.CASCADE, null=True, related_name="parts"
    )
    place = models.PositiveSmallIntegerField(null=True)
    # Where the rows are candidates, the round for which they applied.
    recruitment = models.ForeignKey(
        Recruitment, on_delete=models.CASCADE, null=True, related_name="imports"
    )
    step = models.CharField(max_length=8, choices=Step.choices, default=Step.READING)
    # A file is often named after a person.
    file_name = SealedField(_("name of the file"))
    form = models.CharField(max_length=4, blank=True)
    digest = models.BinaryField()
    # What a workbook of ours says of itself (`fingerprints`); empty for files of others.
    template = models.CharField(max_length=120, blank=True)
    # The list of another system that it was recognised as (`participants.known_lists`).
    known_list = models.CharField(max_length=16, blank=True)
    # [{"name", "rows", "columns", "hidden"}]; a sheet may be named after a person, so sealed.
    sheets = SealedField()
    # Which sheet, which of its rows names the columns, and by field what answers it: {"column": its
    # place}, {"value": one answer for all}, or {"by": another field, "values": {group: answer}}.
    sheet = models.PositiveSmallIntegerField(null=True)
    head = models.PositiveIntegerField(null=True)
    columns = models.JSONField(default=dict)
    # JSON {folded title: what it was named}, for the next file; where a list has no headings, people
    # stand there.
    titles = SealedField()
    # JSON {field: {folded words: [the words, code of the choice they mean, when that was said, whether an
    # earlier file had it so]}}, for this file and the next (`meanings.said`).
    meanings = SealedField()
    # JSON [field, what rows said there and beside, what is right, after which row]: an answer that a
    # worker gives to very many rows (`many_rows`).
    answering = SealedField()
    differing = models.CharField(max_length=4, choices=Differing.choices, default=Differing.OURS)
    # Whoever had it entered knew that closed reports will differ because of the rows that say so.
    difference_is_known = models.BooleanField(default=False)
    # JSON {"reason", "where"} of `sheets.reading.Refused`; a sheet's name may stand there.
    refusal = SealedField()
    made_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    # Who goes on with it since whoever sent it may not: with whom they see it is compared.
    read_for = models.ForeignKey(Member, on_delete=models.PROTECT, null=True, related_name="+")
    applied_by = models.ForeignKey(Member, on_delete=models.PROTECT, null=True, related_name="+")
    # When rows were asked to be entered first, and last: some may wait for an answer (`keeping`).
    applied_at = models.DateTimeField(null=True)
    last_applied_at = models.DateTimeField(null=True)
    undone_by = models.ForeignKey(Member, on_delete=models.PROTECT, null=True, related_name="+")
    undone_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "import"
        ordering = ("-made_at", "-id")
        indexes = [models.Index(name="import_moving", fields=["step", "made_at"])]

    class Privacy:
        personal = ("file_name", "sheets", "titles", "meanings", "answering", "refusal")
        plain = (
            "id",
            "project",
            "kind",
            "earlier",
            "place",
            "recruitment",
            "step",
            "form",
            "digest",
            "template",
            "known_list",
            "sheet",
            "head",
            "columns",
            "differing",
            "difference_is_known",
            "made_by",
            "made_at",
            "read_for",
            "applied_by",
            "applied_at",
            "last_applied_at",
            "undone_by",
            "undone_at",
        )

    def __str__(self) -> str:
        return f"{self.project} {self.made_at:%Y-%m-%d %H:%M}"

    @property
    def in_name_of(self) -> Member:
        """With whom they see the file is compared."""
        return self.read_for or self.made_by

    @cached_property
    def readers(self) -> dict[Any, Any]:
        """What reads its rows, by day and language, for as long as this object is in hand; and who came
        while they go in (`newcomers`)."""
        return {}


class ImportFile(models.Model):
    """The file as it came, sealed, for as long as it can be needed."""

    of = models.OneToOneField(
        Import, on_delete=models.CASCADE, primary_key=True, related_name="file"
    )
    content = models.BinaryField()

    class Meta:
        db_table = "import_file"

    class Privacy:
        sensitive = ("content",)
        plain = ("of",)

    def __str__(self) -> str:
        return str(self.of_id)


class ImportRow(Row):
    """One row of the file: what it said, what was mended since, and what became of it."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    # The first column of every other index, so that it needs none of its own.
    of = models.ForeignKey(Import, on_delete=models.CASCADE, related_name="rows", db_index=False)
    sheet = models.PositiveSmallIntegerField()
    number = models.PositiveIntegerField()
    # JSON [kinds, [cells]] as `sheets.reading` tells them.
    cells = SealedField()
    # JSON {field: what was typed instead}.
    mended = SealedField()
    # {field: a `Side`}, where the file and somebody here changed the same; what was said of whom the
    # row looks like, and the links that came of it (`answers`).
    decided = models.JSONField(null=True)
    standing = models.CharField(max_length=6, choices=Standing.choices, default=Standing.NEW)
    # Fields with a mistake, or that differ from what is here; never their values.
    fields = ArrayField(models.CharField(max_length=40), default=list)
    # The blind index by which the same person is known again.
    key = models.BinaryField(null=True)
    # Whom it concerns or made; what that was before; a fingerprint of it as it was compared, or made.
    target_id = models.UUIDField(null=True)
    # Whose support, exit or outcome it is: the participation that is here already.
    whose = models.UUIDField(null=True)
    # What closed reports would tell otherwise: {"field", "said": {language: sentence}}, empty where
    # nothing, and null where nobody has looked (`closed_days`).
    reported = models.JSONField(null=True)
    before = SealedField()
    after = models.BinaryField(null=True)
    # Why it was not carried out, or not taken back: `saying.kept`.
    why = SealedField()

    class Meta:
        db_table = "import_row"
        constraints = [
            models.UniqueConstraint(name="import_row_once", fields=["of", "sheet", "number"])
        ]
        indexes = [
            models.Index(name="import_row_standing", fields=["of", "standing", "sheet", "number"]),
            models.Index(name="import_row_key", fields=["of", "key"]),
            # Whether somebody who is here came from a file.
            models.Index(
                name="import_row_target",
                fields=["target_id"],
                condition=models.Q(target_id__isnull=False),
            ),
        ]

    class Privacy:
        # Whom a row looks like is told by their ids.
        personal = ("target_id", "whose", "decided")
        sensitive = ("cells", "mended", "key", "before", "after", "why")
        plain = ("id", "of", "sheet", "number", "standing", "fields", "reported")

    def __str__(self) -> str:
        return f"{self.of_id} {self.number}"
