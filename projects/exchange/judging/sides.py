"""What somebody has chosen where the file and somebody here changed the same."""

from dataclasses import replace

from projects.exchange.kinds import Verdict
from projects.exchange.models import ImportRow
from projects.exchange.vocabulary import Side, Standing


def decided(row: ImportRow, verdict: Verdict) -> Verdict:
    """What is left to be asked, once somebody has said which side is right."""
    if not verdict.clashes:
        return verdict
    sides = row.decided or {}
    open_still = [name for name in verdict.clashes if name not in sides]
    if open_still:
        return replace(verdict, clashes=open_still)
    taken = [name for name in verdict.clashes if sides[name] == Side.FILE]
    differs = sorted([*verdict.differs, *taken])
    standing = Standing.CHANGE if differs else Standing.SAME
    return replace(verdict, standing=standing, differs=differs, clashes=())
