"""What exists: the nouns of the work, frozen, with the rules that are their own."""

from __future__ import annotations

from guangongwei.model.accreditation import Accreditation, AccreditationId, Outcome
from guangongwei.model.activity import Activity, ActivityId
from guangongwei.model.article import Article, ArticleId
from guangongwei.model.committee import Committee, CommitteeId
from guangongwei.model.dataset import TABLES, Dataset, Record
from guangongwei.model.figure import Coverage, Figure, Group
from guangongwei.model.numbers import Absence, Bounds, Quantity, Ratio, Unit
from guangongwei.model.organisation import (
    SCHOOLS,
    Category,
    Level,
    Organisation,
    OrganisationId,
    Tree,
)
from guangongwei.model.period import (
    Days,
    Half,
    Month,
    Period,
    Quarter,
    Season,
    Term,
    Year,
    period_of,
)
from guangongwei.model.plan import (
    Action,
    Batch,
    Block,
    Brand,
    Commitment,
    Comparator,
    Deadline,
    Item,
    Paragraph,
    Plan,
    Precision,
    Reference,
    Responsibility,
    Role,
    Section,
    Unread,
)
from guangongwei.model.reporting import Return
from guangongwei.model.sensitivity import Sensitivity, sensitivity
from guangongwei.model.volunteer import (
    KINDS,
    Service,
    ServiceId,
    Sex,
    Volunteer,
    VolunteerId,
    standard_kind,
)

__all__ = [
    "KINDS",
    "SCHOOLS",
    "TABLES",
    "Absence",
    "Accreditation",
    "AccreditationId",
    "Action",
    "Activity",
    "ActivityId",
    "Article",
    "ArticleId",
    "Batch",
    "Block",
    "Bounds",
    "Brand",
    "Category",
    "Commitment",
    "Committee",
    "CommitteeId",
    "Comparator",
    "Coverage",
    "Dataset",
    "Days",
    "Deadline",
    "Figure",
    "Group",
    "Half",
    "Item",
    "Level",
    "Month",
    "Organisation",
    "OrganisationId",
    "Outcome",
    "Paragraph",
    "Period",
    "Plan",
    "Precision",
    "Quantity",
    "Quarter",
    "Ratio",
    "Record",
    "Reference",
    "Responsibility",
    "Return",
    "Role",
    "Season",
    "Section",
    "Sensitivity",
    "Service",
    "ServiceId",
    "Sex",
    "Term",
    "Tree",
    "Unit",
    "Unread",
    "Volunteer",
    "VolunteerId",
    "Year",
    "period_of",
    "sensitivity",
    "standard_kind",
]
