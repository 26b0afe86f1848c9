"""The rules for minutes before they are finalised, the most serious first."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from marg_cli.domain.checks import actions, at_the_table, reasons, wording
from marg_cli.domain.checks.finding import Finding
from marg_cli.domain.checks.rules import Rule, Spot
from marg_cli.domain.checks.told import CaseTold, Said

WHERE_RELEVANT = ("information", "discussion", "barriers", "capacity")
"""Headings of a case that may rightly be empty: that they are is said, and is no finding."""

RECORD = 'marg minutes record {case} {heading} "..."{where}'
EDIT = 'marg minutes edit {entry} "..."'


def _empty(
    heading: str,
    says: str,
    mend: str = RECORD,
    *,
    when: Callable[[CaseTold], bool] | None = None,
) -> Rule[CaseTold]:
    """A heading that must be filled, in every case or in those that *when* names."""
    return Rule(
        heading,
        says,
        mend.replace("{heading}", heading),
        lambda told: not at_the_table.says(told, heading) and (when is None or when(told)),
    )


def _entries(told: CaseTold, heading: str, breaks: Callable[[str], bool]) -> Iterator[Spot]:
    for said in told.said.get(heading, ()):
        if breaks(said.text):
            yield Spot({"entry": said.ref}, entry=said.ref)


def _unreasoned(told: CaseTold) -> Iterator[Spot]:
    decisions = told.said.get("decisions", ())
    for at in reasons.without_rationale(told.texts("decisions")):
        yield Spot({"entry": decisions[at].ref}, entry=decisions[at].ref)


def placeholders(said: Mapping[str, Sequence[Said]]) -> Iterator[Spot]:
    """Entries somebody meant to come back to."""
    for heading, entries in said.items():
        for entry in entries:
            if not wording.says_something(entry.text):
                yield Spot({"heading": heading, "entry": entry.ref}, entry=entry.ref)


def _was_not_reached(told: CaseTold) -> bool:
    """Whether nothing is said of the case but that there was no time for it."""
    entries = told.entries
    if told.minutes.at_the_table.said:
        return False
    says_only_so = all(wording.says_not_reached(said.text) for said in entries)
    return bool(entries) and says_only_so and not told.minutes.actions


def _rated(told: CaseTold) -> bool:
    return wording.rates_risk(told.texts("risks"), told.own_levels)


def _owner_withdrew(told: CaseTold) -> Iterator[Spot]:
    return actions.each(told.minutes.actions, lambda line: line.owner in told.withdrew)


NOT_REACHED: tuple[Rule[CaseTold], ...] = (
    Rule(
        "outcome",
        'That it was not reached is recorded, so every heading reads "[not recorded]"; '
        'without the entry it reads "Not discussed", once.',
        "marg minutes remove {entry}",
        lambda told: (spot for heading in told.said for spot in _entries(told, heading, bool)),
    ),
)

CASE_RULES: tuple[Rule[CaseTold], ...] = (
    _empty(
        "views",
        "Neither the person's views are recorded nor why they were not obtained.",
        'marg view add {case} "..." --by CODE --how "..." --meeting {day}',
    ),
    Rule(
        "views",
        "The views were not obtained, and the minutes do not say why.",
        EDIT,
        lambda told: _entries(told, "views", wording.not_obtained_unexplained),
    ),
    Rule(
        "outcome",
        "It is said that the case was not reached, and yet more is recorded of it.",
        EDIT,
        lambda told: _entries(told, "outcome", wording.says_not_reached),
    ),
    _empty(
        "risks",
        "No risk is recorded, and no agreed level.",
        'marg risk add {case} "..." --to WHOM --agreed LEVEL{where}',
    ),
    *at_the_table.RISKS,
    Rule(
        "risks",
        "The risks have no agreed level, and no dissent is noted.",
        RECORD.replace("{heading}", "risks"),
        lambda told: "risks" in told.said and not at_the_table.weighed(told) and not _rated(told),
    ),
    _empty(
        "decisions",
        "No decision is recorded.",
        'marg decision add {case} "..." --because "..."{where}',
    ),
    *at_the_table.DECISIONS,
    Rule("decisions", "{entry} is a decision without its reason.", EDIT, _unreasoned),
    Rule(
        "lead agency",
        "No agency leads the case.",
        "marg case involve {case} CODE --lead",
        lambda told: told.taken_on and not told.minutes.lead_agency,
    ),
    Rule(
        "case coordinator",
        "Nobody is named to coordinate the case.",
        "marg case coordinator {case} NAME",
        lambda told: told.taken_on and not told.minutes.case_coordinator,
    ),
    Rule(
        "actions",
        "No action was set or is open, and the outcome does not say why.",
        'marg action add {case} "..." --agency CODE --owner NAME --due WHEN{where}',
        lambda told: (
            not told.minutes.actions
            and not told.goes_on
            and not reasons.explains_no_action(at_the_table.outcomes(told))
        ),
    ),
    Rule(
        "actions",
        actions.NO_OWNER,
        actions.GIVE_OWNER,
        lambda told: actions.each(told.minutes.actions, actions.without_owner),
    ),
    Rule(
        "actions",
        "{action} is due by the day of the meeting that set it.",
        'marg action move {action} --due WHEN --because "..." --agreed-by NAME',
        lambda told: actions.each(
            told.minutes.actions, lambda line: actions.due_by(line, told.meeting_on)
        ),
    ),
    Rule(
        "actions",
        "The owner of {action} declared an interest in the case and withdrew.",
        actions.GIVE_OWNER,
        _owner_withdrew,
    ),
    Rule(
        "actions",
        "{action} does not say what it is to achieve.",
        'marg action edit {action} --intended "..."',
        lambda told: actions.each(told.minutes.actions, actions.without_intent),
    ),
    _empty("outcome", "No outcome is recorded.", "marg case outcome {case} KIND{where}"),
    _empty(
        "plan",
        "No shared plan is recorded, and no contingency.",
        'marg case plan {case} "..." --contingency "..."{where}',
        when=lambda told: not told.is_closure,
    ),
    *at_the_table.PLAN,
    _empty(
        "feedback",
        "Nobody is named who tells the person.",
        "marg case plan {case} --tells NAME --tell-by WHEN{where}",
    ),
    _empty("why", "It is not recorded why the case is here."),
    Rule(
        "declarations",
        "Somebody who declared an interest is shown as there: the case is not on the agenda.",
        "marg agenda add {case} --meeting {day}",
        lambda told: told.stayed,
    ),
    Rule(
        "{heading}",
        "Only a placeholder stands here.",
        EDIT,
        lambda told: placeholders(told.said),
    ),
)
"""What is looked at in every case that was discussed, the most serious first."""


def case_findings(told: CaseTold, words: dict[str, str]) -> list[Finding]:
    """What is wrong in one case's part; a case that was not discussed needs nothing."""
    if not told.minutes.discussed:
        return []
    rules = NOT_REACHED if _was_not_reached(told) else CASE_RULES
    ref = told.minutes.ref
    return [finding for rule in rules for finding in rule.found(told, ref, words | {"case": ref})]


def left_empty(told: CaseTold) -> list[str]:
    """Headings without an entry that may rightly have none; they read "[not recorded]"."""
    if not told.minutes.discussed or _was_not_reached(told):
        return []
    optional = (*WHERE_RELEVANT, "plan") if told.is_closure else WHERE_RELEVANT
    filled = {*told.said, *(["information"] if told.minutes.information else [])}
    return [
        heading
        for heading in optional
        if heading not in filled and not at_the_table.says(told, heading)
    ]
