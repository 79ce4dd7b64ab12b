"""The door `server`: a server on loopback that answers with errors in which it repeats what it was sent, and secrets of its own."""

import base64
import contextlib
import html
import http.server
import json
import threading
import urllib.parse

PROFILES = """defaultProfile: lab
profiles:
  lab:
    athenahealth: {{ url: "http://127.0.0.1:{{port}}{path}", credential: lab }}
    platform:
      url: "http://127.0.0.1:{{port}}"
      credential: other
      requests:
        readMapping: {{ method: GET, path: "/mappings/{{businessNumber}}", state: "data.0.status", authorized: [AUTHORIZED], unauthorized: [UNAUTHORIZED] }}
        markAuthorized: {{ method: POST, path: "/mappings/{{businessNumber}}/authorization", body: '{{"status":"AUTHORIZED"}}' }}
    allscripts: {{ url: "http://127.0.0.1:{{port}}/Unity/UnityService.svc", credential: unity, appName: Example.App }}
    network: {{ timeout: 2 }}
credentials:
  lab: {{ origin: "http://127.0.0.1:{{port}}", environment: LAB }}
  other: {{ origin: "http://127.0.0.1:{{port}}", environment: OTHER }}
  unity: {{ origin: "http://127.0.0.1:{{port}}", environment: UNITY }}
"""
LOG = '{"@timestamp":"2026-11-18T06:00:01.000Z","integrationSource":"AthenaHealth","businessNumber":"169990000000101","httpStatus":401,"message":"401 Unauthorized"}\n'


class Handler(http.server.BaseHTTPRequestHandler):
    answers = []

    def answer(self):
        sent = self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode(errors="replace")
        if not self.answers:
            return self.give(407, {"Proxy-Authenticate": "Basic realm=x"}, f"refused: {self.headers.get('Proxy-Authorization')}")
        token = "token" in self.path.lower()
        mine = [a for a in self.answers if a["for"] in ("any", "token" if token else "rest")]
        answer = mine[0] if mine else self.answers[0]
        said = {"authorization": self.headers.get("Authorization", ""), "sent": sent, "path": self.path, "headers": str(self.headers)}

        def filled(text):
            for name, value in said.items():
                text = text.replace("{" + name + "}", value).replace("{html " + name + "}", html.escape(value).replace("=", "&#61;"))
                text = text.replace("{url " + name + "}", urllib.parse.quote(value, safe="")).replace(
                    "{json " + name + "}", json.dumps(value)[1:-1].replace("/", "\\/")
                )
                text = text.replace("{base64 " + name + "}", base64.b64encode(value.encode()).decode())
            return text

        return self.give(answer["status"], {k: filled(v) for k, v in answer["headers"]}, filled(answer["body"]))

    def give(self, status, headers, text):
        data = text.encode("utf-8", "replace")
        self.send_response(status, "Answer")
        for name, value in headers.items():
            self.send_header(name, value.replace("\r", "").replace("\n", " "))
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    do_GET = do_POST = do_PUT = do_CONNECT = do_HEAD = answer

    def log_message(self, *_):
        pass


class Server(http.server.ThreadingHTTPServer):
    def handle_error(self, *_):
        pass  # A client that closes early is no matter.


STARTED = []


@contextlib.contextmanager
def serving(answers):
    """The port of the one server, which gives these answers now; 0 where none are wanted."""
    if answers is None:
        yield 0
        return
    if not STARTED:
        STARTED.append(Server(("127.0.0.1", 0), Handler))
        threading.Thread(target=STARTED[0].serve_forever, daemon=True).start()
    Handler.answers = answers
    yield STARTED[0].server_address[1]


def text(bed, kind):
    """A body that repeats what came, or has a secret of its own."""

    def own(name):
        return bed.secret(f"{kind} {name}")

    # What the middle of a sentence holds nobody can tell for a secret; what was sent, and what has a secret's name, can be.
    sent = "{" + bed.pick("", "", "html ", "url ", "json ", "base64 ") + "authorization}"
    name = bed.pick("access_token", "token", "password", "clientSecret", "apiKey", "refresh_token")
    return bed.rng.choice([
        lambda: json.dumps({"error": "invalid_client", "detailedmessage": f"Bad auth: {sent} {name}={own('in an error')}"}),
        lambda: json.dumps({"error": f"Incorrect permissions. {sent} {name}: {own('in an error')}", name: own("in JSON"), "missingfields": [own("in JSON")]}),
        lambda: json.dumps({"fault": {"faultstring": f"Invalid {sent} access_token={own('in a fault')}", "detail": {"errorcode": "x", name: own("in a fault")}}}),
        lambda: f"<html><head><title>Login {own('in a page')}</title></head><body><h1>401</h1><p>{sent}</p><form><input name=password value='{own('in a page')}'></form></body></html>",
        lambda: f"error: {sent} {{sent}} {name}={own('in plain text')}",
        lambda: f"Unauthorized: {{headers}}\n{{sent}}\n{{path}} {name}={own('in plain text')}",
        lambda: json.dumps({"access_token": own("in JSON"), "expires_in": own("in place of a number"), "token_type": own("in place of a type")}),
        lambda: json.dumps({"access_token": 12345, "totalcount": own("in place of a number"), "practiceinfo": own("in place of a list")}),
        lambda: '{"access_token":"' + own("in damaged JSON"),
        lambda: json.dumps([{"Error": f"Magic Error - Action: {name}={own('in a magic error')} {sent}"}]),
        lambda: json.dumps({
            "next": "https://svc:{}@elsewhere.example.com/v1?access_token={}".format(*(bed.secret(f"{kind} in next", without="/#?@& ^%+") for _ in "ab")),
            "totalcount": 2, "practiceinfo": [{"practiceid": "10022", "name": "Example"}], "departments": [{"departmentid": "1", "name": "Example"}],
        }),
        lambda: json.dumps({"data": [{"status": own("in place of a state")}]}),
    ])()  # fmt: skip


