"""Volunteers who may be entered twice, told by keyed forms: no name is compared, shown or sent.

Two offices that share a key can lay their forms side by side without a list of names. Nothing is
merged: many bear one name, so a person who has the tables looks at each pair and decides.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations
from typing import TYPE_CHECKING, final

from attrs import frozen

from guangongwei.privacy.links import PersonKind
from guangongwei.privacy.pseudonyms import comparison_form

if TYPE_CHECKING:
    from collections.abc import Iterable

    from guangongwei.model.volunteer import Volunteer
    from guangongwei.privacy.pseudonyms import Pseudonymiser


@final
@frozen(kw_only=True)
class Form:
    """What a volunteer is compared by, as tokens; a blank cell has none."""

    #: The token of the volunteer's number, as in a release of the same purpose.
    volunteer: str
    name: str
    phone: str | None = None
    born: str | None = None
    organisation: str


def form_of(volunteer: Volunteer, pseudonymiser: Pseudonymiser) -> Form:
    """The form of a volunteer: width, blanks and signs of a name or a number make no difference."""
    token = pseudonymiser.token
    phone = "".join(filter(str.isdecimal, comparison_form(volunteer.phone or "")))
    return Form(
        volunteer=token(PersonKind.VOLUNTEER.value, volunteer.id),
        name=token("name", comparison_form(volunteer.name)),
        phone=token("phone", phone) if phone else None,
        born=token("born", volunteer.born.isoformat()) if volunteer.born else None,
        organisation=token("organisation", volunteer.organisation),
    )


def alike(forms: Iterable[Form]) -> tuple[tuple[Form, Form], ...]:
    """Pairs of forms that may be of one person, in order.

    Either the names agree and so does the telephone, the day of birth or the unit; or telephone and
    day of birth both do, whatever the names. Who differs in one of these two is somebody else.
    """
    groups: defaultdict[tuple[str, ...], list[Form]] = defaultdict(list)
    for each in sorted(set(forms), key=_place):
        groups[each.name,].append(each)
        if each.phone and each.born:
            groups[each.phone, each.born].append(each)
    pairs = {
        pair
        for group in groups.values()
        for pair in combinations(group, 2)
        if pair[0].volunteer != pair[1].volunteer and _may_be_one(*pair)
    }
    return tuple(sorted(pairs, key=lambda pair: (_place(pair[0]), _place(pair[1]))))


def _place(form: Form) -> tuple[str, ...]:
    return (form.volunteer, form.name, form.phone or "", form.born or "", form.organisation)


def _may_be_one(one: Form, other: Form) -> bool:
    told = [
        (left, right)
        for left, right in ((one.phone, other.phone), (one.born, other.born))
        if left and right
    ]
    if any(left != right for left, right in told):
        return False
    return bool(told) or one.organisation == other.organisation
