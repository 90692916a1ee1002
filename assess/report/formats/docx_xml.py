"""Pieces of a Word text as XML: paragraphs, runs and fields. All text is escaped here."""

from __future__ import annotations

from xml.sax.saxutils import escape


def paragraph(style: str, runs: str, more: str = "") -> str:
    """A paragraph of a style."""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{more}</w:pPr>{runs}</w:p>'


def run(text: str) -> str:
    """A run of plain text."""
    return f'<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r>' if text else ""


def field_start(code: str) -> str:
    """A field up to its text. Codes are ours alone; nothing from outside goes into them."""
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve">{escape(code)}</w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    )


def field_end() -> str:
    """The end of a field."""
    return '<w:r><w:fldChar w:fldCharType="end"/></w:r>'


def reference(bookmark: str, text: str) -> str:
    """A cross-reference to a bookmark, with its text in place."""
    return field_start(f" REF {bookmark} \\h ") + run(text) + field_end()
