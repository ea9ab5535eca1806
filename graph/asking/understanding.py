"""Questions in people's own words: which question of the library is meant, and what it is told.

No model: each wording of the library is a row of meanings and slots; a text is one, too, once the names in it are found and its
words are looked up in `queries/words.yaml`. The wording that shares most with the text is taken, if it shares enough and every
word of the text is accounted for: by the question's wordings, by a slot, by what narrows the answer, or as a function word.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, partial
from itertools import islice, pairwise, product

from plankg.graph.asking.slots import KNOWN, Filling, Slots, is_number
from plankg.graph.questions.choices import words
from plankg.graph.questions.library import Parameter, Question, Wording
from plankg.graph.questions.phrases import SLOT_WEIGHT, Phrase, Token, plain, tokens, unknown, words_of
from plankg.schema.terms import EntityType
from plankg.schema.wording import Language

ENOUGH = 0.62
"""How much a text and a wording must share, from 0 to 1; measured with the tests' questions, answerable and not."""
HALF = 0.45
"""How much of a wording a text must say at least that it is looked at."""
CLOSE = 0.15
"""How far another reading of all words may be behind the best one to be looked at where that has no answer."""
LOOKED_AT = 12
"""How many readings are kept at most."""
ESSENTIAL = 1.0
"""What words of a wording weigh that a text can't leave out: 指标, 期限, 文号."""
ORDER = 0.03
"""What the right order of the words adds."""


@dataclass(frozen=True)
class Reading:
    """One way of understanding a text: the question, its wording, what stands for its parameters, and how near it is.

    `left` are the words of the text that it leaves out; where there are any, it is not what was asked.
    """

    question: Question
    wording: Wording
    fillings: dict[str, Filling]
    narrowings: dict[str, tuple[Filling, ...]]
    score: float
    left: tuple[str, ...] = ()

    @property
    def told(self) -> dict[str, str]:
        """What the question is told, where each place means one thing."""
        rows = {name: (filling,) for name, filling in self.fillings.items()} | self.narrowings
        return {
            name: "、".join(dict.fromkeys(value for each in row for value in each.values)) for name, row in rows.items()
        }

    @property
    def unclear(self) -> Filling | None:
        """The first name that means nothing known, or several things."""
        return next(
            (each for each in self.fillings.values() if (len(each.values) != 1 or each.vague) and not each.telling),
            None,
        )


@dataclass(frozen=True)
class Readings:
    """The ways of understanding a text: those that account for all of it, the best first, or the nearest of the others.

    `unclear` is one with a name that is not known or means several things, `absent` one with words that no text has.
    """

    phrase: Phrase
    meant: tuple[Reading, ...]
    unclear: Reading | None
    absent: Reading | None
    nearest: tuple[Reading, ...]


SAYING = {"stated", "tells"}
"""That something is written adds nothing to what is: 没写期限 denies the deadline."""
NOTHING = Token(0, 0, frozenset(), 0.0)


def understand(text: str, library: Sequence[Question], slots: Slots) -> Readings:
    """The question that a text asks, and those that are near it.

    A name that may mean several things goes before free words: who asks for 白鹭 means one of them.
    """
    phrase = plain(text)
    readings = sorted(_readings(phrase, library, slots), key=lambda reading: -reading.score)
    whole = [each for each in readings if not each.left and each.score >= ENOUGH]
    meant = [each for each in whole if each.unclear is None and slots.stand(each.fillings.values())][:LOOKED_AT]
    close = [each for each in meant if each.score >= meant[0].score - CLOSE]
    doubtful = (each for each in whole if (filling := each.unclear) and slots.near(filling))
    unclear = next((each for each in doubtful if not meant or _several(each, meant[0])), None)
    absent = None if meant else next((each for each in whole if each.unclear is None), None)
    beside = sorted((each for each in readings if each.unclear is None), key=lambda each: sum(map(len, each.left)))
    near = (
        ()
        if meant or unclear or absent
        else islice((each for each in beside if slots.stand(each.fillings.values())), LOOKED_AT)
    )
    return Readings(phrase, () if unclear else tuple(close), unclear, absent, tuple(near))


def _several(one: Reading, clear: Reading) -> bool:
    """Whether a reading with a name of several things is as near as one that takes the name for free words."""
    free = {filling.span for filling in clear.fillings.values() if filling.kind == "words"}
    several = one.unclear is not None and len(one.unclear.values) > 1
    return several and {each.span for each in one.fillings.values()} == free and one.score >= clear.score - CLOSE


def _readings(phrase: Phrase, library: Sequence[Question], slots: Slots) -> Iterator[Reading]:
    """For each wording in the language of the text, the ways in which the text fills its slots."""
    own, lang = slots.own(phrase), _language(phrase.text)
    fillings, narrowings = (
        cache(partial(slots.fillings, phrase=phrase)),
        cache(partial(slots.narrowings, phrase=phrase)),
    )
    for question in library:
        for chosen in _choices(question, fillings):
            narrows = dict(_narrowed(question, chosen, narrowings))
            said = tokens(phrase.text, _marked(chosen, narrows, [*own, *_again(chosen, fillings)]))
            for wording in question.wordings:
                if wording.lang == lang and (reading := _reading(phrase, question, wording, chosen, narrows, said)):
                    yield reading


