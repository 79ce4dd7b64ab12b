"""Real search servers: starting, loading, asking. Only the standard library."""
import base64
import json
import os
import pathlib
import shutil
import ssl
import subprocess
import urllib.error
import urllib.request

ROOT = pathlib.Path(__file__).resolve().parents[3]


def script():
    """The script that starts real servers, or None."""
    for place in [os.environ.get("SEARCH_CLUSTER"), ROOT.parent / "shared/search-cluster/search-cluster"]:
        if place and os.access(place, os.X_OK):
            return str(place)
    return None


def missing():
    """Why no server can be started, or None."""
    if not script():
        return "shared/search-cluster is not here"
    homes = list(pathlib.Path("/usr/lib/jvm").glob("*17*")) if pathlib.Path("/usr/lib/jvm").exists() else []
    if not homes and not os.environ.get("JAVA_HOME"):
        return "Java 17 is not here (apt-get install openjdk-17-jre-headless)"
    return None


class Server:
    def __init__(self, kind, port, folder, nodes=1, secure=False):
        self.kind, self.port, self.folder, self.secure = kind, port, str(folder), secure
        self.arguments = ["--port", str(port), "--dir", self.folder]
        command = [script(), "start", kind, *self.arguments] + (["--secure"] if secure else ["--nodes", str(nodes)])
        self.urls = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()
        self.context, self.user = None, None
        run = pathlib.Path(self.folder) / f"run-{port}"
        if secure:
            self.authority = str(run / "ca.crt")
            self.context = ssl.create_default_context(cafile=self.authority)
            self.password = (run / "password").read_text().strip()
            self.user = f"elastic:{self.password}"

    def stop(self):
        subprocess.run([script(), "stop", *self.arguments], check=False, capture_output=True)

    def break_(self, what, node):
        subprocess.run([script(), what, str(node), *self.arguments], check=True, capture_output=True)

    def ask(self, method, path, body=None, kind="application/json"):
        data = None if body is None else body if isinstance(body, bytes) else json.dumps(body).encode()
        request = urllib.request.Request(self.urls[0] + path, data, {"Content-Type": kind}, method=method)
        if self.user:
            request.add_header("Authorization", "Basic " + base64.b64encode(self.user.encode()).decode())
        try:
            with urllib.request.urlopen(request, context=self.context, timeout=60) as answer:
                return json.load(answer)
        except urllib.error.HTTPError as error:
            return json.loads(error.read() or b"{}") | {"status": error.code}

    def load(self, index, documents, mappings=None, settings=None):
        self.ask("DELETE", f"/{index}")
        made = self.ask("PUT", f"/{index}", {"mappings": mappings or {}, "settings": {"number_of_shards": 2, "number_of_replicas": 0} | (settings or {})})
        assert made.get("acknowledged"), made
        lines = []
        for name, document in documents:
            lines.append(json.dumps({"index": {"_id": name}}))
            lines.append(json.dumps(document, ensure_ascii=False))
            if len(lines) >= 8000:
                self.bulk(index, lines)
                lines = []
        if lines:
            self.bulk(index, lines)
        self.ask("POST", f"/{index}/_refresh")

    def bulk(self, index, lines):
        answer = self.ask("POST", f"/{index}/_bulk", ("\n".join(lines) + "\n").encode(), "application/x-ndjson")
        assert not answer.get("errors", True), str(answer)[:800]

    def profile(self, index, user="reader", **more):
        """A file of profiles and the environment for it."""
        logs = {"url": self.urls, "index": index} | more
        text = {"defaultProfile": "test", "profiles": {"test": {"logs": logs}}}
        environment = dict(os.environ)
        if self.secure:
            logs["credential"] = "logs"
            text["profiles"]["test"]["network"] = {"caFile": self.authority}
            text["credentials"] = {"logs": {"origin": self.urls, "environment": "TEST_LOGS"}}
            environment["TEST_LOGS"] = json.dumps({"username": user, "password": self.password})
        return json.dumps(text), environment
