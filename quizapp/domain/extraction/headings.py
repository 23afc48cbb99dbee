"""Tell headings from content, and which section a heading opens."""

import re
from enum import Enum

from quizapp.domain.extraction.layout import Line
from quizapp.domain.extraction.patterns import any_phrase


class Section(Enum):
    """Name the part of a posting a statement stands in."""

    neutral = "neutral"  # before any heading, or under one that nobody could name
    role = "role"  # "About the job": told, not asked
    required = "required"
    preferred = "preferred"
    responsibility = "responsibility"
    benefit = "benefit"
    company = "company"
    legal = "legal"
    contact = "contact"
    field = "field"  # a form's label; the next short line is its value
    chrome = "chrome"  # what the page puts behind the posting: other jobs, menus


CLAIM_SECTIONS = frozenset({Section.required, Section.preferred, Section.responsibility})
MAX_HEADING = 90  # characters
MAX_HEADING_WORDS = 13
_UNNAMED_WORDS = 4  # a heading that no list knows may have this many words, if nothing but its layout tells


# Order matters: "preferred qualifications" is preferred before "qualifications" is required.
_OTHER_JOBS = any_phrase(
    r"""
    (?:similar|other|more|related|recommended|further|latest) (?:jobs?|vacancies|positions|roles|openings|postings|opportunities)
    jobs? (?:like this|near you|you may) | people also (?:viewed|searched) | recommended for you | get alerts | job alerts?
    (?:ähnliche|weitere|passende|andere|mehr|neueste) (?:passende )?(?:jobs?|stellen\w{0,10}|angebote|anzeigen|stellentickets) | das könnte (?:dich|sie) auch
    nutzer, die | jobs? in der nähe | other vacancies | follow us
    """
)
_SECTIONS: tuple[tuple[Section, re.Pattern[str]], ...] = (
    (
        Section.legal,
        any_phrase(
            """
            equal (?:employment )?opportunit(?:y|ies)(?: employer)? | eeo(?: statement)?
            privacy(?: notice| policy)? | disclaimer | diversity(?:,? (?:equity,? )?(?:and|&) inclusion)?
            our commitment to diversity | accommodations? | legal notice | datenschutz(?:hinweise?)?
            chancengleichheit | vielfalt(?: bei uns)? | impressum | pay transparency | background checks?
            e-verify
            """,
            whole=True,
        ),
    ),
    (
        Section.field,
        any_phrase(
            """
            location(?: type)?s? | job location | employment type | job type | workplace type
            work(?:ing)? model | department | seniority level | industry | industries | job function
            functions? | contract type | type of contract | start date | starting date | deadline
            application deadline | date posted | posted(?: on| date)? | salary range | job id
            req(?:uisition)? id | reference(?: number)? | role number | team name | team | division
            office | hours | weekly hours | duration | overview | application | experience level
            company size | company type | anstellungsart | arbeitszeit | arbeitsort | standort
            einsatzort | ort | vertragsart | beginn | eintrittsdatum | befristung | dauer | abteilung
            bereich | branche | bewerbungsfrist | referenznummer | kennziffer | stellen-id | karrierestufe
            job | stelle | firma | arbeitgeber | beschreibung der stelle | art der anstellung
            unternehmen | stellenbeschreibung | keine passenden job-präferenzen | job details
            jobdetails | profile insights | full job description | vollständige stellenbeschreibung
            """,
            whole=True,
        ),
    ),
    (
        Section.preferred,
        any_phrase(
            """
            preferred(?: qualifications?| skills?| experience| requirements?)? | nice[- ]to[- ]haves? | what would make (?:us|you) | you (?:may|might|could) also have | you also have | we'd be (?:thrilled|delighted|excited)
            could[- ]haves? | we appreciate | (?:das )?w(?:ä|ae)re? schön | gern gesehen | wünschenswert | pluspunkte | good to have | desir(?:ed|able)(?: skills?| qualifications?| experience)?
            bonus(?: points?| skills?| qualifications?)? | extra (?:points|credit) | pluses
            a (?:big )?plus | additional qualifications | what would be (?:great|nice) | great if you
            (?:if|when) you (?:also )?have | (?:would|it'd) be (?:great|nice)(?: if)? | sets you apart
            stand out | ideally | icing on the cake | not a deal-?breaker | lovely | even better
            brownie points | optional | wünschenswert | von vorteil | pluspunkte
            das wäre (?:super|toll|schön) | idealerweise | zusätzlich(?:e qualifikationen)? | kür
            freuen uns,? wenn
            """,
            whole=True,
        ),
    ),
    (
        Section.contact,
        any_phrase(
            """
            how to apply | to apply | apply(?: now| here| today| for this job)?(?! if) | applying(?: to a| for)?
            application (?:process|procedure) | contact(?: us| person| details)? | interested
            your application | next steps | so geht es weiter | so geht's weiter | so läuft | say hello | get in touch | let's talk | talk to us
            hiring process | interview process | recruitment process | questions | kontakt
            ansprechpartner(?:in|\\*in|:in)? | bewerbung(?:sprozess|sverfahren)? | jetzt bewerben
            how we hire | (?:our )?(?:hiring|interview|recruiting|selection|application) (?:process|steps) | so (?:erreichen|lernen) (?:sie|wir) uns(?: kennen)?
            interessiert | (?:und )?jetzt | noch fragen | next steps? | nächste schritte | bewerben | kontakt | timeline
            so bewirbst du dich | interesse(?: geweckt)? | haben wir (?:ihr|dein) interesse geweckt
            fragen | neugierig geworden | deine bewerbung | ihre bewerbung
            """,
            whole=True,
        ),
    ),
    (
        Section.benefit,
        any_phrase(
            """
            benefits? | perks? | what(?:'s| is) in it for you
            what (?:do )?we(?:'ll| will| can)? (?:offer|provide|give)(?: you)?
            we (?:offer|provide)(?: you)? | our offer | the offer
            what you can expect | was du erwarten kannst | what you(?:'ll| will| can)? (?:get|receive|enjoy|gain|learn|expect from us)
            why (?:join(?: us)?|us|work (?:with|for|at)|you(?:'ll| will) love)
            compensation(?: and benefits)? | salary | pay(?: range)? | rewards? | total rewards
            you(?:'ll| will) (?:get|love) | in return | wir bieten(?: dir| ihnen)?
            was wir (?:dir |ihnen )?bieten | das bieten wir(?: dir| ihnen)? | unser angebot
            was dich erwartet bei uns | deine vorteile | ihre vorteile | vorteile
            darauf (?:kannst du|können sie) (?:dich|sich) freuen | freu dich auf
            darauf dürfen sie sich freuen | das (?:hast du|haben sie) davon | was (?:du|sie) (?:mitnimmst|mitnehmen|bekommst|bekommen|kriegst)
            (?:und )?das (?:kriegst|bekommst) du | (?:und )?das bekommen sie | geboten wird | geboten werden | das geben wir(?: dir| ihnen)? | wir für (?:dich|sie)
            the (?:deal|package) | what you take away | our promise | unser versprechen
            das erwartet dich bei uns | gründe für | wir geben | gehalt | vergütung | leistungen
            """,
            whole=True,
        ),
    ),
    (
        Section.required,
        any_phrase(
            """
            (?:job |key |minimum |basic |required |other )?requirements?
            (?:minimum|basic|key|required|essential|professional|candidate|your|core)? ?qualifications?
            what you(?:'ll| will)? (?:bring|need|have)(?: to the table)? | you(?:'ll| will)? need
            you (?:have|bring|are) | who you are | who are you | about you
            your (?:profile|skills|background|experience|strengths|talents?) | must[- ]haves?
            (?:required |essential |key |technical |desired )?skills
            skills (?:and|&) (?:experience|qualifications|abilities|competencies|knowledge|requirements)
            (?:required |relevant |professional |work )?experience
            what we(?:'re| are)? (?:look(?:ing)? for|expect|seek(?:ing)?|want|need)
            we(?:'re| are) looking for | we expect | we(?:'d| would) like you to have | looking for
            candidate profile | ideal candidate | the (?:ideal|right) (?:candidate|person)
            background you | person specification | expectations
            education(?: (?:and|&) (?:experience|training|qualifications))? | essential(?: criteria)?
            prerequisites | eligibility(?: criteria)? | knowledge
            (?:you'll|you will|you'd) (?:feel|fit|thrive|love|enjoy|succeed|be) .{0,30} if
            (?:you might|you may|you could|this is|this role is) (?:fit|be|for) .{0,30} if
            apply if | for you if | is this you | could this be you | you might be (?:a )?(?:good )?fit | what it takes
            what makes you | (?:deine |ihre |unsere )?anforderungen
            (?:dein|ihr|das|fachliches|persönliches|gesuchtes) profil | profil | das bringst du mit
            das bringen sie mit | was du mitbringst | was sie mitbringen | du bringst mit
            sie bringen mit | bringst du mit | qualifikation(?:en)? | deine qualifikationen
            ihre qualifikationen | was wir (?:uns (?:von dir )?wünschen|erwarten|suchen) | (?:das|was) wünschen wir(?: uns)?
            wir (?:suchen|erwarten|wünschen uns) | voraussetzungen? | kenntnisse | fähigkeiten
            das (?:solltest|musst) du | das zeichnet (?:dich|sie) aus | damit überzeugst du
            deine (?:stärken|skills|talente) | wen wir suchen | was du brauchst
            das solltest du mitbringen | selection criteria | (?:einstellungs|bewerbungs|zugangs)voraussetzungen | was (?:dich|sie) auszeichnet
            dein können | ihr können | we require | required | (?:darüber hinaus )?wird erwartet | erwartet werden | deine basis | deine fähigkeiten
            das (?:kannst|können) (?:du|sie) | what makes you tick | you're a match | you might be our person
            """,
            whole=True,
        ),
    ),
    (
        Section.responsibility,
        any_phrase(
            """
            (?:key |job |main )?(?:responsibilit(?:y|ies)|duties)(?: (?:and|&) (?:duties|responsibilities|tasks))?
            (?:primary |core )?(?:responsibilit(?:y|ies)|duties)(?: (?:and|&) (?:duties|responsibilities|tasks))?
            (?:key |job |main )?(?:accountabilities|tasks)(?: (?:and|&) (?:duties|responsibilities|tasks))?
            (?:primary |core )?(?:accountabilities|tasks)(?: (?:and|&) (?:duties|responsibilities|tasks))?
            (?:your |essential |general )?(?:responsibilit(?:y|ies))(?: (?:and|&) (?:duties|responsibilities|tasks))?
            (?:your |essential |general )?(?:duties)(?: (?:and|&) (?:duties|responsibilities|tasks))?
            (?:your |essential |general )?(?:accountabilities|tasks)(?: (?:and|&) (?:duties|responsibilities|tasks))?
            what you(?:'ll| will| would|'d) (?:do|be doing|ship|work on|own|build|deliver)
            what you(?:'ll| will| would|'d) (?:achieve|tackle|be responsible for)
            what will you (?:do|be doing) | (?:here's )?what you(?:'ll| will)? do
            you(?:'ll| will) be (?:expected|responsible)(?: to| for)? | you(?:'ll| will) do
            how you(?:'ll| will) (?:make an impact|contribute) | looks? like | day[- ]to[- ]day
            a day in the life | in this (?:role|position),? you(?:'ll| will)?
            your (?:mission|tasks?|job|day) | the work | essential functions | (?:job )?duties
            what the job involves | scope of work | project description
            (?:deine|ihre|die|unsere|hauptsächliche) (?:aufgaben?|tätigkeit(?:en)?|mission)
            aufgaben(?:gebiet|bereich|beschreibung|schwerpunkte|profil)? | tätigkeit(?:en|sbereich)?
            das (?:machst|erwartet) (?:du|dich|sie) | was (?:dich|sie) erwartet
            was du (?:machst|tust|bewegst) | dein job | das sind deine aufgaben | verantwortlichkeiten
            damit verbringst du (?:deinen|den) tag | (?:on )?a typical (?:day|week) | what the (?:job|role|work) really is | arbeitspakete | arbeitsinhalte
            deine mission | dein alltag | ihr alltag | was (?:dich|sie) bewegen | what you get to do | your week | your day
            was du bei uns (?:machst|tust) | deine verantwortung | dein verantwortungsbereich
            """,
            whole=True,
        ),
    ),
    (
        Section.company,
        any_phrase(
            """
            about (?:us|the company|the team|the organi[sz]ation|our (?:team|company|group))
            about (?:the (?:department|group|lab))
            who we are | our (?:mission|vision|values|story|culture|team|company)
            company (?:description|overview|profile) | get to know us | meet the team | the team
            the company | life at | team you(?:'ll| will) (?:work with|join)
            (?:das sind wir|über uns|wir über uns|wer wir sind|unternehmensbeschreibung)
            (?:das unternehmen|dein team|das team|unser team|unsere mission|einleitung)
            about
            """,
            whole=True,
        ),
    ),
    (
        Section.role,
        any_phrase(
            """
            (?:job )?(?:summary|description|overview|purpose)
            about (?:the|this) (?:job|role|position|opportunity|internship)
            the (?:role|position|opportunity|job) | your (?:role|impact|opportunity) | technologies
            tech stack | our stack | tools | technologien | role
            position(?: summary| overview| description)? | introduction
            (?:deine|ihre|die) (?:rolle|stelle|position) | job purpose | project | background
            ausgangslage | where you come in | worum(?:'s| es)? geht(?:'s| es)? | das projekt | dein praktikum | dein einsatz | the context | deine stelle
            the project | hintergrund | stellenbeschreibung | die herausforderung | the challenge
            """,
            whole=True,
        ),
    ),
)
_EXTRAS = re.compile(
    r" (?:(?:&|and|und) (?:more|mehr|co\.?|extras)|at a glance|in short|in brief|auf einen blick|im überblick)$"
)
_FIELD_LABEL = re.compile(
    r"(?:job |work(?:ing)? |employment |weekly |contract |start(?:ing)? |application |salary |required "
    r"|experience )?(?:location|locations|type|model|place|hours|dates?|deadline|department|team|division|duration"
    r"|range|salary|level|office"
    r"|remote|remote/ ?hybrid|workplace|position type|industry|id|schedule|travel|pay|compensation|posted|where"
    r"|when)|standort|ort|arbeitsort|einsatzort|beginn|zeitraum|dauer|arbeitszeit|vertragsart|anstellungsart"
    r"|abteilung|gehalt|vergütung|befristung|start|umfang"
)
_COVERAGE = 0.34  # of the letters of a line that the phrases of headings must cover
_PLAIN_COVERAGE = 0.22  # the same, for a line that ends as headings do
STRICT_COVERAGE = 0.8  # the same, for a line that nothing sets off from a list of requirements
_ABOUT = ("about ", "über ", "life at ", "inside ", "working at ", "welcome to ", "willkommen bei ")
_ABOUT_WORDS = 5  # "About Mill and Weir" has a name behind it that no list knows
_WORD = re.compile(r"[^\W\d_]+")


