"""Consent (知情同意): whether a child's record may be kept and used for a purpose on a day.

Source: DOMAIN section 7: 个人信息保护法 第28、31条 (under 14 a guardian agrees, for a specific
purpose), 困境儿童个人信息保护工作办法 (2025: news that shows a child's situation needs the guardian
and the child). Who is of unknown age is treated as under 14.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, final

from attrs import field, frozen

from guangongwei.model.care import ConsentId
from guangongwei.model.dated import in_force
from guangongwei.model.fit import Fit, Reason
from guangongwei.model.numbers import Absence

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from guangongwei.model.care import Child, Consent

#: What `Consent.guardian` says where the child agreed.
THE_CHILD = "本人"

#: What a child's data are used for (用途).
CARE = "关爱帮扶"
PUBLICITY = "宣传报道"


@final
@frozen(kw_only=True)
class ConsentPolicy:
    """Who has to agree."""

    #: The first day on which it holds.
    since: date
    #: What it rests on.
    authority: str
    #: The age in completed years from which a child may agree alone.
    own_consent_from: int = 14
    #: The purposes for which both the guardian and the child must agree, whatever the age.
    both_for: tuple[str, ...] = ()


CONSENT_POLICIES = (
    ConsentPolicy(since=date.min, authority="儿童个人信息网络保护规定；个人信息保护法 第31条"),
    ConsentPolicy(
        since=date(2025, 1, 1),
        authority="困境儿童个人信息保护工作办法；个人信息保护法 第31条",
        both_for=(PUBLICITY,),
    ),
)

REFUSED = Reason("K101", Fit.DOES_NOT_FIT, "is of a child for whom consent was refused")
NONE_ON_FILE = Reason("K102", Fit.DOES_NOT_FIT, "has no consent on file")
ONLY_TICKED = Reason(
    "K103", Fit.CANNOT_TELL, "is said to be agreed to; what for and until when is not on file"
)
OTHER_PURPOSE = Reason("K104", Fit.DOES_NOT_FIT, "has no consent for this purpose")
OUT_OF_SCOPE = Reason("K105", Fit.DOES_NOT_FIT, "is of a kind that the consent does not cover")
NOT_YET_GIVEN = Reason("K106", Fit.DOES_NOT_FIT, "is earlier than the consent")
EXPIRED = Reason("K107", Fit.DOES_NOT_FIT, "is later than the consent lasts")
WITHDRAWN = Reason("K108", Fit.DOES_NOT_FIT, "is later than the consent was withdrawn")
NO_GUARDIAN = Reason("K109", Fit.DOES_NOT_FIT, "lacks the consent of a guardian")
NOT_THE_CHILD = Reason("K110", Fit.DOES_NOT_FIT, "lacks the consent of the child")


@final
@frozen(kw_only=True)
class Use:
    """What a record is wanted for, on a day."""

    #: 结对, 关爱个案, 助学金, …: a word of `Consent.scope`.
    record: str
    #: 用途: a word of `Consent.purpose`.
    purpose: str = CARE
    day: date


@final
@frozen(kw_only=True)
class Permission:
    """Whether a use is agreed to: by which consents, or for which reasons not."""

    reasons: tuple[Reason, ...] = ()
    #: The consents it rests on.
    consents: tuple[ConsentId, ...] = field(default=())

    @property
    def is_given(self) -> bool:
        """Whether the record may be kept and used."""
        return not self.reasons

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes of the reasons."""
        return tuple(each.code for each in self.reasons)


def permission(
    child: Child,
    use: Use,
    consents: Iterable[Consent],
    *,
    age: int | Absence = Absence.UNKNOWN,
    policies: Iterable[ConsentPolicy] = CONSENT_POLICIES,
) -> Permission:
    """Say whether a child's record may be used; without a consent in force it may not.

    Args:
        child: Whose record it is.
        use: Which kind of record, what for, and when.
        consents: Of any children.
        age: Completed years on the day; unknown is treated as under the age of own consent.
        policies: The policy of each time.
    """
    policy = in_force(policies, use.day)
    own = tuple(each for each in consents if each.child == child.id)
    if child.consent is False:
        return Permission(reasons=(REFUSED,))
    if not own:
        return Permission(reasons=(ONLY_TICKED if child.consent is True else NONE_ON_FILE,))
    holding = tuple(each for each in own if not any(_objections(each, use)))
    if not holding:
        found = {reason for each in own for reason in _objections(each, use)}
        return Permission(reasons=tuple(sorted(found, key=lambda reason: reason.code)))
    missing = tuple(_missing(holding, use, age, policy))
    if missing:
        return Permission(reasons=missing)
    return Permission(consents=tuple(each.id for each in holding))


def needs_guardian(age: int | Absence, policy: ConsentPolicy = CONSENT_POLICIES[-1]) -> bool:
    """Say whether a guardian has to agree: under the age of own consent, or of unknown age."""
    return isinstance(age, Absence) or age < policy.own_consent_from


def _objections(consent: Consent, use: Use) -> Iterator[Reason]:
    """Why one consent does not hold for a use; a purpose it is not for says all."""
    if consent.purpose != use.purpose:
        yield OTHER_PURPOSE
        return
    if use.record not in consent.scope:
        yield OUT_OF_SCOPE
    if consent.given > use.day:
        yield NOT_YET_GIVEN
    if consent.expires is not None and consent.expires < use.day:
        yield EXPIRED
    if consent.withdrawn is not None and consent.withdrawn <= use.day:
        yield WITHDRAWN


def _missing(
    holding: Sequence[Consent], use: Use, age: int | Absence, policy: ConsentPolicy
) -> Iterator[Reason]:
    both = use.purpose in policy.both_for
    by_child = any(each.guardian == THE_CHILD for each in holding)
    by_guardian = any(each.guardian != THE_CHILD for each in holding)
    if not by_guardian and (both or needs_guardian(age, policy)):
        yield NO_GUARDIAN
    if both and not by_child:
        yield NOT_THE_CHILD
