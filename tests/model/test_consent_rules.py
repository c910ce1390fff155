from __future__ import annotations

from datetime import date

import pytest

from guangongwei.errors import Cell, Path, Severity
from guangongwei.model.care import (
    CareCase,
    CaseId,
    CaseLevel,
    Child,
    ChildId,
    Consent,
    ConsentId,
    Grant,
    GrantId,
    Pairing,
    PairingId,
    ProgrammeId,
    Step,
    StepKind,
    SubjectKind,
)
from guangongwei.model.consent_rules import CareFiles, consent_problems
from guangongwei.model.numbers import Absence
from guangongwei.model.organisation import OrganisationId

DAY = date(2024, 6, 30)
START, LATER = date(2024, 3, 1), date(2024, 7, 1)


def child(*, ticked: bool | Absence = Absence.UNKNOWN) -> Child:
    """The child."""
    return Child(id=ChildId("K1"), organisation=OrganisationId("一小"), consent=ticked)


def consent(*scope: str, expires: date | None = None) -> Consent:
    """A grandparent's consent of the first of March."""
    return Consent(
        id=ConsentId("N1"),
        child=ChildId("K1"),
        guardian="祖父母",
        purpose="关爱帮扶",
        scope=scope,
        given=START,
        expires=expires,
    )


def pairing(
    *,
    subject: str = "K1",
    kind: SubjectKind = SubjectKind.CHILD,
    started: date = START,
    ended: date | None = None,
) -> Pairing:
    """A pair for the child."""
    return Pairing(
        id=PairingId("J1"),
        programme=ProgrammeId("G1"),
        volunteers=(),
        subject=subject,
        subject_kind=kind,
        started=started,
        ended=ended,
    )


def case(*steps: Step) -> CareCase:
    """A case of the child."""
    return CareCase(
        id=CaseId("Q1"), child=ChildId("K1"), level=CaseLevel.FOCUS, started=START, steps=steps
    )


CLOSED = Step(on=date(2024, 4, 1), kind=StepKind.CLOSED, reason="其他")
GRANT = Grant(id=GrantId("M1"), programme=ProgrammeId("G1"), child=ChildId("K1"), on=START)
LAPSED = (consent("结对", "关爱个案", "助学金", expires=date(2024, 5, 31)),)


@pytest.mark.parametrize(
    ("files", "codes"),
    [
        (CareFiles(consents=(consent("结对"),), pairings=(pairing(),)), []),
        (CareFiles(pairings=(pairing(),)), ["K102"]),
        (CareFiles(consents=(consent("结对"),), grants=(GRANT,)), ["K105"]),
        (CareFiles(consents=LAPSED, pairings=(pairing(),)), ["K107"]),
        (CareFiles(consents=LAPSED, pairings=(pairing(ended=DAY),)), []),
        (CareFiles(pairings=(pairing(started=LATER),)), []),
        (CareFiles(pairings=(pairing(subject="K9"),)), []),
        (CareFiles(pairings=(pairing(kind=SubjectKind.YOUNG_TEACHER),)), []),
        (CareFiles(consents=LAPSED, cases=(case(),)), ["K107"]),
        (CareFiles(consents=LAPSED, cases=(case(CLOSED),)), []),
        (CareFiles(consents=LAPSED, grants=(GRANT,)), []),
        (CareFiles(pairings=(pairing(),), cases=(case(),), grants=(GRANT,)), ["K102"] * 3),
    ],
)
def test_each_record_of_a_child_rests_on_a_consent(files: CareFiles, codes: list[str]) -> None:
    """What goes on needs one today, what is over needed one when it began."""
    known = CareFiles(
        children=(child(),),
        consents=files.consents,
        pairings=files.pairings,
        cases=files.cases,
        grants=files.grants,
    )
    assert [each.code for each in consent_problems(known, as_of=DAY)] == codes


@pytest.mark.parametrize(
    ("ticked", "code", "severity"),
    [(True, "K103", Severity.WARNING), (False, "K101", Severity.ERROR)],
)
def test_a_tick_is_a_warning_and_a_no_an_error(
    ticked: bool,  # noqa: FBT001
    code: str,
    severity: Severity,
) -> None:
    """What is only ticked should be looked at; what was refused should not be there."""
    files = CareFiles(children=(child(ticked=ticked),), pairings=(pairing(),))
    (problem,) = consent_problems(files, as_of=DAY)
    assert (problem.code, problem.severity) == (code, severity)


def test_a_finding_has_the_place_of_its_record() -> None:
    """The row it was read from, or its place among the records."""
    read = Grant(
        id=GrantId("M2"),
        programme=ProgrammeId("G1"),
        child=ChildId("K1"),
        on=START,
        source=Cell("助学金.csv", 7),
    )
    files = CareFiles(children=(child(),), grants=(GRANT, read))
    places = [each.place for each in consent_problems(files, as_of=DAY)]
    assert places == [Path("$.grants[0]"), Cell("助学金.csv", 7)]


def test_files_show_nothing() -> None:
    """Not even how many records they hold."""
    assert repr(CareFiles(children=(child(),))) == "CareFiles()"
