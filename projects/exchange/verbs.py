"""What the audit trail calls the changes of this app, as their reader does."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from projects.participants.models import Participation, Person

VERBS: dict[str, str | Promise] = {
    "sent a file": _("File sent in"),
    "sent an earlier project": _("Whole earlier project sent in"),
    "named the sheets of an earlier project": _("Sheets of an earlier project named"),
    "dropped an earlier project": _("What was left of an earlier project dropped"),
    "named the columns of a file": _("Columns of a file named"),
    "took a file over": _("File gone on with in one's own name"),
    "mended a row of a file": _("Row of a file mended"),
    "mended rows of a file": _("Rows of a file mended"),
    "explained words of a file": _("Words of a file explained"),
    "left rows of a file out": _("Rows of a file left out"),
    "asked to enter a file": _("Entering of a file begun"),
    "entered a file": _("File entered"),
    "asked to take a file back": _("Taking back of a file begun"),
    "took a file back": _("File taken back"),
    "dropped a file": _("File dropped"),
    "decided between a file and what is here": _("Decided between a file and what is here"),
    "said who people of a file are": _("Said whether people of a file are known"),
    "took people out to correct": _("People taken out to correct"),
    "took a file with its mistakes marked": _("File with remarks downloaded"),
}

# A mended row names the questions that it answers anew; they are those of a person and of a start.
FIELDS: dict[str, str | Promise] = {
    column.name: column.verbose_name
    for model in (Participation, Person)
    for column in model._meta.fields
    if column.name in (*model.Privacy.personal, *model.Privacy.sensitive)
}