def _again(chosen: dict[str, Filling], fillings_of: Callable[[str], list[Filling]]) -> Iterator[tuple[int, int]]:
    """The places that say once more what a slot of a closed list is told: 刚好 before 等于."""
    for one in chosen.values():
        if one.telling:
            yield from (each.span for each in fillings_of(one.kind) if each.values == one.values and each.apart(one))


def _language(text: str) -> Language:
    """The language that a question is asked in; names in it may be in the other."""
    return "en" if any(text[token.start].isascii() and not unknown(token) for token in words_of(text)) else "zh"


def _choices(question: Question, fillings_of: Callable[[str], list[Filling]]) -> Iterator[dict[str, Filling]]:
    """The ways of filling the slots with places of the text that don't overlap; free words that narrow may be left out."""
    names = [parameter.name for parameter in (*question.parameters, *_free(question))]
    rows: list[Sequence[Filling | None]] = [fillings_of(parameter.kind) for parameter in question.parameters]
    # Bare numbers narrow nothing as words: 93% is a value.
    free = [each for each in fillings_of("words") if not is_number(each.typed)] if _free(question) else []
    rows += [[None, *free] for _ in _free(question)]
    for row in product(*rows):
        chosen = {name: filling for name, filling in zip(names, row, strict=True) if filling}
        ordered = sorted(chosen.values(), key=lambda filling: filling.start)
        if all(one.end <= after.start for one, after in pairwise(ordered)):
            yield chosen


def _free(question: Question) -> list[Parameter]:
    return [parameter for parameter in question.narrows if parameter.kind == "words"]


def _narrowed(
    question: Question, chosen: dict[str, Filling], fillings_of: Callable[[str], list[Filling]]
) -> Iterator[tuple[str, tuple[Filling, ...]]]:
    """What else the text says that the answer can be narrowed to; of chapters only one."""
    for parameter in question.narrows:
        rows = [each for each in fillings_of(parameter.kind) if all(each.apart(other) for other in chosen.values())]
        if rows:
            yield parameter.name, tuple(rows[:1] if parameter.kind == "section" else rows)


def _reading(
    phrase: Phrase,
    question: Question,
    wording: Wording,
    fillings: dict[str, Filling],
    narrowings: dict[str, tuple[Filling, ...]],
    said: Sequence[Token],
) -> Reading | None:
    """How near the text is to a wording: twice what both say, by what each says, less what the fillings cost."""
    wanted = tokens(wording.text)
    pairs = _matched(said, wanted)
    common = sum(wanted[place].weight for place, _ in pairs)
    if common < HALF * sum(token.weight for token in wanted) or not _agree(said, wanted, pairs):
        return None
    slots = {meaning for token in wanted for meaning in token.meanings}
    extra = {f"{{{name}}}" for name in fillings} - slots
    silent = sum(not filling.telling for filling in fillings.values()) - len(extra)
    if common - SLOT_WEIGHT * silent < max((filling.needs for filling in fillings.values()), default=KNOWN):
        return None
    narrowed = [filling.span for row in narrowings.values() for filling in row]
    used = {other for _, other in pairs}
    rest = [token for number, token in enumerate(said) if number not in used and token.meanings.isdisjoint(extra)]
    beyond = [token for token in rest if not _inside(token, narrowed)]
    agreed = sum(said[other].weight for other in used)
    total = agreed + sum(token.weight for token in (*wanted, *beyond))
    score = (common + agreed) / total * (1 - ORDER) + ORDER * _in_order([other for _, other in pairs])
    left = [token for token in beyond if not _allowed(token, question)]
    left += [said[o] for p, o in pairs if _firm([said[o]]) - _firm([wanted[p]]) and not _inside(said[o], narrowed)]
    score -= sum(filling.cost for filling in fillings.values())
    return Reading(question, wording, fillings, narrowings, round(score, 3), tuple(_words(phrase, left)))


def _marked(
    fillings: dict[str, Filling], narrowings: dict[str, tuple[Filling, ...]], own: Sequence[tuple[int, int]]
) -> dict[tuple[int, int], str | frozenset[str]]:
    """What is known of places of the text: what stands for a slot, narrows the answer, or says nothing."""
    marked: dict[tuple[int, int], str | frozenset[str]] = {filling.span: name for name, filling in fillings.items()}
    for name, row in narrowings.items():
        slot = f"{{{name}}}"
        marked |= {f.span: name if name == "section" else _stands_for(f) | {slot} for f in row}
    for start, end in own:
        if all(end <= first or last <= start for first, last in marked):
            marked[start, end] = ""
    return marked


