"""Documents → parsed sentences: split, tokens, the bundled model, trees."""
