"""Conditions as text, in the part of XLSForm's language that says the same: for spreadsheets that people edit.

    ${papers} = 'lost'      selected(${card}, 'talk')      … and …      … or …      ( … )

What says more (not, comparisons, sums, functions) has no meaning here, and is refused rather than half understood.
"""

import re
from collections.abc import Iterator

from safeconduct.domains.screening.rules.conditions import When
from safeconduct.kernel.problems import Refused

DEEPEST = 20
_TOKEN = re.compile(
    r"\s*(?:(?P<open>\()|(?P<close>\))|(?P<word>and|or)(?![\w$])|\$\{(?P<name>[A-Za-z_][\w.-]*)\}\s*=\s*(?P<quoted>'[^']*'|\"[^\"]*\")"
    r"|selected\(\s*\$\{(?P<several>[A-Za-z_][\w.-]*)\}\s*,\s*(?P<one>'[^']*'|\"[^\"]*\")\s*\))",
    re.IGNORECASE,
)
NOT_UNDERSTOOD = "expression.not_understood"


def written(when: When) -> str:
    """The condition as text."""
    return _written(when, inside=False)


def _written(when: When, *, inside: bool) -> str:
    if when.ask:
        parts = [f"selected(${{{when.ask}}}, '{value}')" for value in when.has]
        parts += [f"${{{when.ask}}} = '{value}'" for value in (when.among or ((when.is_,) if when.is_ else ()))]
        joined = " or ".join(parts)
        return f"({joined})" if len(parts) > 1 and inside else joined
    word, inner = (" and ", when.all_) if when.all_ else (" or ", when.any_)
    joined = word.join(_written(one, inside=True) for one in inner)
    return f"({joined})" if inside and len(inner) > 1 else joined


def read(text: str) -> When:
    """The condition that the text says. Refused: expression.not_understood (rest: from where on)."""
    parser = _Parser(text)
    found = parser.either(0)
    parser.finish()
    return simplified(found)


class _Parser:
    """Recursive descent over the tokens: `or` binds weaker than `and`."""

    def __init__(self, text: str) -> None:
        self._text, self._place = text, 0
        self._token = self._next()

    def _next(self) -> re.Match[str] | None:
        rest = self._text[self._place :]
        if not rest.strip():
            return None
        match = _TOKEN.match(self._text, self._place)
        if match is None:
            raise Refused(NOT_UNDERSTOOD, rest=rest.strip()[:60])
        self._place = match.end()
        return match

    def _take(self, kind: str, word: str = "") -> bool:
        token = self._token
        if token is None or token.lastgroup is None or token[kind] is None:
            return False
        if word and token[kind].lower() != word:
            return False
        self._token = self._next()
        return True

    def either(self, depth: int) -> When:
        parts = [self.both(depth)]
        while self._take("word", "or"):
            parts.append(self.both(depth))
        return parts[0] if len(parts) == 1 else When(any_=tuple(parts))

    def both(self, depth: int) -> When:
        parts = [self.single(depth)]
        while self._take("word", "and"):
            parts.append(self.single(depth))
        return parts[0] if len(parts) == 1 else When(all_=tuple(parts))

    def single(self, depth: int) -> When:
        if depth > DEEPEST:
            raise Refused(NOT_UNDERSTOOD, rest="(" * 3)
        token = self._token
        if token is not None and token["name"]:
            self._token = self._next()
            return When(ask=token["name"], is_=token["quoted"][1:-1])
        if token is not None and token["several"]:
            self._token = self._next()
            return When(ask=token["several"], has=(token["one"][1:-1],))
        if self._take("open"):
            found = self.either(depth + 1)
            if not self._take("close"):
                self._give_up()
            return found
        self._give_up()
        raise AssertionError  # never reached: giving up raises

    def finish(self) -> None:
        if self._token is not None:
            self._give_up()

    def _give_up(self) -> None:
        start = self._token.start() if self._token is not None else len(self._text)
        raise Refused(NOT_UNDERSTOOD, rest=self._text[start:].strip()[:60])


def simplified(when: When) -> When:
    """The same condition in its shortest form: what asks one question for one of several answers says so at once."""
    if when.ask:
        return When(ask=when.ask, is_=when.among[0]) if len(when.among) == 1 else when
    kind = "all" if when.all_ else "any"
    parts = list(_flat(kind, [simplified(one) for one in (*when.all_, *when.any_)]))
    if kind == "any":
        parts = _joined(parts)
    if len(parts) == 1:
        return parts[0]
    return When(all_=tuple(parts)) if kind == "all" else When(any_=tuple(parts))


def _flat(kind: str, parts: list[When]) -> Iterator[When]:
    for part in parts:
        inner = part.all_ if kind == "all" else part.any_
        yield from inner or (part,)


def _joined(parts: list[When]) -> list[When]:
    found: list[When] = []
    for part in parts:
        last = found[-1] if found else None
        if last is None or not part.ask or last.ask != part.ask or bool(last.has) != bool(part.has):
            found.append(part)
        elif part.has:
            found[-1] = When(ask=part.ask, has=tuple(dict.fromkeys((*last.has, *part.has))))
        else:
            values = tuple(dict.fromkeys((*last.values, *part.values)))
            found[-1] = simplified(When(ask=part.ask, among=values))
    return found
