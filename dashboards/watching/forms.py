"""Forms of the watch."""

from django.http import HttpRequest

from core.forms import OperationForm


class ClickForm(OperationForm):
    """Says yes to one thing: there is nothing to type."""

    @classmethod
    def of(cls, request: HttpRequest) -> "ClickForm":
        form = cls()
        form.is_bound = request.method == "POST"
        return form
