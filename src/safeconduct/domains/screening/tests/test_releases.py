"""Who may change the rules, and that whatever protects less is found out, in every table."""

import copy

import msgspec
import pytest

from safeconduct.domains.screening.commands import ProposeTable, RefuseTable, SignTable
from safeconduct.domains.screening.facts import TableProposed, TableRefused, TableReleased, TableSigned
from safeconduct.domains.screening.projection import proposal_rows
from safeconduct.domains.screening.rules import (
    ProposalState,
    decide_propose_table,
    decide_refuse_table,
    decide_sign_table,
)
from safeconduct.domains.screening.rules.released import shipped
from safeconduct.domains.screening.rules.releases import TABLES, faults_of, lowered_by
from safeconduct.domains.screening.tests.entries import BILAL, ZAINAB, entry, here
from safeconduct.kernel.ids import derived_id
from safeconduct.kernel.problems import Conflict, NotAllowed, NotFound, Refused

PROPOSAL, ESTHER = derived_id("proposal"), derived_id("esther")
STANDING = {name: shipped(name) for name in TABLES}


def changed(name, change):
    content = copy.deepcopy(STANDING[name])
    change(content)
    return content


def row_of(content, key, rows="rows"):
    return next(row for row in content[rows] if key in (row.get("id"), row.get("code"), row.get("name")))


def left_out(key, rows="rows"):
    return lambda content: content[rows].remove(row_of(content, key, rows))


def with_cell(key, rows="rows", **cells):
    return lambda content: row_of(content, key, rows).update(cells)


@pytest.mark.parametrize("name", TABLES)
def test_every_shipped_table_stands_and_takes_nothing_from_itself(name):
    assert faults_of(name, STANDING[name], STANDING) == []
    assert lowered_by(name, STANDING[name], STANDING) == []


def in_words(language, text):
    return lambda content: content["rows"][0]["texts"].update({language: {"text": text}})


FAULTS = [
    ("needs", with_cell("P01", priority="soon"), ("P01", "row.priority")),
    ("needs", with_cell("P01", service="wishes"), ("P01", "row.service")),
    ("needs", with_cell("P01", source=" "), ("P01", "row.source")),
    ("needs", with_cell("P01", gives="score"), ("P01", "row.gives")),
    ("needs", with_cell("P01", when={"ask": "card", "has": ["gold"]}), ("P01", "row.unanswerable")),
    ("needs", with_cell("P01", when={"ask": "shoe_size", "is": "yes"}), ("P01", "row.unanswerable")),
    ("needs", with_cell("P01", when={"ask": "card"}), ("P01", "condition.values")),
    ("needs", lambda content: content["rows"].append(content["rows"][0]), ("P01", "row.twice")),
    ("specific_needs", with_cell("N01", gives="bad_person"), ("N01", "row.gives")),
    ("indicators", lambda content: content["rows"][0].update(strength="terrible"), ("terrible", "indicator.strength")),
    ("phrases", lambda content: content["rows"].pop(0), ("intro", "phrase.missing")),
    ("phrases", in_words("fr", " "), ("intro", "phrase.text")),
    ("phrases", in_words("nowhere", "x"), ("intro nowhere", "phrase.language")),
    ("card", lambda content: content["rows"][0].update(code="gold"), ("gold", "card.picture")),
    ("card", lambda content: content["cues"][0].update(code="poor"), ("poor", "card.cue")),
    ("interview", left_out("pregnant", "questions"), None),
]


@pytest.mark.parametrize(("name", "change", "fault"), FAULTS)
def test_what_cannot_stand_is_told_by_row(name, change, fault):
    found = faults_of(name, changed(name, change), STANDING)
    assert found
    assert fault is None or fault in found


def test_an_interview_whose_answers_a_rule_waits_for_is_refused():
    """A question may not be taken away while a rule still asks for it: that rule would be silent for ever."""
    content = changed("interview", left_out("muac", "questions"))
    assert {code for _row, code in faults_of("interview", content, STANDING)} >= {"row.unanswerable"}


@pytest.mark.parametrize("content", [{}, {"rows": 5}, {"rows": [{"id": 7}]}])
def test_what_is_no_table_at_all_is_refused(content):
    with pytest.raises(Refused, match=r"screening\.table_shape"):
        faults_of("needs", content, STANDING)


