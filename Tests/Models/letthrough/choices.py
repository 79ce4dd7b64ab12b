"""What design.md leaves open, and what this model chose; and what the playbooks say of statuses and reminders.

"Avoided" means that no pair depends on it, "either" that the checker accepts both.

Let through (D32, D36)
 1 A contact with several values is BE1103 if any of them is refused (as BE2101 is confirmed by any).
 2 The evidence of BE1103 is the refused values only, one row per field and value; that of BE1104 the non-visits only.
 3 A list that names no value (BE1302), or two lists that disagree (BE1308), are not a known list: BE1104 may fire, BE1103 does not.
 4 Where a list is known there is no BE1104: an allowed non-visit belongs to BE1315, a refused one is BE1103.
 5 `expected` is as for BE1102: on top if one list refused everything, else per business, else null. `alsoBlockedBy` is empty. Near
   misses: either. Severity of both codes: warning.
 6 Missing, null, blank and hidden (`***`) values of a contact that was let through prove nothing.
 7 Avoided: a visit and a non-visit in one record, statuses with blanks or in another letter case, records without an integration.

A configuration alone (D35)
 8 BE1315 reads the lists in force: a list that `--set` overrides does not count. A location whose bodies disagree: either.
 9 BE1316 needs silence as in D34. Inactive and not in the log at all: BE1310 or BE1316. Inactive with contacts until the end, or in a
   log of one day: BE1310, of any severity. BE1310 does not repeat a business of BE1316; BE1042 may if its `causedBy` is BE1316.
10 BE1317: "one client" is one group, by the group id in the mappings. Shared is one piece of `departmentid` with the same `practiceid`,
   an NPI, or one piece of `allscripts.location.name`. One business with two bodies is one location. Either: across groups, with an
   inactive location, names that differ in letter case or blanks, mappings without a practice, a value from `--set`.
11 The evidence of BE1317 has a row whose name is the property and whose value is, or contains as a piece, what both claim. That of
   BE1315 is the property and the non-visit, in the same way.
12 BE1318 is about all configuration given: it fires if there are mappings, and neither they nor a group's own number is in the log. Only
   groups, none with a number of the log: either. Never with `--set` alone. The log is what was read before filters.
13 BE1319 needs a reminder property that is not blank, under its dashboard label. Three triggers are needed: fewer in the group (an empty
   list included) is `likely`, three or more with unknown ids `undetermined`. Avoided: a list of triggers as `--config`, groups
   whose body has no triggers at all, and two triggers without the completed one.
14 Severity of BE1315, BE1317, BE1319 is warning or error, of BE1318 warning or info; verdict of BE1315 and BE1317 confirmed or likely.
15 `check --config FILE` without a log exits with 1 if it found something, with 2 if not (silence could not be checked).
29 A group with an empty list of triggers is BE1320 (error, confirmed), whether or not reminders need triggers: nothing starts it. It is
   not in D35; without a code of its own, an integration that nothing starts would look healthy.

A planned configuration (--with)
16 The plan overrides `--set` too: it is "overlaid on today's (--config, --set)".
17 A rule whose list the plan does not change for a business keeps what the log shows; the same values in another order, or one of them
   twice, are the same list. A changed list is evaluated again, also for rules that the log does not name; of these, an unchanged list
   that refuses the value keeps holding the contact back (alsoBlockedBy).
18 Reasons that no list decides (beta, unknown) remain: heldBack, not undecided.
19 undecided: a changed list names no value, or the compared value is missing or hidden, and nothing else surely holds the contact back.
20 A contact is contradicted if today's configuration disagrees with the log in any rule (BE1102 or BE1103).
21 letThrough, heldBack and undecided count all contacts by what would become of them, not only those that change sides.
   CONTRADICTED_APART says whether contradicted contacts are left out of these three, and of the rows.
22 A row per business, field and value whose own allowance changed, of contacts that change sides; `contacts` counts these. A contact
   that two changed fields free is in two rows. Rows where now equals planned, or one is undecided: either.
23 `now` and `planned` are "letThrough" or "heldBack"; also accepted: true and "allowed", false and "refused". `now` is what the log shows.
24 `visit` is null for all fields but statuses, and for statuses of which the playbook does not say it.
25 A plan's own findings: BE1315 and BE1317 of lists that would be in force, those that override a list of --set (16) included;
   businesses of today's and of the plan's are one list.
26 Avoided: a plan that names an unknown group, ties a location to another group, switches one off, or sets a property at another level.
27 Avoided: two bodies of one location that hold the same values in another order (one list, or two that disagree?).

result.changes (D36)
28 A set of changes that contains a non-visit is left out completely, with its visits.
"""

# athenahealth's statuses (domain.md section 2); what Allscripts' own words mean is not known.
VISITS = {"2", "3", "4"}
NON_VISITS = {"x", "f", "o"}

# The four counts of `planned` add up to the records: a contradicted contact is in none of the other three.
CONTRADICTED_APART = True

# What shows that a location uses reminders, and how many triggers they need (domain.md section 1).
REMINDER_LABELS = ["Future Duration (in months)", "Past Duration (months)", "Cancellation Reason ID"]
REMINDER_TRIGGERS = 3

# How `now` and `planned` of a row may be written.
SIDES = {"letThrough": "letThrough", "allowed": "letThrough", True: "letThrough",
         "heldBack": "heldBack", "refused": "heldBack", False: "heldBack", "undecided": "undecided", None: "undecided"}


def is_visit(integration, field, value):
    """True, False, or None where the playbook does not say whether a status is a visit that took place."""
    if integration != "AthenaHealth" or field != "pms_appointment_status":
        return None
    value = value.strip().lower()  # "F" is filled, as everywhere where a status is looked up
    return True if value in VISITS else False if value in NON_VISITS else None
