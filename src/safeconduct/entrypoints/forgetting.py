"""What may name a person outside the journal: drafts, files that wait, form defaults. It goes with their erasure."""

from safeconduct.desks.border_post import import_files
from safeconduct.domains.people import queries as persons
from safeconduct.foundation.access import drafts, remembered


def forget_person(person: str) -> None:
    """Runs in the transaction of the erasure, while the rows of the person still stand."""
    names_them = persons.naming(person)
    drafts.forget_those(lambda name, said: person in f"{name} {said}" or names_them(said))
    import_files.discard_all()
    remembered.forget_all()


def forget_file(subject: str) -> None:
    """What was being typed into an agency's file goes with the file, in the transaction that erases it."""
    drafts.forget_those(lambda name, said: subject in f"{name} {said}")