def named_section(text: str, coverage: float = _COVERAGE) -> Section | None:
    """Return the section that a heading reading `text` opens, or None when phrases of headings cover too little of it.

    `coverage` is the share of the letters, 0 to 1, that they must cover.
    """
    plain = _EXTRAS.sub("", text.replace("’", "'").strip(" *_#:.…-–!?").lower())
    if not plain or len(plain) > MAX_HEADING:
        return None
    best: tuple[int, Section] | None = None
    covered = 0
    for section, pattern in _SECTIONS:
        lengths = [match.end() - match.start() for match in pattern.finditer(plain)]
        covered += sum(lengths)
        if section is Section.field and lengths and max(lengths) < len(plain):
            covered -= sum(lengths)
            continue
        if lengths and (best is None or max(lengths) > best[0] + 3):
            best = (max(lengths), section)
    plainly = text.rstrip().endswith((":", "...", "…"))
    if best is None or covered < (min(coverage, _PLAIN_COVERAGE) if plainly else coverage) * len(plain):
        return Section.company if plain.startswith(_ABOUT) and len(plain.split()) <= _ABOUT_WORDS else None
    return best[1]


def opens_other_jobs(text: str) -> bool:
    """Tell whether a short line opens what a job board shows behind a posting: other jobs."""
    return len(text) <= MAX_HEADING and _OTHER_JOBS.match(text.lower()) is not None


