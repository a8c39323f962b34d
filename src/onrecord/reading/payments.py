"""What money pays for.

A sum's noun is found in this order: its own noun ("a $2bn loan"), the words before it ("guns worth $2m"), those after
it ("$2m for wells"), the goods of a sale, the clause ("the loan rose to $2m"). None: just money.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.codebook import units
from onrecord.reading.concerns import (
    ENOUGH,
    PLACES,
    by_preposition,
    clause_subject,
    governing,
    is_time,
    noun_before,
    noun_before_of,
    object_of,
    own_noun,
    subject_phrase,
)
from onrecord.reading.counted import Phrase, base, climb, near_verb, phrase_after, phrase_of
from onrecord.reading.grammar import child, children, is_noun, is_verb

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_RATES = frozenset("a an per each every annually yearly monthly apiece this next last so far more extra".split())


def money(doc: Doc, first: int, last: int) -> Phrase | None:
    """What a sum pays for (or the sum's own noun: "a $2bn loan")."""
    return (
        own_noun(doc, last)
        or _before_sum(doc, first)
        or _after_sum(doc, first, last)
        or _sold_for(doc, first)
        or _by_verb(doc, first, last)
    )  # fmt: skip


def _paid_object(doc: Doc, preposition: int) -> Phrase | None:
    """The object of a preposition, if it is something that can be paid for."""
    found = object_of(doc, preposition)
    if found is None or doc[found.head].lower_ in units.load().words("about.not_paid_for"):
        return None
    return found


def _named_party(doc: Doc, found: Phrase) -> bool:
    head = doc[found.head]
    return head.tag_ in ("NNP", "NNPS") and (head.ent_type_ in PLACES or head.ent_type_ in ("ORG", "NORP"))


def _after_sum(doc: Doc, first: int, last: int) -> Phrase | None:
    """What the prepositions right after a sum lead to: for, in, of, towards, on, "to buy"."""
    at, sent_end = last, doc[first].sent.end
    at += at + 1 < sent_end and doc[at].tag_ in ("HYPH", "POS") and doc[at + 1].lower_ == "worth"
    at += at < sent_end and doc[at].lower_ == "worth"
    at = _past_rate(doc, at, sent_end)
    if at >= sent_end:
        return None
    word = doc[at].lower_
    if word in units.load().words("about.paid_for") or (word == "on" and _spends(doc, first)):
        found = _paid_object(doc, at)
        if found is not None and not (word in ("for", "in") and _named_party(doc, found)):
            return found
        inner = _past_phrase(doc, at, sent_end)
        if inner is not None and doc[inner].lower_ in ("for", "in", "towards") and inner != at:
            found = _paid_object(doc, inner)
            return found if found is not None and not _named_party(doc, found) else None
    if word == "to" and at + 1 < sent_end and doc[at + 1].tag_ == "VB":
        return _bought(doc, at + 1, sent_end)
    return None


def _past_rate(doc: Doc, at: int, stop: int) -> int:
    while at < stop and (doc[at].lower_ in _RATES or is_time(doc[at])):
        at += 1
    if at < stop and doc[at].lower_ in ("over", "during", "in", "for", "within"):
        time = next((i for i in range(at + 1, min(stop, at + ENOUGH)) if is_time(doc[i])), None)
        if time is not None and not any(doc[i].tag_ in ("IN", "NNS") for i in range(at + 1, time)):
            return time + 1
    return at


def _past_phrase(doc: Doc, at: int, stop: int) -> int | None:
    return next((i for i in range(at + 1, min(stop, at + ENOUGH)) if doc[i].tag_ == "IN"), None)


def _spends(doc: Doc, first: int) -> bool:
    verb = near_verb(doc[first])
    return base(verb) in units.load().words("about.spend_verbs")


def _bought(doc: Doc, verb: int, stop: int) -> Phrase | None:
    if base(doc[verb]) not in units.load().words("about.buy_verbs"):
        return None
    at = verb + 1
    while at < stop and doc[at].tag_ in ("DT", "PRP$", "CD", "RB"):
        at += 1
    found = phrase_after(doc, at)
    return found if found is not None and not _named_party(doc, found) else None


def _before_sum(doc: Doc, first: int) -> Phrase | None:
    """What the words right before a sum say: worth, "a budget of", "sold … for"."""
    if not first:
        return None
    before = doc[first - 1]
    if before.lower_ in ("worth", "costing", "totalling", "totaling", "valued"):
        return _worth(doc, first - 1)
    if before.lower_ == "at" and first > 1 and doc[first - 2].lower_ in ("valued", "priced"):
        return _worth(doc, first - 2)
    found = noun_before_of(doc, first)
    if found is not None:
        return found if base(doc[found.head]) not in units.load().words("about.price") else None
    return None


def _sold_for(doc: Doc, first: int) -> Phrase | None:
    """The goods of "sold N boats for $5m", the thing priced of "12 radars at an estimated cost of $5m"."""
    if not first:
        return None
    before = doc[first - 1]
    found = noun_before_of(doc, first)
    if found is not None:
        return _priced(doc, found.head) or found
    if before.lower_ == "for" and is_verb(before.head):
        verb = before.head
        goods = child(verb, "dobj") or child(verb, "nsubjpass")
        related = verb.dep_ == "relcl" and (goods is None or goods.tag_ in ("WDT", "WP"))
        if related or (goods is None and verb.dep_ == "acl" and verb.tag_ in ("VBN", "VBD")):
            goods = verb.head
        if goods is not None and is_noun(goods) and not _party(goods) and base(verb) not in ("ask", "press", "push"):
            return phrase_of(goods)
    return None


def _party(token: Token) -> bool:
    return token.ent_type_ in ("GPE", "PERSON", "NORP")


def _worth(doc: Doc, at: int) -> Phrase | None:
    """The noun that "worth" hangs on; next to it, or the subject or object of its verb."""
    worth, left = doc[at], at - 1
    while left > worth.sent.start and doc[left].text in (",", "(", "–", "—", "-"):
        left -= 1
    if is_noun(doc[left]) and doc[left].tag_ != "NNP":
        return _classifier(doc, left)
    if is_noun(doc[left]) and worth.head.i == left:
        return phrase_of(doc[left])
    verb = near_verb(worth)
    if is_verb(verb):
        for label in ("dobj", "nsubj", "nsubjpass"):
            found = child(verb, label)
            if found is not None and is_noun(found) and found.i < at and not (label == "dobj" and base(verb) == "be"):
                return phrase_of(found)
    above = next((a for a in climb(worth) if is_noun(a) and a.i < at), None)
    return phrase_of(above) if above is not None else None


def _classifier(doc: Doc, at: int) -> Phrase:
    """The phrase that ends at noun `at`, widened to its classifier ("rounds of 122mm")."""
    found = phrase_of(doc[at])
    before = doc[found.first - 1] if found.first else None
    if before is not None and before.lower_ == "of" and before.i and doc[before.i - 1].tag_ == "NNS":
        if doc[before.i - 1].lower_ in units.load().units:
            return found
        outer = phrase_of(doc[before.i - 1])
        return Phrase(outer.head, outer.first, found.last)
    return found


def _priced(doc: Doc, price: int) -> Phrase | None:
    """The thing priced in "12 radars at an estimated cost of $5m": what stands before "at" or "with" or "for"."""
    noun = doc[price]
    for above in climb(noun):
        if is_noun(above) and above.i < price:
            sold = next((c for p in children(above, "prep") if p.lower_ == "of" for c in children(p, "pobj")), None)
            return phrase_of(sold if sold is not None and is_noun(sold) and sold.i < price else above)
        if is_verb(above):
            goods = child(above, "dobj") or child(above, "nsubjpass", "nsubj")
            return phrase_of(goods) if goods is not None and is_noun(goods) and goods.i != price else None
    return None


def _by_verb(doc: Doc, first: int, last: int) -> Phrase | None:
    """What the clause says a sum is of: the subject of "cost", the object of "raise … to", "spend … on"."""
    table = units.load()
    each = last < len(doc) and doc[last].lower_ in ("each", "apiece", "per")
    preposition, _ = governing(doc, first)
    if each:
        return noun_before(doc, first - 1) or clause_subject(doc, first)
    if preposition is not None and preposition.lower_ in ("to", "at", "by", "from", "below", "above", "under", "over"):
        return by_preposition(doc, first)
    verb = near_verb(doc[first])
    if not is_verb(verb):
        return None
    if verb.i == first:
        return subject_phrase(verb)
    if verb.i < first and base(verb) in table.words("about.measure_verbs"):
        return subject_phrase(verb)
    spends = base(verb) in table.words("about.spend_verbs")
    for later in children(verb, "prep", "dative"):
        if later.i < last:
            continue
        if later.lower_ in ("for", "towards") or (spends and later.lower_ in table.words("about.spent_on")):
            found = _paid_object(doc, later.i)
            if found is not None and not _named_party(doc, found):
                return found
    return None
