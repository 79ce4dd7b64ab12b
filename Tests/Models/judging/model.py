"""What `explain` must answer about records and a client's configuration. Written from issue text, design.md and domain.md alone.

A record: {"integration", "business", "time", "codes": [known reasons], "unknown": [texts], "values": {field: [cell, ...]}};
a cell is a text, or None where it is missing, null or blank. A configuration: {"sets": {property: text},
"groups": [{"integration", "id", "number", "props"}], "mappings": [{"integration", "business", "group", "props"}]}.
"""
import re
from collections import Counter, defaultdict, namedtuple

from nearness import may_be_near, must_be_near

Rule = namedtuple("Rule", "field property level closed")
STATUS, TYPE, PLACE = "pms_appointment_status", "pms_appointment_type", "pms_appointment_practice_name"
RULES = {
    "AthenaHealth": {"BE2101": Rule(STATUS, "appointmentstatus", "mapping", True)},
    "Allscripts": {"BE3101": Rule(STATUS, "allscripts.appointment.status", "group", False),
                   "BE3102": Rule(TYPE, "allscripts.appointment.type", "group", False),
                   "BE3103": Rule(PLACE, "allscripts.location.name", "mapping", False)},
}
HIDDEN = "***"


def groups_of(config, integration, business, named):
    """The bodies of the group that a business belongs to: its mapping names the id, or the number is its own; or the only group."""
    groups = [group for group in config["groups"] if group["integration"] == integration]
    ids, numbers = ({group[key] for group in groups} - {None} for key in ("id", "number"))
    bare = not any(group["props"] for group in groups if group["id"])
    if len(ids) == len(numbers) == 1 and bare:              # a body and the answer to it, which shows no properties: one group
        groups = [{**group, "id": min(ids), "number": min(numbers)} for group in groups]
    tied = {mapping["group"] for mapping in config["mappings"] if mapping["business"] == business}
    sole = len({(group["id"], group["number"]) for group in groups}) == 1
    sole = sole and not ids & {mapping["group"] for mapping in config["mappings"]} and not (ids and tied)
    return [group for group in groups if group["id"] in named or group["number"] == business or sole]


def listed(config, integration, business, rule):
    """The list that holds for a business, as (level, text); None where none does or two differ (D14)."""
    if rule.property in config["sets"]:
        return rule.level, config["sets"][rule.property]
    mappings = [m for m in config["mappings"] if m["business"] == business and m["integration"] == integration]
    own = {m["props"][rule.property] for m in mappings if rule.property in m["props"]}
    if rule.level == "mapping":
        return ("mapping", *own) if len(own) == 1 else None
    mine = groups_of(config, integration, business, {m["group"] for m in mappings})
    texts = {g["props"][rule.property] for g in mine if rule.property in g["props"]}
    return ("group", *texts) if len(texts) == 1 else None


def pieces(text):
    return [piece for piece in text.split(",") if piece.strip()]


def is_allowed(value, text):
    cut = text.split(",")
    runs = {",".join(cut[i:j]) for i in range(len(cut)) for j in range(i + 1, len(cut) + 1)} - {""}
    parts = [part.strip() for part in re.split("[,;]", value) if part.strip()]
    return value in runs or len(parts) > 1 and all(part in runs for part in parts)


def refused(config, record, rule):
    """The list that holds, and the record's values that it does not allow (None where no list holds)."""
    known = [cell for cell in record["values"].get(rule.field, []) if cell not in (None, HIDDEN)]
    found = listed(config, record["integration"], record["business"], rule)
    return found, found and sorted({value for value in known if not is_allowed(value, found[1])}), known


