"""The lexicon's tables; `riftline.facts.predicates` loads them."""
