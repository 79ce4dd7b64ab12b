"""What a configuration shows by itself, or with the businesses of a log (D35). Written from design.md and domain.md alone.

A configuration is as the model of judging has it; a mapping may have "active": False, and a group "triggers": [ids]."""
from itertools import combinations

import choices
from model import RULES, listed, pieces
from nearness import squeezed

SURE = {"confirmed", "likely"}
WARNING = {"warning", "error"}
CLAIMS = ["departmentid", "athenaProviderNpi", "allscripts.location.name"]


class Expected:
    """One code: whether a finding of it must or may be there, which businesses it must and may name, and what it must show.
    Without `required` it must be there if it must name a business; it may be there if it may name one."""

    def __init__(self, must=(), may=(), verdicts=SURE, severities=WARNING, required=None, evidence=(), names=True):
        self.must, self.may = set(must), set(must) | set(may)
        self.verdicts, self.severities, self.evidence = set(verdicts), set(severities), set(evidence)
        self.required = bool(self.must) if required is None else required
        self.allowed = self.required or bool(self.may)
        self.names = names                                  # whether it is known which businesses the finding names


def owners(config, integration):
    """The locations that the configuration names: business numbers of mappings, and of groups that bear a location's own."""
    return {body["business"] for body in config["mappings"] if body["integration"] == integration}


def non_visit_lists(config, businesses):
    """BE1315: lists in force that let non-visits through. `businesses` are those of the log, by integration."""
    must, may, evidence, by_set = set(), set(), set(), False
    for integration, rules in RULES.items():
        for rule in rules.values():
            def wrong(text):
                return {(rule.property, value) for value in pieces(text) if choices.is_visit(integration, rule.field, value) is False}
            if rule.property in config["sets"]:
                found = wrong(config["sets"][rule.property])
                if found:
                    by_set, evidence = True, evidence | found
                    may |= businesses.get(integration, set()) | owners(config, integration)
                for body in config["mappings"]:             # a plan overrides --set where it gives the property
                    found = body.get("planned") and body["integration"] == integration and wrong(body["props"].get(rule.property, ""))
                    if found:
                        must.add(body["business"])
                        evidence |= found
                continue
            for business in owners(config, integration):
                found = listed(config, integration, business, rule)
                if found and wrong(found[1]):
                    must.add(business)
                    evidence |= wrong(found[1])
                elif any(wrong(body["props"].get(rule.property, "")) for body in config["mappings"] if body["business"] == business):
                    may.add(business)
    return Expected(must, may, required=bool(must) or by_set, evidence=evidence)


def claims_of(mapping):
    """What one location claims: {(property, practice or None, value)}, values as they are written."""
    props = mapping["props"]
    practices = {"departmentid": props.get("practiceid")}
    return {(name, practices.get(name), piece) for name in CLAIMS for piece in pieces(props.get(name, ""))}


def is_plain(config, one, other):
    """Whether two bodies are those of two active locations of one group, each told once."""
    both = one, other
    once = all(sum(body["business"] == each["business"] and body["integration"] == each["integration"] for each in config["mappings"]) == 1
               for body in both)
    # A name with a comma and a blank may be one name or two.
    names = all(", " not in body["props"].get("allscripts.location.name", "") for body in both)
    return once and names and one["group"] == other["group"] and all(body.get("active", True) for body in both)


def same_claims(config):
    """BE1317: two locations of one group that claim the same department of one practice, NPI or location name."""
    must, may, evidence = set(), set(), set()
    for one, other in combinations(config["mappings"], 2):
        if one["business"] == other["business"] or one["integration"] != other["integration"]:
            continue
        sides = claims_of(one), claims_of(other)
        alike = set.intersection(*({(name, squeezed(value)) for name, _, value in side} for side in sides))
        practices = {body["props"].get("practiceid") for body in (one, other)}
        if not alike or {name for name, _ in alike} == {"departmentid"} and len(practices) == 2 and None not in practices:
            continue                                        # departments of two practices may bear one id
        may |= {one["business"], other["business"]}
        shared = {(name, value) for name, practice, value in sides[0] & sides[1]
                  if name not in config["sets"] and not (name == "departmentid" and practice is None)}
        if shared and is_plain(config, one, other):
            must |= {one["business"], other["business"]}
            evidence |= shared
    return Expected(must, may, evidence=evidence)


def another_clients(config, businesses):
    """BE1318: a configuration that concerns no business of the log."""
    read = set().union(*businesses.values()) if businesses else set()
    mapped = {body["business"] for body in config["mappings"]}
    numbers = {body["number"] for body in config["groups"]} - {None}
    concerned = not read or (mapped | numbers) & read
    open_group = any(group["id"] not in {body["group"] for body in config["mappings"]} and not group["number"] for group in config["groups"])
    required = not concerned and bool(mapped) and not open_group
    may = set() if concerned else mapped | numbers
    return Expected((), may, {"undetermined"}, {"warning", "info"}, required, names=False)


def inactive(config, businesses, silent):
    """BE1310 and BE1316: locations that are switched off, and those of them that are silent (`silent`, known by how the log was made)."""
    read = set().union(*businesses.values()) if businesses else set()
    off = {body["business"] for body in config["mappings"] if not body.get("active", True)}
    by_set = config["sets"].get("Status", "").casefold() == "inactive"      # for every business; the silent ones are what it explains
    off |= set(silent) if by_set else set()
    both = off & set(silent)
    absent = (off - read) if read else set()
    return {"BE1316": Expected(both, absent, {"confirmed"}, {"error"}),
            "BE1310": Expected(off - both - absent, absent | (read - both if by_set else set()), SURE, WARNING | {"info"})}


def reminders(config):
    """BE1319: locations with properties for reminders whose group shows too few triggers, or triggers that nothing names."""
    few, unknown = set(), set()
    for mapping in config["mappings"]:
        names = {name.casefold() for name, value in mapping["props"].items() if value.strip()}
        if not names & {label.casefold() for label in choices.REMINDER_LABELS}:
            continue
        for group in config["groups"]:
            if group["id"] == mapping["group"] and "triggers" in group:
                (few if len(group["triggers"]) < choices.REMINDER_TRIGGERS else unknown).add(mapping["business"])
    groups = {body["group"] for body in config["mappings"] if body["business"] in few | unknown}
    sisters = {body["business"] for body in config["mappings"] if body["group"] in groups}
    verdicts = ({"likely"} if few else set()) | ({"undetermined"} if unknown else set())
    # Whether the finding names the locations or their group alone is open.
    return Expected((), sisters, verdicts, WARNING, required=bool(verdicts))


def without_triggers(config):
    """BE1320: groups whose list of triggers is empty."""
    empty = [group for group in config["groups"] if group.get("triggers") == []]
    return Expected((), {group["number"] for group in empty} - {None}, {"confirmed"}, {"error"}, required=bool(empty))


def expected(config, businesses, silent=()):
    """{code: Expected} for a configuration and the businesses of a log ({integration: {numbers}}; none: no log)."""
    return {"BE1315": non_visit_lists(config, businesses), "BE1317": same_claims(config), "BE1318": another_clients(config, businesses),
            "BE1319": reminders(config), "BE1320": without_triggers(config),
            **inactive(config, businesses, silent)}


def together(one, other):
    """What today's and a planned configuration must show between them."""
    def joined(a, b):
        return Expected(a.must | b.must, a.may | b.may, a.verdicts | b.verdicts, a.severities | b.severities,
                        a.required or b.required, a.evidence | b.evidence, a.names and b.names)
    return {code: joined(one[code], other[code]) for code in one}
