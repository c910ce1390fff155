from __future__ import annotations

from datetime import date

import pytest

from guangongwei.model.organisation import OrganisationId
from guangongwei.model.post import Post, PostId

DAY = date(2024, 6, 30)
BEFORE, AFTER = date(2024, 6, 29), date(2024, 7, 1)


@pytest.mark.parametrize(
    ("holder", "since", "until", "held"),
    [
        ("张三", None, None, True),
        ("张三", DAY, DAY, True),
        ("张三", AFTER, None, False),
        ("张三", None, BEFORE, False),
        (None, None, None, False),
    ],
)
def test_a_post_is_held_on_every_day_of_its_term(
    holder: str | None,
    since: date | None,
    until: date | None,
    held: bool,  # noqa: FBT001
) -> None:
    """First and last day included; a vacant post is held on none."""
    post = Post(
        id=PostId("Z1"),
        organisation=OrganisationId("S1"),
        title="常务副主任",
        holder=holder,
        since=since,
        until=until,
    )
    assert post.held(DAY) is held


def test_a_post_does_not_show_its_holder() -> None:
    """The title is public, the name is not."""
    post = Post(id=PostId("Z1"), organisation=OrganisationId("S1"), title="主任", holder="张三")
    assert "张三" not in repr(post)
