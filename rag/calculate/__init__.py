"""What is made of figures: differences, shares, sums, averages, orders, conditions."""
