"""`python -m assess` and the `assess` command."""

import gc
import os
import sys


def main() -> None:
    """Run the command line; whatever happens, no traceback reaches the reader."""
    # A command lives for a fifth of a second and makes many small objects that all stay:
    # looking for garbage meanwhile, and again at the end, would take a tenth of it.
    gc.set_threshold(1_000_000)
    from .cli.main import run

    words = sys.argv[1:]
    # No shell of Windows writes out the names that a pattern stands for.
    code = run([name for word in words for name in named(word)] if os.name == "nt" else words)
    gc.freeze()
    sys.exit(code)


def named(word: str) -> list[str]:
    """The files that a pattern such as `*.xlsx` stands for, in order; the word itself if it stands for none."""
    from glob import glob

    is_pattern = any(sign in word for sign in "*?[") and not os.path.exists(word)
    return (sorted(glob(word)) if is_pattern else []) or [word]


if __name__ == "__main__":
    main()
