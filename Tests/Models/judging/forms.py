"""Records as an export, a configuration as options and files."""
import json
import sys

sys.path.insert(0, __file__.rsplit("/", 2)[0] + "/exports")
from cases import BETA
from vocabulary import BUSINESS_ALIASES, INTEGRATION_ALIASES, REASON_ALIASES, REASONS, integration_value, varied

REASON = {reason.code: reason for reasons in REASONS.values() for reason in reasons}
ALIASES = {"allscripts.appointment.type": ["ALL_SCRIPTS_APPOINTMENT_TYPES"], "allscripts.appointment.status": ["ALL_SCRIPTS_APPOINTMENT_STATUS"]}
SOURCE = {"AthenaHealth": 27, "Allscripts": 32}
SHOWN = {"AthenaHealth": "AthenaHealth", "Allscripts": "ALLSCRIPTS"}
SECRET = "Pm-Secret-4711"


def export(rng, records):
    """One hit a line. A record that is there several times is written alike, so that the tool counts the copies together."""
    sources = {}
    for record in records:
        if id(record) not in sources:
            sources[id(record)] = document(rng, record)
    hits = ({"_index": "bc-json-logs", "_id": f"e{at}", "_source": sources[id(record)]} for at, record in enumerate(records))
    return "".join(json.dumps(hit, ensure_ascii=rng.random() < 0.5) + "\n" for hit in hits)


def document(rng, record):
    """What a hit holds. Reasons in an array, or joined where each is known."""
    texts = [varied(rng, REASON[code]) for code in record["codes"]] + record["unknown"]
    rng.shuffle(texts)
    value = texts
    if not record["unknown"] and rng.random() < 0.5:
        value = rng.choice([", ", "; ", "\n"]).join(texts)
    source = {rng.choice(BUSINESS_ALIASES): record["business"], **record["shown"]}
    alias = rng.choice(INTEGRATION_ALIASES)
    if not record.get("placed"):
        source[alias] = integration_value(rng, alias, record["integration"])
    if texts or rng.random() < 0.5:
        source[rng.choice(REASON_ALIASES)] = value if texts else rng.choice(["", None, "-"])
    # Without a name of a contact, a business alone would be no record (D5).
    source[rng.choice(["customerId", "contactId", "email"])] = rng.choice(["C-1", None])
    if record["time"]:
        source["@timestamp"] = record["time"]
    return source


def key(rng, name):
    name = rng.choice([name, name] + ALIASES.get(name, []))
    return rng.choice([name, name, name.upper(), name.lower()])


def property_list(rng, props, integration):
    rows = [{"propertyKey": key(rng, name), "propertyValue": value} for name, value in props.items()]
    if integration == "Allscripts":
        for row in rows:
            row["isSecure"] = False
    return rng.sample(rows, len(rows))


def group_body(rng, group):
    """As `create group` sends it, or as `read group` answers."""
    integration = group["integration"]
    triggers = group.get("triggers", [42 if integration == "AthenaHealth" else 56])
    trigger = [{"triggerId": number, "triggerTypeId": 1} for number in triggers]
    properties = property_list(rng, group["props"], integration)
    if integration == "Allscripts" and properties and rng.random() < 0.5:
        properties.append({"propertyKey": "PM_Password", "propertyValue": SECRET, "isSecure": True})
    if group["id"]:
        source = {"id": SOURCE[integration], "integrationSource": SHOWN[integration], "sourceCategory": "Healthcare", "oauthEnabled": False}
        return {"groupId": group["id"], "integrationSourceType": source, "integrationGroupTriggers": trigger, "integrationGroupProperties": properties}
    return {"parentBusinessNumber": int(group["number"]), "integrationGroupProperties": properties, "integrationSourceId": SOURCE[integration],
            "integrationGroupTriggers": trigger}


def mapping_body(rng, mapping):
    body = {"businessNumber": int(mapping["business"]), "integrationGroupId": mapping["group"], "active": mapping.get("active", True),
            "integrationProperties": property_list(rng, mapping["props"], mapping["integration"])}
    return {**body, "frequency": "1 DAYS"} if rng.random() < 0.5 else body


def files(rng, config):
    """The bodies in one or more files: as they are, in arrays, or as the -d of a pasted curl line. {name: text}."""
    made = [("businessintegrationgroup", group_body(rng, group)) for group in config["groups"]]
    made += [("businessintegrationmapping", mapping_body(rng, mapping)) for mapping in config["mappings"]]
    rng.shuffle(made)
    return bundled(rng, made)


def bundled(rng, made):
    """(call, body) pairs as one or more files: {name: text}."""
    written = {}
    while made:
        count = rng.choice([1, 1, 2, len(made)])
        taken, made = made[:count], made[count:]
        name = f"config-{len(written)}.txt"
        indent = rng.choice([None, 1])
        if len(taken) > 1 or rng.random() < 0.2:
            written[name] = json.dumps([body for _, body in taken], ensure_ascii=False, indent=indent)
        elif rng.random() < 0.4:
            text = json.dumps(taken[0][1], ensure_ascii=False).replace("'", "'\\''")
            written[name] = (f"curl -X PUT 'https://common-services.Birdeye.com/integration/add/{taken[0][0]}' "
                             f"-H 'Content-Type: application/json' -d '{text}'\n")
        else:
            written[name] = json.dumps(taken[0][1], ensure_ascii=False, indent=indent) + "\n"
    return written


def arguments(rng, config, names):
    """The options that give the configuration."""
    options = [f"{key(rng, name)}={value}" for name, value in config["sets"].items()]
    options = [part for option in options for part in rng.choice([["--set", option], ["--set=" + option]])]
    return options + [part for name in names for part in ("--config", name)]
