"""Reads the news and shows where an alliance is coming apart."""
