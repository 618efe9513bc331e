"""Open questions that a news sentence raises: asked directly, or named as open by the report.

Found are: a sentence or quotation that ends with a question mark; "the key questions are how many will leave";
"it remains unclear whether …", "no one knows …", "has left allies questioning whether …"; "questions remain over …";
"… remains unanswered". Reported questions that are answered ("asked whether he was well, he said yes") are not.
"""

import re
from dataclasses import dataclass

from riftline.code.numerals import lower


@dataclass(frozen=True, slots=True)
class QuestionSpan:
    """The words that hold an open question, and the question itself with a question mark."""

    start: int
    end: int
    question: str


_WH = (
    r"(?:whether|if|how|what|when|where|which|who|whom|whose|why|(?:to|in|on|for|at|under|by|from|with)\s(?:what|which|"
    r"whom|whose|how))"
)
_CLAUSE = rf"(?P<clause>{_WH}\b[^;?!\u2014]*)"
_ADVERB = (
    r"(?:\s(?:still|yet|now|also|immediately|entirely|far\sfrom|at\sall|not\syet|very|so|highly|deeply|long|largely))*"
)
_BE = (
    r"(?:is|was|are|were|remains?|remained|seems?|seemed|appears?|appeared|looks|looked|stays?|stayed|has\sremained|"
    r"have\sremained)"
)
_OPEN = (
    r"(?:unclear|unknown|uncertain|unsettled|undecided|unresolved|undetermined|unsure|an?\sopen\squestion|open|"
    r"anyone['\u2019]s\sguess|anybody['\u2019]s\sguess|not\s(?:yet\s|immediately\s|entirely\s)*(?:clear|known|certain|decided|settled)|"
    r"yet\sto\sbe\s(?:seen|decided|determined)|to\sbe\sseen|doubtful|in\squestion|in\sdoubt|a\smystery|too\searly\sto\s(?:say|tell|know))"
)
_NOBODY = r"(?:no\sone|nobody|no-one|few|none\sof\s\w+)"
_DELIBERATE = (
    r"discuss|discusses|discussing|examine|examines|examining|investigate|investigates|investigating|weigh|weighs|weighing|"
    r"mull|mulls|mulling|consider|considers|considering|studying|votes?\son|voting\son|decide|deciding|review|reviewing"
)
_STATED = (
    # It remains unclear whether …; who ordered it was not known stands below.
    rf"(?:\bit['\u2019]?s?|\bit|\bwhat|\bthat)\s?(?:\s?{_BE})?{_ADVERB}\s{_OPEN}(?:\s(?:on\s\w+day|to\s\w+|so\sfar|exactly|precisely|just|yet|at\sthis\s(?:point|stage)))*,?\s(?:exactly\s|just\s|as\sto\s)?{_CLAUSE}",
    rf"\b{_BE}{_ADVERB}\s(?:unclear|unsure|uncertain|unknown|undecided|divided)(?:\s(?:about|over|on|of|as\sto))?,?\s(?:exactly\s|just\s)?{_CLAUSE}",
    rf"\b{_NOBODY}\s(?:really\s|yet\s|quite\s|else\s)?(?:knows?|knew|can\s(?:say|tell|predict)|could\s(?:say|tell)|is\s(?:sure|certain)|was\s(?:sure|certain)|understands)\s(?:for\s(?:sure|certain)\s)?(?:exactly\s|just\s)?{_CLAUSE}",
    rf"\bquestions?\s(?:now\s|then\s|remaining\s|facing\s[\w\s]{{1,30}}?)?(?:is|are|was|were|remains?|becomes?|became|remained)(?:\snot\s(?:whether|if|how|who)\b[^,;.]*,?\sbut)?(?:\sabout|\sover)?:?\s{_CLAUSE}",
    rf"\bquestions?\s(?:of|as\sto|about|over|on|around|surrounding)\s{_CLAUSE}",
    rf"\b(?:doubts?|uncertainty|confusion|debate|speculation|disagreement|mystery)\s(?:remains?\s|persists?\s|lingers?\s)?(?:about|over|as\sto|on|around|surrounding)\s{_CLAUSE}",
    rf"\b(?:questioning|wondering|wonders?|wondered|debating|pondering|questions|questioned|unsure|uncertain|guessing)\s(?:about\s|over\s|of\s)?(?:aloud\s)?{_CLAUSE}",
    rf"\b(?:did|does|do|has|have|had|would|could|was|were|is|are)(?:\snot|n['\u2019]t)\s(?:yet\s|immediately\s|been\s)*(?:say|said|specify|specified|decide|decided|know|known|clear|sure|certain|clarify|clarified|disclose|disclosed|explain|explained|determined?|revealed?|confirm(?:ed)?)\s(?:exactly\s|publicly\s|yet\s|on\s\w+day\s)*{_CLAUSE}",
    (
        rf"\b(?:neither|none|no)\s(?:[a-z]+\s){{0,3}}(?:has|have|had|would|could)\s(?:yet\s)?(?:said|say|explained|explain|"
        rf"disclosed|specified|confirmed|decided)\s{_CLAUSE}"
    ),
    rf"\b(?:declined|refused)\sto\s(?:say|specify|disclose|confirm|reveal|comment\son)\s(?:exactly\s)?{_CLAUSE}",
    rf"\b(?:has|have|had|is|are)\s(?:yet|still)\sto\s(?:decide|say|determine|announce|clarify|explain|agree\son|specify)\s{_CLAUSE}",
    rf"\b(?:still|yet)\s(?:deciding|undecided|weighing|debating|determining)\s{_CLAUSE}",
    # What is still to be decided or found out.
    rf"\b(?:{_DELIBERATE})\s(?:on\s\w+day\s)?(?:on\s|over\s|about\s|into\s)?(?=whether\b){_CLAUSE}",
    rf"\b(?:inquiry|investigation|probe)\sinto\s{_CLAUSE}",
    rf"\b(?:want|wants|wanted)\sto\sknow\s{_CLAUSE}",
)
_TOPIC = r"(?P<topic>[^;?!.,\u2014]+)"
_REMAIN = (
    r"(?:remain|remained|remains|persist|persisted|linger|lingered|abound|abounded|mounted|are\smounting|swirled|swirl|"
    r"arose|arise|loom|loomed|still\shang|hang)"
)
_TOPICS = (
    rf"\b(?:(?:\w+\s){{0,3}})?(?:questions|doubts|uncertainty|uncertainties)\s(?:still\s)?{_REMAIN}\s(?:about|over|on|around|as\sto|surrounding|regarding)\s{_TOPIC}",
    rf"\b(?:\w+\s)?(?:questions|doubts|uncertainty)\s(?:about|over|on|around|surrounding|regarding)\s(?P<topic>[^;?!.,\u2014]+?)\s(?:still\s)?{_REMAIN}\b",
    rf"\b(?:raises?|raised|raising)\s(?:\w+\s){{0,3}}?(?:questions|doubts)\s(?:about|over|on|as\sto|around|regarding)\s{_TOPIC}",
)
_OPEN_SUBJECT = (
    r"(?:(?:^|,\s|;\s)(?:(?:while|whereas|but|and|though|although)\s)?|\b(?:while|whereas|but|and|though|although)\s)"
    r"(?P<subject>(?!(?:while|whereas|but|and|though|although)\s)(?!(?:it|what|that|this|there|who|which|he|she|they|we|i)\s)[^,;.?!\u2014]{3,160}?"
    r"(?:\u2014[^\u2014]{3,120}\u2014)?)\s?(?:remains?|remained|is\sstill|are\sstill|was\sstill|were\sstill|has\sremained|have\sremained)\s(?:largely\s|as\syet\s|still\s|highly\s|deeply\s)?"
    r"(?P<open>unanswered|unresolved|undecided|unclear|uncertain|unknown|unsettled|an\sopen\squestion|up\sin\sthe\sair|in\sdoubt|in\squestion|to\sbe\sseen|undetermined)\b"
)
_WHO_UNKNOWN = (
    rf"(?:^|,\s|\bbut\s|\band\s|\bthough\s|;\s)(?P<clause>{_WH}\b(?:[^,;?!]|(?<=\d),(?=\d)){{3,160}}?)\s(?:remains?|remained|is|was)\s(?:still\s|as\syet\s|largely\s)?"
    r"(?:unclear|unknown|uncertain|undecided|unresolved|to\sbe\sseen|an\sopen\squestion|anyone['\u2019]s\sguess|not\s(?:yet\s|immediately\s)?(?:clear|known))\b"
)
_WONDERED = (
    r"^(?P<clause>(?:could|would|will|can|should|may|might|is|are|did|do|does|has|have)\s[^,;?!]{3,160}),"
    r"\s[\w\s]{2,40}\swonders?\b"
)
_STATED_PATTERNS = tuple(re.compile(pattern) for pattern in (*_STATED, _WHO_UNKNOWN, _WONDERED))
_TOPIC_PATTERNS = tuple(re.compile(pattern) for pattern in _TOPICS)
_SUBJECT_PATTERN = re.compile(_OPEN_SUBJECT)
_HINT = re.compile(
    r"\?|question|uncl|unkn|uncert|unresol|unansw|undeci|unsettl|undeterm|unsure|wonder|ponder|to be seen|not |"
    r"n['\u2019]t |"
    r"no one|nobody|no-one|neither |none |\bfew |doubt|debat|guess|declined|refused|yet to|still to|still |mystery|"
    r"too early|whether|inquiry into|probe into|investigation into|to know |wonders|"
    r"specul|confusion|disagreement|divided|up in the air"
)
# "The question of who will pay has divided them": the clause ends before the verb of the sentence.
_SECOND_VERB = re.compile(
    r"(?P<first>\S+\s.*?\b(?:will|would|can|could|should|is|are|was|were|may|might|must|to)\b.{3,}?)\s"
    r"(?:has|have|had|is|was|remains|remained|hangs|looms|dominated|divided|dogged|continues|continued)\b"
)
_ASKED = re.compile(r"(?<!\w)(?:asked|when asked|asking)\b[^,]{0,80},")
_DIRECT = re.compile(
    r"(?:^|(?<=[.!?\u201d\"]\s)|(?<=[:\u2014\u201c\"]\s)|(?<=[\u201c\"\u2014]))(?P<question>[^?!\u201c\u201d\"]{6,400}\?)"
)
_SENTENCE_END = re.compile(r"(?<=[a-z\d)%])[.!](?=\s+[A-Z\u201c\"]|\s*$|[\u201d\"])")
_ASIDES = frozenset(
    """why not|so what|who knows|who cares|you know|isn't it|right|what then|now what|and then what|really|guess what|
    do you understand|are you kidding|are you serious|what else|how so|why""".replace("\n    ", "").split("|")
)
_ATTRIBUTION = re.compile(
    r",\s(?:(?:he|she|they|the\s)?[\w\s'\u2019]{0,48}?\b(?:said|says|told|added|according|admitted|reported|conceded|announced)\b).*$"
)
_MAX_CLAUSE = 300
_LONGEST = 5000  # characters of one sentence that are read; beyond, it is not a sentence


