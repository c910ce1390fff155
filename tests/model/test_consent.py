from __future__ import annotations

from datetime import date

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from guangongwei.model.care import Child, ChildId, Consent, ConsentId
from guangongwei.model.consent import (
    PUBLICITY,
    Permission,
    Use,
    needs_guardian,
    permission,
)
from guangongwei.model.numbers import Absence
from guangongwei.model.organisation import OrganisationId

DAY = date(2025, 6, 30)
BEFORE, AFTER = date(2025, 6, 29), date(2025, 7, 1)
CHILD = Child(id=ChildId("K1"), organisation=OrganisationId("一小"), stage="小学", groups=("留守",))
USE = Use(record="结对", day=DAY)
UNKNOWN = Absence.UNKNOWN


def consent(
    *,
    by: str = "祖父母",
    purpose: str = "关爱帮扶",
    scope: tuple[str, ...] = ("结对", "助学金"),
    given: date = date(2024, 9, 1),
    expires: date | None = None,
    withdrawn: date | None = None,
    child: str = "K1",
) -> Consent:
    """A consent of nine months ago."""
    return Consent(
        id=ConsentId(f"N{by}"),
        child=ChildId(child),
        guardian=by,
        purpose=purpose,
        scope=scope,
        given=given,
        expires=expires,
        withdrawn=withdrawn,
    )


@pytest.mark.parametrize(
    ("consents", "codes"),
    [
        ([consent()], ()),
        ([], ("K102",)),
        ([consent(child="K2")], ("K102",)),
        ([consent(purpose="宣传报道")], ("K104",)),
        ([consent(scope=("助学金",))], ("K105",)),
        ([consent(scope=())], ("K105",)),
        ([consent(given=DAY)], ()),
        ([consent(given=AFTER)], ("K106",)),
        ([consent(expires=DAY)], ()),
        ([consent(expires=BEFORE)], ("K107",)),
        ([consent(withdrawn=AFTER)], ()),
        ([consent(withdrawn=DAY)], ("K108",)),
        ([consent(expires=BEFORE, withdrawn=BEFORE)], ("K107", "K108")),
        ([consent(expires=BEFORE), consent(purpose="统计")], ("K104", "K107")),
        ([consent(expires=BEFORE), consent(given=DAY)], ()),
        ([consent(by="本人")], ("K109",)),
    ],
)
def test_a_record_needs_a_consent_in_force_for_its_purpose(
    consents: list[Consent], codes: tuple[str, ...]
) -> None:
    """For this child, this purpose, this kind of record and this day, by a guardian."""
    told = permission(CHILD, USE, consents)
    assert (told.codes, told.is_given) == (codes, not codes)


@pytest.mark.parametrize(
    ("ticked", "consents", "codes"),
    [
        (True, [], ("K103",)),
        (False, [], ("K101",)),
        (UNKNOWN, [], ("K102",)),
        (True, [consent()], ()),
        (False, [consent()], ("K101",)),
    ],
)
def test_a_tick_in_the_table_is_no_consent_and_a_no_is_a_no(
    ticked: bool | Absence,  # noqa: FBT001
    consents: list[Consent],
    codes: tuple[str, ...],
) -> None:
    """知情同意 says neither what for nor until when; a refusal outweighs whatever is on file."""
    assert permission(evolve(CHILD, consent=ticked), USE, consents).codes == codes


@pytest.mark.parametrize(
    ("age", "by", "codes"),
    [
        (13, "本人", ("K109",)),
        (14, "本人", ()),
        (17, "父亲", ()),
        (13, "父亲", ()),
        (UNKNOWN, "本人", ("K109",)),
        (UNKNOWN, "母亲", ()),
    ],
)
def test_under_14_or_of_unknown_age_a_guardian_agrees(
    age: int | Absence, by: str, codes: tuple[str, ...]
) -> None:
    """From 14 on the child may agree alone; an unknown age is treated as under 14."""
    assert permission(CHILD, USE, [consent(by=by)], age=age).codes == codes
    assert needs_guardian(age) is (age is UNKNOWN or age == 13)


@pytest.mark.parametrize(
    ("by", "day", "age", "codes"),
    [
        (("父亲", "本人"), DAY, UNKNOWN, ()),
        (("父亲",), DAY, UNKNOWN, ("K110",)),
        (("本人",), DAY, 16, ("K109",)),
        (("父亲",), date(2024, 12, 31), UNKNOWN, ()),
        (("父亲",), date(2025, 1, 1), UNKNOWN, ("K110",)),
    ],
)
def test_news_needs_the_guardian_and_the_child_since_2025(
    by: tuple[str, ...], day: date, age: int | Absence, codes: tuple[str, ...]
) -> None:
    """困境儿童个人信息保护工作办法: both must agree, whatever the age."""
    consents = [consent(by=each, purpose=PUBLICITY, scope=("稿件",)) for each in by]
    use = Use(record="稿件", purpose=PUBLICITY, day=day)
    assert permission(CHILD, use, consents, age=age).codes == codes


def test_a_permission_names_the_consents_it_rests_on() -> None:
    """Those in force only."""
    consents = [consent(), consent(by="父亲", expires=BEFORE)]
    assert permission(CHILD, USE, consents) == Permission(consents=(ConsentId("N祖父母"),))


def test_a_refusal_shows_nothing_of_the_child() -> None:
    """A code and words that would fit any child."""
    told = permission(evolve(CHILD, consent=False), USE, [consent(by="本人")])
    shown = f"{told!r}{' '.join(map(str, told.reasons))}"
    for private in ("小学", "留守", "本人", "K1 "):
        assert private not in shown


CONSENTS = st.lists(
    st.builds(
        consent,
        by=st.sampled_from(("父亲", "本人")),
        purpose=st.sampled_from(("关爱帮扶", "宣传报道")),
        scope=st.sampled_from(((), ("结对",), ("助学金",))),
        given=st.sampled_from((BEFORE, DAY, AFTER)),
        expires=st.sampled_from((None, BEFORE, DAY)),
        withdrawn=st.sampled_from((None, DAY, AFTER)),
    ),
    max_size=4,
)


@given(consents=CONSENTS, age=st.integers(6, 17))
def test_not_knowing_the_age_never_permits_more(consents: list[Consent], age: int) -> None:
    """What is permitted at an unknown age is permitted at any; a permission rests on one in force."""
    unknown = permission(CHILD, USE, consents)
    known = permission(CHILD, USE, consents, age=age)
    assert known.is_given or not unknown.is_given
    if known.is_given:
        in_force = {each.id for each in consents if each.in_force(DAY)}
        assert set(known.consents) <= in_force
        assert known.consents
