"""Every problem that the API can answer with: its status, what it means and what to do about it.

The page behind a problem's `type` is made of these, and so is the table in the guide.
"""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

# The page that explains them, on every host of the API; each stands there by its code.
PAGE = "/api/v1/problems"

Text = str | Promise


@dataclass(frozen=True)
class Kind:
    """`cure` is what whoever writes the program does next."""

    status: int
    title: Text
    meaning: Text
    cure: Text


KINDS: dict[str, Kind] = {
    "malformed": Kind(
        400,
        _("The request cannot be read."),
        _(
            "The body is not JSON in UTF-8, or no table where a table is sent, or it was not packed with gzip "
            "although the request says so."
        ),
        _("Let a library write the JSON. “detail” says what could not be read."),
    ),
    "key-needed": Kind(
        400,
        _("This request needs an Idempotency-Key."),
        _(
            "Whatever changes something carries a key of your choice, so that a request sent twice "
            "does its work once."
        ),
        _(
            "Send the header Idempotency-Key with 1 to 64 signs that you use for this request alone, a "
            "UUID for instance. After a break of the line send the same request with the same key."
        ),
    ),
    "no-token": Kind(
        401,
        _("A token is needed."),
        _("The request has no header Authorization with the word Bearer and a key."),
        _(
            "Send the header Authorization: Bearer, with the key after it. Whoever coordinates the project in the "
            "unit gives it; for released figures, the metropolis does."
        ),
    ),
    "token-refused": Kind(
        401,
        _("This token opens nothing."),
        _(
            "The key is unknown at this address: mistyped, cut or another unit's. Or it comes from a "
            "network that its token does not name. Which of these it is, is not told, so that whoever "
            "guesses or finds a key learns nothing."
        ),
        _(
            "Check that the whole key is sent, to the unit that gave it, from a network that the token's "
            "page names. Otherwise ask whoever gave it for a new one."
        ),
    ),
    "token-suspended": Kind(
        401,
        _("This token is suspended."),
        _(
            "The key is right. Its token was stopped for a while, by hand or because nobody had used it "
            "for 90 days."
        ),
        _(
            "Ask whoever gave it to resume it; nothing has to be changed in your program. Afterwards send "
            "what could not be sent, and read what has changed with updated_since."
        ),
    ),
    "token-ended": Kind(
        401,
        _("This token or its key has ended."),
        _(
            "The key was right. The last day of its token is past, or the token was revoked, or a newer "
            "key has taken the place of this one. “detail” says which."
        ),
        _("Put the newer key into your program, or ask whoever gave the token for a new one."),
    ),
    "not-in-scope": Kind(
        403,
        _("The token does not reach this."),
        _(
            "The token is right, and was not given what this address needs; or whoever gave it may no "
            "longer do this in the project."
        ),
        _(
            "Read on the token's page what it may do. A token is only ever narrowed: for more, ask the "
            "coordinator for a new one."
        ),
    ),
    "not-found": Kind(
        404,
        _("There is nothing here."),
        _(
            "There is no such address, or no such record that your token reaches. What is another "
            "partner's is answered like what never was."
        ),
        _(
            "Check the address: most end with a slash, and “address” names the right one where that is "
            "known. Take ids from the lists; the record may be gone since you read it."
        ),
    ),
    "method-not-allowed": Kind(
        405,
        _("This address does not take this method."),
        _("The address is right; many of them are only read."),
        _("The header Allow of the answer names what it takes, and so does the description."),
    ),
    "not-acceptable": Kind(
        406,
        _("This form of answer is not offered."),
        _("The header Accept asks for something else than this address tells."),
        _("Send Accept: application/json, or leave the header out."),
    ),
    "refused": Kind(
        409,
        _("A rule stands against this."),
        _(
            "The request was read, and a rule of the programme or the state of a record stands against it: "
            "a closed period, a day before the beginning, an entry that is there already. Nothing was saved."
        ),
        _(
            "“detail” and “errors” say what stands against it and where. Mend it and send it anew with a "
            "new key, or ask the coordinator: the same request would be refused again."
        ),
    ),
    "changed-meanwhile": Kind(
        412,
        _("The record has changed meanwhile."),
        _(
            "If-Match names a version that is no longer the record's: somebody has changed it since you "
            "read it. “current_version” and “your_version” tell both."
        ),
        _("Read the record again, decide by what is there now, and send its new ETag."),
    ),
    "too-large": Kind(
        413,
        _("The request is too large."),
        _("The body is larger than one request may be, counted after unpacking."),
        _("Send fewer records in one request; “detail” says how much fits in."),
    ),
    "unsupported-media-type": Kind(
        415,
        _("The request is of a kind that is not read here."),
        _("The header Content-Type or Content-Encoding names what this address does not read."),
        _(
            "Send Content-Type: application/json, or text/csv for a table, as it is or packed with gzip."
        ),
    ),
    "invalid": Kind(
        422,
        _("Some fields are not right."),
        _(
            "The body was read, and fields or parameters in it are missing, unknown or not as the "
            "description has them. Nothing was saved."
        ),
        _(
            "“errors” names all of them at once: the place by “pointer” (a JSON pointer into the body) or by "
            "“parameter”, what is wrong by “detail” and “code”, and the codes there are by “allowed”."
        ),
    ),
    "key-used-otherwise": Kind(
        422,
        _("This Idempotency-Key came with another request."),
        _("In the last 48 hours the same key came with another body, address or method."),
        _("Make a new key for every new request, and repeat one only with the very same request."),
    ),
    "version-needed": Kind(
        428,
        _("This request needs If-Match."),
        _("Whatever is taken back has to be named by the version that you saw."),
        _(
            "Read the record and send its ETag as If-Match. If-Match: * takes back whatever version is there "
            "now."
        ),
    ),
    "too-many": Kind(
        429,
        _("Too many requests."),
        _("The token has sent more in this minute than it may."),
        _(
            "Wait as many seconds as the header Retry-After says. Lists of up to 1,000 records in one request "
            "need fewer requests; RateLimit-Remaining tells with every answer how many are left."
        ),
    ),
    "failed": Kind(
        500,
        _("Something went wrong on our side."),
        _("The fault is ours and was noted. Nothing of the request was done by halves."),
        _(
            "Send it again after a while with the same Idempotency-Key. If it fails again, tell whoever gave the "
            "token when it was."
        ),
    ),
}
