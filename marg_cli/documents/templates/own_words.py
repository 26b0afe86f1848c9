"""The group's own nouns, said where a template says the field's: never in what somebody typed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from jinja2.ext import Extension
from jinja2.lexer import TOKEN_DATA, Token, TokenStream

from marg_cli.documents.escape import escape
from marg_cli.domain.counting import several
from marg_cli.domain.papers.frame import OwnWord

VOWELS = "aeiou"


class OwnWords:
    """Says a text of a template in the group's own nouns, one and several, small and capital."""

    def __init__(self, own_words: Iterable[OwnWord]) -> None:
        self._own: dict[str, str] = {}
        for word in own_words:
            noun, own = word.noun.casefold(), escape(word.own)
            self._own.setdefault(several(noun), several(own))
            self._own[noun] = own
        longest_first = sorted(self._own, key=len, reverse=True)
        nouns = "|".join(re.escape(noun).replace(r"\ ", r"\s+") for noun in longest_first)
        self._said = re.compile(rf"(?<![\w-])(?:(an?)(\s+))?({nouns})(?![\w-])", re.IGNORECASE)

    def say(self, text: str) -> str:
        """*text* in the group's own nouns, with the article that goes with each."""
        return self._said.sub(self._replaced, text)

    def _replaced(self, found: re.Match[str]) -> str:
        article, gap, noun = found.groups()
        own = _as_large(noun, self._own[" ".join(noun.casefold().split())])
        if article is None:
            return own
        return f"{article[0]}{'n' * (own[0].casefold() in VOWELS)}{gap}{own}"


class Saying(Extension):
    """Has a template's own text said in the group's nouns, before it is compiled."""

    def filter_stream(self, stream: TokenStream) -> Iterator[Token]:
        """Change what stands between the tags, and nothing that is in them."""
        environment: Any = self.environment
        for token in stream:
            if token.type == TOKEN_DATA:
                token = token._replace(value=environment.say(token.value))  # noqa: PLW2901
            yield token


def _as_large(noun: str, own: str) -> str:
    """*own* with the capitals of the noun it stands for."""
    if len(noun) > 1 and noun.isupper():
        return own.upper()
    return own[:1].upper() + own[1:] if noun[0].isupper() else own
