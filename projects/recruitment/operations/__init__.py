"""Changes of recruitment: rounds, grids, applications, points, decisions, promotion, deletion."""

from projects.recruitment.operations.applying import (
    NotOpen,
    add_candidate,
    correct_candidate,
    reveal_pesel,
)
from projects.recruitment.operations.deciding import (
    AlreadyPromoted,
    NoPlaceLeft,
    NotAllScored,
    NotEligible,
    decide,
    divide_places,
    take_from_reserve,
    undo_decision,
)
from projects.recruitment.operations.drafting import (
    Draft,
    apply_on_the_web,
    begin_draft,
    drop_draft,
    forget_visits,
    save_draft,
)
from projects.recruitment.operations.forgetting import forget_candidates
from projects.recruitment.operations.grids import (
    BandsOverlap,
    GridFrozen,
    copy_grid,
    prepare_version,
    put_in_force,
    remove_criterion,
    set_criterion,
)
from projects.recruitment.operations.in_bulk import (
    add_candidates,
    fingerprints,
    take_back_candidates,
)
from projects.recruitment.operations.promoting import promote
from projects.recruitment.operations.rounds import (
    correct_recruitment,
    drop_document,
    open_recruitment,
    publish_notice,
    require_document,
)
from projects.recruitment.operations.scoring import mark_documents, score_candidate

__all__ = [
    "AlreadyPromoted",
    "BandsOverlap",
    "Draft",
    "GridFrozen",
    "NoPlaceLeft",
    "NotAllScored",
    "NotEligible",
    "NotOpen",
    "add_candidate",
    "add_candidates",
    "apply_on_the_web",
    "begin_draft",
    "copy_grid",
    "correct_candidate",
    "correct_recruitment",
    "decide",
    "divide_places",
    "drop_document",
    "drop_draft",
    "fingerprints",
    "forget_candidates",
    "forget_visits",
    "mark_documents",
    "open_recruitment",
    "prepare_version",
    "promote",
    "publish_notice",
    "put_in_force",
    "remove_criterion",
    "require_document",
    "reveal_pesel",
    "save_draft",
    "score_candidate",
    "set_criterion",
    "take_back_candidates",
    "take_from_reserve",
    "undo_decision",
]
