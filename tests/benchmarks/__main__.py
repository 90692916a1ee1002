"""Print every ratio; the exit code says whether all are within what is allowed."""

from __future__ import annotations

import sys

from . import forms, start_up, tables

over = 0
for measure in (start_up, tables, forms):
    for result in measure.run():
        print(result, flush=True)
        over += result.ratio > result.allowed
sys.exit(bool(over))
