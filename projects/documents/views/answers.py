"""How bytes leave: whole, never kept by a browser or a proxy, never read as anything else."""

from django.http import HttpResponse
from django.utils.http import content_disposition_header

# Should a file ever be shown as a page, it runs nothing and reaches nothing.
ALONE = "sandbox; default-src 'none'; frame-ancestors 'none'"


def our_own(content: bytes, *, name: str, media_type: str = "application/pdf") -> HttpResponse:
    """What we made ourselves: shown at once, so that no copy is left in a folder of downloads."""
    return _whole(content, name=name, media_type=media_type, is_attachment=False)


def archive(content: bytes, *, name: str) -> HttpResponse:
    return _whole(content, name=name, media_type="application/zip", is_attachment=True)


def somebodys(content: bytes, *, name: str, media_type: str) -> HttpResponse:
    """What somebody uploaded: always to be saved, never shown, and alone if it is shown after all."""
    answer = _whole(content, name=name, media_type=media_type, is_attachment=True)
    answer["Content-Security-Policy"] = ALONE
    return answer


def _whole(content: bytes, *, name: str, media_type: str, is_attachment: bool) -> HttpResponse:
    answer = HttpResponse(content, content_type=media_type)
    answer["Content-Disposition"] = content_disposition_header(is_attachment, name)
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cross-Origin-Resource-Policy"] = "same-origin"
    answer["Cache-Control"] = "no-store, private"
    return answer
