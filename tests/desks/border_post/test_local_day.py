"""Half past midnight at the post is still yesterday in UTC: a child born today is born today."""

from datetime import timedelta

import pytest
from django.urls import reverse

from safeconduct.domains.people import queries as people
from tests.desks.border_post.scenes import Family, ok, sent, words


@pytest.fixture
def past_midnight(cast):
    """00:30 on 5 March at the bridge, 22:30 on 4 March in UTC."""
    cast.clock.pass_time(timedelta(hours=10, minutes=30))


def born(client, family, day):
    form = sent(given_names="Noor", sex="F", born=day, born_calendar="gregorian", relation="daughter")
    return client.post(reverse("post:group", args=[family.group]), form)


def test_a_child_born_on_the_posts_day_is_registered(cast, desk, past_midnight):
    family = Family(cast)
    assert born(desk("bilal"), family, "2026-03-05").status_code == 302
    noor = next(one for one in people.members(family.group) if one.given_names == "Noor")
    assert noor.birth_date.day == 5


def test_a_birth_on_the_posts_tomorrow_is_refused_beside_its_field(cast, desk, past_midnight):
    answer = ok(born(desk("bilal"), Family(cast), "2026-03-06"), 422)
    assert "This date lies ahead of today" in words(answer)


def test_a_correction_reads_the_posts_day_too(cast, desk, past_midnight):
    family = Family(cast)
    correct = reverse("post:member_correct", args=[family.yusuf])
    form = sent(given_names="Yusuf", family_name="Haddad", sex="M", born="2026-03-05", born_calendar="gregorian",
                nationality="SYR", relation="son", reason="The mother said so")  # fmt: skip
    assert desk("bilal").post(correct, form).status_code == 302
    assert people.person(family.yusuf).birth_date.day == 5
