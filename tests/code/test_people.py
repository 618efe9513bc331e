from riftline.code.actors import Names, resolve
from riftline.records import Actor


class TestNames:
    def learned(self, *phrases):
        names = Names()
        for phrase in phrases:
            names.learn(phrase, resolve(phrase))
        return names

    def test_last_name_after_the_introduction(self):
        names = self.learned("Danish Trade Minister Anna Example")
        found = resolve("Example's", local=names)
        assert (found.name, found.country, found.sector) == ("Anna Example", "DNK", "GOV")

    def test_the_document_wins_over_the_table(self):
        names = self.learned("Canadian farmer Boris Johnson")
        assert resolve("Boris Johnson", local=names).sector == "AGR"

    def test_a_stated_role_wins_over_a_bare_name_before_it(self):
        names = self.learned("Boris Johnson", "Canadian farmer Boris Johnson")
        assert names.lookup("Johnson").country == "CAN"

    def test_a_shared_last_name_stays_open(self):
        names = self.learned("Danish Trade Minister Anna Example", "German judge Karl Example")
        assert names.lookup("Example") is None
        assert names.lookup("Karl Example").sector == "JUD"

    def test_title_and_last_name_take_the_country_along(self):
        names = self.learned("German diplomat Max Weber")
        assert resolve("Ambassador Weber", local=names).country == "DEU"

    def test_nothing_is_learned_from_a_phrase_without_a_name(self):
        names = self.learned("the Danish army", "somebody")
        assert names.lookup("army") is None

    def test_the_document_wins_over_an_apposition(self):
        names = self.learned("Danish Trade Minister Anna Example")
        found = resolve("Anna Example, Macron's adviser on Africa", local=names)
        assert (found.country, found.role) == ("DNK", "trade minister")

    def test_a_mapping_of_actors_does_as_well(self):
        actor = Actor("Anna Example", name="Anna Example", country="DNK", sector="GOV")
        assert resolve("Example", local={"Example": actor}).country == "DNK"
