"""The chapters of the report, one file each: from a result to sections."""
