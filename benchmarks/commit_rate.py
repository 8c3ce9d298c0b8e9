"""Registering a family of five through the write path, beside Django's ORM writing the same rows without a journal.

python -m benchmarks.commit_rate      SAFECONDUCT_DATABASE chooses PostgreSQL; SAFECONDUCT_BENCH=quick a smaller run

The three take turns in blocks, in one process and on one engine, so that whatever else the machine does meets all.
"""

import gc
import os
import threading
import time
from statistics import median
from typing import Any

from benchmarks import nodes
from benchmarks.figures import QUICK, Figure, least, most, quantile, report, sync_ms

BLOCK = 60
ROUNDS = 5 if QUICK else 15
INSIDE = int(os.environ.get("SAFECONDUCT_BENCH_INSIDE", "200000" if QUICK else "1000000"))
DESKS = 8


def measure() -> list[Figure]:
    """The figures on an empty node, then with many entries inside."""
    with nodes.node() as node:
        engine = _engine()
        figures = _compared(node, engine, "", 0.8)
        figures += _at_once(node, engine)
        if INSIDE:
            begun = time.perf_counter()
            count = INSIDE // nodes.ENTRIES
            nodes.fill(node, 1_000_000, count)
            rate = count / (time.perf_counter() - begun)
            figures.append(Figure(f"{engine}: filling, sixteen families a commit", rate, "families/s"))
            figures += _compared(node, engine, f", {INSIDE:,} entries inside", 0.6)
    return figures


def _engine() -> str:
    from django.db import connection

    return "PostgreSQL" if connection.vendor == "postgresql" else "SQLCipher, synchronous=FULL"


def _compared(node: Any, engine: str, inside: str, share: float) -> list[Figure]:
    from safeconduct.foundation.dispatch import submit
    from safeconduct.foundation.dispatch.writer import react

    anchor = Anchor()
    rates: dict[str, list[float]] = {name: [] for name in ("journal", "bulk", "save", "following", "bulk_following")}
    latencies: list[float] = []
    number = 10_000_000 + len(inside) * 100_000
    for act, commands in nodes.families(number, 30, node.ledger.clock):
        submit(act, *commands)
    for round_ in range(ROUNDS):
        prepared = list(nodes.families(number + 100 + round_ * BLOCK, BLOCK, node.ledger.clock))
        gc.collect()
        begun = time.perf_counter()
        latencies += [_registered(node, act, commands) for act, commands in prepared]
        took = time.perf_counter() - begun
        react()
        followed = time.perf_counter() - begun
        rates["journal"].append(BLOCK / took)
        rates["following"].append(BLOCK / followed)
        rows = [anchor.rows_of(commands) for _, commands in prepared]
        rates["bulk"].append(anchor.rate(rows, anchor.bulk))
        rates["save"].append(anchor.rate(rows, anchor.save))
        rows = [anchor.rows_of(commands, following=True) for _, commands in prepared]
        rates["bulk_following"].append(anchor.rate(rows, anchor.bulk))
    rate, bulked, saved = (median(rates[name]) for name in ("journal", "bulk", "save"))
    to_bulk, to_save = _share(rates, "journal", "bulk"), _share(rates, "journal", "save")
    what = f"{engine}{inside}: family of five, {nodes.ENTRIES} entries, {anchor.count} rows"
    sync = f"fdatasync {sync_ms(node.home.folder):.2f} ms"
    return [
        Figure(what, rate, "families/s", f"bulk_create {bulked:.0f}/s, save() {saved:.0f}/s"),
        Figure("  share of bulk_create", to_bulk, "x", "", f">= {share}", least(to_bulk, share)),
        Figure("  share of save()", to_save, "x", "", ">= 1.2", least(to_save, 1.2)),
        Figure("  with the screening that is opened for them afterwards, share of bulk_create of all these rows",
               _share(rates, "following", "bulk_following"), "x"),
        Figure("  one at a time, p50", quantile(latencies, 0.5), "ms", sync),
        Figure("  one at a time, p99", quantile(latencies, 0.99), "ms", sync, "<= 15 quiet, <= 40 busy",
               most(quantile(latencies, 0.99), 15)),
    ]  # fmt: skip


def _registered(node: Any, act: Any, commands: Any) -> float:
    """Milliseconds until the receipt: one act, one commit. What reacts to it has not begun then."""
    from safeconduct.foundation.dispatch.writer import Waiting, commit_together

    begun = time.perf_counter()
    waiting = Waiting(act, commands)
    commit_together(node.ledger, [waiting])
    waiting.answer.result()
    return (time.perf_counter() - begun) * 1000


def _share(rates: dict[str, list[float]], of: str, beside: str) -> float:
    return median(a / b for a, b in zip(rates[of], rates[beside], strict=True))


