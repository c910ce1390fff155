"""Chinese text in, plain values out: numerals, measure words, hedges, dates and heading marks."""
