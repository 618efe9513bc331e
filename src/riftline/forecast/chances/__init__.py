"""Will it happen: calibrated chances of events between two parties in the coming days."""
