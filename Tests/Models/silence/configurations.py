"""A client's configuration as support has it: the answer of "read group", and the bodies of its mappings (domain.md §1)."""
import json

from businesses import ATHENA

ALLOWED = {
    "appointmentstatus": "2,3,4",
    "allscripts.appointment.status": "Arrived,Checked Out",
    "allscripts.appointment.type": "Office Visit,New Patient",
}


def pair(key, value, **more):
    """One property."""
    return {"propertyKey": key, "propertyValue": value, **more}


def group(client):
    """A group, with its trigger; Allscripts with its lists."""
    if client.integration == ATHENA:
        source = {"id": 27, "integrationSource": "AthenaHealth", "sourceCategory": "Healthcare", "oauthEnabled": False}
        return {"groupId": client.group, "integrationSourceType": source, "integrationGroupTriggers": [{"triggerId": 42, "triggerTypeId": 1}]}
    lists = [pair(key, ALLOWED[key], isSecure=False) for key in ("allscripts.appointment.status", "allscripts.appointment.type")]
    return {
        "groupId": client.group,
        "integrationSourceType": {"id": 32, "integrationSource": "ALLSCRIPTS"},
        "integrationGroupTriggers": [{"triggerId": 56, "triggerTypeId": 1, "actionIds": [1]}],
        "integrationGroupProperties": lists,
    }


def mapping(business, active=True):
    """The mapping of one location."""
    if business.client.integration == ATHENA:
        own = [
            pair("appointmentstatus", ALLOWED["appointmentstatus"]),
            pair("practiceid", business.practice),
            pair("departmentid", business.department),
        ]
    else:
        own = [pair("allscripts.location.name", business.place, isSecure=False)]
    return {
        "businessNumber": int(business.number),
        "integrationGroupId": business.client.group,
        "active": active,
        "frequency": "1 DAYS" if business.client.nightly else "1 HOURS",
        "integrationProperties": own,
    }


def bodies(clients, inactive=()):
    """Groups and mappings of some clients; `inactive` holds the locations whose mapping is switched off."""
    made = [group(client) for client in clients]
    return made + [mapping(business, business not in inactive) for client in clients for business in client.businesses]


def write(path, some):
    """Bodies as one file, an array with a body on each line."""
    with open(path, "w", encoding="utf-8") as file:
        file.write("[\n" + ",\n".join(json.dumps(body) for body in some) + "\n]\n")
