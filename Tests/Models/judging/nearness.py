"""Which listed values count as near to a value that is not allowed: one edit, letter case, a space, a transposition, a plural or a
prefix away; no edit on closed lists nor on values under four characters (D3). Where the words leave room (two differences at
once, quotes, a run of pieces), a near miss may be named and need not be."""


def runs(text):
    cut = text.split(",")
    return {",".join(cut[i:j]) for i in range(len(cut)) for j in range(i + 1, len(cut) + 1)}


def squeezed(text):
    return "".join(character for character in text.casefold() if character.isalnum())


def one_edit(one, other):
    """One character more, less or other, or two neighbours exchanged."""
    if len(one) > len(other):
        one, other = other, one
    at = next((i for i, (a, b) in enumerate(zip(one, other)) if a != b), len(one))
    if len(one) == len(other):
        swapped = one[:at] + one[at + 1:at + 2] + one[at:at + 1] + one[at + 2:]
        return one[at + 1:] == other[at + 1:] or swapped == other
    return len(other) - len(one) == 1 and one[at:] == other[at + 1:]


def must_be_near(value, text, closed):
    """Of these pieces one must be named as the near miss of a value; they come without their outer blanks."""
    found = set()
    for piece in text.split(","):
        if not piece.strip() or piece == value:
            continue
        if value.casefold() == piece.casefold() or value.replace(" ", "") == piece.replace(" ", ""):
            found.add(piece.strip())
        elif not closed and min(len(squeezed(value)), len(squeezed(piece))) >= 4:
            if one_edit(value, piece) or value + "s" == piece or piece + "s" == value or value.startswith(piece) or piece.startswith(value):
                found.add(piece.strip())
    return found


def may_be_near(value, text, closed):
    """All that may be named: the above, and what differs in several of these ways at once."""
    found = set()
    for run in runs(text):
        one, other = squeezed(value), squeezed(run)
        if not one or not other or value == run:
            continue
        edited = one_edit(one, other) or one_edit(value.casefold().strip(), run.casefold().strip()) or one.startswith(other) or other.startswith(one)
        plural = any(many in (few + "es", few[:-1] + "ies") for few, many in ((one, other), (other, one)))
        if one == other or not closed and len(value.strip()) >= 4 and (edited or plural):
            found.add(run.strip())
    return found
