"""Who and what next: actors ranked for a source, a relation and a day, from earlier days only."""
