from __future__ import annotations

from guangongwei.model.fit import Fit, Judgement, Reason

CARE = Reason("X001", Fit.WITH_CARE, "is new here")
UNKNOWN = Reason("X002", Fit.CANNOT_TELL, "has no day of birth on file")
NOT = Reason("X003", Fit.DOES_NOT_FIT, "has left")


def test_a_judgement_is_as_bad_as_its_gravest_reason() -> None:
    """With none it fits; what cannot be told is worse than a doubt and better than a no."""
    judgements = [
        Judgement(),
        Judgement((CARE,)),
        Judgement((UNKNOWN, CARE)),
        Judgement((NOT, CARE)),
    ]
    assert [each.fit for each in judgements] == list(Fit)


def test_a_judgement_tells_its_reasons() -> None:
    """In words with their codes, and as codes alone."""
    judgement = Judgement((NOT, CARE))
    assert judgement.codes == ("X003", "X001")
    assert str(judgement) == "不合适: has left [X003]; is new here [X001]"
    assert str(Judgement()) == "合适"
    assert Fit.DOES_NOT_FIT.label == "does not fit"
