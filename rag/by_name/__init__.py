"""Questions that name the very headings of a table, and say besides only what to do with its figures."""
