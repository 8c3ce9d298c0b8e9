"""Scenes for the pages: a group with its members in the queue, and how a test reads a page."""

import re
from html import unescape

from safeconduct.domains.crossings.commands import RecordCrossing
from safeconduct.domains.people.commands import BirthDateGiven, DocumentGiven, RegisterGroup, RegisterPerson
from safeconduct.foundation.dispatch import submit
from safeconduct.kernel.ids import derived_id, new_id

AMINA = {"given_names": "Amina", "family_name": "Haddad", "name_native": "أمينة حداد", "sex": "F",
         "nationality": "SYR", "relation": "focal_point",
         "birth": BirthDateGiven(kind="date", year=1992, month=5, day=14, original="1992-05-14")}  # fmt: skip
YUSUF = {"given_names": "Yusuf", "family_name": "Haddad", "sex": "M", "nationality": "SYR", "relation": "son",
         "birth": BirthDateGiven(kind="age", age=9, estimated=True, original="~9")}  # fmt: skip


class Family:
    """Amina and her son Yusuf in one group, standing at the post."""

    def __init__(self, cast, who="bilal", name="first", **crossing):
        self.group, self.crossing = derived_id("group", name), derived_id("crossing", name)
        self.amina, self.yusuf = derived_id("amina", name), derived_id("yusuf", name)
        self.document = derived_id("document", name)
        passport = DocumentGiven(id=self.document, type="passport", number="N0128413", issuer="SYR")
        submit(
            cast.act(who),
            RegisterGroup(group=self.group, level=2, size=2, nationality="SYR", transport="foot"),
            RegisterPerson(person=self.amina, level=2, group=self.group, documents=(passport,), **AMINA),
            RegisterPerson(person=self.yusuf, level=2, group=self.group, **YUSUF),
            RecordCrossing(
                crossing=self.crossing, post=cast.post, direction="entry", level=2, group=self.group,
                persons=(self.amina, self.yusuf), number=2, transport="foot", **crossing,
            ),
        )  # fmt: skip


def words(answer):
    """The words of a page, as a reader sees them."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", answer.content.decode())).split())


def ok(answer, status=200):
    """The answer, when it has the status that was expected; else its words."""
    assert answer.status_code == status, (answer.status_code, words(answer)[:1500])
    return answer


def field(answer, name):
    """The value of a hidden field."""
    found = re.search(rf'name="{name}" value="([^"]*)"', answer.content.decode())
    assert found, name
    return unescape(found.group(1))


def sent(**values):
    """A form as a browser sends it, with a fresh command id."""
    return {"command_id": new_id(), **values}
