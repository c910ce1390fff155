"""Certifying (出具证明): a certificate made from the records, sealed, and verified again.

Source: 民政部令第67号: true, accurate, complete; who recorded a service certifies it. Hours that
were not recorded are not certified.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from decimal import Decimal
from typing import TYPE_CHECKING

from attrs import evolve

from guangongwei.errors import Path, Problem, Severity
from guangongwei.model.certificate import (
    Certificate,
    CertifiedService,
    Holder,
    Issue,
    Seal,
    totals,
)
from guangongwei.model.numbers import is_number
from guangongwei.model.repeats import firsts

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from guangongwei.model.certificate import Commendation, Evaluation, Training
    from guangongwei.model.organisation import Tree
    from guangongwei.model.volunteer import Service, ServiceId, Volunteer


def certify(
    volunteer: Volunteer,
    services: Iterable[Service],
    *,
    issue: Issue,
    tree: Tree,
    trainings: Iterable[Training] = (),
    commendations: Iterable[Commendation] = (),
    evaluations: Iterable[Evaluation] = (),
) -> Certificate:
    """Certify the services that the issuer, or an organisation below it, recorded by that day.

    Raises:
        NotStored: The issuer is not in the tree.
    """
    recorded = tree.subtree(issue.issuer)
    own = [
        each
        for each in firsts(services)
        if each.volunteer == volunteer.id and each.organisation in recorded
        if each.on in issue.period and each.on <= issue.issued
    ]
    listed = tuple(sorted(_listed(own), key=lambda each: (each.on, each.id)))
    draft = Certificate(
        number=issue.number,
        issuer=issue.issuer,
        issued=issue.issued,
        period=issue.period,
        volunteer=volunteer.id,
        holder=Holder(name=volunteer.name, sex=volunteer.sex, born=volunteer.born),
        services=listed,
        trainings=tuple(trainings),
        commendations=tuple(commendations),
        evaluations=tuple(evaluations),
        totals=totals(listed),
        unknown_hours=len(own) - len(listed),
        seal=Seal(keyed=issue.key is not None, nonce=issue.nonce, digest=""),
    )
    return evolve(draft, seal=evolve(draft.seal, digest=digest(draft, key=issue.key)))


def digest(certificate: Certificate, *, key: bytes | None = None) -> str:
    """The digest of everything in a certificate but the digest itself, keyed if there is a key."""
    written = json.dumps(
        content(certificate), ensure_ascii=False, sort_keys=True, separators=(",", ":")
    ).encode()
    if key is None:
        return hashlib.sha256(written).hexdigest()
    return hmac.new(key, written, hashlib.sha256).hexdigest()


def content(certificate: Certificate) -> dict[str, object]:
    """A certificate without its digest as plain data; personal fields stand under `holder` only."""
    holder, totalled = certificate.holder, certificate.totals
    return {
        "number": certificate.number,
        "issuer": certificate.issuer,
        "issued": certificate.issued.isoformat(),
        "start": certificate.period.start.isoformat(),
        "end": certificate.period.end.isoformat(),
        "volunteer": certificate.volunteer,
        "holder": {
            "name": holder.name,
            "sex": None if holder.sex is None else holder.sex.value,
            "born": None if holder.born is None else holder.born.isoformat(),
        },
        **_lists(certificate),
        "totals": [totalled.services, _plain(totalled.hours), totalled.days],
        "unknown_hours": certificate.unknown_hours,
        "keyed": certificate.seal.keyed,
        "nonce": certificate.seal.nonce,
    }


def _lists(certificate: Certificate) -> dict[str, object]:
    return {
        "services": [
            [each.id, each.on.isoformat(), each.organisation, each.programme, _plain(each.hours)]
            for each in certificate.services
        ],
        "trainings": [
            [each.on.isoformat(), each.name, None if each.hours is None else _plain(each.hours)]
            for each in certificate.trainings
        ],
        "commendations": [
            [each.on.isoformat(), each.name, each.by] for each in certificate.commendations
        ],
        "evaluations": [
            [each.on.isoformat(), each.by, each.grade] for each in certificate.evaluations
        ],
    }


def verify(certificate: Certificate, *, key: bytes | None = None) -> tuple[Problem, ...]:
    """What is wrong with a certificate: totals that are not those of its list, a broken seal.

    Without its key, a keyed certificate is verified but for its seal, and a warning says so.
    """
    return (*_wrong_totals(certificate), *_wrong_services(certificate), *_seal(certificate, key))


def _listed(services: Iterable[Service]) -> Iterator[CertifiedService]:
    for each in services:
        if is_number(each.hours):
            yield CertifiedService(
                id=each.id,
                on=each.on,
                organisation=each.organisation,
                programme=each.programme,
                hours=Decimal(each.hours),
            )


def _plain(hours: Decimal) -> str:
    """Hours as digits, the same for 2 and 2.0."""
    return format(hours.normalize(), "f")


def _wrong_totals(certificate: Certificate) -> Iterator[Problem]:
    right = totals(certificate.services)
    for code, name in (("Z101", "services"), ("Z102", "hours"), ("Z103", "days")):
        if getattr(certificate.totals, name) != getattr(right, name):
            yield Problem(
                code,
                Path(f"$.totals.{name}"),
                "is not what the listed services add up to",
                hint="Ask the issuer for a new certificate.",
            )


def _wrong_services(certificate: Certificate) -> Iterator[Problem]:
    seen: set[ServiceId] = set()
    for index, each in enumerate(certificate.services):
        place = Path(f"$.services[{index}]")
        if each.on not in certificate.period or each.on > certificate.issued:
            yield Problem("Z104", place, "lies outside what the certificate is about")
        if each.id in seen:
            yield Problem("Z105", place, "is listed twice")
        seen.add(each.id)


def _seal(certificate: Certificate, key: bytes | None) -> Iterator[Problem]:
    place = Path("$.seal")
    if certificate.seal.keyed and key is None:
        yield Problem(
            "Z106",
            place,
            "is keyed and cannot be verified without the key",
            hint="Ask the issuer to verify it.",
            severity=Severity.WARNING,
        )
        return
    right = digest(certificate, key=key if certificate.seal.keyed else None)
    if not hmac.compare_digest(right.encode(), certificate.seal.digest.encode()):
        yield Problem("Z107", place, "is not the seal of this content", hint="Ask the issuer.")
