"""A claim in one plain English sentence, its status and its chain: the one place where they are put into words.

Invariant: the sentence of a claim that is no fact holds a word of `STATUS_WORDS` that says so; that of a fact has
none. Nobody may take a plan, a hearsay or a denial for a happening because of how it was put.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from onrecord.model.actor import ActorKind
from onrecord.model.claim import Act, Claim
from onrecord.model.period import Period
from onrecord.model.rules import WITHHOLDING
from onrecord.model.source import Chain, Source
from onrecord.model.status import Certainty, Flag, Polarity, Stage, Stance, Status
from onrecord.model.wording_acts import DONE_WORDS, TAKE_PLACE, Frame, frame
from onrecord.model.wording_names import (
    is_plural,
    is_plural_source,
    join,
    party_words,
    places_words,
    sentence,
    source_words,
    when_words,
)
from onrecord.model.wording_verbs import Phrase, Tense, Verb, regular

STATUS_WORDS = (
    r"not|nothing",
    r"might|may|would have",
    r"plans?|planned|aims?|meant|due|expected",
    r"promised|approved|considering|refused|put on hold|called off",
    r"probably|reportedly",
    r"den(?:y|ies)",
    r"tr(?:y|ies|ied|ying) (?:and|to)",
    r"lift(?:s|ed|ing)?|ending a restriction",
    r"on a condition|as an aim",
)
"""The words that tell a reader that a sentence is no fact, as regular expressions of whole words, lower case."""

_STATUS = re.compile(rf"\b(?:{'|'.join(STATUS_WORDS)})\b")

_WRAPPED: dict[Stage, tuple[Tense, Verb, bool]] = {
    # stage: tense, verb, whether "to" + infinitive follows (else the gerund)
    Stage.PLANNED: (Tense.PRESENT, regular("plan", double=True), True),
    Stage.PLEDGED: (Tense.PERFECT, regular("promise"), True),
    Stage.APPROVED: (Tense.PERFECT, regular("approve"), False),
    Stage.CONSIDERED: (Tense.PROGRESSIVE, regular("consider"), False),
    Stage.REFUSED: (Tense.PERFECT, regular("refuse"), True),
    Stage.SUSPENDED: (Tense.PERFECT, Verb("put", "puts", "put", "put", "putting", particle="on hold"), False),
    Stage.CANCELLED: (Tense.PERFECT, regular("call", particle="off"), False),
}
_TENSES = {Stage.DONE: Tense.PAST, Stage.UNDER_WAY: Tense.PROGRESSIVE}
_AIM = regular("aim")
_TRY = regular("try")
_DUE = Verb("", "", "", "due", "")
_EXPECTED = Verb("", "", "", "expected", "")
_MEANT = Verb("", "", "", "meant", "")
_SOMEBODY = "an unnamed party"


def tells_no_fact(words: str) -> bool:
    """Whether a sentence holds a word of `STATUS_WORDS`."""
    return _STATUS.search(words) is not None


def say(claim: Claim, *, outlet: str) -> str:
    """A claim as one sentence, with its chain of sources and its status; `outlet` is its report's own.

    An empty outlet leaves out "Outlet:" before what the outlet says in its own voice.
    """
    status = claim.status
    clause = _clause(claim)
    if status.stance in (Stance.SAYS, Stance.CONFIRMS) and status.certainty is Certainty.UNKNOWN:
        clause = f"it is not known whether {clause}"
    if status.stance is Stance.SAYS or (status.stance is Stance.CONFIRMS and not claim.sources):
        return sentence(_led(claim.sources, clause, outlet))
    outer, speaker = claim.sources[:-1], _speaker(claim.sources, outlet)
    plural = bool(claim.sources) and is_plural_source(claim.sources[-1])
    told = f"{speaker} {_stance(status, plural=plural, own=not claim.sources)} {clause}"
    return sentence(_led(outer, told, "") if outer else told)


def say_chain(sources: Chain, *, outlet: str) -> str:
    """The way the claim came: "Kyiv Independent ← Korean Times ← several sources close to the matter"."""
    return " ← ".join(name for name in (outlet, *(source.name for source in sources)) if name)


def say_status(status: Status, act: Act, *, when: Period | None = None, by: str = "") -> str:
    """A status in a few plain words: "expected, not before 27 November 2024", "refused so far", "denied".

    `when` adds the date, `by` the one who denies, confirms or does not ("denied by the ministry"). Under a denial the
    date is put to what is denied ("denied that it was given on 5 March 2025"), never to the denying.
    """
    date = when_words(when, status.stage) if when else ""
    by = f" by {by}" if by else ""
    flags = _flag_words(status)
    if status.stance in (Stance.SAYS, Stance.CONFIRMS):
        confirmed = f"confirmed{by}" if status.stance is Stance.CONFIRMS else ""
        if status.certainty is Certainty.UNKNOWN:
            words = join_comma(f"not known{_so_far(status)} whether {_clause_of_status(status, act, date)}", *flags)
            return join_comma(words, confirmed)
        return join_comma(_stage_words(status, act), confirmed, *flags, date)
    lead, link = _STANCE_WORDS[status.stance]
    if status.stance in WITHHOLDING:
        lead += _so_far(status)
    plain = (
        status.stage is Stage.DONE
        and not date
        and (status.polarity is Polarity.YES or link != "that" or _denied(status))
    )
    words = f"{lead}{by}" if plain else f"{lead}{by} {link} {_clause_of_status(status, act, date)}"
    return join_comma(words, *flags)


def join_comma(*parts: str) -> str:
    """The parts that are not empty, with commas."""
    return ", ".join(part for part in parts if part)


_STANCE_WORDS = {
    Stance.DENIES: ("denied", "that"),
    Stance.NOT_CONFIRMED: ("not confirmed", "that"),
    Stance.NO_COMMENT: ("no comment", "on whether"),
}
_STAGE_WORDS = {
    # stage: the verb that joins it to what it is said of, and its words
    Stage.OPEN: ("is", "possible"),
    Stage.CONSIDERED: ("is", "under consideration"),
    Stage.PLANNED: ("is", "planned"),
    Stage.PLEDGED: ("has been", "promised"),
    Stage.APPROVED: ("has been", "approved"),
    Stage.UNDER_WAY: ("is", "under way"),
    Stage.REFUSED: ("has been", "refused"),
    Stage.SUSPENDED: ("has been", "put on hold"),
    Stage.CANCELLED: ("has been", "called off"),
}
_LASTING = {
    Act.HOLD: "held",
    Act.RESTRICT: "in force",
    Act.AGREE: "in force",
    Act.DEPLOY: "in place",
}
"""What lasts, by act; the others are "lasting", and where they do not last "not the case"."""

_DOUBTS = {Certainty.LIKELY: "probably", Certainty.POSSIBLE: "possibly"}


def _denied(status: Status) -> bool:
    return status.stance is Stance.DENIES


def _so_far(status: Status) -> str:
    return " so far" if Flag.PROVISIONAL in status.flags else ""


def _counterfactual(status: Status) -> bool:
    """Whether it "would have been" but was not."""
    no = status.polarity is Polarity.NO and not _denied(status)
    return no and status.stage is Stage.DONE and Flag.CONDITIONAL in status.flags


def _named(status: Status) -> str:
    """What the stage is said of where it is not the act itself: the attempt at it, the lifting of it."""
    lifting = Flag.REVERSAL in status.flags
    if Flag.ATTEMPT in status.flags:
        return "attempt at lifting" if lifting else "attempt"
    return "lifting" if lifting else ""


def _participle(status: Status, act: Act) -> str:
    """What was done, where it was done."""
    named = _named(status)
    return {"": DONE_WORDS[act], "lifting": "lifted"}.get(named, "attempted")


def _status_parts(status: Status, act: Act) -> tuple[str, str, str]:
    """The joining verb, the adverb of doubt and the words of the stage; without polarity."""
    doubt = _DOUBTS.get(status.certainty, "")
    if status.stage is Stage.DONE:
        return "was", doubt, _participle(status, act)
    if status.stage is Stage.STANDING:
        negated = status.polarity is Polarity.NO and not _denied(status)
        lasting = "the case" if negated else "lasting"
        return "is", doubt, lasting if _named(status) else _LASTING.get(act, lasting)
    verb, word = _STAGE_WORDS[status.stage]
    if status.stage is Stage.OPEN:
        return verb, "", word
    if status.stage is Stage.PLANNED and status.certainty is Certainty.LIKELY:
        return verb, "", "expected"
    return verb, doubt, word


def _stage_words(status: Status, act: Act) -> str:
    """Stage, certainty and polarity in a few words: "refused so far", "probably not given", "attempt planned"."""
    negated = status.polarity is Polarity.NO
    late = _so_far(status)
    if _counterfactual(status):
        return f"would have been {_participle(status, act)} but was not"
    if negated and status.stage is Stage.OPEN:
        return f"may not be {_participle(status, act)}{late}"
    failed = negated and status.stage is Stage.DONE and Flag.ATTEMPT in status.flags
    _, doubt, word = _status_parts(status, act)
    named = _named(status) if status.stage is not Stage.DONE else ""
    no = "not" if negated and not failed else ""
    words = " ".join(part for part in (named, doubt, no, word) if part)
    return f"{words}{' without success' if failed else ''}{late}"


def _clause_of_status(status: Status, act: Act, date: str) -> str:
    """The same as a clause, for what is denied, not confirmed or not known: "it has been promised", "it was given"."""
    whether = status.certainty is Certainty.UNKNOWN and status.stance is not Stance.NOT_CONFIRMED
    negated = status.polarity is Polarity.NO and not _denied(status) and not whether
    named = _named(status) if status.stage is not Stage.DONE else ""
    subject = f"the {named}" if named else "it"
    verb, doubt, word = _status_parts(replace(status, polarity=Polarity.YES) if whether else status, act)
    if Flag.ATTEMPT in status.flags and status.stage is Stage.DONE and status.polarity is Polarity.NO and not whether:
        negated, word = False, f"{word} without success" if not _denied(status) else word
    first, _, rest = verb.partition(" ")
    late = _so_far(status) if _denied(status) else ""
    parts = (subject, first, "not" if negated else "", doubt, rest, f"{word}{late}", date)
    return " ".join(part for part in parts if part)


def _flag_words(status: Status) -> list[str]:
    """The flags that the words of the stage do not tell yet."""
    words = {
        Flag.HEARSAY: "by hearsay",
        Flag.CONDITIONAL: "on a condition",
        Flag.PURPOSE: "as an aim",
        Flag.SECRET: "in secret",
    }
    told = {Flag.CONDITIONAL} if _counterfactual(status) and status.certainty is not Certainty.UNKNOWN else set()
    return [words[flag] for flag in status.ordered_flags() if flag in words and flag not in told]


def _led(sources: Sequence[Source], clause: str, outlet: str) -> str:
    """A clause with its sources: "A, citing B, citing C: clause"; the outlet leads where there is no source."""
    if not sources:
        return f"{outlet}: {clause}" if outlet else clause
    return f"{', citing '.join(source_words(source) for source in sources)}: {clause}"


def _speaker(sources: Chain, outlet: str) -> str:
    return source_words(sources[-1]) if sources else outlet or "the report"


def _stance(status: Status, *, plural: bool, own: bool) -> str:
    have = "have" if plural else "has"
    far = " so far" if Flag.PROVISIONAL in status.flags else ""
    if status.stance is Stance.DENIES:
        return "deny that" if plural else "denies that"
    if status.stance is Stance.CONFIRMS:
        return "confirm that" if plural else "confirms that"
    if status.stance is Stance.NOT_CONFIRMED:
        return f"could not{far} confirm that" if own else f"{have}{far} not confirmed that"
    return f"{have}{far} not commented on whether"


def _clause(claim: Claim) -> str:
    """Who does what to whom, where and when, at which stage: the sentence without its source."""
    told = frame(claim)
    subject, plural, phrase = _subject(claim, told)
    said = f"{subject} {phrase.rest}"
    where = places_words(claim.place, said=said, before=_before(claim, phrase))
    when = when_words(claim.when, claim.status.stage) if claim.when else ""
    if Flag.ATTEMPT in claim.status.flags:
        failed = claim.status.polarity is Polarity.NO and claim.status.stage is Stage.DONE
        phrase = Phrase(_TRY, f"{'and failed ' if failed else ''}to {phrase.infinitive()}")
    # the date of a promise or refusal is not that of what is promised or refused: a comma keeps them apart
    wrapped = claim.status.stage in _WRAPPED and claim.status.stage is not Stage.PLANNED
    apart = ", " if wrapped or when.startswith("not") else " "
    predicate = _predicate(claim.status, phrase, plural=plural, dated=claim.when is not None)
    return f"{subject} {predicate}{told.aside}{where}{apart + when if when else ''}{_suffixes(claim)}"


def _before(claim: Claim, phrase: Phrase) -> str:
    """The preposition that a verb of movement gives its place, where it is sure."""
    if claim.act is Act.WITHDRAW and phrase.verb.base == "withdraw" and not claim.recipient:
        return "from"
    moving = claim.act is Act.VISIT or (claim.act is Act.DEPLOY and claim.status.stage is not Stage.STANDING)
    return "to" if moving and not claim.recipient else ""


def _subject(claim: Claim, told: Frame) -> tuple[str, bool, Phrase]:
    """Subject, whether it is plural, and the phrase that fits it: the doer's, else the passive, else the event's."""
    if claim.agent and _speaks_of_itself(claim):
        many = is_plural(claim.agent)
        return "they" if many else "it", many, told.active
    if claim.agent:
        return join(party_words(party) for party in claim.agent), is_plural(claim.agent), told.active
    status = claim.status
    tried = Flag.ATTEMPT in status.flags
    if tried or (status.stage in _WRAPPED and status.stage is not Stage.PLANNED):
        return _SOMEBODY, False, told.active
    if told.passive is not None and told.subject:
        return told.subject, told.plural, told.passive
    return told.event, False, TAKE_PLACE


def _speaks_of_itself(claim: Claim) -> bool:
    """Whether a body denies, confirms or will not say what it did itself ("has not confirmed that it sent ...")."""
    if len(claim.agent) != 1 or not claim.sources or claim.status.stance is Stance.SAYS:
        return False
    return claim.agent[0].name == claim.sources[-1].name and claim.agent[0].kind is not ActorKind.PERSON


def _predicate(status: Status, phrase: Phrase, *, plural: bool, dated: bool) -> str:
    """The phrase at its stage, with its certainty, polarity and hearsay."""
    attempt_failed = Flag.ATTEMPT in status.flags and status.stage is Stage.DONE
    negated = status.polarity is Polarity.NO and status.stance is not Stance.DENIES and not attempt_failed
    hearsay = "reportedly" if Flag.HEARSAY in status.flags else ""
    provisional = Flag.PROVISIONAL in status.flags and status.stance not in WITHHOLDING
    if negated and status.stage is Stage.DONE and Flag.CONDITIONAL in status.flags:
        return f"{phrase.modal('would', Tense.PAST, adverb=hearsay)} but did not"
    tense, phrase = _at_stage(status, phrase)
    if negated and tense is Tense.PAST and not dated:
        tense = Tense.PERFECT
    perfect = tense is Tense.PERFECT and status.certainty is not Certainty.POSSIBLE
    late = " so far" if provisional and not perfect else ""
    if status.stage is Stage.OPEN:
        return phrase.modal("might", Tense.PRESENT, negated=negated, adverb=hearsay) + late
    if status.certainty is Certainty.POSSIBLE:
        planned = " as planned" if status.stage is Stage.PLANNED else ""
        return phrase.modal("may", tense, negated=negated, adverb=hearsay) + planned + late
    probably = "probably" if status.certainty is Certainty.LIKELY and status.stage is not Stage.PLANNED else ""
    adverb = " ".join(word for word in (probably, hearsay) if word)
    so_far = provisional and perfect
    return phrase.finite(tense, plural=plural, negated=negated, adverb=adverb, so_far=so_far) + late


def _at_stage(status: Status, phrase: Phrase) -> tuple[Tense, Phrase]:
    """The tense of a stage, and the phrase with the stage's own verb before it ("plan to", "refuse to")."""
    stage = status.stage
    if stage is Stage.PLANNED and status.certainty is Certainty.POSSIBLE:
        return Tense.PRESENT, phrase
    if stage not in _WRAPPED:
        return _TENSES.get(stage, Tense.PRESENT), phrase
    infinitive = f"to {phrase.infinitive()}"
    if stage is Stage.PLANNED:
        undoing = phrase.passive or phrase is TAKE_PLACE
        aim = Flag.PURPOSE in status.flags
        if status.certainty is Certainty.LIKELY:
            return Tense.PRESENT, Phrase(_EXPECTED, infinitive, passive=True)
        if undoing:
            return Tense.PRESENT, Phrase(_MEANT if aim else _DUE, infinitive, passive=True)
        return Tense.PRESENT, Phrase(_AIM, infinitive) if aim else Phrase(_WRAPPED[stage][1], infinitive)
    tense, verb, to = _WRAPPED[stage]
    return tense, Phrase(verb, infinitive if to else phrase.gerund())


def _suffixes(claim: Claim) -> str:
    status = claim.status
    flags = status.flags
    counter = status.polarity is Polarity.NO and status.stage is Stage.DONE and status.stance is not Stance.DENIES
    parts: list[str] = []
    if Flag.SECRET in flags:
        parts.append("in secret")
    if Flag.CONDITIONAL in flags and not counter:
        parts.append("on a condition")
    if Flag.PURPOSE in flags and not (status.stage is Stage.PLANNED and status.certainty is Certainty.STATED):
        parts.append("as an aim")
    if Flag.REVERSAL in flags and claim.act is not Act.RESTRICT:
        parts.append("ending a restriction")
    return "".join(f", {part}" for part in parts)
