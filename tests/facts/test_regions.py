from riftline.facts import agents, countries, organizations
from riftline.facts.regions import find_region, gazetteer, region, regions


def test_names_and_adjectives_are_found():
    assert find_region("the Middle East").region.id == "MIDDLE_EAST"
    assert (find_region("European").region.id, find_region("European").kind) == ("EUROPE", "adjective")
    assert find_region("western") is None
    assert find_region("Atlantis") is None


def test_ids_are_unique_and_no_organizations():
    ids = [one.id for one in regions()]
    assert len(ids) == len(set(ids))
    assert [ident for ident in ids if organizations.organization(ident)] == []
    assert region("SAHEL").name == "Sahel"
    assert region("EU") is None


def test_no_phrase_belongs_to_a_country_or_body_or_to_two_regions():
    listed = [(phrase, one.id) for one in regions() for phrase in {one.name, *one.aliases, *one.adjectives}]
    assert [p for p, _ in listed if countries.find_country(p) or organizations.find_organization(p)] == []
    assert [p for p, _ in listed if agents.find_agent(p) and " " in p] == []
    assert [(p, ident) for p, ident in listed if find_region(p).region.id != ident] == []


def test_gazetteer_has_every_phrase():
    assert {"europe", "gulf arab", "west"} <= set(gazetteer())
