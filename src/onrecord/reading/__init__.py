"""From a report to its claims; the only package that knows spaCy."""