def field_of(text: str) -> tuple[str, str] | None:
    """Part a form's line "Label: value" into both, or return None where the label is not one of a form."""
    label, colon, value = text.partition(":")
    if not colon or not value.strip() or len(value) > 100 or len(label) > 30:
        return None
    plain = label.strip(" *_")
    return (plain, value.strip(" *_")) if _FIELD_LABEL.fullmatch(plain.lower()) else None


def is_heading_shape(line: Line) -> bool:
    """Tell whether a line is short enough, and ends so, that it may be a heading."""
    if line.bullet or line.length > MAX_HEADING or len(line.text.split()) > MAX_HEADING_WORDS:
        return False
    return line.marked or not line.text.endswith((".", ",", ";")) or line.text.endswith("...")


def is_unnamed_heading(line: Line) -> bool:
    """Tell by the layout alone whether a line of heading shape, that no list knows, is a heading."""
    words = _WORD.findall(line.text)
    if line.marked or (line.text.endswith(":") and len(words) <= MAX_HEADING_WORDS):
        return True
    if len(words) >= 2 and line.text.isupper() and len(line.text) > 6:
        return True
    alone = line.blank_before and line.blank_after and len(words) > 0
    if not alone or any(mark in line.text for mark in ",;@|/"):
        return False
    titled = sum(word[0].isupper() for word in words) >= len(words) - 1 and len(words) <= 7
    return len(words) <= _UNNAMED_WORDS or titled
