"""Rules and words of screening: which stand and why; proposals to change them, and what a change takes from people."""

from collections.abc import Mapping
from typing import Any

import msgspec
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from safeconduct.desks.protection import released_labels
from safeconduct.desks.protection.released_words import change_in_words, lowering_in_words, table_in_words
from safeconduct.desks.protection.words import own_language
from safeconduct.domains.screening import commands, queries
from safeconduct.domains.screening.rules import SIGNERS
from safeconduct.domains.screening.rules.releases import lowered_by
from safeconduct.domains.screening.rules.sheets import changes, content_from, sheets_of
from safeconduct.domains.screening.rules.xlsform import SheetFault, SheetRow
from safeconduct.foundation import codes
from safeconduct.foundation.access import queries as access
from safeconduct.foundation.access.roles import STAFF
from safeconduct.foundation.access.seen_field import seen_field, seen_from
from safeconduct.foundation.access.sessions import act_of, allow, officer
from safeconduct.foundation.documents.spreadsheets import Column, Sheet, write_workbook
from safeconduct.foundation.documents.table_files import Limits, read_tables
from safeconduct.foundation.journal.ledger import ledger
from safeconduct.foundation.web.labels import label
from safeconduct.foundation.web.texts import sentence_of
from safeconduct.kernel.ids import derived_id, new_id
from safeconduct.kernel.problems import NotAllowed, Problem, Refused

__all__ = ["released_labels"]

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
LARGEST = Limits(file_bytes=2_000_000, unpacked_bytes=20_000_000, rows=5_000)  # assumption: ten times the largest table
SHOWN = 100


@allow(*STAFF)
@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """Every table with its version; and what waits for a signature."""
    waiting = queries.open_proposals()
    names = access.names_of({one.proposed_by for one in waiting})
    context = {
        "tables": [
            {"name": name, "version": content["version"], "rows": len(content.get("rows") or content["questions"]),
             "waiting": sum(one.name == name for one in waiting)}
            for name, content in queries.tables_in_force().items()
        ],
        "waiting": [{"one": one, "by": names.get(one.proposed_by, "")} for one in waiting],
    }  # fmt: skip
    return render(request, "protection/released.html", context)


@allow(*STAFF)
@require_GET
def table(request: HttpRequest, name: str) -> HttpResponse:
    """One table in words, how it came to be, and the form to propose another."""
    return _table_page(request, name)


def _table_page(
    request: HttpRequest, name: str, *, error: str = "", faults: list[dict[str, Any]] | None = None, why: str = ""
) -> HttpResponse:
    content = queries.table_in_force(name)
    heads, rows = table_in_words(name, content, queries.instrument_in_force())
    history = queries.proposals(name)
    names = access.names_of({one.proposed_by for one in history})
    context = {
        "name": name,
        "content": content,
        "heads": heads,
        "rows": rows,
        "history": [{"one": one, "by": names.get(one.proposed_by, "")} for one in history],
        "command_id": new_id(),
        "why": why,
        "faults": (faults or [])[:SHOWN],
        "number": len(faults or []),
        "errors": [("id_file", error)] if error else [],
    }
    return render(request, "protection/released_table.html", context, status=422 if error else 200)


@allow(*STAFF)
@require_GET
def file(request: HttpRequest, name: str) -> HttpResponse:
    """A table as a workbook: the interview as an XLSForm, the others as one sheet."""
    content = queries.table_in_force(name)
    sheets = [
        Sheet(
            title=title,
            columns=tuple(map(Column, heads)),
            rows=[tuple(row.get(one, "") for one in heads) for row in rows],
        )
        for title, rows in sheets_of(name, content).items()
        for heads in (tuple(dict.fromkeys(heading for row in rows for heading in row)),)
    ]
    data = write_workbook(sheets, title=f"Safeconduct {name} {content['version']}", made_at=ledger().clock.now())
    answer = HttpResponse(data, content_type=XLSX)
    answer["Content-Disposition"] = f'attachment; filename="{name}-{content["version"]}.xlsx"'
    return answer


@allow(*STAFF)
@require_POST
def propose(request: HttpRequest, name: str) -> HttpResponse:
    """Propose the table of a file. What cannot stand is told row by row, and nothing is kept."""
    standing, why = queries.table_in_force(name), request.POST.get("why", "")
    given = request.FILES.get("file")
    act = act_of(request)
    proposal = derived_id("table proposal", act.id)
    try:
        if given is None:
            raise Refused("import.choose_file")
        content, faults = content_from(name, _sheets(name, given.read()), standing, _language)
        if content is None:
            raise Refused("screening.table_faults", number=len(faults), told=_told(faults))
        commands.propose_table(act, proposal=proposal, name=name, content=content, why=why)
    except Problem as problem:
        told = problem.details.get("told") or [_fault(row, "", code) for row, code in problem.details.get("faults", ())]
        return _table_page(request, name, error=sentence_of(problem.code, problem.details), faults=told, why=why)
    messages.success(request, _("Proposed. It stands when the protection authority and a second person have signed."))
    return HttpResponseRedirect(reverse("protection:released_proposal", args=[proposal]))


