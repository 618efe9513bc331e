"""What is true whatever a text says: countries, organizations, office holders, the ontology, the lexicon."""