def fewer_strong(content):
    for row in content["rows"]:
        row["strong"] += 1


def choice_gone(code):
    def change(content):
        for list_ in content["lists"].values():
            list_[:] = [one for one in list_ if one["code"] != code]

    return change


def asked_only_if(name, when):
    return with_cell(name, "questions", relevant=when)


def open_kept_private(content):
    row = next(row for row in content["rows"] if row["kind"] == "open")
    row.update(kind="private")


def private_told(content):
    row = next(row for row in content["rows"] if row["kind"] == "private")
    row.update(kind="open")


def unworded(language):
    return lambda content: content["rows"][0]["texts"].pop(language)


def indicator(**cells):
    return lambda content: next(row for row in content["rows"] if row["strength"] == "strong").update(cells)


def not_sensitive(content):
    for row in content["rows"]:
        row["sensitive"] = False


LOWERED = [
    ("needs", with_cell("P01", priority="2w")),
    ("needs", lambda content: content["rows"].clear()),
    ("specific_needs", left_out("N01")),
    ("specific_needs", not_sensitive),
    ("combinations", fewer_strong),
    ("combinations", lambda content: content["rows"].clear()),
    ("indicators", indicator(strength="weak")),
    ("indicators", indicator(dimension="elsewhere")),
    ("indicators", lambda content: content["rows"].pop()),
    ("interview", left_out("consent_record", "questions")),
    ("interview", choice_gone("prefer_not")),
    ("interview", asked_only_if("pregnant", {"ask": "sex", "is": "male"})),
    ("phrases", unworded("ar")),
    ("phrases", with_cell("intro", kind="plain")),
    ("card", lambda content: content["rows"].pop()),
    ("card", open_kept_private),
    ("card", private_told),
    ("card", lambda content: content["cues"].pop()),
]


@pytest.mark.parametrize(("name", "change"), LOWERED)
def test_what_protects_less_is_found_out(name, change):
    found = lowered_by(name, changed(name, change), STANDING)
    assert found
    assert all(one.need and one.before for one in found)


RAISED = [
    ("needs", lambda content: content["rows"].append({**content["rows"][0], "id": "Z1", "gives": "medicine"})),
    ("needs", with_cell("P01", source="Another page of the same book")),
    ("specific_needs", lambda content: content["rows"].append({**content["rows"][0], "id": "Z1"})),
    ("combinations", lambda content: content["rows"].append({"id": "Z1", "weak": 1, "source": "caution"})),
    ("phrases", in_words("eo", "Montru")),
    ("interview", with_cell("pregnant", "questions", hint={"en": "Ask gently."})),
]


@pytest.mark.parametrize(("name", "change"), RAISED)
def test_what_protects_as_much_or_more_is_not_called_less(name, change):
    content = changed(name, change)
    assert faults_of(name, content, STANDING) == []
    assert lowered_by(name, content, STANDING) == []


def test_the_worst_case_is_told_with_the_answers_that_bring_it_about():
    (one,) = lowered_by("needs", changed("needs", with_cell("P01", priority="72h")), STANDING)
    assert (one.need, one.before, one.after) == ("child_alone", "immediate", "72h")
    assert one.answers["card"] == ("alone_child",)


# Proposals and signatures

LESS = changed("needs", with_cell("P01", priority="72h"))
MORE = changed("needs", with_cell("P01", source="Another page"))


def propose(content, name="needs", why="field visit"):
    state = ProposalState(tables=STANDING)
    command = ProposeTable(proposal=PROPOSAL, name=name, content=content, why=why)
    return decide_propose_table(command, state, here())


def standing(content=MORE, **more):
    state = ProposalState(tables=STANDING, exists=True, name="needs", content=content, base=1, proposed_by=BILAL,
                          is_open=True)  # fmt: skip
    return msgspec.structs.replace(state, **more)


def sign(state, *, who=ESTHER, roles=("protection_officer",), lowers=False):
    circumstances = msgspec.structs.replace(here(roles=frozenset(roles)), actor=who)
    return [one.fact for one in decide_sign_table(SignTable(proposal=PROPOSAL, lowers=lowers), state, circumstances)]


def test_anyone_may_propose_and_the_proposal_says_upon_which_version():
    (about,) = propose(LESS)
    assert (about.fact.name, about.fact.base, about.fact.why) == ("needs", 1, "field visit")


