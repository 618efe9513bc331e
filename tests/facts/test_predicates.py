import csv
from importlib.resources import files

import pytest

from riftline.facts import ontology, predicates
from riftline.records import STATUSES

FOLDER = files("riftline.facts") / "lexicon"
HEADER = ["lemma", "pos", "object", "mode", "cameo", "source", "target", "reciprocal", "weight"]
COOPERATION = ["agree", "consult", "support", "concede", "cooperate", "aid", "retreat"]
# CAMEO roots that PLOVER's crosswalk or manual puts under each type.
ROOTS = {
    "AGREE": {"03"},
    "CONSULT": {"04"},
    "SUPPORT": {"05"},
    "CONCEDE": {"08", "05"},  # 055 and 056: apologies and pardons
    "COOPERATE": {"06"},
    "AID": {"07"},
    "RETREAT": {"08"},
    "REQUEST": {"02", "10"},
    "ACCUSE": {"09", "11"},
    "REJECT": {"12"},
    "THREATEN": {"13"},
    "PROTEST": {"14"},
    "SANCTION": {"16", "11"},  # 116: found guilty
    "MOBILIZE": {"15"},
    "COERCE": {"16", "17", "19", "11"},
    "ASSAULT": {"17", "18", "19", "20"},
}
SLOTS = {"subj", "obj", "iobj", "comp", "obj.poss", "poss", "adj"}
PREPOSITIONS = {
    "about",
    "above",
    "across",
    "after",
    "against",
    "ahead",
    "along",
    "among",
    "amongst",
    "around",
    "as",
    "at",
    "before",
    "behind",
    "belonging",
    "between",
    "beyond",
    "by",
    "for",
    "from",
    "in",
    "inside",
    "into",
    "involving",
    "near",
    "of",
    "off",
    "on",
    "onto",
    "out",
    "outside",
    "over",
    "that",
    "through",
    "to",
    "toward",
    "towards",
    "under",
    "up",
    "upon",
    "via",
    "with",
    "within",
}


def table(name):
    return list(csv.DictReader((FOLDER / name).read_text(encoding="utf-8").splitlines()))


def type_files():
    return sorted(
        f.name.removesuffix(".csv") for f in FOLDER.iterdir() if f.name.removesuffix(".csv").upper() in ontology.TYPES
    )


@pytest.mark.parametrize("name", type_files())
def test_rows_of_a_type_are_well_formed(name):
    rows = table(f"{name}.csv")
    modes = {mode.name for mode in ontology.modes(name.upper())} | {""}
    classes = {
        row["class"]
        for file in ("classes.csv", "classes_conflict.csv")
        if (FOLDER / file).is_file()
        for row in table(file)
    }
    for row in rows:
        assert list(row) == HEADER, row
        assert row["pos"] in {"verb", "noun", "adj"}, row
        assert row["lemma"] == row["lemma"].lower().strip(), row
        assert row["mode"] in modes, row
        assert row["cameo"] in ontology.cameo_codes(), row
        assert row["cameo"][:2] in ROOTS[name.upper()], row
        assert row["reciprocal"] in {"", "yes"}, row
        assert 0.1 <= float(row["weight"]) <= 1, row
        assert {w for w in row["object"].removeprefix("!").split("|") if w[:1].isupper()} <= classes, row
        assert set(f"{row['source']} {row['target']}".split()) <= SLOTS | PREPOSITIONS, row


@pytest.mark.parametrize("name", type_files())
def test_no_row_is_written_twice(name):
    keys = [(row["lemma"], row["pos"], row["object"]) for row in table(f"{name}.csv")]
    assert len(keys) == len(set(keys))


@pytest.mark.parametrize("name", COOPERATION)
def test_each_type_of_cooperation_has_verbs_and_nouns(name):
    rows = table(f"{name}.csv")
    assert sum(row["pos"] == "verb" for row in rows) >= 250
    assert sum(row["pos"] == "noun" for row in rows) >= 40


