"""What is wrong with a file and what to do about it, a sentence for every reason."""

from django.utils.translation import gettext_lazy as _

from core.errors import RuleBroken
from sheets.reasons import Reason

SENTENCES = {
    Reason.EMPTY: _("The file is empty: no sheet holds anything. Choose the file with the rows."),
    Reason.TOO_LARGE: _(
        "The file has %(megabytes)s MB, at most %(most)s MB are read. Split it into several files, "
        "or delete pictures and sheets that are not needed."
    ),
    Reason.TOO_MANY_ROWS: _(
        "There are more than %(most)s rows, counted up to the sheet “%(sheet)s”. Split the file "
        "into several."
    ),
    Reason.TOO_WIDE: _(
        "Something stands in cell %(column)s%(row)s of the sheet “%(sheet)s”, and at most %(most)s "
        "columns are read. Delete it: it is often a stray sign far to the right of the table."
    ),
    Reason.TOO_MANY_SHEETS: _(
        "The file has more than %(most)s sheets. Copy those with the rows into a new workbook."
    ),
    Reason.CELL_TOO_LONG: _(
        "Cell %(column)s%(row)s of the sheet “%(sheet)s” holds more than %(most)s signs. Shorten "
        "it; in a CSV file a quotation mark before it is probably not closed."
    ),
    Reason.SWELLS: _(
        "Unpacked, the file is many times larger than any table, so it was not read. Copy the rows "
        "into a new workbook and save that one."
    ),
    Reason.TOO_MANY_PARTS: _(
        "The file consists of more than %(most)s parts. Copy the rows into a new workbook, without "
        "pictures and objects."
    ),
    Reason.FILE_INSIDE: _(
        "There is another file inside this one. Unpack it, or delete the attached objects, and "
        "send the table alone."
    ),
    Reason.UNSAFE_NAME: _(
        "The file was packed in a way no spreadsheet program does it, so it was not read. Open it "
        "in Excel or LibreOffice, save it as a new .xlsx file and send that one."
    ),
    Reason.ENCRYPTED: _(
        "The file is protected with a password to open it. Save it without the password: here it "
        "is sent through an encrypted connection and kept sealed."
    ),
    Reason.MACROS: _(
        "The file holds macros, and programs are not taken. Save it as an Excel workbook without "
        "macros (.xlsx)."
    ),
    Reason.OLD_EXCEL: _(
        "This is a file of an old Excel (.xls). Open it and save it as an Excel workbook (.xlsx)."
    ),
    Reason.BINARY_EXCEL: _(
        "This is a binary workbook (.xlsb). Open it and save it as an Excel workbook (.xlsx)."
    ),
    Reason.NO_TABLE: _(
        "This is no spreadsheet. Tables are read from Excel (.xlsx), LibreOffice (.ods) and text "
        "files (.csv)."
    ),
    Reason.WRONG_EXTENSION: _(
        "The name ends in .%(extension)s, but inside is a file of the kind %(kind)s. Check that it "
        "is the right one and give it a name that ends in .%(right)s."
    ),
    Reason.CUT_OFF: _(
        "The end of the file is missing: it was cut off while it was copied or sent. Copy it again "
        "from where it was made."
    ),
    Reason.BROKEN: _(
        "The file is damaged. Open it in Excel or LibreOffice, save it as a new .xlsx file and "
        "send that one."
    ),
    Reason.FOREIGN_ENTITIES: _(
        "The file refers to things outside itself, as no spreadsheet program writes it, so it was "
        "not read. Open it, save it as a new .xlsx file and send that one."
    ),
    Reason.UNKNOWN_LETTERS: _(
        "The letters of the text file cannot be recognised. Save it as “CSV UTF-8”."
    ),
    Reason.STRAY_QUOTE: _(
        "A quotation mark in row %(row)s or before it is not closed, or stands within a cell. "
        "Double those inside cells, or save the table as .xlsx."
    ),
    Reason.TOO_HEAVY: _(
        "The file needs more memory than one file may take. Split it into several, or delete sheets "
        "and texts that are not needed."
    ),
    Reason.TOO_SLOW: _(
        "Reading the file takes longer than one file may take. Split it into several, or copy the "
        "rows into a new workbook."
    ),
}


class Refused(RuleBroken):
    """A file that is not read. `reason` is for programs, `str()` for people, `where` for both."""

    def __init__(self, reason: Reason, **where: str | int) -> None:
        super().__init__()
        self.facts = dict(where)
        self.reason, self.where = reason, where
        self.message = SENTENCES[reason]
