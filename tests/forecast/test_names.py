from riftline.forecast.names import groups


def test_kind_and_country_are_told_by_the_name():
    kind, place = groups(
        ("Police_(France)", "Police (Kenya)", "France", "Citizen (France)", "Barack Obama", "United States")
    )
    assert kind[0] == kind[1] != kind[3]
    assert place[0] == place[2] == place[3] != place[1]
    assert place[4] == place[5]


def test_nested_parentheses():
    _, place = groups(
        ("Court_Judge_(Holy_See_(Vatican_City_State))", "Citizen_(Holy_See_(Vatican_City_State))", "Peru")
    )
    assert place[0] == place[1] != place[2]


def test_nameless_entities_stand_alone():
    kind, place = groups(("", "", ""))
    assert len(set(kind.tolist())) == len(set(place.tolist())) == 3