def test_verbs_are_followed_only_by_particles_and_prepositions():
    after = {
        word
        for name in COOPERATION
        for r in table(f"{name}.csv")
        if r["pos"] == "verb"
        for word in r["lemma"].split()[1:]
    }
    assert after <= PREPOSITIONS | {
        "together",
        "back",
        "away",
        "down",
        "alongside",
        "free",
        "home",
        "aside",
        "open",
        "go",
        "loose",
        "forward",
    }


def test_heads_are_first_in_verbs_and_last_in_nouns():
    (step_down, *_) = [p for p in predicates.predicates("verb")["step"] if p.lemma == "step down as"]
    assert (step_down.head, step_down.particle, step_down.type) == ("step", ("down", "as"), "RETREAT")
    (call, *_) = [p for p in predicates.predicates("noun")["call"] if p.lemma == "phone call"]
    assert (call.particle, call.mode) == (("phone",), "phone")


def test_hyphenated_nouns_are_also_found_by_their_parts():
    whole = [p for p in predicates.predicates("noun")["pull-out"] if p.type == "RETREAT"]
    parts = [p for p in predicates.predicates("noun")["out"] if p.particle == ("pull",) and p.type == "RETREAT"]
    assert [p.cameo for p in whole] == [p.cameo for p in parts]
    assert "CEASEFIRE" in predicates.object_classes()["cease fire"]


def test_the_most_specific_rows_come_first():
    for rows in predicates.predicates("verb").values():
        assert [len(p.particle) for p in rows] == sorted((len(p.particle) for p in rows), reverse=True)


@pytest.mark.parametrize(
    ("verb", "particle", "thing", "expected"),
    [
        ("withdraw", (), "troop", "RETREAT"),
        ("lift", (), "sanction", "CONCEDE"),
        ("lift", (), "curfew", "CONCEDE"),
        ("release", (), "prisoner", "RETREAT"),
        ("send", (), "humanitarian aid", "AID"),
        ("supply", (), "missile", "AID"),
        ("write", ("off",), "debt", "AID"),
        ("restore", (), "diplomatic relation", "SUPPORT"),
        ("ratify", (), "treaty", "SUPPORT"),
        ("reach", (), "agreement", "SUPPORT"),
        ("pledge", (), "loan", "AGREE"),
        ("broker", (), "truce", "CONSULT"),
        ("share", (), "intelligence", "COOPERATE"),
        ("extradite", (), "suspect", "COOPERATE"),
        ("observe", (), "ceasefire", "RETREAT"),
        ("declare", (), "ceasefire", "CONCEDE"),
        ("grant", (), "asylum", "AID"),
        ("express", (), "regret", "CONCEDE"),
        ("tender", (), "resignation", "RETREAT"),
        ("drop", (), "charge", "CONCEDE"),
    ],
)
def test_the_object_decides_what_a_verb_means(verb, particle, thing, expected):
    fitting = [
        p for p in predicates.predicates("verb")[verb] if p.particle == particle and p.object and p.takes([thing])
    ]
    assert max(fitting, key=lambda p: p.weight).type == expected


def test_a_restriction_needs_an_object_and_an_exclusion_shuts_it_out():
    restricted = next(p for p in predicates.predicates("verb")["send"] if p.object == ("AID",))
    assert restricted.takes(["food aid"])
    assert not restricted.takes(["letter"])
    assert not restricted.takes([])


def test_light_verbs_tell_what_happens_to_the_event_and_who_their_subject_is():
    assert predicates.light_effect("carry out") == "occur"
    assert predicates.light_effect("call off") == "end"
    assert predicates.light_effect("rule out") == "refuse"
    assert predicates.light_effect("schedule") == "plan"
    assert predicates.light_effect("eat") is None
    suffer, spark = predicates.light_verb("suffer"), predicates.light_verb("spark")
    assert suffer is not None
    assert spark is not None
    assert (suffer.subject, spark.subject) == ("target", "none")


