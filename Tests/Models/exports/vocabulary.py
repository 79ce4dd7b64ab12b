"""What the two documents say about reasons, aliases and values; written from domain.md and design.md alone.

OPEN READINGS: every place where the documents (or the generator's order) left two readings, and what is done here.
"avoided" means that no generated export depends on it.

 1 Redacted evidence (`***`): its evidence value is taken as "***" (domain.md section 6: not an empty value), the
   verdict as `undetermined`. Only the exact text `***` alone in a cell; arrays that mix it with values: avoided.
 2 Evidence that is "", " ", "-", "(empty)", [] or holds null inside an array: avoided (missing or a value?).
 3 Evidence values that differ only in case or outer blanks (one value or two?), twice the same in an array: avoided.
 4 A JSON number as evidence (athenahealth's 2) is taken as its text, "2". Only small integers.
 5 The same reason twice on a contact, spelled in two ways: taken as one record in the finding (count counts records).
 6 A reason of the other integration on a record that names one (type text on AthenaHealth): avoided.
 7 No integration named and a status text: only domain.md's own spelling, curly quotes and all, since D12 says "exactly";
   never beside beta or the other form (is the text placed, or the record?). Beside pms_appointment_type or
   pms_appointment_procedure_code only where both point the same way.
 8 No integration named, type or location text beside beta, an unknown reason or the "in the" status: the *record* is taken as
   placed (D12 says "a record ... is placed"), so BE3104, BE1100 under Allscripts, and BE3101.
 9 No integration named and a field that only one playbook has: always with a value; null, blank or both sides: avoided.
10 BE1101: evidence is not compared (D2 does not name it). Integration of BE1101, and of BE1100 without one: null.
11 Name of BE1100's evidence: not compared, only its values. Unknown texts: no outer blanks, no case variants, no digits.
12 A whole array or response of bare documents, an empty array, an empty response, an NDJSON of one line: avoided
   (D24's format, or "empty input"). A response stands on one line.
13 Two reason aliases on one record; a null or blank reason before a usable one: avoided (D8 and D9 pull apart).
   For business, integration and time the first usable alias wins.
14 The same key in `_source` as null or blank, and valued at a lower level: avoided. Different aliases on different levels: avoided.
15 Reason by value (D11): only top-level strings in domain.md's own spelling, no alias present at all; nested: avoided.
16 A duplicate that the filter would also leave out (filtered or duplicate?): avoided; only passing documents are repeated.
   A document twice in one input and again in another; same identity with other content in another input: avoided.
   The same identity twice inside *one* input is generated: two records (D6).
17 `--until` with a bare date (start or end of that day?) and ages: avoided. `--since` with a date: midnight UTC; check.py sets TZ=UTC.
18 --integration together with records that name none, --business with records without a number: avoided.
19 Records without a business number (null row or no row in `businesses`): avoided, except `{}` (unrestricted).
20 Gaps the documents do not promise or exclude: a reason found by value, a record placed or left open by D12, `{}`, no time and no
   filter, `relation: gte`, no reason field in any record, nothing left after filters. There exit 2 is accepted too if `gaps` is not empty ("mayGap").
   `restricted: true` without a reason, and no time under a time filter: a gap is promised (D9, D16): exit 2. With
   the flag on a filtered-out record: either.
21 Spelling of the integration: compared without letter case ("ALLSCRIPTS" or "Allscripts"). The names of --integration
   are given as AthenaHealth and Allscripts.
22 `inputs[].name` may be the path or the base name; the order of inputs is not compared.
23 Failures: none generated, `failures` is 0. Keys that a playbook could list as status or text fields (status, error, message,
   log, level) are not used; a bare 401 stands in `durationMs` and `room` only (D13: no failure).
24 Spacing: only spaces (leading, trailing, doubled). Tabs, no-break spaces, invalid UTF-8, highlight markers: avoided.
25 A line in NDJSON with text before an object, an array, two documents on a line, blank lines first: avoided.
26 Severity of BE1101, order of findings inside a severity, detail, remedies, alsoBlockedBy, ids: not compared.
27 [""] and ["-"] in `fields` are taken as blank (D9).
28 A newline inside an unknown reason text (shown as it is, or escaped by the gate?): avoided.
29 --business with records of that number that the other filters all leave out: exit 2 is accepted too, with a gap or an
   `undetermined` BE1xxx finding (does D18 count before or after the other filters?). "No record anywhere" must be exit 2.
30 firstSeen and lastSeen of a finding: over the counted records that have a time, UTC with milliseconds (check.py --no-times skips it).
32 A window of which an end holds no record for more than a day and a half: exit 2 is accepted too, with a gap (D34).
33 BE1104 (D36) is likely, and a let-through contact with it is no restricted one; severity and exit code are as a restriction's.
31 Quotes around anything but the three field names (say ‘Integration’ is beta): avoided.
"""
from collections import namedtuple