def judge(config, record):
    """The record's findings as {code: (verdict, evidence, expected)}, and what blocks it by a known list as {code: (rule, level, values)}."""
    findings, blocks, rules = {}, {}, RULES.get(record["integration"], {})
    if record["unknown"]:
        findings["BE1100"] = "undetermined", [(None, text) for text in record["unknown"]], None
    for code in record["codes"]:
        if code not in rules:
            findings[code] = ("undetermined" if code == "BE1101" else "likely"), [], None
            continue
        rule = rules[code]
        cells = [(rule.field, cell) for cell in record["values"].get(rule.field) or [None]]
        found, wrong, known = refused(config, record, rule)
        expected = found and (rule.property, found[0], tuple(pieces(found[1])))
        if known and not found:
            findings[code] = "likely", cells, None
        elif known and wrong:
            findings[code] = "likely" if record.get("placed") else "confirmed", cells, expected
        elif not known or (rule.field, HIDDEN) in cells:
            findings[code] = "undetermined", cells, None
        else:
            _, before, other = findings.get("BE1102", (None, [], expected))
            findings["BE1102"] = "undetermined", before + cells, expected if other == expected else None
    for code, rule in rules.items():
        found, wrong, _ = refused(config, record, rule)
        mine = code in record["codes"]
        if found and wrong and (pieces(found[1]) or mine):           # an empty list decides nothing for rules not named
            blocks[code] = rule, found[0], tuple(wrong), found[1]
    return findings, blocks


def is_open(record, findings):
    """Whether something restricts it of which no configuration tells."""
    hidden = any(HIDDEN in record["values"].get(rule.field, []) for code, rule in RULES.get(record["integration"], {}).items()
                 if code in record["codes"])
    return hidden or any(verdict != "confirmed" and code != "BE1102" for code, (verdict, _, _) in findings.items())


# athenahealth's statuses without a visit (domain.md section 2); a change that would let one through is never proposed (D36).
NON_VISITS = {"appointmentstatus": {"x", "f", "o"}}


def lets_non_visits(key):
    """Whether a set of changes would let a contact without a visit through."""
    return any(value in NON_VISITS.get(name, ()) for _, name, _, values in key[1] for value in values)


def report(config, records):
    """What the report about these records must say; `near` holds what must and what may be called a near miss."""
    findings, changes, restricted, unexplained = {}, {}, 0, 0
    for record in records:
        judged, blocks = judge(config, record)
        restricted += bool(judged)
        unexplained += "BE1100" in judged
        for code, (verdict, cells, expected) in judged.items():
            owner = record["integration"] if code != "BE1101" else None
            row = findings.setdefault((str(owner), code, verdict), {
                "count": 0, "evidence": Counter(), "businesses": Counter(), "lists": defaultdict(set), "also": Counter(),
                "must": defaultdict(set), "may": defaultdict(set), "placed": False})
            row["placed"] |= bool(record.get("placed"))
            row["count"] += 1
            row["evidence"].update(set(cells))
            row["businesses"][record["business"]] += 1
            row["lists"][record["business"]].add(expected)
            row["also"].update((set(judged) | set(blocks)) - {code, "BE1102"})
            if verdict == "confirmed":
                rule, _, wrong, text = blocks[code]
                for value in wrong:
                    row["must"][value] |= must_be_near(value, text, rule.closed)
                    row["may"][value] |= may_be_near(value, text, rule.closed)
        likely = {code for code in blocks if code in judged and judged[code][0] != "confirmed"}
        added = frozenset((code, rule.property, level, values) for code, (rule, level, values, _) in blocks.items() if code not in likely)
        if judged and added:
            changes.setdefault((record["integration"], added, is_open(record, judged)), Counter())[record["business"]] += 1
    for row in findings.values():
        lists = set().union(*row["lists"].values())
        row["expected"] = lists.pop() if len(lists) == 1 else None
    changes = {key: businesses for key, businesses in changes.items() if not lets_non_visits(key)}
    undecided = any(verdict == "undetermined" for _, _, verdict in findings)
    return {"findings": findings, "changes": changes, "records": len(records), "restricted": restricted, "unrestricted": len(records) - restricted,
            "explained": restricted - unexplained, "unexplained": unexplained, "exit": 2 if undecided else 1 if restricted else 0}
