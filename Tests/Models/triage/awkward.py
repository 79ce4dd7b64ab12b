"""Evidence that is missing, broken or about somebody else, of clients that are healthy: never exit 0, and never a confirmed problem.

Each gives the options of one run, as a change to the healthy client's files or to what the stand-in server answers.
"""
from dataclasses import dataclass

import causes
from world import ALLSCRIPTS


@dataclass
class Awkward:
    """What is awkward, the client, and how it is asked about."""

    name: str
    client: object
    # The stand-in server's faults; nothing for files alone.
    faults: tuple = None
    # In place of the own location's number.
    operand: str = None
    # Whose log is given, if not the own.
    log_of: object = None
    files: bool = True
    # A code that must be said, and the exit code.
    code: str = None
    exit: int = 2


def make(maker):
    """All of them."""
    made = [
        Awkward("nothing but a number", causes.athena(maker), files=False, code="BE4412"),
        Awkward("the log is another client's", causes.athena(maker), log_of=causes.athena(maker), code="BE1010"),
    ]
    foreign = maker.client(ALLSCRIPTS)
    foreign.mail = causes.mail(foreign, 20) | {"service": "UBQ99EX:CLI99EX^9^"}
    made.append(Awkward("the email is another client's", foreign, code="BE4407"))
    for fault in (
        "route=readGroup status=503", "route=readGroup body=loginPage", "route=readMapping status=503", "route=readMapping body=cutJSON",
        "route=listTriggers status=500", "route=listTriggers body=cutJSON", "route=practiceinfo status=503", "route=departments status=500",
    ):
        made.append(Awkward(fault, causes.athena(maker), faults=(fault,)))
    client = causes.athena(maker)
    made.append(Awkward("the enterprise's number as a location's", client, faults=(), operand=client.enterprise))
    client = causes.athena(maker)
    client.foreign_groups = [(client.group + 700, client.enterprise)]
    # Where the mapping names its group, a second one leaves nothing open.
    made.append(Awkward("two groups at the enterprise", client, faults=(), exit=0))
    return made
