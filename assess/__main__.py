"""`python -m assess` and the `assess` command."""

from __future__ import annotations

import gc
import os
import sys


def main() -> None:
    """Run the command line; whatever happens, no traceback reaches the reader."""
    # A command lives for a fifth of a second and makes many small objects that all stay:
    # looking for garbage meanwhile, and tidying up at the end, would take a tenth of it.
    gc.set_threshold(1_000_000)
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            # Closed by whoever called.
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: SIM115
    from .cli import run

    code = run(sys.argv[1:])
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)


if __name__ == "__main__":
    main()
