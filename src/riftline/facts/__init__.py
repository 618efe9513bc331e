"""What is true whatever a text says: countries, organizations, office holders, the ontology and the lexicon."""
