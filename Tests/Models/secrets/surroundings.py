"""The doors `playbook` and `environment`: secrets in playbooks, in variables, and in the tool's own arguments."""

from profiles import SECRET_KEYS, damaged, scalar, secret, userinfo


PLAYBOOK = """playbook: Example
kind: integration
title: An example
version: 1
verified: "2026-11-21"
integration:
  names: [Example]
  sourceID: 99
services:
  - name: example
    title: A service
    addresses:
      - environment: production
        url: https://api.example.com
requests:
  - name: example-read
    title: Read it
    service: example
    method: GET
    path: /v1/{id}
    parameters:
      - name: id
        type: number
        meaning: the id
        example: "1"
    source: example
"""


def playbook_text(bed):
    bed.kind = "playbook: "
    lines = PLAYBOOK.rstrip("\n").split("\n")
    for _ in range(bed.rng.randint(1, 4)):
        at, kind = bed.rng.randrange(len(lines)), bed.rng.randrange(8)
        blank = " " * (len(lines[at]) - len(lines[at].lstrip(" -")))
        if kind < 4:
            lines.insert(at + 1, f"{blank}{bed.rng.choice(SECRET_KEYS)}: {scalar(bed, secret(bed, 'unknown key'))}")
        elif kind == 4:
            lines = [line.replace("https://api.example.com", userinfo(bed)) if "https://api.example.com" in line else line for line in lines]
        elif kind == 5:
            lines.insert(at + 1, f"{blank}{bed.rng.choice(SECRET_KEYS)} {secret(bed, 'key without a colon')}")
        elif kind == 6:
            lines.insert(at + 1, f'{blank}headers: {{ Authorization: "Bearer {secret(bed, "header of a request")}" }}')
        else:
            lines.insert(at + 1, f"{blank}# token: {secret(bed, 'comment')}")
    text = "\n".join(lines) + "\n"
    return damaged(bed, text) if bed.odds(0.6) else text


def playbook(unit):
    commands = (
        ["playbook", "lint"],
        ["playbook", "lint"],
        ["playbook", "list"],
        ["playbook", "test"],
        ["playbook", "show", "Example"],
        ["codes"],
        ["request", "--list"],
        ["request", "example-read", "id=1"],
        ["request", "example-read"],
        ["explain", "log.txt"],
        ["doctor", "--offline"],
    )

    def door(bed):
        command, name = (
            bed.rng.choice(commands),
            bed.pick("pb/example.yaml", "pb/requests/example.yaml", "pb/example.yaml", "pb/examples/example.yaml"),
        )

        def dressed(texts):
            return {"args": [*command, "--playbooks", "pb"], "files": {name: texts[0], "log.txt": "401 Unauthorized\n"}}

        return [unit(playbook_text, f"{bed.rng.random()}")], dressed

    return door


def proxy(bed):
    where = bed.pick("proxy.invalid:3128", "127.0.0.1:9", "127.0.0.1", "127.0.0.1:x", "[::1", "127.0.0.1:{port}", "127.0.0.1:{port}")
    user = bed.pick("svc:{}@", "{}@", "svc:{}@@", "svc:a:{}@").format(secret(bed, "proxy", "/#?@^ %+!{}"))
    name = bed.pick("HTTPS_PROXY", "https_proxy", "ALL_PROXY", "http_proxy", "HTTP_PROXY", "all_proxy")
    return {name: bed.pick("http", "http", "https", "socks5h", "ftp", "htp") + "://" + user + where}


FALSE_OPTIONS = "--token= --password= --api-key= --clientSecret= --credential= --bearer= -H --header= -u -p --profile-password=".split()


def variables(bed):
    """(arguments, variables): a proxy's password, a documented variable, a secret as an argument by mistake."""
    bed.kind = "environment: "
    kind = bed.rng.randrange(11)
    # The built-in profile `sandbox` is on this machine, and nothing listens there.
    reading = bed.rng.choice([["doctor"], ["practice", "10021"], ["departments", "10021", "-v"], ["doctor", "-v"], ["cancel-reasons", "10021", "-v"]])
    if kind < 5:
        return [*reading, "--profiles", "net.yaml", "--profile", bed.pick("plain", "tls"), "--deadline", "1"], proxy(bed)
    if kind == 5:
        call = bed.pick("athenahealth-token clientID=env:ATHENAHEALTH_CLIENT_ID clientSecret=env:ATHENAHEALTH_CLIENT_SECRET",
                        "athenahealth-practices token=env:ATHENAHEALTH_TOKEN")  # fmt: skip
        named = {n: secret(bed, "documented variable") for n in ("ATHENAHEALTH_CLIENT_ID", "ATHENAHEALTH_CLIENT_SECRET", "ATHENAHEALTH_TOKEN")}
        return ["request", *call.split()], named | proxy(bed)
    if kind == 6:
        return [
            "request",
            "athenahealth-practices",
            bed.pick("token=", "Token=", "tokn=", "token= ", "token:") + secret(bed, "argument of a request"),
        ], {}
    if kind == 7:
        given = [f"{name}={secret(bed, 'argument of a request')}" for name in ("clientID", "clientSecret")]
        return ["request", "athenahealth-token", *given, "scope=x"], {}
    if kind == 8:
        return [*reading, "--profile", "sandbox", bed.rng.choice(FALSE_OPTIONS) + secret(bed, "option that the tool does not have")], {}
    if kind == 9:
        return ["request", "read-group", "businessNumber=169990000000101", "--base-url", userinfo(bed, kind="--base-url")], {}
    named = {"BE_DIAGNOSE_PROFILES": f"/x?token={secret(bed, 'never read')}", "SSH_ASKPASS": secret(bed, "never read")}
    return ["doctor", "--offline", "--profiles", "profiles.yaml"], named


# Nothing but this machine is ever called, whatever proxy is set.
NET = """profiles:
  plain: { athenahealth: { url: "http://127.0.0.1:{port}" } }
  tls: { athenahealth: { url: "https://127.0.0.1:{port}" }, platform: { url: "http://127.0.0.1:{port}" } }
"""


def environment(unit):
    def door(bed):
        def dressed(texts):
            args, named = texts[0]
            return {
                "args": args,
                "environment": named,
                "answers": [],
                "files": {"profiles.yaml": "profiles: {lab: {}}\n", "net.yaml": NET},
                "ports": ["net.yaml"],
            }

        return [unit(variables, f"{bed.rng.random()}")], dressed

    return door