class Anchor:
    """The rows that the node's own projections make of a family, written by Django's ORM into ordinary models of the
    same columns and indexes: a key that counts up, the subject indexed as a foreign key would be."""

    def __init__(self) -> None:
        from django.db import connection, models

        from safeconduct.foundation.journal.projector import all_tables

        self.models = {}
        self.count = 0
        for table in all_tables():
            fields = {_plain(field.name): field.clone() for field in table.model._meta.concrete_fields}
            fields["subject"] = models.CharField(max_length=32, db_index=True)
            meta = type("Meta", (), {
                "db_table": f"plain_{table.name}", "app_label": "plain",
                "indexes": [_renamed(index) for index in table.model._meta.indexes],
            })  # fmt: skip
            model = type(f"Plain{table.model.__name__}{len(self.models)}", (models.Model,),
                         {**fields, "Meta": meta, "__module__": __name__})  # fmt: skip
            self.models[table.name] = model
            if model._meta.db_table not in connection.introspection.table_names():
                connection.disable_constraint_checking()
                with connection.schema_editor() as editor:
                    editor.create_model(model)

    def rows_of(self, commands: Any, *, following: bool = False) -> list[tuple[Any, list[dict[str, Any]]]]:
        """The rows that stand for this family in the projected tables, by model; with those of the screening that
        was opened for them."""
        from safeconduct.domains.screening.rules import screening_of
        from safeconduct.foundation.journal.projector import all_tables

        subjects = [getattr(one, "person", None) or getattr(one, "crossing", None) or one.group for one in commands]
        if following:
            subjects += [screening_of(one.crossing) for one in commands if hasattr(one, "crossing")]
        found = []
        for table in all_tables():
            names = [field.attname for field in table.model._meta.concrete_fields]
            held = table.model.objects.filter(subject__in=subjects).values_list(*names)
            rows = [dict(zip(map(_plain, names), row, strict=True)) for row in held]
            if rows:
                found.append((self.models[table.name], rows))
        if not following:
            self.count = sum(len(rows) for _, rows in found)
        return found

    def rate(self, families: list[Any], write: Any) -> float:
        """Families a second; the copies are emptied of them again, outside the time."""
        from django.db import transaction

        gc.collect()
        begun = time.perf_counter()
        for rows in families:
            with transaction.atomic():
                write(rows)
        rate = len(families) / (time.perf_counter() - begun)
        with transaction.atomic():
            for rows in families:
                for model, some in rows:
                    model.objects.filter(subject__in={row["subject"] for row in some}).delete()
        return rate

    @staticmethod
    def bulk(rows: list[tuple[Any, list[dict[str, Any]]]]) -> None:
        """One bulk_create a table."""
        for model, some in rows:
            model.objects.bulk_create([model(**row) for row in some])

    @staticmethod
    def save(rows: list[tuple[Any, list[dict[str, Any]]]]) -> None:
        """One save() a row; `objects.create` does the same, without asking first whether the row is there."""
        for model, some in rows:
            for row in some:
                model.objects.create(**row)


def _plain(name: str) -> str:
    return "part" if name == "id" else name


def _renamed(index: Any) -> Any:
    copy = index.clone()
    copy.name = f"p_{index.name}"[:30]
    copy.fields_orders = [(_plain(name), order) for name, order in index.fields_orders]
    copy.fields = [_plain(name) for name in index.fields]
    return copy


def _at_once(node: Any, engine: str) -> list[Figure]:
    from safeconduct.foundation.dispatch.writer import start_writer, stop_writer, submit

    per_desk = 40 if QUICK else 120
    latencies: list[float] = []

    def desk(place: int) -> None:
        for act, commands in prepared[place::DESKS]:
            once = time.perf_counter()
            submit(act, *commands)
            latencies.append((time.perf_counter() - once) * 1000)

    prepared = list(nodes.families(20_000_000, per_desk * DESKS, node.ledger.clock))
    from django.db import connection

    connection.close()
    start_writer()
    try:
        threads = [threading.Thread(target=desk, args=(place,)) for place in range(DESKS)]
        begun = time.perf_counter()
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        rate = len(latencies) / (time.perf_counter() - begun)
    finally:
        stop_writer()
    return [
        Figure(f"{engine}: the same from {DESKS} desks at once, through the writer thread", rate, "families/s"),
        Figure("  at once, p50", quantile(latencies, 0.5), "ms"),
        Figure("  at once, p99", quantile(latencies, 0.99), "ms", "without a writer thread 1,000 ms", "<= 40 busy",
               most(quantile(latencies, 0.99), 40)),
    ]  # fmt: skip


if __name__ == "__main__":
    report(measure)
