"""The lexicon: one CSV per PLOVER type, object classes, reversals, light verbs and attitudes; `riftline.facts.predicates` loads them."""