def _sheets(name: str, data: bytes) -> dict[str, list[SheetRow]]:
    return {
        (one.sheet or name): [
            SheetRow(row.number, {head: _text(cell) for head, cell in zip(one.header, row.cells, strict=False)})
            for row in one.rows
        ]
        for one in read_tables(data, limits=LARGEST)
    }


def _text(cell: Any) -> str:
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    return "" if cell is None else str(cell)


def _language(name: str) -> str:
    """The code of a language by its code or its name in the reader's language or in English."""
    if codes.language(name):
        return name
    for language in (own_language(), "en"):
        found = codes.find_languages(name, language) if name else []
        if found:
            return found[0].code
    return ""


def _told(faults: list[SheetFault]) -> list[dict[str, Any]]:
    return [_fault(f"{one.sheet} {one.row or ''}".strip(), one.about, one.code) for one in faults]


def _fault(where: str, about: str, code: str) -> dict[str, Any]:
    return {"where": where, "about": about, "sentence": label("table_fault", code)}


@allow(*STAFF)
@require_GET
def proposal(request: HttpRequest, proposal_id: str) -> HttpResponse:
    """What a proposal changes, what it takes from people, and who signed."""
    return _proposal_page(request, proposal_id, [])


def _proposal_page(request: HttpRequest, proposal_id: str, errors: list[tuple[str, str]]) -> HttpResponse:
    seen, row, who = seen_field([proposal_id]), queries.proposal(proposal_id), officer(request)
    tables, instrument = queries.tables_in_force(), queries.instrument_in_force()
    is_open = row.state in ("proposed", "signed")
    signed = {one["by"] for one in row.signatures}
    names = access.names_of({row.proposed_by, row.refused_by, *signed} - {""})
    lowers = _lowers(row, tables) if is_open else row.lowers
    context = {
        "one": row,
        "by": names.get(row.proposed_by, ""),
        "refused_by": names.get(row.refused_by, ""),
        "signatures": [{**one, "name": names.get(one["by"], "")} for one in row.signatures],
        "is_open": is_open,
        "has_moved": is_open and tables[row.name]["version"] != row.base,
        "changes": [change_in_words(instrument, one) for one in changes(row.name, tables[row.name], row.content)]
        if is_open
        else [],
        "lowers": [lowering_in_words(row.name, instrument, one) for one in lowers],
        "may_sign": bool(who.roles & SIGNERS) and who.id != row.proposed_by and who.id not in signed,
        "may_refuse": bool(who.roles & SIGNERS) or who.id == row.proposed_by,
        "is_own": who.id == row.proposed_by,
        "seen": seen,
        "sign_id": new_id(),
        "refuse_id": new_id(),
        "errors": errors,
    }
    return render(request, "protection/released_proposal.html", context, status=422 if errors else 200)


def _lowers(row: Any, tables: Mapping[str, Mapping[str, Any]]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = msgspec.to_builtins(lowered_by(row.name, row.content, tables))
    return found


@allow(*STAFF)
@require_POST
def sign(request: HttpRequest, proposal_id: str) -> HttpResponse:
    """One of the two signatures."""
    act = act_of(request, seen=seen_from(request, proposal_id))
    try:
        commands.sign_table(act, proposal=proposal_id, lowers=request.POST.get("lowers") == "yes")
    except NotAllowed:
        raise
    except Problem as problem:
        return _proposal_page(request, proposal_id, [("id_lowers", sentence_of(problem.code, problem.details))])
    return HttpResponseRedirect(reverse("protection:released_proposal", args=[proposal_id]))


@allow(*STAFF)
@require_POST
def refuse(request: HttpRequest, proposal_id: str) -> HttpResponse:
    """Refuse it, or take one's own back."""
    act = act_of(request, seen=seen_from(request, proposal_id))
    try:
        commands.refuse_table(act, proposal=proposal_id, why=request.POST.get("why", ""))
    except NotAllowed:
        raise
    except Problem as problem:
        return _proposal_page(request, proposal_id, [("id_why", sentence_of(problem.code, problem.details))])
    return HttpResponseRedirect(reverse("protection:released_proposal", args=[proposal_id]))
