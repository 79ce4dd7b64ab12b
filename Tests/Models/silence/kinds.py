"""The faults that are planted one at a time, each with how it is to be told. `faulty=False` builds the same case without it.

Rules: stops and falls D34, let-through values D32, what a configuration shows D35 and D36.
"""
import configurations
from businesses import ALLSCRIPTS, ATHENA, a_business, a_client
from cases import Expected, Unfit
from configurations import pair
from episodes import Episode, bad_auth
from verdicts import STOPS

SILENT = {"BE1042", "BE1316"}


def one_stop(case, faulty, way="until"):
    """One location stops two to four expected days ago."""
    case.way = way
    business = case.regulars()[0]
    if faulty:
        case.stop([business], case.rng.choice([2, 2, 3, 4]) + (way == "plain"))
        case.surely_silent([business])
    return Expected(SILENT, [business])


def stop_at_last_contact(case, faulty):
    """The same without any time: the end is the last contact of the others."""
    return one_stop(case, faulty, "plain")


def stop_today(case, faulty):
    """The same with --since: the end is now."""
    case.today()
    return one_stop(case, faulty, "since")


def stop_asked(case, faulty):
    """The same, asked for with --business: the sisters are read all the same."""
    expected = one_stop(case, faulty)
    case.options += ["--business", expected.businesses[0].number]
    return expected


def stop_with_configuration(case, faulty):
    """The same beside the configuration of all clients, which has nothing to say about it."""
    case.bodies = configurations.bodies(case.world.clients)
    return one_stop(case, faulty)


def stop_of_practice(case, faulty):
    """All locations of one practice stop, after athenahealth's own 401. The 401 alone (BE4101) does not say that they are silent."""
    first = case.regulars(ATHENA)[0]
    members = [b for b in case.regulars(ATHENA) if b.practice == first.practice]
    if faulty:
        case.stop(members, 2, bad_auth(first.practice))
        case.surely_silent(members)
    return Expected(SILENT, members)


def failures_only(case, faulty):
    """A location whose every run fails: a day with failures only is a day without."""
    business = case.regulars(ATHENA)[0]
    if faulty:
        first = case.stop([business], 3)
        case.surely_silent([business])
        head = f'"integrationSource":"AthenaHealth","businessNumber":"{business.number}"'
        text = bad_auth(business.practice)
        case.lines += [(day * 1440 + business.run, f'{head},"level":"ERROR","message":"{text}"') for day in range(first, case.day)]
    return Expected(SILENT, [business])


def stop_of_client(case, faulty):
    """A whole client stops, the others run."""
    client = case.rng.choice(case.world.clients[1:])
    members = [b for b in case.regulars() if b.client is client]
    if not members or len(members) * 2 > len(case.world.businesses):
        raise Unfit("no such client")
    if faulty:
        case.strike(Episode("stop", client.businesses, case.stop(members, 3), 999))
        case.surely_silent(members)
    return Expected(SILENT, members)


def all_stop(case, faulty):
    """Everything is silent up to the end: BE1041, undetermined."""
    if faulty:
        case.strike(Episode("stop", case.world.businesses, case.day - 4, 999))
    return Expected({"BE1041"})


def alone(case, faulty):
    """An export of one location, with its end given: whether it or the log stopped is open, that it is silent is not."""
    business = case.only = case.regulars()[0]
    if faulty:
        case.stop([business], 3)
        case.surely_silent([business])
    return Expected(STOPS)


def fall(case, faulty):
    """A location sends a tenth of what it did."""
    business = case.regulars(rate=15)[0]
    if faulty:
        case.strike(Episode("fall", [business], case.expected_before(business, 4), 999))
        case.surely_fallen(business)
    return Expected({"BE1048"}, [business])


def inactive(case, faulty):
    """A mapping is inactive, and the location silent: one confirmed cause."""
    business = case.regulars()[0]
    case.bodies = configurations.bodies(case.world.clients, [business] if faulty else [])
    if faulty:
        case.stop([business], 3)
        case.surely_silent([business])
    return Expected({"BE1316"}, [business])


def inactive_unseen(case, faulty):
    """The same, so long ago that the export has nothing of it."""
    business = case.regulars()[0]
    case.bodies = configurations.bodies([business.client], [business] if faulty else [])
    if faulty:
        case.strike(Episode("stop", [business], 0, 999))
    return Expected({"BE1316"}, [business])


def inactive_by_label(case, faulty):
    """The same, with the drawer's value by its label."""
    business = case.regulars()[0]
    case.options += ["--business", business.number, "--set", "Status=" + ("Inactive" if faulty else "Active")]
    if faulty:
        case.stop([business], 3)
        case.surely_silent([business])
    return Expected({"BE1316"}, [business])


