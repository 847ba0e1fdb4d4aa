"""Every address of the API that leads nowhere: a problem document, as for an unknown id."""

from typing import Any

from rest_framework.request import Request

from core.api.astray import nothing_here
from projects.partners.door import PartnerResource


class Nowhere(PartnerResource):
    """Answers whatever the method is."""

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        raise nothing_here(request._request)