def _stands_for(filling: Filling) -> frozenset[str]:
    """What a term that narrows an answer says beside: 哪些学校 asks for units, 哪些活动 does not."""
    units = filling.kind == "EntityType" and any(EntityType.of(value).unit for value in filling.values)
    return frozenset({"who", "unit"}) if units else frozenset()


def _inside(token: Token, spans: Iterable[tuple[int, int]]) -> bool:
    return any(start <= token.start and token.end <= end for start, end in spans)


def _firm(row: Iterable[Token]) -> set[str]:
    """The meanings of which none may be dropped or added: negation, comparison, rank, role, time that has passed."""
    return {meaning for token in row for meaning in token.meanings & _firm_meanings()}


@cache
def _firm_meanings() -> frozenset[str]:
    return frozenset(words()["firm"])


def _agree(said: Sequence[Token], wanted: Sequence[Token], pairs: Sequence[tuple[int, int]]) -> bool:
    """Whether a text asks for what a wording asks for, denies what it denies, and has what it demands."""
    matched = {place for place, _ in pairs}
    missing = {m for place, token in enumerate(wanted) if place not in matched for m in token.meanings}
    meanings = {meaning for token in said for meaning in token.meanings}
    counted = {m for token, after in pairwise(wanted) if "how-many" in token.meanings for m in _things(after)}
    if counted and counted.isdisjoint(meanings):
        return False
    if any(_essential(token) and token.meanings.isdisjoint(meanings) for token in wanted):
        return False
    if missing & (_firm_meanings() | {*words()["demanded"]}) or any(
        _firm([wanted[p]]) - _firm([said[o]]) for p, o in pairs
    ):
        return False
    return all(_compatible(part(said), part(wanted)) for part in (_sought, _denied))


def _essential(token: Token) -> bool:
    """Whether a word of a wording says what the question is about, so that a text has to say it too."""
    return ESSENTIAL <= token.weight < SLOT_WEIGHT and token.meanings.isdisjoint(words()["anywhere"])


def _compatible(one: set[str], other: set[str]) -> bool:
    return not (one and other) or bool(one & other)


def _sought(row: Sequence[Token]) -> set[str]:
    """What is asked for: the meanings of the word behind the first 哪些, or before it (任务有哪些), or of 谁 itself.

    Where a text has none, it is its last word: 没有牵头单位的任务. Who is asked for is a unit.
    """
    row = [token for token in row if token.meanings.isdisjoint({"{section}"})]
    for before, token, after in zip((NOTHING, *row), row, (*row[1:], NOTHING), strict=False):
        if "which" in token.meanings or "who" in token.meanings:
            return _things(token if token.meanings != {"which"} else before if after is NOTHING else after)
    return _things(row[-1]) if row else set()


def _things(token: Token) -> set[str]:
    """The kinds of things that a word may ask for."""
    kinds = {*token.meanings} & {*words()["sought"]}
    return kinds | {"who", "unit"} if kinds & {"who", "unit"} else kinds


def _denied(row: Sequence[Token]) -> set[str]:
    """What the first negation denies: the meanings of the word behind it, or its own others."""
    said = [token for token in row if "without" in token.meanings or not token.meanings & SAYING]
    for token, after in pairwise((*said, NOTHING)):
        if "without" in token.meanings:
            return {*(token.meanings - SAYING - {"without"} or after.meanings)}
    return set()


def _allowed(token: Token, question: Question) -> bool:
    """Whether a word adds nothing to a question: what one of its wordings says, or any question may say."""
    return bool(token.meanings & _says(question)) and not _firm([token])


@cache
def _says(question: Question) -> frozenset[str]:
    row = (token.meanings for wording in question.wordings for token in tokens(wording.text))
    return frozenset(words()["anywhere"]).union(*row)


def _words(phrase: Phrase, left: Sequence[Token]) -> Iterator[str]:
    """The runs of words that were left out, as they were typed."""
    spans: list[tuple[int, int]] = []
    for start, end in sorted((token.start, token.end) for token in left):
        if spans and start <= spans[-1][1]:
            spans[-1] = spans[-1][0], max(end, spans[-1][1])
        else:
            spans.append((start, end))
    return (phrase.as_typed(*span) for span in spans)


def _matched(said: Sequence[Token], wanted: Sequence[Token]) -> list[tuple[int, int]]:
    """Which token of the text says what a token of the wording does, each used once."""
    left, places = list(range(len(said))), []
    for place, token in enumerate(wanted):
        other = next((other for other in left if said[other].meanings & token.meanings), None)
        if other is not None:
            left.remove(other)
            places.append((place, other))
    return places


def _in_order(places: Sequence[int]) -> float:
    """The share of neighbours that stand in the order of the wording."""
    pairs = list(pairwise(places))
    return sum(one < after for one, after in pairs) / len(pairs) if pairs else 1.0


def slot_kinds(library: Iterable[Question]) -> set[str]:
    """The kinds of all parameters and narrowings."""
    return {parameter.kind for question in library for parameter in (*question.parameters, *question.narrows)}
