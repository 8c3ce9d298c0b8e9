"""Tables arranged by their users: kept in the database for each of them, put back, and open to no partner."""

import re
from datetime import timedelta

import pytest

from safeconduct.foundation.access import preferences
from tests.desks.border_post.scenes import Family, ok, words

TABLES = "/account/tables/"


def arrange(client, table, back, **form):
    return client.post(TABLES, {"table": table, "next": back, **form})


def find(client, text):
    return client.post("/post/find/", {"q": text})


def tokens(answer):
    return re.findall(r"B-(\d{4})-", answer.content.decode().partition("<tbody>")[2])


def three(cast):
    for name, size in (("one", {}), ("two", {}), ("three", {})):
        Family(cast, name=name, **size)
        cast.clock.pass_time(timedelta(minutes=5))


def test_the_order_is_kept_for_the_user_and_for_nobody_else(cast, desk):
    three(cast)
    bilal, zainab = desk("bilal"), desk("zainab")
    assert arrange(bilal, "today", "/post/today/", sort_by="token")["Location"] == "/post/today/"
    assert tokens(ok(bilal.get("/post/today/"))) == ["0001", "0002", "0003"]
    assert tokens(ok(desk("bilal").get("/post/today/"))) == ["0001", "0002", "0003"]
    assert tokens(ok(zainab.get("/post/today/"))) == ["0003", "0002", "0001"]


def test_a_head_says_how_it_sorts_and_works_without_script(cast, desk):
    three(cast)
    bilal = desk("bilal")
    arrange(bilal, "queue", "/post/queue/", sort_by="waits")
    page = ok(bilal.get("/post/queue/")).content.decode()
    assert 'aria-sort="ascending"><button form="table-queue" name="sort_by" value="-waits"' in page
    assert "numbers are called in the order of the queue" in page
    assert tokens(ok(bilal.get("/post/queue/", headers={"HX-Request": "true"}))) == ["0003", "0002", "0001"]


def test_columns_are_taken_away_and_come_back(cast, desk):
    Family(cast)
    bilal = desk("bilal")
    shown = ["arrived", "people", "decision"]
    arrange(bilal, "today", "/post/today/", table_do="apply", table_sort="", table_column=shown)
    page = ok(bilal.get("/post/today/")).content.decode()
    head = page[page.index("<thead>") : page.index("</thead>")]
    assert "People" in head
    assert "Direction" not in head
    assert 'data-label="Direction"' not in page
    arrange(bilal, "today", "/post/today/", table_do="reset")
    assert 'data-label="Direction"' in ok(bilal.get("/post/today/")).content.decode()
    assert preferences.table_of(cast.ids["bilal"], "today") == {}


def test_a_filter_is_kept_and_the_page_goes_on_with_the_rest_of_its_question(cast, desk):
    Family(cast)
    bilal = desk("bilal")
    answer = arrange(
        bilal, "today", "/post/today/?page=3&state=wait", table_do="filter", state="admit", day="2026-03-03"
    )
    assert answer["Location"] == "/post/today/?day=2026-03-03"
    assert "Nothing fits these filters" in words(ok(bilal.get("/post/today/")))
    assert tokens(ok(bilal.get("/post/today/?state="))) == ["0001"]


def test_found_people_are_sorted_by_the_search_itself(cast, desk):
    three(cast)
    bilal = desk("bilal")
    page = ok(find(bilal, "Haddad"))
    assert 'form="find" name="sort_by" value="name"' in page.content.decode()
    again = ok(bilal.post("/post/find/", {"q": "Haddad", "sort_by": "name"})).content.decode()
    names = re.findall(r"<bdi>(\w+) Haddad</bdi>", again.partition("<tbody>")[2])
    assert names == sorted(names)
    assert len(names) == 6


def test_named_persons_have_no_filter_and_no_order_by_nationality(cast, desk):
    Family(cast)
    page = ok(find(desk("bilal"), "Haddad")).content.decode()
    assert 'value="nationality"' not in page[: page.index('name="table_column"')]
    assert 'name="sort_by" value="nationality"' not in page
    assert 'value="filter"' not in page


def test_the_log_is_sorted_by_the_database_and_its_file_holds_what_is_shown(cast, desk):
    olga = desk("olga")
    family = Family(cast)
    ok(desk("bilal").get(f"/post/register/{family.group}/"))
    arrange(olga, "access_log", "/oversight/log/", sort_by="at")
    arrange(olga, "access_log", "/oversight/log/", table_do="filter", user=cast.ids["bilal"], event="")
    page = ok(olga.get("/oversight/log/")).content.decode()
    assert 'aria-sort="ascending"' in page
    assert f"export.csv?user={cast.ids['bilal']}" in page


def test_vehicles_deferred_and_users_are_arranged_by_the_same_piece(cast, desk):
    adam = desk("adam")
    arrange(adam, "users", "/administration/users/", sort_by="-login")
    logins = re.findall(r'<bdi class="code">(\w+)</bdi>', ok(adam.get("/administration/users/")).content.decode())
    assert logins == sorted(logins, reverse=True)
    for page in ("vehicles", "deferred"):
        assert arrange(desk("bilal"), page, f"/post/{page}/", table_do="reset").status_code == 302


def test_a_table_that_is_not_known_is_refused(cast, desk):
    assert "This table is not known" in words(ok(arrange(desk("bilal"), "people", "/post/today/"), 404))


@pytest.mark.parametrize("away", ["https://example.org/", "//example.org/x", "javascript:alert(1)"])
def test_the_way_back_stays_on_this_node(cast, desk, away):
    location = arrange(desk("bilal"), "today", away, sort_by="token")["Location"]
    assert location.startswith("/")
    assert not location.startswith("//")


def test_dalia_arranges_nothing(cast, desk):
    assert arrange(desk("dalia"), "today", "/post/today/", sort_by="token").status_code == 403
