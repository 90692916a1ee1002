"""Options of the command line that say what is advised on."""

from __future__ import annotations

from enum import Enum
from typing import Annotated

import typer


class AdviceFormat(str, Enum):
    """How advice is shown."""

    table = "table"
    json = "json"
    md = "md"


class Mode(str, Enum):
    """A mode of upgrading."""

    process = "process"
    product = "product"
    functional = "functional"
    inter_sectoral = "inter_sectoral"
    cross_cutting = "cross_cutting"


ModeOption = Annotated[Mode | None, typer.Option("--mode", help="只看一种升级方式。One mode only.")]
TopOption = Annotated[int | None, typer.Option("--top", min=1, metavar="N", help="列前几项。How many are listed.")]
BudgetOption = Annotated[
    int | None, typer.Option("--budget", min=0, metavar="N", help="投入点数上限。Most effort points.")
]
TargetOption = Annotated[str | None, typer.Option("--target", metavar="GRADE", help="要达到的等次。Grade to reach.")]
AdviceFormatOption = Annotated[AdviceFormat, typer.Option("--format", "-f", help="输出格式。Output format.")]
SetOption = Annotated[
    list[str] | None, typer.Option("--set", metavar="FACT=VALUE", help="假设某事实变动。What if a fact changed.")
]
