"""What a question asks: its terms, years, references, operation, and the words people have for things."""