def find_questions(text: str) -> list[QuestionSpan]:
    """Find the open questions of a sentence.

    Args:
        text: a sentence.

    Returns:
        Spans in order, without overlap. `start` and `end` are offsets in characters.
    """
    low = lower(text[:_LONGEST])
    if _HINT.search(low) is None:
        return []
    found = _direct(text[:_LONGEST], low) + _stated(text, low) + _topics(text, low) + _subjects(text, low)
    return _apart(found)


def _apart(found: list[QuestionSpan]) -> list[QuestionSpan]:
    """The spans in order; of two that overlap, the one found first by the more exact rule."""
    kept: list[QuestionSpan] = []
    for span in found:
        if all(span.end <= other.start or other.end <= span.start for other in kept):
            kept.append(span)
    return sorted(kept, key=lambda span: span.start)


def _direct(text: str, low: str) -> list[QuestionSpan]:
    """Sentences with a question mark, but not asides ("Why not?") nor what was asked and answered."""
    spans = []
    for match in _DIRECT.finditer(text):
        start = match.start("question") + len(match["question"]) - len(match["question"].lstrip())
        question = text[start : match.end()]
        if _is_aside(question, low, start, match.end()):
            continue
        spans.append(QuestionSpan(start, match.end(), _question(question)))
    return spans


