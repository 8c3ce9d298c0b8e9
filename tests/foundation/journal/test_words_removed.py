"""The words of single entries go, the key of their subject stays: here, on arrival, whichever comes first."""

import pytest

from safeconduct.domains.people import commands, queries
from safeconduct.domains.people.commands import RegisterGroup, RegisterPerson
from safeconduct.domains.people.facts import GroupCorrected, GroupWordsWithdrawn
from safeconduct.foundation.dispatch import submit
from safeconduct.foundation.journal.rebuild import project_dirty, rebuild
from safeconduct.foundation.journal.statements import execute
from safeconduct.foundation.journal.verify import verify
from safeconduct.foundation.journal.words import named_entries
from safeconduct.kernel.facts import Fact, register_facts
from safeconduct.kernel.ids import new_id
from tests.foundation.journal.peers import Foreign


@pytest.fixture
def group(cast):
    """Amina and Yusuf in one group, with a remark and a form."""
    group = new_id()
    submit(
        cast.act(),
        RegisterGroup(group=group, level=2, size=2, note="Amina limps", form_serial="F-B-000173-X", origin="a mill"),
    )
    return group


def member(cast, group, name="Amina"):
    person = new_id()
    submit(cast.act(), RegisterPerson(person=person, level=2, group=group, given_names=name, family_name="Haddad"))
    return person


def note_of(group):
    return queries.group(group).group.note


def erase(cast, person):
    commands.erase_person(cast.act("samira"), person=person, reason="person_asked")


def test_the_remark_goes_and_what_belongs_to_the_others_is_said_again(cast, group):
    amina = member(cast, group)
    member(cast, group, "Yusuf")
    commands.correct_group(cast.act(), group=group, changes={"size": 3}, reason="Amina said so")
    erase(cast, amina)
    found = queries.group(group).group
    assert (found.note, found.form_serial, found.origin_text) == ("", "F-B-000173-X", "a mill")
    assert (found.size, found.erased) == (3, False)
    assert [line.reason for line in queries.history_of(group)] == ["", "", ""]
    assert queries.group_of_form("F-B-000173-X").subject == group
    assert verify(cast.ledger).sound


def test_a_new_remark_may_be_made_afterwards_and_goes_with_the_next_person(cast, group):
    amina, yusuf = member(cast, group), member(cast, group, "Yusuf")
    member(cast, group, "Layla")
    erase(cast, amina)
    commands.correct_group(cast.act(), group=group, changes={"note": "the boy coughs"}, reason="seen")
    assert note_of(group) == "the boy coughs"
    erase(cast, yusuf)
    found = queries.group(group).group
    assert (found.note, found.form_serial) == ("", "F-B-000173-X")
    assert len(named_entries(group)) == 1  # what was said again
    assert verify(cast.ledger).sound


def test_where_nobody_is_left_the_whole_key_goes(cast):
    group = new_id()
    submit(cast.act(), RegisterGroup(group=group, level=2, size=1, note="Amina limps"))
    erase(cast, member(cast, group))
    assert queries.group(group).group.erased
    assert execute("SELECT 1 FROM journal_subject_key WHERE subject = %s", [group]).fetchall() == []


@pytest.mark.parametrize("words_first", [True, False])
def test_words_that_another_node_removed_go_here_whichever_comes_first(cast, group, words_first):
    far, other = Foreign(cast, "far"), Foreign(cast, "other")
    far.add(group, GroupCorrected(note="limps on the left", reason="Amina told"))
    other.add(group, GroupWordsWithdrawn(entries=(f"{far.stream}:1",), form_serial="F-B-000173-X"))
    for peer in (far, other) if words_first else (other, far):
        peer.send()
        project_dirty(cast.ledger)
    assert note_of(group) == "Amina limps"  # this node's own entry was not named
    assert execute("SELECT 1 FROM journal_entry WHERE stream = %s AND named IS NOT NULL", [far.stream]).fetchall() == []
    assert verify(cast.ledger).sound
    rebuild(cast.ledger)
    assert verify(cast.ledger).sound


def test_words_of_another_subject_are_not_removed_whatever_is_said(cast, group):
    amina = member(cast, group)
    (ref,) = named_entries(amina)
    far = Foreign(cast)
    far.add(group, GroupWordsWithdrawn(entries=(ref, "nonsense", "x:" + "9" * 30, ":", "")))
    far.send()
    project_dirty(cast.ledger)
    assert queries.person(amina).given_names == "Amina"
    assert named_entries(amina) == [ref]
    assert verify(cast.ledger).sound


def test_words_removed_without_an_entry_that_says_so_are_found_and_those_that_came_back(cast, group):
    (ref,) = named_entries(group)
    stream, _, seq = ref.rpartition(":")
    kept = execute("SELECT named FROM journal_entry WHERE subject = %s", [group]).fetchone()[0]
    execute("UPDATE journal_entry SET named = NULL WHERE stream = %s AND seq = %s", [stream, int(seq)])
    assert "journal.named_body_missing" in codes(cast)
    execute("INSERT INTO journal_erased_words (id, subject) VALUES (%s, %s)", [ref, group])
    assert "journal.words_not_removed" in codes(cast)
    execute("UPDATE journal_entry SET named = %s WHERE stream = %s AND seq = %s", [kept, stream, int(seq)])
    assert "journal.named_body_of_erased" in codes(cast)


def test_a_list_that_was_lost_is_found(cast, group):
    amina = member(cast, group)
    member(cast, group, "Yusuf")
    erase(cast, amina)
    execute("DELETE FROM journal_erased_words")
    assert "journal.words_not_removed" in codes(cast)


def test_a_fact_that_removes_words_has_to_name_the_entries():
    class Loose(Fact, frozen=True, kw_only=True):
        KIND = "thing"
        ERASES_WORDS = True

    with pytest.raises(ValueError, match="entries"):
        register_facts(Loose)


def codes(cast):
    return {finding.code for finding in verify(cast.ledger).findings}