def test_what_is_the_same_unknown_or_faulty_is_not_proposed():
    with pytest.raises(Refused, match=r"screening\.table_same"):
        propose(copy.deepcopy(STANDING["needs"]))
    with pytest.raises(Refused, match=r"screening\.no_such_table"):
        propose(LESS, name="scores")
    with pytest.raises(Refused, match=r"screening\.table_faults") as refused:
        propose(changed("needs", with_cell("P01", source="")))
    assert refused.value.details["faults"] == [("P01", "row.source")]


def test_one_signature_is_not_a_release_and_two_are():
    assert sign(standing()) == [TableSigned(is_authority=True)]
    second = sign(standing(signed={ESTHER: True}), who=ZAINAB, roles=["post_supervisor"])
    assert second == [TableSigned(is_authority=False), TableReleased(version=2)]


def test_one_of_the_two_is_the_protection_authority():
    signed = standing(signed={ZAINAB: False})
    with pytest.raises(Refused, match=r"screening\.authority_first"):
        sign(signed, who=derived_id("adam"), roles=["administrator"])
    assert sign(signed)[-1] == TableReleased(version=2)


def test_nobody_signs_twice_or_their_own():
    with pytest.raises(Refused, match=r"screening\.own_proposal"):
        sign(standing(), who=BILAL)
    with pytest.raises(Refused, match=r"screening\.signed_already"):
        sign(standing(signed={ESTHER: True}))


def test_whoever_signs_what_protects_less_says_so():
    with pytest.raises(Refused, match=r"screening\.lowers_protection"):
        sign(standing(LESS))
    (signed,) = sign(standing(LESS), lowers=True)
    assert [one["need"] for one in signed.lowers] == ["child_alone"]
    with pytest.raises(Refused, match=r"screening\.lowers_protection"):
        sign(standing(LESS, signed={ESTHER: True}), who=ZAINAB, roles=["post_supervisor"])


def test_a_table_that_moved_is_proposed_anew():
    tables = {**STANDING, "needs": {**STANDING["needs"], "version": 2}}
    with pytest.raises(Conflict, match=r"screening\.table_moved"):
        sign(standing(tables=tables))


def test_another_table_that_changed_meanwhile_is_looked_at_again():
    tables = {**STANDING, "interview": changed("interview", left_out("muac", "questions"))}
    with pytest.raises(Refused, match=r"screening\.table_faults"):
        sign(standing(tables=tables))


def test_what_is_closed_or_unknown_is_not_signed():
    with pytest.raises(NotFound):
        sign(ProposalState(tables=STANDING))
    with pytest.raises(Conflict, match=r"screening\.proposal_closed"):
        sign(standing(is_open=False))


def test_who_proposed_may_take_it_back_and_others_who_sign_may_refuse():
    command = RefuseTable(proposal=PROPOSAL, why="not yet")
    assert decide_refuse_table(command, standing(), here())[0].fact == TableRefused(why="not yet")
    stranger = msgspec.structs.replace(here(), actor=ZAINAB)
    with pytest.raises(NotAllowed):
        decide_refuse_table(command, standing(), stranger)
    signer = msgspec.structs.replace(here(roles=frozenset({"oversight"})), actor=ZAINAB)
    assert decide_refuse_table(command, standing(), signer)


def rows(*facts):
    held = [entry(fact, seq, subject=PROPOSAL, after=seq) for seq, fact in enumerate(facts, start=1)]
    return proposal_rows(held)["screening_proposal"][0]


def test_a_proposal_as_a_row():
    proposed = TableProposed(name="needs", content=MORE, base=1, why="x")
    assert rows(proposed)["state"] == "proposed"
    signed = rows(proposed, TableSigned(is_authority=True, lowers=({"need": "a"},)))
    assert (signed["state"], signed["lowers"], len(signed["signatures"])) == ("signed", [{"need": "a"}], 1)
    released = rows(proposed, TableSigned(is_authority=True), TableSigned(), TableReleased(version=2), TableRefused())
    assert (released["state"], released["version"]) == ("released", 2)
    assert rows(proposed, TableRefused(why="no"))["state"] == "refused"
    assert proposal_rows([]) == {}
