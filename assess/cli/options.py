"""The words of the command line that several commands share."""

from pathlib import Path
from typing import Annotated, Literal

import typer

from ..defaults import DEFAULT_RUBRIC

Lang = Literal["zh", "en"]
"""Language of the output."""
Format = Literal["table", "json", "csv", "md"]
"""How a judgement is shown."""
AdviceFormat = Literal["table", "json", "md"]
"""How advice is shown."""
FormDepth = Literal["core", "standard", "full"]
"""How deep a form asks."""
ReportLength = Literal["brief", "standard", "full"]
"""How much a report tells."""
SchemaKind = Literal["rubric", "indicators", "facts", "catalogue", "profile", "result"]
"""What a schema is printed of."""

BY_NAME = "规则名称或文件路径。Id or path of a rubric."
ProfileArgument = Annotated[str, typer.Argument(metavar="PROFILE", help="画像文件，- 为标准输入。A profile, or -.")]
RubricOption = Annotated[
    list[str] | None,
    typer.Option("--rubric", "-r", metavar="RUBRIC", help=f"{BY_NAME} [default: {DEFAULT_RUBRIC}]"),
]
RubricsOption = Annotated[
    list[str] | None,
    typer.Option(
        "--rubric",
        "-r",
        metavar="RUBRIC",
        help=f"规则名称或文件路径，可多次写。Id or path, repeatable. [default: {DEFAULT_RUBRIC}]",
    ),
]
LangOption = Annotated[
    Lang | None, typer.Option("--lang", help="输出语言，默认随画像。Language; the profile's by default.")
]
RubricArgument = Annotated[str, typer.Argument(metavar="RUBRIC", help=BY_NAME)]
WhereOption = Annotated[
    list[str] | None,
    typer.Option("--where", metavar="COLUMN=VALUE", help="目录中只列符合的行，可多次写。Rows of a catalogue to keep."),
]
OutOption = Annotated[Path | None, typer.Option("--output", "-o", metavar="FILE", help="写入文件。Write to a file.")]


def several_rubrics(names: list[str] | None) -> list[str]:
    """The rubrics of a command that judges by any number of them, each once."""
    return list(dict.fromkeys(names or [DEFAULT_RUBRIC]))


def single_rubric(names: list[str] | None) -> str:
    """The rubric of a command that judges by one.

    Raises:
        InputError: several.
    """
    if names and len(set(names)) > 1:
        from ..model.problems import input_error

        raise input_error("E506", None, found=", ".join(names))
    return names[0] if names else DEFAULT_RUBRIC
