"""Data about people with the least of them in it: what is held, under which names, and for whom."""

from __future__ import annotations

from guangongwei.model.audience import Audience
from guangongwei.privacy.access import Access, AccessLog, MemoryLog, Reading
from guangongwei.privacy.alike import Form, alike, form_of
from guangongwei.privacy.handing import handed_on, records_for
from guangongwei.privacy.inventory import Held, Retention, Subject, inventory
from guangongwei.privacy.ledger import Ledger
from guangongwei.privacy.links import PersonKind
from guangongwei.privacy.pseudonyms import Pseudonymiser
from guangongwei.privacy.purposes import LegalBasis, Purpose
from guangongwei.privacy.release import Number, Release, publish
from guangongwei.privacy.releases import Left, Pseudonymised, pseudonymise
from guangongwei.privacy.rounding import Rounding

__all__ = [
    "Access",
    "AccessLog",
    "Audience",
    "Form",
    "Held",
    "Ledger",
    "Left",
    "LegalBasis",
    "MemoryLog",
    "Number",
    "PersonKind",
    "Pseudonymised",
    "Pseudonymiser",
    "Purpose",
    "Reading",
    "Release",
    "Retention",
    "Rounding",
    "Subject",
    "alike",
    "form_of",
    "handed_on",
    "inventory",
    "pseudonymise",
    "publish",
    "records_for",
]