def _is_aside(question: str, low: str, start: int, end: int) -> bool:
    words = question.rstrip("?").lower().replace("\u2019", "'").strip()
    if words in _ASIDES or len(words.split()) < 3:  # noqa: PLR2004
        return True
    quoted = start > 0 and low[start - 1] in '\u201c"' and low[end : end + 1] in ('"', "\u201d")
    answered = re.match(
        r"[\u201d\"]?,?\s(?:\w+\s){0,3}(?:joked|quipped|asked\srhetorically|sneered|laughed)", low[end:]
    )
    return quoted and answered is not None


def _stated(text: str, low: str) -> list[QuestionSpan]:
    """Clauses that the report itself calls open."""
    spans = []
    for pattern in _STATED_PATTERNS:
        for match in pattern.finditer(low):
            if _ASKED.match(low, max(0, match.start("clause") - 8)) or _answered(low, match):
                continue
            start, end = match.span("clause")
            end = _clause_end(text, start, min(end, start + _MAX_CLAUSE))
            if "of" in low[match.start() : start].split() and (rest := _SECOND_VERB.match(low, start, end)):
                end = rest.end("first")
            if end - start > len("whether"):
                spans.append(QuestionSpan(start, end, _question(text[start:end])))
    return spans


def _answered(low: str, match: re.Match[str]) -> bool:
    """`no longer in question`, `there is no question whether`: not open."""
    return (
        re.search(
            r"\b(?:no|little|not|without|beyond|out\sof|never\sany)\s(?:\w+\s)?$",
            low[max(0, match.start() - 16) : match.start()],
        )
        is not None
    )


