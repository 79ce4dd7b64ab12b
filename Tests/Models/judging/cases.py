"""Random records and configurations: pairs to judge. Record(s) and configurations are as model.py has them."""
import random
import sys

sys.path.insert(0, __file__.rsplit("/", 2)[0] + "/exports")
from model import HIDDEN, PLACE, RULES, STATUS, TYPE
from vocabulary import UNKNOWN

BETA = {"AthenaHealth": "BE2102", "Allscripts": "BE3104"}
WORDS = {
    ("AthenaHealth", STATUS): ["2", "3", "x", "f", "closed", "close", "closes"],   # the words are no statuses, but long enough for an edit
    ("Allscripts", STATUS): ["Arrived", "Acknowledged", "Acknowledge", "No Show", "Bumped", "Checked Out", "New"],
    ("Allscripts", TYPE): ["New Visit", "Follow Up", "Physical, Annual", "Télévisite", "Lab; Blood", "Lab", "Labs", "Consultation", "Blood"],
    ("Allscripts", PLACE): ["North Clinic", "Harbour Office", "Harbor Office", "Harbour Street, East", "Clínica del Río", 'South "Annex"', "Dr’s Place"],
}
BUSINESSES = [f"169990000000{number}" for number in range(101, 106)]


def twisted(rng, value):
    """A value as somebody else would have written it."""
    at = rng.randrange(len(value))
    quotes = rng.choice(["“”", '""', "‘’"])
    return rng.choice([
        value.upper(), value.lower(), " " + value, value + " ", value.replace(" ", "  "), value.replace(" ", ""), value + "s", value[:-1] or value,
        value[:at] + value[at + 1:] or value, value[:at] + "q" + value[at:], value[:at] + value[at:][:2][::-1] + value[at + 2:], value + " Extended",
        value[:5], quotes[0] + value + quotes[1], value + ".", value[:at] + "zz" + value[at:],
    ]) or value


def a_value(rng, pool):
    value = rng.choice(pool)
    if rng.random() < 0.3:
        value = twisted(rng, value)
    if rng.random() < 0.1:
        value += rng.choice([",", ", ", ";", "; "]) + rng.choice(pool)
    return value


def listed_value(rng, config, rule):
    """A value that some list of the configuration allows: one of its pieces, or neighbours."""
    props = [config["sets"]] + [body["props"] for body in config["groups"] + config["mappings"]]
    texts = [text for text in (some.get(rule.property, "") for some in props) if text]
    if not texts:
        return None
    cut = rng.choice(texts).split(",")
    at = rng.randrange(len(cut))
    return ",".join(cut[at:at + rng.choice([1, 1, 1, 2])])


def plain(value):
    """Whether a cell surely is a value: not blank, nothing that could mean a missing one."""
    return value.strip(" ,;") not in ("", "-")


def a_record(rng, businesses, integration, config=None):
    pool = [code for code in RULES[integration]] + [BETA[integration]]
    codes = rng.sample(pool, rng.choices(range(len(pool) + 1), [4, 8, 3, 1, 1][:len(pool) + 1])[0])
    unknown = rng.sample(UNKNOWN, 1) if rng.random() < 0.07 else []
    record = {"integration": integration, "business": rng.choice(businesses), "time": None, "codes": codes, "unknown": unknown, "values": {}, "shown": {}}
    for rule in RULES[integration].values():
        words = [a_value(rng, WORDS[integration, rule.field]) for _ in range(3)]
        if config and rng.random() < 0.4:
            words[0] = listed_value(rng, config, rule) or words[0]
        words = [value for value in words if plain(value)] or ["Arrived"]
        alone = [value for value in words if not set(value) & set(",;")] or ["Pending"]     # of several, none contains another
        way = rng.choices(["one", "several", "half", "redacted", "blank", "null", "absent"], [28, 6, 1, 2, 2, 2, 2])[0]
        cells, shown = {"one": (words[:1], words[0]), "several": (sorted(set(alone)), sorted(set(alone))), "half": (words[:1] + [HIDDEN], words[:1] + [HIDDEN]),
                        "redacted": ([HIDDEN], HIDDEN), "blank": ([None], rng.choice(["", " ", "-", "(empty)"])), "null": ([None], None), "absent": ([], None)}[way]
        if way == "one" and words[0].isdigit() and rng.random() < 0.3:
            shown = int(words[0])
        record["values"][rule.field] = cells
        if way != "absent":
            record["shown"][rule.field] = shown
    return record