def heads(bed, kind):
    def own(name, without=""):
        return bed.secret(f"{kind} {name}", without=without)

    found = [("Content-Type", bed.pick("application/json", "text/html", "text/plain", "x"))]
    for _ in range(bed.rng.randint(0, 3)):
        found.append(bed.rng.choice([
            lambda: ("Location", f"https://svc:{own('in Location', '/#?@^ %+')}@elsewhere.example.com/login?token={own('in Location', '#& %+^')}"),
            lambda: ("Location", f"/login?access_token={own('in Location', '#& %+^')}#id_token={own('in Location', '#& %+^')}"),
            lambda: ("Location", "http://{authorization}/?code=" + own("in Location", " &?#%+^")),
            lambda: ("WWW-Authenticate", f'Bearer realm="{own("in WWW-Authenticate")}", error="{{authorization}}"'),
            lambda: ("Set-Cookie", f"SESSION={own('in Set-Cookie', ' ;,')}; Path=/"),
            lambda: ("X-" + own("as the name of a header", " .+/!#%^~=_"), "1"),
            lambda: ("X-Request-Id", "{authorization}"),
            lambda: ("Retry-After", own("in Retry-After")),
            lambda: ("Date", own("in Date")),
        ])())  # fmt: skip
    return found


def spoken(bed):
    """The server's answers, and the credentials that are sent to it."""
    bed.kind = "server: "
    answers = []
    ways = bed.rng.randrange(4)
    if ways:
        answers.append(
            {
                "for": "token",
                "status": 200,
                "headers": [("Content-Type", "application/json")],
                "body": json.dumps({"access_token": bed.secret("access token"), "expires_in": "3600"}),
            }
        )
    status = bed.pick(200, 200, 302, 307, 400, 401, 401, 402, 403, 404, 407, 500, 503, 429, 204, 301)
    answers.append({"for": "rest" if ways else "any", "status": status, "headers": heads(bed, str(status)), "body": text(bed, str(status))})

    def basic(secret):
        return [base64.b64encode(f"svcuser:{secret.faces[-1]}".encode()).decode(), *secret.faces]

    named = {"LAB": json.dumps({"clientID": "svcuser", "clientSecret": bed.secret("clientSecret that is sent", longest=30)})}
    bed.secrets[-1].faces = basic(bed.secrets[-1])
    named["OTHER"] = json.dumps(bed.rng.choice([
        lambda: {"username": "svcuser", "password": bed.secret("password that is sent", longest=30)}, lambda: {"bearer": bed.secret("bearer that is sent", without=" ")},
        lambda: {"apiKey": bed.secret("apiKey that is sent", without=" ")}, lambda: {"headers": {"X-Api-Key": bed.secret("header that is sent", without=" ")}},
    ])())  # fmt: skip
    if "username" in named["OTHER"]:
        bed.secrets[-1].faces = basic(bed.secrets[-1])
    named["UNITY"] = json.dumps({"username": "svcuser", "password": bed.secret("Unity password that is sent")})
    return answers, named


def answers(unit):
    commands = (
        ["doctor"],
        ["practice", "10021"],
        ["practice", "10021", "--name", "Example"],
        ["departments", "10021"],
        ["departments", "10021", "Example"],
        ["cancel-reasons", "10021"],
        ["reauthorize", "plan", "--from-logs", "log.ndjson", "--enterprise", "169990000000001", "--to", "plan.json"],
    )

    def door(bed):
        command = [*bed.rng.choice(commands), "--profiles", "profiles.yaml", "--deadline", "3", *bed.pick([], ["-v"])]
        path = bed.pick("", "", "/", "/base")

        def dressed(texts):
            given, named = texts[0]
            return {
                "args": command,
                "answers": given,
                "environment": named,
                "files": {"profiles.yaml": PROFILES.format(path=path), "log.ndjson": LOG},
                "ports": ["profiles.yaml"],
            }

        return [unit(spoken, f"{bed.rng.random()}")], dressed

    return door
