"""Author's text as HTML: what an author needs is kept, and nothing else gets through."""

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.banks.text import MAX_TEX, MAX_TEXT, TextError, render_block, render_inline, tex_to_mathml

ACTIVE = {"script", "style", "iframe", "object", "embed", "svg", "form", "input", "button", "link", "meta", "base"}


class Reader(HTMLParser):
    """Gathers tags and attributes as a browser's parser would meet them."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: list[tuple[str, str, str]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes += [(tag, name, value or "") for name, value in attrs]


def assert_harmless(html: str) -> None:
    reader = Reader(html)
    assert not reader.tags & ACTIVE
    for tag, name, value in reader.attributes:
        assert not name.startswith("on")
        assert name not in ("style", "id", "srcdoc", "formaction", "xlink:href", "srcset", "action", "data")
        assert name != "href" or value.startswith("https://")
        assert name != "src" or re.fullmatch(r"/static/[\w./-]+", value)
        assert name != "class" or re.fullmatch(r"[a-z0-9 _-]+", value)
        assert (tag, name) != ("a", "target")


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("**bold** and *slanted*", "<p><strong>bold</strong> and <em>slanted</em></p>"),
        ("a `x < y` b", "<p>a <code>x &lt; y</code> b</p>"),
        ("$x$", "<p><math><mi>x</mi></math></p>"),
        ("2 $\\beta$ 3", "<p>2 <math><mi>β</mi></math> 3</p>"),
        (r"It costs \$5 or \$6.", "<p>It costs $5 or $6.</p>"),
        ("`$x`", "<p><code>$x</code></p>"),
        ("a_b_c", "<p>a_b_c</p>"),
        ("```\na < b\n```", "<pre><code>a &lt; b\n</code></pre>"),
        ("# Big", "<h3>Big</h3>"),
        ("3. three", '<ol start="3">\n<li>three</li>\n</ol>'),
        ("![a](/static/plot.png)", '<p><img src="/static/plot.png" alt="a"></p>'),
    ],
)
def test_markdown_becomes_html(text: str, html: str) -> None:
    assert render_block(text) == html


def test_code_is_coloured_with_classes() -> None:
    html = render_block("```python\nif x < 1: pass\n```")
    assert '<pre class="code"><code><span class="k">if</span>' in html
    assert "&lt;" in html


def test_a_language_that_is_not_known_stays_plain() -> None:
    assert render_block("```klingon\na < b\n```") == '<pre><code class="language-klingon">a &lt; b\n</code></pre>'


LONG_FORMULA = r"\hat\beta = (X^\top X)^{-1} X^\top y + \lambda \sum_{j=1}^{p} |\beta_j| + \alpha"


@pytest.mark.parametrize(
    ("text", "box"),
    [
        ("|a|b|\n|-|-|\n|1|2|", '<div class="prose__table" role="group" tabindex="0" aria-label="Table">'),
        ("```\n" + "x" * 40 + "\n```", '<pre role="group" tabindex="0" aria-label="Code">'),
        ("```python\n" + "x" * 40 + "\n```", '<pre role="group" tabindex="0" aria-label="Code" class="code">'),
        (f"${LONG_FORMULA}$", '<span class="formula formula--inline" role="group" tabindex="0" aria-label="Formula">'),
        (f"$${LONG_FORMULA}$$", '<span class="formula" role="group" tabindex="0" aria-label="Formula">'),
    ],
)
def test_what_may_be_too_broad_for_a_phone_is_scrolled_in_a_box_that_keys_reach(text: str, box: str) -> None:
    assert box in render_block(text)


@pytest.mark.parametrize("text", ["```\na\n```", "$x$", "$$x$$", "`code`", "words"])
def test_what_is_narrow_is_no_stop_for_the_keyboard(text: str) -> None:
    assert "tabindex" not in render_block(text)


def test_a_table_keeps_its_alignment_without_a_style() -> None:
    html = render_block("|a|b|\n|:-|-:|\n|1|2|")
    assert '<th class="text-left">a</th>' in html
    assert '<td class="text-right">2</td>' in html


def test_aligned_equations_keep_their_alignment_without_a_style() -> None:
    html = render_block("$$\\begin{aligned}a&=b\\\\c&=d\\end{aligned}$$")
    assert '<mtd class="text-right">' in html
    assert " style=" not in html


def test_a_display_formula_is_a_block() -> None:
    assert '<math display="block">' in render_block("$$\nx\n$$")


def test_a_single_paragraph_loses_its_frame_inline() -> None:
    assert render_inline("a **b**") == "a <strong>b</strong>"
    assert render_inline("a\n\nb") == "<p>a</p>\n<p>b</p>"
    assert render_inline("- a") == "<ul>\n<li>a</li>\n</ul>"


def test_a_thin_space_is_kept_in_text_and_in_formulas() -> None:
    assert render_inline("12\u202f345") == "12\u202f345"
    assert "<mspace" in render_inline("$12\u202f345$")


@pytest.mark.parametrize(
    "tex", [r"\unknown", r"\frac{1}", "{", r"\left(", "x^", "a" * (MAX_TEX + 1), "{" * 60 + "}" * 60]
)
def test_tex_that_can_t_be_read_is_a_problem_in_words(tex: str) -> None:
    with pytest.raises(TextError) as error:
        render_block(f"Let ${tex}$ be.")
    assert "\x1b" not in str(error.value)
    assert str(error.value).startswith("expected")


@pytest.mark.parametrize(
    "text", ["It costs $5.", "a $x$ and b$c", "$$x$$ for $ 5", "| a |\n|---|\n| $x |", "*$x*", "# $"]
)
def test_a_dollar_sign_that_opens_or_closes_no_formula_is_a_problem(text: str) -> None:
    with pytest.raises(TextError, match=r"write `\\\$` for the sign itself"):
        render_block(text)


@pytest.mark.parametrize("opening", ["{", r"\sqrt{", r"\left(", r"\begin{matrix}", "x^{", r"\frac1", r"\not", r"\hat "])
def test_nesting_never_reaches_the_depth_that_crashes_the_converter(opening: str) -> None:
    with pytest.raises(TextError):
        tex_to_mathml(opening * (MAX_TEX // len(opening)))


def test_a_text_has_a_greatest_length() -> None:
    with pytest.raises(TextError):
        render_block("x" * (MAX_TEXT + 1))


PAYLOADS = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    "<svg><script>alert(1)</script></svg>",
    "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>",
    "<math href='javascript:alert(1)'>x</math>",
    "<math><maction actiontype='statusline#http://x' xlink:href='javascript:alert(1)'>x</maction></math>",
    "<math><annotation-xml encoding='text/html'><script>alert(1)</script></annotation-xml></math>",
    "<iframe srcdoc='<script>alert(1)</script>'>",
    "<a href='javascript:alert(1)'>x</a>",
    "<a href='data:text/html,<script>alert(1)</script>'>x</a>",
    "<form action='https://x'><input autofocus onfocus=alert(1)>",
    "<style>@import 'https://x'</style>",
    "<div style='background:url(javascript:alert(1))'>x</div>",
    "<base href='https://x/'>",
    "<meta http-equiv=refresh content='0;url=https://x'>",
    "<object data='javascript:alert(1)'>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    "<!--><img src=x onerror=alert(1)>-->",
    "<![CDATA[><img src=x onerror=alert(1)>]]>",
    "<p/onclick=alert(1)>x",
    "<details open ontoggle=alert(1)>",
    "<xmp><img src=x onerror=alert(1)></xmp>",
    "<template><script>alert(1)</script></template>",
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](&#106;avascript:alert(1))",
    "[x](data:text/html;base64,PHNjcmlwdD4=)",
    "[x](vbscript:msgbox(1))",
    "[x](//evil.example)",
    "[x](http://evil.example)",
    "[x]: javascript:alert(1)\n\n[x]",
    "<javascript:alert(1)>",
    "![x](https://evil.example/x.png)",
    "![x](javascript:alert(1))",
    "![x](/static/../secret)",
    "![x](data:image/svg+xml;base64,PHN2Zz4=)",
    '![x](/static/a.png "t\\" onerror=alert(1) x=\\"")',
    '[x](https://a.example "t\\" onclick=alert(1) x=\\"")',
    "`<script>alert(1)</script>`",
    "```html\n<script>alert(1)</script>\n```",
    '```"><script>alert(1)</script>\nx\n```',
    '```python" onclick="alert(1)\nx\n```',
    r"$\text{<script>alert(1)</script>}$",
    r"$\text{<img src=x onerror=alert(1)>}$",
    r"$\href{javascript:alert(1)}{x}$",
    r"$\class{x}{y}$",
    r"$\style{color:red}{y}$",
    r"$\htmlStyle{x}{y}$",
    r"$\url{javascript:alert(1)}$",
    r"$\unicode{60}script\unicode{62}$",
    r"$\color{red}x$",
    r"$\mathrm{</math><script>alert(1)</script>}$",
    "$</math><script>alert(1)</script>$",
    "$$\n</math><img src=x onerror=alert(1)>\n$$",
    '|a|\n|-|\n|<img src=x onerror=alert(1)>|',
    "# <img src=x onerror=alert(1)>",
    "> <script>alert(1)</script>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "\\<script>alert(1)\\</script>",
    "<scr\x00ipt>alert(1)</scr\x00ipt>",
    "＜script＞alert(1)＜/script＞",
    "<a href=\"java\nscript:alert(1)\">x</a>",
    "[x](java\nscript:alert(1))",
    "[x](\x01javascript:alert(1))",
    "{{7*7}}<script>{{constructor.constructor('alert(1)')()}}</script>",
]  # fmt: skip
WRAPPINGS = [
    "{}",
    "**{}**",
    "- {}",
    "> {}",
    "1. a\n\n   {}",
    "| a |\n|---|\n| {} |",
    "text {} text",
    "$x$ {} $y$",
    "`a` {}",
]


@pytest.mark.parametrize("wrapping", WRAPPINGS)
@pytest.mark.parametrize("render", [render_block, render_inline])
def test_no_payload_becomes_active(wrapping: str, render: object) -> None:
    for payload in PAYLOADS:
        try:
            html = render(wrapping.replace("{}", payload))  # type: ignore[operator]
        except TextError:
            continue
        assert_harmless(html)


MARKS = """< > / " ' ` ``` $ $$ script img src=x onerror=alert(1) [ ]( ) javascript: https:// ! & # { } \\ \\text{
<math> </math> <svg> <style> | - * _ &lt; &#60; --> <!-- a 1 \\frac{1}{2} ^ html"""
TOKENS = st.sampled_from([*MARKS.split(), " ", "\n", "\n\n", "\x00", " src=x", " onerror=alert(1)"])


@given(st.lists(TOKENS, max_size=30).map("".join))
def test_no_mixture_of_marks_becomes_active(text: str) -> None:
    try:
        html = render_block(text)
    except TextError:
        return
    assert_harmless(html)