def let_through(case, faulty):
    """Canceled patients did get a request, though the list does not allow it."""
    business = case.regulars(ATHENA)[0]
    case.bodies = configurations.bodies(case.world.clients)
    if faulty:
        case.contacts(business, f'"pms_appointment_status":"{case.rng.choice("xfo")}"')
    return Expected({"BE1103"}, [business])


def let_through_elsewhere(case, faulty):
    """Contacts of a type or place that Allscripts' list does not hold were let through."""
    business = case.regulars(ALLSCRIPTS)[0]
    case.bodies = configurations.bodies(case.world.clients)
    kind, place = case.rng.choice([("Procedure", business.place), ("Office Visit", "Uptown Office")])
    if faulty:
        members = f'"pms_appointment_status":"Arrived","pms_appointment_type":"{kind}","pms_appointment_practice_name":"{place}"'
        case.contacts(business, members)
    return Expected({"BE1103"}, [business])


def let_through_unlisted(case, faulty):
    """What is no visit was let through, and no list is known."""
    business = case.regulars(ATHENA)[0]
    if faulty:
        case.contacts(business, f'"pms_appointment_status":"{case.rng.choice("xfo")}"')
    return Expected({"BE1104"}, [business])


def changed(case, business, key, value):
    """The configuration of all clients, with one property of a mapping changed or added."""
    case.bodies = configurations.bodies(case.world.clients)
    for body in case.bodies:
        if body.get("businessNumber") == int(business.number):
            own = [p for p in body["integrationProperties"] if p["propertyKey"] != key]
            body["integrationProperties"] = own + ([pair(key, value)] if value else [])


def same_claim(case, faulty):
    """Two locations of one client claim one department of one practice, or one location name."""
    for one in case.regulars():
        for other in one.client.businesses:
            if other is one:
                continue
            if one.client.integration == ALLSCRIPTS:
                changed(case, one, "allscripts.location.name", other.place if faulty else one.place)
                return Expected({"BE1317"}, [one, other])
            if other.practice == one.practice:
                changed(case, one, "departmentid", other.department if faulty else one.department)
                return Expected({"BE1317"}, [one, other])
    raise Unfit("no two locations")


def same_provider(case, faulty):
    """Two locations of one client claim one NPI (setup 2)."""
    for one in case.regulars(ATHENA):
        for other in one.client.businesses:
            if other is not one and other.practice == one.practice:
                case.bodies = configurations.bodies(case.world.clients)
                for body in case.bodies:
                    if body.get("businessNumber") in (int(one.number), int(other.number)):
                        own = [p for p in body["integrationProperties"] if p["propertyKey"] != "departmentid"]
                        npi = "1234567893" if faulty or body["businessNumber"] == int(one.number) else "1245319599"
                        body["integrationProperties"] = own + [pair("athenaProviderNpi", npi)]
                return Expected({"BE1317"}, [one, other])
    raise Unfit("no two locations")


def list_of_non_visits(case, faulty):
    """A list allows canceled or future appointments."""
    business = case.regulars(ATHENA)[0]
    changed(case, business, "appointmentstatus", f"2,3,4,{case.rng.choice('xfo')}" if faulty else "2,3,4")
    return Expected({"BE1315"}, [business])


def other_client(case, faulty):
    """The configuration given is another client's: it concerns no business of the log."""
    stranger = a_client(case.rng, 70)
    stranger.businesses += [a_business(case.rng, stranger, 900 + at, f"Hillside {at}", "regular") for at in range(3)]
    for at, business in enumerate(stranger.businesses):
        business.department = str(at + 1)
    case.bodies = configurations.bodies([stranger] if faulty else case.world.clients)
    return Expected({"BE1318"})


def reminders(case, faulty):
    """Properties of reminders, and only the trigger of completed appointments. The properties' keys are not known: labels (domain.md §1)."""
    business = case.regulars(ATHENA)[0]
    changed(case, business, "Cancellation Reason ID", "7" if faulty else None)
    return Expected({"BE1319"})


KINDS = {
    "stop": one_stop,
    "stop, no time given": stop_at_last_contact,
    "stop, --since": stop_today,
    "stop, --business": stop_asked,
    "stop, --config": stop_with_configuration,
    "stop of a practice": stop_of_practice,
    "failures only": failures_only,
    "stop of a client": stop_of_client,
    "all stop": all_stop,
    "export of one": alone,
    "fall": fall,
    "inactive": inactive,
    "inactive, unseen": inactive_unseen,
    "inactive, by label": inactive_by_label,
    "let through": let_through,
    "let through, type or place": let_through_elsewhere,
    "let through, no list": let_through_unlisted,
    "same claim": same_claim,
    "same provider": same_provider,
    "list of non-visits": list_of_non_visits,
    "another client": other_client,
    "reminders": reminders,
}
