"""How each operation is called for real: what it needs is made first, then its arguments named.

One module for each app, found by itself.
"""

from importlib import import_module
from pkgutil import iter_modules

from tests.everywhere.recipes.recipe import RECIPES

for _found in iter_modules(__path__):
    import_module(f"{__name__}.{_found.name}")

__all__ = ["RECIPES"]
