"""Saved pages in the layouts of common job boards, round postings of our own.

Each layout in the folder `pages` is the page a browser would save: the posting where and how such a board sets it,
and around it what such a board adds. What must come back are the posting's lines; what must not are the words in
`NOISE`, each of which stands on some page and in no posting.
"""

import json
from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

FOLDER = Path(__file__).parent / "pages"


@dataclass(frozen=True)
class Section:
    """A part of a posting: its heading, empty for the opening, prose and list items."""

    heading: str
    prose: tuple[str, ...] = ()
    items: tuple[str, ...] = ()


@dataclass(frozen=True)
class Posting:
    """A posting without a layout."""

    title: str
    employer: str
    place: str
    sections: tuple[Section, ...]

    @property
    def body(self) -> list[str]:
        """The lines below the masthead, in order."""
        return [line for part in self.sections for line in (part.heading, *part.prose, *part.items) if line]

    @property
    def lines(self) -> list[str]:
        """All lines."""
        return [self.title, self.employer, self.place, *self.body]


ENGLISH = Posting(
    "Hydrology Data Scientist",
    "Millpond Forecasts",
    "Galway, Ireland",
    (
        Section(
            "",
            (
                "Rivers rise overnight, and somebody has to know before breakfast. We are nine people who forecast "
                "floods for forty towns, and we are looking for a tenth.",
                "You would join the modelling group & work with two engineers and a hydrologist.",
            ),
        ),
        Section(
            "What you will do",
            (),
            (
                "Build models that turn gauge readings and radar into water levels",
                "Check every forecast against what the river did, and say so plainly",
                "Keep our pipelines in Python and SQL tidy, tested & documented",
            ),
        ),
        Section(
            "What you bring",
            ("We do not expect all of it on the first day.",),
            (
                "Three years of applied statistics or machine learning",
                "Fluent Python (NumPy, pandas), and SQL you are not afraid to read aloud",
                "Experience with time series: ARIMA, state space models or gradient boosting",
                "Nice to have: R, Docker, C++ < 2,000 lines",
            ),
        ),
        Section("How we work", ("Three days a week in the office by the canal, two wherever the tide takes you.",)),
        Section("To apply", ("Send two pages about a model of yours that failed, and what you did then.",)),
    ),
)
GERMAN = Posting(
    "Softwareentwickler (m/w/d) für Leitstellen",
    "Rotmilan Systeme GmbH",
    "Göttingen",
    (
        Section(
            "",
            (
                "Wenn irgendwo ein Keller brennt, zählt jede Sekunde. Unsere Programme sagen den Leitstellen, welcher "
                "Wagen am schnellsten dort ist – seit zwanzig Jahren und ohne Pause.",
            ),
        ),
        Section(
            "Ihre Aufgaben",
            (),
            (
                "Sie entwickeln Dienste in Java und Kotlin, auf die sich Menschen in Not verlassen",
                "Sie schreiben Prüfungen, bevor Sie Funktionen schreiben",
                "Sie übernehmen etwa jede achte Woche die Rufbereitschaft",
            ),
        ),
        Section(
            "Ihr Profil",
            (),
            (
                "Abgeschlossenes Studium der Informatik oder eine vergleichbare Ausbildung",
                "Mehrjährige Erfahrung mit Java, Spring Boot und relationalen Datenbanken",
                "Grundkenntnisse in Linux, Docker und Netzwerken",
                "Sehr gute Deutschkenntnisse (mindestens C1), gutes Englisch",
            ),
        ),
        Section("Unser Angebot", (), ("Dreißig Tage Urlaub", "Ein eigenes Zimmer mit Fenster zum Wald")),
        Section("Bewerbung", ("Wir freuen uns auf Ihre Unterlagen bis zum Monatsende.",)),
    ),
)
NOISE = (
    "Marzipan",
    "cookie",
    "Cookie",
    "Datenschutzeinstellungen",
    "Sign in",
    "Anmelden",
    "newsletter",
    "Newsletter",
    "Imprint",
    "Impressum",
    "Gehaltsvergleich",
    "analytics",
    "Skip to",
    "Recent posts",
    "Leave a reply",
    "Follow us",
)
_ROLES = ("Marzipan Taster", "Senior Marzipan Taster", "Marzipan Engineer", "Head of Marzipan")
_PAGES = Environment(loader=FileSystemLoader(FOLDER), autoescape=True, undefined=StrictUndefined)
LAYOUTS = sorted(path.stem for path in FOLDER.glob("*.html") if path.stem not in {"parts", "head"})


def saved_page(layout: str, posting: Posting, language: str = "en") -> bytes:
    """Return the page on which a board of this layout shows a posting."""
    plain = _PAGES.get_template("parts.html").module.plain(posting, "p")  # type: ignore[attr-defined]
    return (
        _PAGES.get_template(f"{layout}.html")
        .render(
            posting=posting,
            language=language,
            roles=_ROLES,
            data=_data(posting, str(plain)),
            flat_data=_data(posting, " ".join(posting.body)),
        )
        .encode()
    )


def _data(posting: Posting, description: str) -> str:
    """Describe a posting for search engines."""
    found = {
        "@context": "https://schema.org/",
        "@type": "JobPosting",
        "title": posting.title,
        "datePosted": "2026-03-01",
        "employmentType": "FULL_TIME",
        "hiringOrganization": {"@type": "Organization", "name": posting.employer, "logo": "logo.png"},
        "jobLocation": {"@type": "Place", "address": {"@type": "PostalAddress", "addressLocality": posting.place}},
        "description": description,
    }
    return f'<script type="application/ld+json">{json.dumps(found)}</script>'