def _clause_end(text: str, start: int, end: int) -> int:
    """Where a clause stops: at the end of its sentence, before an attribution or a closing quotation mark."""
    if stop := _SENTENCE_END.search(text, start, end):
        end = stop.start()
    for mark in '\u201d"':
        if (quote := text.find(mark, start, end)) >= 0:
            end = quote
    if attribution := _ATTRIBUTION.search(text, start, end):
        end = attribution.start()
    return start + len(text[start:end].rstrip(" .,:;\u2014-"))


def _topics(text: str, low: str) -> list[QuestionSpan]:
    """`Questions remain over the force's mandate`: a topic rather than a clause."""
    spans = []
    for pattern in _TOPIC_PATTERNS:
        for match in pattern.finditer(low):
            start, end = match.span("topic")
            end = _clause_end(text, start, min(end, start + _MAX_CLAUSE))
            if end > start:
                spans.append(QuestionSpan(start, end, _question(text[start:end], topic=True)))
    return spans


def _subjects(text: str, low: str) -> list[QuestionSpan]:
    """`Their fate remains unclear`, `critical questions remain unanswered`: the whole statement is the span."""
    return [
        QuestionSpan(
            match.start("subject"), match.end("open"), _question(text[slice(*match.span("subject"))], topic=True)
        )
        for match in _SUBJECT_PATTERN.finditer(low)
    ]


def _question(words: str, *, topic: bool = False) -> str:
    """Write a clause or topic as a question: first letter large, one question mark; "if" becomes "whether"."""
    words = re.sub(r"\s+", " ", words).strip(' .,;:?\u2014-\u201c\u201d"')
    if words.lower().startswith("if "):
        words = "whether " + words[3:]
    if topic:
        words = _topic_of(words)
    return words[:1].upper() + words[1:] + "?"


def _topic_of(words: str) -> str:
    """`critical questions such as America's commitment` → `America's commitment`."""
    match = re.match(
        r"(?:\w+\s){0,3}?(?:questions?|issues?|details)\b\s?[\u2014,]?\s?(?:such\sas|including|like|about|over|of|on)\s(?P<topic>.+)$",
        words,
        re.IGNORECASE,
    )
    return match["topic"].strip(" \u2014") if match else words
