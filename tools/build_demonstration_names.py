"""Writes the demonstration's names from the name corpus: real spellings of single words, never a whole name.

Run: SAFECONDUCT_CORPORA=<folder> python tools/build_demonstration_names.py
The corpus pairs a Latin and a native spelling of one word of a name and says nothing else of it. Which words are
given names, of which sex, and in which part of the world, is listed here; family names of Slavic shape are found by
their ending. A pair is taken only where the native spelling reads like the Latin one.
"""

import csv
import os
import sys
from collections.abc import Iterator
from pathlib import Path

from anyascii import anyascii
from rapidfuzz.fuzz import ratio

TARGET = Path(__file__).parents[1] / "src/safeconduct/entrypoints/demonstration/data/names.csv"
HEADER = """\
# Single words of names, Latin and native spellings, for the demonstration; given and family names are drawn apart.
# Source: Wikidata labels (CC0) through steveash/NETransliteration-COLING2018 (data).
# Made by tools/build_demonstration_names.py; `part` and `group` are the project's, not the source's.
"""

GIVEN = {
    ("cyrillic", "F"): """oksana tetiana natalia natalya iryna liudmyla lyudmyla nadiia nadiya kateryna yulia yuliya
        maria mariya anna hanna daria sofia viktoria viktoriya anastasia anastasiya alina larysa valentyna vira olha
        lesya maryna polina tamara raisa zoya inna alla veronika kristina bohdana angela galina ludmila ekaterina vera
        nadezhda larisa valentina marina evgenia ksenia margarita mariana stefania""",
    ("cyrillic", "M"): """oleksandr andriy volodymyr mykola ivan oleh ihor yuriy viktor maksym artem roman taras yevhen
        vitaliy anton danylo nazar valeriy anatoliy ruslan vadym yaroslav rostyslav stepan borys ostap mark nikita
        vladyslav eduard arsen hlib lev ilya semyon""",
    ("arabic", "F"): """fatima aisha mariam maryam zainab khadija layla leila laila nour noor huda hoda samira salma
        rania hanan yasmin amal sara sarah iman rana hala muna lina farah hind rim reem aya manal nawal safa marwa zahra
        hafsa rahma wafa najat souad ilham latifa malika hayat samia lubna ghada nada""",
    ("arabic", "M"): """mohammed muhammad ali hassan hussein omar ibrahim khalid youssef yusuf mustafa karim tarek bilal
        hamza said saeed nabil majid rashid rami ziad sami adel adnan anwar bassam ghassan hani hisham imad ismail jamal
        mahmoud marwan munir nader othman qasim raed salah salim taha wael haidar jaber younis""",
    ("west_african", "F"): "aminata fatou mariama grace blessing joy ngozi chioma",
    ("west_african", "M"): "mamadou moussa ibrahima ousmane abdoulaye seydou chidi emeka obinna emmanuel",
    ("south_asian", "F"): "priya sunita lakshmi kavita neha",
    ("south_asian", "M"): "rahul amit rajesh sanjay suresh ravi",
    ("turkish", "F"): "ayşe fatma elif emine merve",
    ("turkish", "M"): "mehmet murat emre kemal",
    ("romance", "F"): "maria ana mihaela cristina elena ioana",
    ("romance", "M"): "ion andrei mihai vasile gheorghe nicolae",
}
FAMILY = {
    "arabic": """haddad khoury mansour saleh aziz hamdan khalil salem farouk saad sabbagh shami masri tamimi zaki
        hashimi halabi kurdi rifai fayyad hamid awad fahmi fares ghanem habib kanaan kassem khatib makki mazen nassar
        saadi sabri salman shaheen sharif tawfiq turki yassin zidan bakr badawi bitar dabbagh fakhoury ghazal kattan
        rizk sarraf shawqi tahan benali trabelsi amrani bennani idrissi berrada""",
    "west_african": "diallo camara keita sow touré koné okafor eze okonkwo obi boateng osei",
    "south_asian": "sharma patel kumar gupta mehta joshi nair",
    "turkish": "yılmaz şahin çelik yıldız",
    "romance": "popescu ionescu munteanu ciobanu lupu moraru",
}
SLAVIC_ENDINGS = (("енко", "enko"), ("чук", "chuk"), ("нюк", "niuk"), ("люк", "liuk"), ("юк", "yuk"))
# Left out: people so well known that any given name beside them reads as that person, and given names.
NOT_FAMILIES = """yushchenko timoshenko tymoshenko poroshenko lukashenko shevchenko kravchuk chernenko klychko
    litvinenko bondarchuk dovzhenko vaynerchuk hawerchuk frasyniuk zdenko slavenko spomenko milenko miljenko prenko"""
SLAVIC_WANTED = 300
READS_ALIKE = {"cyrillic": 60, "arabic": 45}

Pairs = dict[str, list[tuple[int, str]]]


def read_pairs(path: Path) -> Pairs:
    """All native spellings of a Latin word, the commonest first."""
    pairs: Pairs = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        latin, native, count = line.split("\t")
        pairs.setdefault(latin, []).append((int(count), native.replace(" ", "")))
    return {latin: sorted(found, reverse=True) for latin, found in pairs.items()}


def native_of(latin: str, pairs: Pairs, group: str) -> str | None:
    """The commonest native spelling that reads like the Latin word."""
    for _, native in pairs.get(latin, []):
        if ratio(anyascii(native).lower(), anyascii(latin).lower()) >= READS_ALIKE[group]:
            return native
    return None


def slavic_families(pairs: Pairs) -> list[str]:
    """Family names whose both spellings end as Ukrainian ones do, the commonest first."""
    found = []
    for latin, spellings in pairs.items():
        count, native = spellings[0]
        shaped = any(native.endswith(end) and latin.endswith(roman) for end, roman in SLAVIC_ENDINGS)
        if shaped and len(native) > 5 and latin.isascii() and latin.isalpha() and latin not in NOT_FAMILIES.split():
            found.append((-count, latin))
    return [latin for _, latin in sorted(found)[:SLAVIC_WANTED]]


def rows(russian: Pairs, arabic: Pairs) -> Iterator[tuple[str, str, str, str, str]]:
    corpora = {"cyrillic": russian, "arabic": arabic}
    for (group, sex), words in GIVEN.items():
        yield from _written("given", group, sex, words.split(), corpora)
    for group, words in {"cyrillic": " ".join(slavic_families(russian)), **FAMILY}.items():
        yield from _written("family", group, "", words.split(), corpora)


def _written(
    part: str, group: str, sex: str, words: list[str], corpora: dict[str, Pairs]
) -> Iterator[tuple[str, str, str, str, str]]:
    for latin in words:
        if group in corpora:
            native = native_of(latin, corpora[group], group)
            if native:
                yield part, group, sex, latin.capitalize(), native.capitalize()
        elif any(latin in pairs for pairs in corpora.values()):
            yield part, group, sex, latin.capitalize(), ""


def main() -> int:
    folder = os.environ.get("SAFECONDUCT_CORPORA")
    if not folder:
        print("Set SAFECONDUCT_CORPORA to the folder of the corpora.", file=sys.stderr)
        return 2
    names = Path(folder) / "names"
    russian, arabic = (read_pairs(names / f"wikidata_{language}.tsv") for language in ("russian", "arabic"))
    with TARGET.open("w", encoding="utf-8", newline="") as target:
        target.write(HEADER)
        writer = csv.writer(target, lineterminator="\n")
        writer.writerow(("part", "group", "sex", "latin", "native"))
        writer.writerows(rows(russian, arabic))
    print(f"{TARGET.name}: {TARGET.stat().st_size} bytes")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
