"""Measures: dataframes in, dataframes of the same kind out."""
