from __future__ import annotations

from datetime import date

import attrs
import pytest

from guangongwei.model import care, post
from guangongwei.model.care import (
    CareCase,
    CaseId,
    CaseLevel,
    Child,
    ChildId,
    Consent,
    ConsentId,
    Pairing,
    PairingId,
    Programme,
    ProgrammeId,
    Step,
    StepKind,
)
from guangongwei.model.organisation import OrganisationId
from guangongwei.model.sensitivity import Sensitivity, hidden, sensitivity
from guangongwei.model.volunteer import VolunteerId

DAY = date(2024, 6, 30)
BEFORE, AFTER = date(2024, 6, 29), date(2024, 7, 1)


@pytest.mark.parametrize(
    ("started", "ended", "running"),
    [
        (None, None, True),
        (DAY, None, True),
        (AFTER, None, False),
        (None, DAY, False),
        (None, AFTER, True),
    ],
)
def test_a_programme_runs_from_its_start_to_before_its_end(
    started: date | None,
    ended: date | None,
    running: bool,  # noqa: FBT001
) -> None:
    """On the first day it runs, on the last named day it does not any more."""
    programme = Programme(
        id=ProgrammeId("P1"),
        name="结对帮教",
        organisation=OrganisationId("S1"),
        started=started,
        ended=ended,
    )
    assert programme.running(DAY) is running


@pytest.mark.parametrize(
    ("given", "expires", "withdrawn", "in_force"),
    [
        (DAY, None, None, True),
        (AFTER, None, None, False),
        (BEFORE, DAY, None, True),
        (BEFORE, BEFORE, None, False),
        (BEFORE, None, DAY, False),
        (BEFORE, None, AFTER, True),
    ],
)
def test_a_consent_holds_till_it_expires_or_is_withdrawn(
    given: date,
    expires: date | None,
    withdrawn: date | None,
    in_force: bool,  # noqa: FBT001
) -> None:
    """It holds on the day it expires, and no more on the day it is withdrawn."""
    consent = Consent(
        id=ConsentId("A1"),
        child=ChildId("K1"),
        guardian="祖父母",
        purpose="结对",
        given=given,
        expires=expires,
        withdrawn=withdrawn,
    )
    assert consent.in_force(DAY) is in_force


@pytest.mark.parametrize(
    ("started", "ended", "active"),
    [(DAY, None, True), (AFTER, None, False), (BEFORE, DAY, False), (BEFORE, AFTER, True)],
)
def test_a_pair_exists_from_its_start_to_before_its_end(
    started: date,
    ended: date | None,
    active: bool,  # noqa: FBT001
) -> None:
    """As a volunteer on the roll does."""
    pairing = Pairing(
        id=PairingId("J1"),
        programme=ProgrammeId("P1"),
        volunteers=(VolunteerId("V1"),),
        subject="K1",
        started=started,
        ended=ended,
    )
    assert pairing.active(DAY) is active


def test_what_is_known_of_a_child_is_never_shown() -> None:
    """Stage, groups, guardian, level and steps stay hidden; the keys are shown."""
    child = Child(
        id=ChildId("K1"), organisation=OrganisationId("S1"), stage="小学", groups=("留守",)
    )
    step = Step(on=DAY, kind=StepKind.REFERRED, reason="转医院")
    case = CareCase(
        id=CaseId("A1"), child=ChildId("K1"), level=CaseLevel.CRISIS, started=DAY, steps=(step,)
    )
    shown = f"{child!r}{case!r}{step!r}"
    for private in ("小学", "留守", "CRISIS", "危机", "转医院"):
        assert private not in shown


@pytest.mark.parametrize("module", [care, post])
def test_every_sensitive_field_is_hidden(module: object) -> None:
    """No field that is tagged personal or sensitive shows itself in a repr."""
    nouns = [each for each in vars(module).values() if isinstance(each, type) and attrs.has(each)]
    assert nouns
    for noun in nouns:
        for each in attrs.fields(noun):
            if sensitivity(each) in (Sensitivity.PERSONAL, Sensitivity.SENSITIVE):
                assert each.repr is hidden, f"{noun.__name__}.{each.name}"
