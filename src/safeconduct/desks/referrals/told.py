"""What may be told of a person to an agency, field by field: kept as codes, shown in the reader's language."""

from typing import Any

from django.utils.translation import gettext as _

from safeconduct.desks.referrals.words import own_language
from safeconduct.domains.people import queries as people
from safeconduct.domains.referrals.queries import is_agency_node
from safeconduct.foundation import codes
from safeconduct.foundation.web.labels import label

BETWEEN = ", "


def known_of(row: Any) -> dict[str, str]:
    """What is known of who is referred, by shared field; what is not known is missing."""
    person = people.persons([row.person]).get(row.person) if row.person else None
    found = {"reason": row.reason, "needs": BETWEEN.join(row.needs)}
    if person is None:
        found |= {"name": row.who} | _of_group(row.group)
    else:
        found |= _of_person(person)
    return {field: value for field, value in found.items() if value}


def _of_person(person: Any) -> dict[str, str]:
    documents = people.documents_of(person.subject)
    others = people.members_of([person.group]).get(person.group, []) if person.group else []
    return {
        "name": person.name,
        "name_native": person.name_native,
        "sex": person.sex,
        "age": person.age_band,
        "birth_date": person.birth_shown,
        "nationality": person.nationality,
        "language": person.language,
        "contact": person.onward_contact,
        "family": BETWEEN.join(one.name for one in others if one.subject != person.subject and one.name),
        "document": BETWEEN.join(f"{one.type} {one.number}".strip() for one in documents),
    }


def _of_group(group_id: str) -> dict[str, str]:
    group = people.groups([group_id]).get(group_id) if group_id else None
    if group is None:
        return {}
    members = people.members_of([group_id]).get(group_id, [])
    return {
        "nationality": group.nationality,
        "language": group.language,
        "family": BETWEEN.join(one.name for one in members if one.name),
    }


def told_value(field: str, value: str) -> str:
    """A value that was told, in words of the page."""
    if field == "sex":
        return str(label("sex_word", value))
    if field == "age":
        return str(label("age_band", value))
    if field == "nationality":
        return codes.state_name(value, own_language())
    if field == "language":
        return codes.language_name(value, own_language())
    if field == "needs":
        return BETWEEN.join(str(label("need", code)) for code in value.split(BETWEEN))
    return value


def told_lines(disclosed: dict[str, str]) -> list[tuple[str, str]]:
    """What was told of a person, as (field, value) in words, in the order of the list."""
    order = codes.code_list("shared_fields")
    names = sorted(disclosed, key=lambda one: order.index(one) if one in order else len(order))
    return [(str(label("shared_field", name)), told_value(name, disclosed[name])) for name in names]


def names_of(rows: list[Any]) -> dict[str, str]:
    """By referral, who is referred: as this node may call them. An agency knows what it was told and no more."""
    if is_agency_node():
        return {row.subject: row.disclosed.get("name") or _number(row) for row in rows}
    known = people.persons({row.person for row in rows if row.person})
    return {row.subject: _name(row, known) for row in rows}


def _name(row: Any, known: dict[str, Any]) -> str:
    if row.is_erased:
        return _("erased")
    person = known.get(row.person)
    return (person.name if person is not None else "") or row.who or _number(row)


def _number(row: Any) -> str:
    return _("a person") if row.people == 1 else _("a group of {size}").format(size=row.people)
