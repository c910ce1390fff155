from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guangongwei.errors import BadArgument
from guangongwei.model.care import BRANDS
from guangongwei.model.contests import CONTEST_WORDS
from guangongwei.model.mechanism import TRAINING_WORDS
from guangongwei.model.numbers import Ratio
from guangongwei.model.organisation import OrganisationId
from guangongwei.model.vocabulary import Vocabulary
from guangongwei.model.volunteer import KIND_WORDS, ROLE_WORDS, Volunteer, VolunteerId

FRUIT = Vocabulary.of({"苹果": ("红富士", "国光"), "梨": ("雪梨",)})


@pytest.mark.parametrize(
    ("vocabulary", "word", "standard"),
    [
        (KIND_WORDS, "退休教师", "老教师"),
        (KIND_WORDS, "老党员", "老党员"),
        (ROLE_WORDS, "法制副校长", "法治副校长"),
        (ROLE_WORDS, "讲师团成员", "讲师"),
        (BRANDS, "四点半学校", "四点钟课堂"),
        (BRANDS, "结对帮扶", "结对帮教"),
        (TRAINING_WORDS, "业务学习", "业务培训"),
        (TRAINING_WORDS, "培训活动", "培训"),
        (CONTEST_WORDS, "“读懂中国”活动", "读懂中国"),
        (CONTEST_WORDS, "家庭教育论文", "家庭教育和家长学校建设优秀工作论文和调研报告"),
        (CONTEST_WORDS, "家校社共育优秀教案", "家校社共育优秀教案"),
        (BRANDS, "阳湖夕照红", "阳湖夕照红"),
    ],
)
def test_a_local_word_stands_for_a_standard_one(
    vocabulary: Vocabulary, word: str, standard: str
) -> None:
    """A known alias becomes its standard word; any other word stays as it is."""
    assert vocabulary.standard(word) == standard


def test_standard_words_come_once_and_in_their_order() -> None:
    """Whatever the order of the aliases; words that stand for nothing follow as they came."""
    assert FRUIT.standards(["葡萄", "雪梨", "国光", "苹果", "枣"]) == ("苹果", "梨", "葡萄", "枣")


def test_a_vocabulary_lists_the_words_that_something_is_found_under() -> None:
    """Each standard word before its aliases; without any asked for, all of them."""
    assert FRUIT.found_under("梨", "苹果") == ("梨", "雪梨", "苹果", "红富士", "国光")
    assert FRUIT.found_under() == ("苹果", "红富士", "国光", "梨", "雪梨")


def test_only_standard_words_have_others() -> None:
    """An alias is found under its standard word, not the other way round."""
    with pytest.raises(BadArgument) as caught:
        FRUIT.found_under("雪梨")
    assert caught.value.name == "terms"


def test_several_kinds_of_one_volunteer_are_each_named_once() -> None:
    """老军人 and 退役军人 are one kind; 老干部 comes before it."""
    volunteer = Volunteer(
        id=VolunteerId("V1"),
        name="张三",
        kinds=("老军人", "退役军人", "老干部"),
        organisation=OrganisationId("S1"),
        joined=date(2020, 1, 1),
        roles=("法制副校长", "宣讲员"),
    )
    assert volunteer.standard_kinds == ("老干部", "老战士")
    assert volunteer.standard_roles == ("宣讲员", "法治副校长")


def test_the_unmapped_share_counts_each_word_as_often_as_it_occurs() -> None:
    """Two of four words stand for no standard word, and it is said which."""
    words = ["红富士", "枣", "枣", "梨"]
    assert FRUIT.unmapped_share(words) == Ratio(2, 4)
    assert FRUIT.unmapped(words) == (("枣", 2),)


def test_one_word_under_two_terms_is_refused() -> None:
    """What would stand for two standard words stands for none."""
    with pytest.raises(BadArgument) as caught:
        Vocabulary.of({"苹果": ("果",), "梨": ("果",)})
    assert caught.value.name == "terms"


@given(words=st.lists(st.sampled_from(("苹果", "红富士", "梨", "枣", "葡萄"))))
def test_standardising_twice_changes_nothing(words: list[str]) -> None:
    """A standard word is its own standard word, and the unmapped ones add up to the share."""
    once = FRUIT.standards(words)
    assert FRUIT.standards(once) == once
    assert sum(count for _, count in FRUIT.unmapped(words)) == FRUIT.unmapped_share(words).part
