"""From what was found to the answer: resolved, merged over reports, put into words, verified."""
