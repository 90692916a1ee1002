"""The officer's own workbook come back: every problem marked in its cell, all of them listed in front."""

from __future__ import annotations

import io
import warnings
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final, NamedTuple

from ..i18n.catalog import say, template
from ..i18n.messages import format_problem
from ..model.problems import Problem, input_error
from ..model.text import Language, Text
from .gate import MAX_UNPACKED_BYTES, unpacked_size
from .style import height

COLOURS: Final = {"E": "FFC7C7", "W": "FFE9A8", "N": "D5E8F7"}
WIDTHS: Final = (8, 18, 26, 90)
MAX_COMMENT: Final = 32767
"""Characters that a spreadsheet takes in a comment."""


SHAPES: Final = ("sp", "cxnSp", "grpSp")
"""Elements of a drawing that are text boxes and shapes, lines between them, and groups of them."""


class AnnotatedCopy(NamedTuple):
    """A copy of a workbook with its problems in it."""

    content: bytes
    lost: tuple[Problem, ...]
    """A note on what the copy could not keep; none if it kept everything."""


def render_marked(raw: bytes, problems: Sequence[Problem], language: Language) -> AnnotatedCopy:
    """A copy of a workbook with its problems.

    Args:
        raw: content of an .xlsx file that passed the gate.

    Raises:
        ValueError: openpyxl cannot read the workbook.
        InputError: it would inflate too much: it reads parts that no form needs and that the
            gate therefore leaves alone.
    """
    import openpyxl

    if unpacked_size(raw) > MAX_UNPACKED_BYTES:
        raise input_error("E122", None, found="zip", allowed=f"{MAX_UNPACKED_BYTES // 1048576} MB")

    with warnings.catch_warnings():
        # Extensions that openpyxl drops are no loss in a copy.
        warnings.simplefilter("ignore")
        try:
            book = openpyxl.load_workbook(io.BytesIO(raw), rich_text=True)
        except Exception as error:
            raise ValueError(f"{type(error).__name__}: {error}"[:80]) from None
    marked = [problem for problem in problems if _cell_of(problem, book) is not None]
    for problem in reversed(marked):
        _mark(_cell_of(problem, book), problem, language)
    lost = tuple(_lost(raw, problems))
    notes = (Problem("N213", None, {"found": list(lost)}),) if lost else ()
    _list(book, [*problems, *notes], language)
    copy = io.BytesIO()
    book.save(copy)
    return AnnotatedCopy(copy.getvalue(), notes)


def _lost(raw: bytes, problems: Sequence[Problem]) -> Iterator[Text]:
    """What openpyxl does not hand on from the workbook it has read."""
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        names = archive.namelist()
        drawn = [name for name in names if name.startswith("xl/drawings/drawing")]
        drawings = [archive.read(name) for name in drawn]
        kept = any(_keeps_pictures(archive, name) for name in drawn)
    if not kept and any(name.startswith("xl/media/") for name in names):
        yield template("form.pictures")
    if any(map(_has_shapes, drawings)):
        yield template("form.shapes")
    if any(problem.code == "N202" for problem in problems):
        yield template("form.results")


def _keeps_pictures(archive: zipfile.ZipFile, drawing: str) -> bool:
    """Whether openpyxl reads a picture from a drawing; it reads none unless Pillow is there."""
    from openpyxl.reader.drawings import find_images

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            _, pictures = find_images(archive, drawing)
        except Exception:  # a drawing that no sheet shows may be broken in any way
            return False
    return bool(pictures)


def _has_shapes(drawing: bytes) -> bool:
    """Whether there is more in a drawing than pictures and charts; what cannot be read is lost as well."""
    from defusedxml.common import DefusedXmlException
    from defusedxml.ElementTree import ParseError, fromstring

    try:
        return any(part.tag.rpartition("}")[2] in SHAPES for part in fromstring(drawing).iter())
    except (ParseError, DefusedXmlException):
        return True


def _cell_of(problem: Problem, book: Any) -> Any:
    """The cell a problem stands in; None if it is about the whole file."""
    place = problem.place
    if place is None or place.sheet is None:
        return None
    name, _, address = place.at.rpartition("!")
    cell = book[name][address] if name in book.sheetnames else None
    # Of a merged area only the first cell can be written to.
    return cell if cell is not None and hasattr(cell, "number_format") and hasattr(cell, "hyperlink") else None


def _mark(cell: Any, problem: Problem, language: Language) -> None:
    from openpyxl.comments import Comment
    from openpyxl.styles import PatternFill

    # What is to be mended stands first; what the officer had noted stays below it.
    before = "\n\n" + cell.comment.text if cell.comment else ""
    comment = Comment((_message(problem, language) + before)[:MAX_COMMENT], "assess", height=160, width=340)
    cell.comment = comment
    if cell.fill.fgColor.rgb not in ("00" + COLOURS["E"], COLOURS["E"]):
        cell.fill = PatternFill("solid", fgColor=COLOURS[problem.code[0]])


def _list(book: Any, problems: Sequence[Problem], language: Language) -> None:
    """The sheet in front: a line a problem, with a link to its cell."""
    from openpyxl.styles import Alignment, Font, PatternFill
    from openpyxl.worksheet.hyperlink import Hyperlink

    sheet = book.create_sheet(_free(book.sheetnames, say("screen.problems", language)), 0)
    heads = [say(f"screen.{key}", language) for key in ("code", "cell", "what", "how")]
    for column, (head, width) in enumerate(zip(heads, WIDTHS, strict=True), 1):
        cell = sheet.cell(1, column, head)
        cell.font = Font(bold=True)
        sheet.column_dimensions[cell.column_letter].width = width
    for row, problem in enumerate(problems, 2):
        for column, text in enumerate(_line(problem, language), 1):
            cell = sheet.cell(row, column)
            cell.value, cell.data_type = text, "s"
            cell.alignment = Alignment(wrap_text=True, vertical="top")
        sheet.row_dimensions[row].height = height([(_message(problem, language), WIDTHS[-1])])
        sheet.cell(row, 1).fill = PatternFill("solid", fgColor=COLOURS[problem.code[0]])
        if _cell_of(problem, book) is not None and problem.place is not None:
            name, _, address = problem.place.at.rpartition("!")
            quoted = name.replace("'", "''")
            here = sheet.cell(row, 2)
            here.hyperlink = Hyperlink(ref=here.coordinate, location=f"'{quoted}'!{address}")
            here.style = "Hyperlink"
    sheet.freeze_panes = "A2"
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", 9
    sheet.page_setup.fitToHeight, sheet.sheet_properties.pageSetUpPr.fitToPage = 0, True
    book.active = 0
    for other in book.worksheets[1:]:
        other.sheet_view.tabSelected = False


def _line(problem: Problem, language: Language) -> tuple[str, str, str, str]:
    place = problem.place
    at = place.at if place is not None and place.sheet is not None else say("screen.whole_file", language)
    return problem.code, at, say(f"messages.{problem.code}.title", language), _message(problem, language)


def _message(problem: Problem, language: Language) -> str:
    """The message without its place, which is where the mark is."""
    text = format_problem(problem._replace(place=None), language)
    clean: Mapping[int, None] = dict.fromkeys(range(32))
    return text.translate({**clean, 10: "\n"})


def _free(taken: Sequence[str], name: str) -> str:
    """A name no sheet has yet."""
    numbered = (name if number == 1 else f"{name}{number}" for number in range(1, len(taken) + 2))
    return next(title for title in numbered if title not in taken)
