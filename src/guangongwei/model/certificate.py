"""Service certificates (志愿服务记录证明) as data whose totals and wholeness can be verified.

Source: 志愿服务记录与证明出具办法（试行）, 民政部令第67号 (2021-02-01): the person, services, training,
commendation and evaluation; who recorded a service certifies it (谁记录谁证明). Hours that were not
recorded are not certified, and the certificate says of how many services that is so.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, final

from attrs import field, frozen

from guangongwei.errors import BadArgument
from guangongwei.model.organisation import OrganisationId
from guangongwei.model.period import Period
from guangongwei.model.sensitivity import PERSONAL, PSEUDONYM, hidden
from guangongwei.model.volunteer import ServiceId, Sex, VolunteerId

if TYPE_CHECKING:
    from collections.abc import Iterable

_LEAST_SECRET = 16


@final
@frozen(kw_only=True)
class Holder:
    """Who it is about (个人基本信息): the only field of a certificate that names a person."""

    name: str = field(repr=hidden, metadata=PERSONAL)
    sex: Sex | None = field(default=None, repr=hidden, metadata=PERSONAL)
    born: date | None = field(default=None, repr=hidden, metadata=PERSONAL)


@final
@frozen(kw_only=True)
class CertifiedService:
    """One service (志愿服务情况) whose hours were recorded."""

    id: ServiceId
    on: date
    organisation: OrganisationId
    programme: str | None = None
    hours: Decimal


@final
@frozen(kw_only=True)
class Training:
    """One training (培训情况)."""

    on: date
    name: str
    hours: Decimal | None = None


@final
@frozen(kw_only=True)
class Commendation:
    """One commendation (表彰奖励情况), such as 最美五老."""

    on: date
    name: str
    by: str


@final
@frozen(kw_only=True)
class Evaluation:
    """One evaluation (评价情况) by an organisation or by those who were served."""

    on: date
    by: str
    grade: str


@final
@frozen(kw_only=True)
class Totals:
    """What the listed services add up to."""

    services: int
    hours: Decimal
    #: Distinct days.
    days: int


@final
@frozen(kw_only=True)
class Seal:
    """A digest of all the rest of a certificate.

    A keyed one proves, to whoever has the key, that the issuer made it; a plain one proves only
    that it equals the one whose digest the issuer keeps.
    """

    keyed: bool
    #: What makes the digest of guessable content unguessable.
    nonce: str = field(repr=hidden)
    digest: str


@final
@frozen(kw_only=True)
class Certificate:
    """What one organisation certifies of one volunteer's services in a period."""

    #: 证明编号.
    number: str
    issuer: OrganisationId
    issued: date
    period: Period
    volunteer: VolunteerId = field(metadata=PSEUDONYM)
    holder: Holder
    services: tuple[CertifiedService, ...]
    trainings: tuple[Training, ...] = ()
    commendations: tuple[Commendation, ...] = ()
    evaluations: tuple[Evaluation, ...] = ()
    totals: Totals
    #: Services of the issuer's records in the period whose hours are not known; not in the list.
    unknown_hours: int
    seal: Seal


@final
@frozen(kw_only=True)
class Issue:
    """Who certifies what: the issuer and the number, day and period of a certificate."""

    number: str
    issuer: OrganisationId
    issued: date
    period: Period
    #: New for every certificate, from a source of randomness; at least 16 characters.
    nonce: str = field(repr=hidden)
    #: The issuer's secret, at least 16 bytes; without it the seal is a plain one.
    key: bytes | None = field(default=None, repr=hidden)

    def __attrs_post_init__(self) -> None:
        if len(self.nonce) < _LEAST_SECRET:
            raise BadArgument("nonce", f"at least {_LEAST_SECRET} characters long")
        if self.key is not None and len(self.key) < _LEAST_SECRET:
            raise BadArgument("key", f"at least {_LEAST_SECRET} bytes long")


def totals(services: Iterable[CertifiedService]) -> Totals:
    """Add up the listed services."""
    listed = tuple(services)
    return Totals(
        services=len(listed),
        hours=sum((each.hours for each in listed), Decimal(0)),
        days=len({each.on for each in listed}),
    )
