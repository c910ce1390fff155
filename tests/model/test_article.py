from __future__ import annotations

from datetime import date

from guangongwei.model.article import Article, ArticleId
from guangongwei.model.organisation import OrganisationId


def test_an_article_does_not_show_its_correspondent() -> None:
    """通讯员 is a person."""
    article = Article(
        id=ArticleId("G1"),
        organisation=OrganisationId("S1"),
        on=date(2024, 3, 1),
        correspondent="张三",
    )
    assert "张三" not in repr(article)
    assert "correspondent=<hidden>" in repr(article)
