"""What happens next: actors ranked, events forecast, both scored against what then happened."""