def test_light_verbs_are_listed_once_with_known_effects():
    rows = table("light.csv")
    assert len({row["lemma"] for row in rows}) == len(rows) >= 400
    assert {row["effect"] for row in rows} == set(predicates.Effect.__args__)
    assert {row["subject"] for row in rows} == set(predicates.Subject.__args__)


@pytest.mark.parametrize(
    ("lemma", "pos", "status", "speech"),
    [
        ("say", "verb", "actual", True),
        ("deny", "verb", "denied", True),
        ("plan", "verb", "planned", False),
        ("promise", "verb", "planned", True),
        ("call for", "verb", "requested", True),
        ("fear", "verb", "possible", True),
        ("refuse", "verb", "denied", False),
        ("manage", "verb", "actual", False),
        ("possibility", "noun", "possible", False),
        ("reportedly", "adv", "actual", False),
        ("ready", "adj", "planned", False),
        ("unable", "adj", "denied", False),
    ],
)
def test_attitudes_say_how_far_an_event_is_true(lemma, pos, status, speech):
    found = predicates.attitude(lemma, pos)
    assert found is not None
    assert (found.status, found.speech) == (status, speech)


def test_an_infinitive_may_change_what_an_attitude_says():
    tell, urge = predicates.attitude("tell", "verb"), predicates.attitude("urge", "verb")
    assert tell is not None
    assert urge is not None
    assert (tell.status, tell.infinitive) == ("actual", "requested")
    assert (urge.status, urge.infinitive) == ("requested", "requested")


def test_attitudes_are_listed_once_with_known_values():
    rows = table("attitudes.csv")
    assert len({(row["lemma"], row["pos"]) for row in rows}) == len(rows) >= 1000
    assert {row["status"] for row in rows} == set(STATUSES)
    assert {row["infinitive"] for row in rows} <= {"", *STATUSES}
    assert {row["speech"] for row in rows} == {"yes", "no"}
    assert {row["pos"] for row in rows} == {"verb", "noun", "adj", "adv"}
    assert predicates.attitude("table", "noun") is None


@pytest.mark.parametrize("name", ["reversals.csv", "futures.csv"])
def test_outcomes_fit_the_ontology(name):
    for row in table(name):
        kind, mode, code = (row.get(f"ended_{f}", row.get(f)) for f in ("type", "mode", "cameo"))
        kind = row.get("becomes", kind)
        assert row["type"] in ontology.TYPES
        assert mode in {m.name for m in ontology.modes(kind)} | {""}, row
        assert code[:2] in ROOTS[kind], row


def test_every_type_has_a_reversal_and_the_longest_code_decides():
    for event_type in ontology.TYPES:
        assert predicates.reversal(event_type).type != event_type
    assert predicates.reversal("CONSULT", "046").cameo == "164"
    assert predicates.reversal("CONSULT", "042").type == "REJECT"
    assert predicates.reversal("AID", "0723").cameo == "1622"
    assert predicates.reversal("ASSAULT", "190") == predicates.Outcome("RETREAT", "ceasefire", "087")


def test_what_is_only_planned_or_asked_for_is_a_verbal_event():
    planned, asked = predicates.becomes("planned", "AID"), predicates.becomes("requested", "RETREAT")
    assert planned == predicates.Outcome("AGREE", None, "033")
    assert asked == predicates.Outcome("REQUEST", "yield", "105")
    assert predicates.becomes("actual", "AID") is None


def test_classes_are_known_by_lemma_and_none_is_nearly_empty():
    classes = predicates.object_classes()
    assert {"WEAPONS"} <= classes["missile"]
    assert "TREATY" in classes["peace accord"]
    sizes = {}
    for row in table("classes.csv"):
        sizes[row["class"]] = sizes.get(row["class"], 0) + 1
    assert len(sizes) >= 25
    assert min(sizes.values()) >= 3
