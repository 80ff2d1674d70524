"""Answers in the report's own words: sentences, lists, passages, sections."""
