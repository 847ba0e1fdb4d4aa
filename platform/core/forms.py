"""What every form of ours does: run one operation and turn its refusal into a form error."""

from collections.abc import Callable
from typing import Any

from django import forms

from core.errors import RuleBroken


class OperationForm(forms.Form):
    """A form that is valid only if the operation behind it went through."""

    outcome: Any = None

    def carry_out(self, operation: Callable[..., Any], **arguments: Any) -> bool:
        """Validate, call the operation with what was typed, keep its result in `outcome`."""
        if not self.is_bound or not self.is_valid():
            return False
        try:
            self.outcome = self.run(operation, **self.as_arguments(), **arguments)
        except RuleBroken as refusal:
            self.show(refusal)
            return False
        for follow in followers:
            follow(self, arguments.get("by"))
        return True

    def run(self, operation: Callable[..., Any], **arguments: Any) -> Any:
        """Call the operation; a form that needs something around the call says so here."""
        return operation(**arguments)

    def as_arguments(self) -> dict[str, Any]:
        """What was typed, as the operation takes it."""
        return dict(self.cleaned_data)

    def show(self, refusal: RuleBroken) -> None:
        field = refusal.field if refusal.field in self.fields else None
        self.add_error(field, str(refusal))


# Filled from above: what is done when an operation went through, such as forgetting its draft.
followers: list[Callable[[OperationForm, Any], None]] = []
