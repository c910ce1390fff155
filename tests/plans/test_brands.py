"""Names in quotation marks are read, terms of the trade are not."""

from __future__ import annotations

from guangongwei.plans.brands import brands


def test_names_are_read_in_every_kind_of_quotation_marks() -> None:
    """Curly, straight and corner marks quote, and a closing mark may be an opening one."""
    text = '“结对帮教”“青蓝工程“等品牌，"代理家长制"和「爱心结对」'
    found = brands(text, "p")
    assert [each.name for each in found] == ["结对帮教", "青蓝工程", "代理家长制", "爱心结对"]
    assert [text[each.span.start : each.span.stop] for each in found] == [
        each.name for each in found
    ]


def test_counted_terms_are_no_names() -> None:
    """“五老”, “双减”, “四史” and “十四五” are terms, “四点钟课堂” is a name."""
    assert [each.name for each in brands("“五老”“双减”“四史”“十四五”“四点钟课堂”", "p")] == [
        "四点钟课堂"
    ]


def test_an_unclosed_quotation_names_nothing() -> None:
    """What is never closed, or closed on another line, is no name."""
    assert brands("“五即做到\n“", "p") == ()
