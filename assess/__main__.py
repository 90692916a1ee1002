"""`python -m assess` and the `assess` command."""

from __future__ import annotations

import sys


def main() -> None:
    """Run the command line; whatever happens, no traceback reaches the reader."""
    from .cli import run

    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