def a_list(rng, integration, field):
    pool = WORDS[integration, field]
    if rng.random() < 0.04:
        return ""
    words = [twisted(rng, word) if rng.random() < 0.12 and plain(word) else word for word in rng.sample(pool, rng.randrange(1, 4))]
    return rng.choice([",", ",", ", "]).join(word for word in words if plain(word)) + (" " if rng.random() < 0.05 else "")


def a_configuration(rng, businesses):
    """Sets for some properties, groups and mappings for others."""
    config = {"sets": {}, "groups": [], "mappings": []}
    mapped = [business for business in businesses if rng.random() < 0.6]
    if rng.random() < 0.04:
        return config
    for integration, rules in RULES.items():
        how = rng.choices(["sets", "bodies", "both", "none"], [6, 10, 5, 1])[0]
        if how in ("sets", "both"):
            for rule in rules.values():
                if rng.random() < (0.9 if how == "sets" else 0.3):
                    config["sets"][rule.property] = a_list(rng, integration, rule.field)
        if how in ("bodies", "both"):
            bodies(rng, config, businesses, mapped, integration, rules.values())
    return config


def bodies(rng, config, businesses, mapped, integration, rules):
    def properties(level):
        return {rule.property: a_list(rng, integration, rule.field) for rule in rules if rule.level == level and rng.random() < share}

    share = rng.choice([0, 0.85, 0.85, 0.85, 0.85])             # an answer may show no properties

    base = 4100 if integration == "AthenaHealth" else 5100
    # Two locations of one client hang on one group; a single location's group bears its own number.
    groups = [{"integration": integration, "id": base + at, "number": None, "props": properties("group")} for at in range(rng.choice([0, 1, 1, 1, 2]))]
    if rng.random() < 0.25:
        number = rng.choice(businesses + ["169990000000900"])
        groups.append({"integration": integration, "id": None, "number": number, "props": properties("group")})
    ids = [group["id"] for group in groups if group["id"]]
    for business in mapped:
        if (len(ids) == 1 or groups[-1]["id"] if groups else True) and rng.random() < 0.9:
            group = rng.choice(ids or [base])
            props = properties("mapping")
            if rng.random() < 0.1:                                # a group's property in a mapping does not hold
                props |= {rule.property: "Nothing" for rule in rules if rule.level == "group"}
            config["mappings"].append({"integration": integration, "business": business, "group": group, "props": props})
            if rng.random() < 0.2:                                # told twice, and differently
                config["mappings"].append({"integration": integration, "business": business, "group": group, "props": properties("mapping")})
    if groups and groups[0]["id"] and any(m["group"] == groups[0]["id"] for m in config["mappings"]) and rng.random() < 0.25:
        groups.append(groups[0] | {"props": properties("group")})
    config["groups"] += groups


def a_case(seed, records=20):
    """Records, and the configuration to judge them by."""
    rng = random.Random(seed)
    businesses = rng.sample(BUSINESSES, rng.randrange(1, len(BUSINESSES) + 1))
    config = a_configuration(rng, businesses)
    made = []
    while len(made) < records:                                  # some several times: the tool judges equal records together
        made += [a_record(rng, businesses, rng.choice(list(RULES)), config)] * rng.choice([1, 1, 1, 1, 2, 4])
    return config, made[:records]
