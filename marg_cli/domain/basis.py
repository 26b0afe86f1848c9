"""Why a case may be shared: a lawful basis and two conditions, each with its reason.

The names are those the Information Commissioner uses. Which of them holds is for the group to
decide; none is proposed, and consent is not the default.
"""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from marg_cli.domain.value import Value
from marg_cli.errors import UsageRefused

NO_SUCH_DATA = "none"
"""The answer where no data of that kind is shared."""

LAWFUL = {
    "public task": "Public task, Art 6(1)(e)",
    "legal obligation": "Legal obligation, Art 6(1)(c)",
    "vital interests": "Vital interests, Art 6(1)(d)",
    "recognised legitimate interest": "Recognised legitimate interest, Art 6(1)(ea)",
    "legitimate interests": "Legitimate interests, Art 6(1)(f)",
    "contract": "Contract, Art 6(1)(b)",
    "consent": "Consent, Art 6(1)(a)",
}
SPECIAL = {
    "substantial public interest": "Reasons of substantial public interest, Art 9(2)(g)",
    "health or social care": "Health or social care, Art 9(2)(h)",
    "vital interests": "Vital interests, Art 9(2)(c)",
    "social protection": "Employment, social security and social protection, Art 9(2)(b)",
    "legal claims": "Legal claims or judicial acts, Art 9(2)(f)",
    "public health": "Public health, Art 9(2)(i)",
    "not-for-profit bodies": "Not-for-profit bodies, Art 9(2)(d)",
    "made public": "Made public by the data subject, Art 9(2)(e)",
    "archiving and research": "Archiving, research and statistics, Art 9(2)(j)",
    "explicit consent": "Explicit consent, Art 9(2)(a)",
    NO_SUCH_DATA: "No special category data is shared",
}
CRIMINAL = {
    "official authority": "Under the control of official authority, Art 10",
    "safeguarding": "Safeguarding of children and individuals at risk, Sch 1 para 18",
    "economic well-being": "Safeguarding of economic well-being, Sch 1 para 19",
    "unlawful acts": "Preventing or detecting unlawful acts, Sch 1 para 10",
    "statutory purposes": "Statutory and government purposes, Sch 1 para 6",
    "justice": "Administration of justice and parliamentary purposes, Sch 1 para 7",
    "health or social care": "Health or social care purposes, Sch 1 para 2",
    "social protection": "Employment, social security and social protection, Sch 1 para 1",
    "support": "Support for individuals with a particular disability or condition, Sch 1 para 16",
    "vital interests": "Vital interests, Sch 1 para 30",
    "legal claims": "Legal claims, Sch 1 para 33",
    "made public": "Manifestly made public by the data subject, Sch 1 para 32",
    "consent": "Consent, Sch 1 para 29",
    NO_SUCH_DATA: "No criminal-offence data is shared",
}


class Part(NamedTuple):
    """One of the three answers: what it is called, the law it comes from, and its choices."""

    title: str
    law: str
    choices: dict[str, str]


PARTS = {
    "lawful": Part("lawful basis", "UK GDPR Art 6", LAWFUL),
    "special": Part("condition for special category data", "UK GDPR Art 9", SPECIAL),
    "criminal": Part(
        "condition for criminal-offence data", "UK GDPR Art 10 and DPA 2018 Sch 1", CRIMINAL
    ),
}
"""The three answers, in the order in which they are asked for."""

CONSENTS = frozenset({"consent", "explicit consent"})
ON_CONSENT = (
    "Consent is seldom right here: a person can hardly refuse a group of public bodies freely, "
    "and what rests on consent alone has to stop when it is taken back."
)


class SharingBasis(Value):
    """Why one case may be shared; an answer nobody gave is None, and so is its reason."""

    case_ref: str
    lawful: str | None = None
    lawful_because: str | None = None
    special: str | None = None
    special_because: str | None = None
    criminal: str | None = None
    criminal_because: str | None = None
    decided_on: date
    decided_by: str

    @property
    def ref(self) -> str:
        """The case it belongs to."""
        return self.case_ref

    @property
    def lacks(self) -> list[str]:
        """What is not answered yet, as it is called."""
        return [part.title for name, part in PARTS.items() if getattr(self, name) is None]

    @property
    def rests_on_consent(self) -> bool:
        """Whether any of the answers is consent."""
        return any(getattr(self, name) in CONSENTS for name in PARTS)


def read_choice(part: str, text: str) -> str:
    """Read one of a part's choices; its first letters are enough where no other begins so.

    Raises UsageRefused, with those there are.
    """
    choices = PARTS[part].choices
    word = " ".join(text.casefold().split())
    found = [choice for choice in choices if choice.startswith(word)] if word else []
    if word in choices:
        return word
    if len(found) != 1:
        raise UsageRefused(
            f'"{text.strip()}" is no {PARTS[part].title} that can be chosen.',
            f"One of: {'; '.join(choices)}",
        )
    return found[0]


def named(part: str, choice: str | None) -> str | None:
    """A choice as the law names it; one kept by a newer marg by itself."""
    return None if choice is None else PARTS[part].choices.get(choice, choice)