ATHENA, ALLSCRIPTS = "AthenaHealth", "Allscripts"
Reason = namedtuple("Reason", "code integration subject joint field")

STATUS, TYPE, PLACE = "pms_appointment_status", "pms_appointment_type", "pms_appointment_practice_name"
PROCEDURE = "pms_appointment_procedure_code"
REASONS = {
    ATHENA: [Reason("BE2101", ATHENA, "Appointment status", "on", STATUS),
             Reason("BE2102", ATHENA, None, None, None)],
    ALLSCRIPTS: [Reason("BE3101", ALLSCRIPTS, "Appointment status", "in", STATUS),
                 Reason("BE3102", ALLSCRIPTS, "Appointment type", "in", TYPE),
                 Reason("BE3103", ALLSCRIPTS, "Location name", "in", PLACE),
                 Reason("BE3104", ALLSCRIPTS, None, None, None)],
}
BETA = "Integration is beta"

VALUES = {  # evidence that the tool shall show: no patient in it
    (ATHENA, STATUS): ["2", "3", "4", "f", "x", "o"],
    (ALLSCRIPTS, STATUS): ["Arrived", "Pending", "No Show", "Bumped", "Checked Out"],
    (ALLSCRIPTS, TYPE): ["New Visit", "Follow Up", "Physical, Annual", "Télévisite", "Lab; Blood"],
    (ALLSCRIPTS, PLACE): ["North Clinic", "Harbour Street, East", "Clínica del Río", "South \"Annex\""],
}
NO_VISIT = {(ATHENA, STATUS): ["f", "x", "o"]}  # domain.md section 3; what Allscripts' own words mean is not known
UNKNOWN = ["Contact belongs to a paused campaign", "Duplicate contact, merged earlier", "Integration is beta since yesterday",
           "Not on the allowed list", "Appointment status is not in the blocked list", "Appointment types are not in the allowed list",
           "Quiet hours; sent later", "Frequency cap reached", "Location name is missing"]

REASON_ALIASES = ["restrictionReason", "restriction_reason", "restrictedReason", "restricted_reason", "optOutReason"]
# Something of a contact or an appointment (D5): what these generators write of it. `pms_` is a beginning.
CONTACT_NAMES = {"patientName", "firstName", "last_name", "email", "emailId", "phone", "contactId", "patient_id", "dateOfBirth", "customer",
                 "contact", "visitors", "restricted"}
BUSINESS_ALIASES = ["businessNumber", "business_number", "businessId", "business_id"]
INTEGRATION_ALIASES = ["integrationSource", "integration_source", "integrationSourceName",
                       "integrationSourceId", "integration_source_id", "source"]
TIME_ALIASES = ["@timestamp", "timestamp", "time"]
SOURCE_IDS = {ATHENA: 27, ALLSCRIPTS: 32}
SOURCE_NAMES = {ATHENA: ["AthenaHealth"], ALLSCRIPTS: ["ALLSCRIPTS", "Allscripts"]}
BLANK_REASONS = ["", " ", "-", "(empty)"]
DECOY_PATHS = ["/var/log/app.log", "/opt/bc/logs/integration-job.json", "/var/log/x"]

QUOTES = ["‘’", "“”", "''", '""', None]


def exact(reason):
    """The reason as domain.md spells it."""
    return f"‘{reason.subject}’ is not {reason.joint} the allowed list" if reason.subject else BETA


def varied(rng, reason):
    """The reason in one of the spellings that D10 says are the same."""
    if reason.subject:
        quotes = rng.choice(QUOTES)
        subject = quotes[0] + reason.subject + quotes[1] if quotes else reason.subject
        joint = reason.joint if rng.random() < 0.6 else rng.choice(["on", "in"])
        text = f"{subject} is not {joint} the allowed list"
    else:
        text = BETA
    text = rng.choice([str, str, str, str.lower, str.upper, str.capitalize])(text)
    if rng.random() < 0.2:
        text += "."
    if rng.random() < 0.15:
        words = text.split(" ")
        at = rng.randrange(1, len(words))
        text = " ".join(words[:at]) + rng.choice(["  ", "   "]) + " ".join(words[at:])
    if rng.random() < 0.15:
        text = rng.choice([" " + text, text + " ", "  " + text + "  "])
    return text


def integration_value(rng, alias, integration):
    if alias.lower().replace("_", "").endswith("id"):
        number = SOURCE_IDS[integration]
        return rng.choice([number, str(number)])
    return rng.choice(SOURCE_NAMES[integration])
