"""A Paper as text, as one HTML file that mail programs can show, or as PDF."""

from django.template.loader import render_to_string
from django.utils import translation

from toonbank.doors.mail.paper import Paper


def as_text(paper: Paper, stop: str = "") -> str:
    """`stop`: the address that ends these mails, for a report that is sent."""
    with translation.override(paper.language):
        return render_to_string("mail/report.txt", {"paper": paper, "stop": stop})


def as_html(paper: Paper, stop: str = "") -> str:
    """Tables, widths and styles on each element: no style sheet, script or picture that a mail program
    could take away."""
    from css_inline import CSSInliner  # heavy, and only mail needs it

    with translation.override(paper.language):
        page = render_to_string("mail/report.html", {"paper": paper, "stop": stop})
    # Nothing is fetched: what is not in the page is left as it is.
    return CSSInliner(load_remote_stylesheets=False, keep_style_tags=True).inline(page)


def as_pdf(paper: Paper) -> bytes:
    from toonbank.doors.mail.pdf import pdf  # brings the typesetter, which nothing else needs

    with translation.override(paper.language):
        return pdf(paper)
