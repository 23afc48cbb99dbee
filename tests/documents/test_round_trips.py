"""One posting says the same whatever program wrote it down."""

import json

import pytest

from quizapp.documents import Document
from tests.documents.files import CHROME, POSTING, lines_of, markup, page, pdf_of, word_of
from tests.documents.patience import read

WANTED = lines_of(POSTING)


def _json_ld(description: str, **more: object) -> str:
    data = {
        "@context": "https://schema.org",
        "@type": "JobPosting",
        "title": WANTED[0],
        "description": description,
        **more,
    }
    return f'<script type="application/ld+json">{json.dumps(data)}</script>'


def _same(document: Document) -> None:
    """Every line of the posting stands on a line of its own, in order."""
    assert lines_of(document.text) == WANTED


def test_plain_text_stays_what_it_is() -> None:
    document = read(POSTING.encode())
    assert document == Document(POSTING, "text", "utf-8", "en")


@pytest.mark.parametrize(
    "wrapper", ["<main>{}</main>", '<div class="job-description">{}</div>', "<article>{}</article>"]
)
def test_a_saved_page_gives_the_posting_and_nothing_around_it(wrapper: str) -> None:
    document = read(page(wrapper.format(markup())), "posting.html")
    _same(document)
    assert (document.source, document.encoding, document.language) == ("html", "utf-8", "en")


@pytest.mark.parametrize("heading", ["h1>", "p>"])
def test_a_page_that_names_no_main_part_gives_the_whole_posting(heading: str) -> None:
    links = "".join(f'<div><a href="/{n}">Department of {n}</a> and what it does</div>' for n in range(9))
    inner = markup().replace("h1>", heading)
    text = read(page(f"<div>{links}</div><div>{inner}</div>")).text
    assert [line for line in lines_of(text) if line in WANTED] == WANTED
    assert not [word for word in CHROME if word in text]


def test_bullets_and_headings_of_a_page_keep_their_places() -> None:
    text = read(page(f"<main>{markup()}</main>")).text
    assert "\n\nYour profile\n• At least three years" in text
    assert (
        "first year\n\nWhat we offer\n• Thirty days of leave and a ticket for trains and ferries\n\nPlease send" in text
    )


def test_the_description_for_search_engines_comes_first() -> None:
    inner = markup().partition("</h1>")[2]
    document = read(page("<div>Loading</div>", head=_json_ld(inner)))
    _same(document)


def test_a_description_escaped_once_more_is_read_all_the_same() -> None:
    inner = markup().partition("</h1>")[2].replace("<", "&lt;").replace(">", "&gt;")
    _same(read(page("<div>Loading</div>", head=_json_ld(inner))))


def test_a_description_that_lost_its_lines_yields_to_the_page() -> None:
    document = read(page(f"<main>{markup()}</main>", head=_json_ld(" ".join(WANTED))))
    _same(document)


def test_employer_and_place_come_with_the_description() -> None:
    place = {"@type": "Place", "address": {"addressLocality": "Bremerhaven", "addressCountry": {"name": "Germany"}}}
    inner = markup().split("</p>", 2)[2]  # without the lines that name them
    document = read(page("", head=_json_ld(inner, hiringOrganization={"name": WANTED[1]}, jobLocation=place)))
    _same(document)


@pytest.mark.parametrize("width", [60, 80, 95])
def test_a_printed_posting_gets_its_lines_back(width: int) -> None:
    document = read(pdf_of(POSTING, width=width), "posting.pdf")
    _same(document)
    assert (document.source, document.encoding, document.language) == ("pdf", None, "en")


def test_the_feet_of_pages_go_and_a_sentence_crosses_the_page() -> None:
    posting = POSTING.replace("Please send", POSTING.partition("\n\n")[2].partition("\n\n")[0] + "\n\n" + "Please send")
    long = "\n".join([posting] * 3)
    text = read(pdf_of(long, foot="Harbour Light Analytics, page")).text
    assert ", page" not in text
    assert [line for line in lines_of(text) if line in lines_of(long)] == lines_of(long)


def test_a_word_file_gives_the_same_lines() -> None:
    document = read(word_of(POSTING), "posting.docx")
    _same(document)
    assert (document.source, document.encoding, document.language) == ("docx", None, "en")
    assert "Your profile\n• At least three years" in document.text


@pytest.mark.parametrize("name", ["posting.txt", "posting", "posting.docx.html", "posting.jpg"])
def test_the_content_counts_and_not_the_name(name: str) -> None:
    assert read(word_of(POSTING), name).source == "docx"
    assert read(page(f"<main>{markup()}</main>"), name).source == "html"


def test_the_same_bytes_give_the_same_text_each_time() -> None:
    for content in (page(f"<main>{markup()}</main>"), pdf_of(POSTING), word_of(POSTING)):
        assert read(content) == read(content)
