"""The stand-in server with one scenario, and the profiles that lead to it or to nothing."""
import os
import re
import subprocess

REQUESTS = """\
      requests:
        readMapping: { method: GET, path: "/mappings/{businessNumber}", state: "data.0.status", authorized: [AUTHORIZED], unauthorized: [UNAUTHORIZED], properties: "data.0.integrationProperties", group: "data.0.integrationGroupId" }
"""


class Sandbox:
    """The stand-in server with one scenario, until the block ends."""

    def __init__(self, binary, folder, name, text):
        path = os.path.join(folder, name)
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)
        self.process = subprocess.Popen([binary, "--port", "0", path], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        said = ""
        while "Ctrl-C" not in said:
            line = self.process.stdout.readline()
            if not line:
                raise SystemExit(f"the sandbox did not start: {said}")
            said += line
        self.port = int(re.search(r"127\.0\.0\.1:(\d+)", said).group(1))

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.kill()
        self.process.wait()


def profiles(port=None, counterpart=None):
    """A profiles file: of the sandbox, or of no service at all."""
    if port is None:
        return "profiles:\n  plain:\n    environment: production\n"
    base = f"http://127.0.0.1:{port}"
    lines = f"profiles:\n  lab:\n    environment: production\n"
    if counterpart:
        lines += "    counterpart: trial\n"
    lines += f'    athenahealth: {{ url: "{base}" }}\n    platform:\n      url: "{base}"\n{REQUESTS}'
    lines += "    network: { timeout: 5, requestsPerSecond: 1000 }\n"
    if counterpart:
        lines += f'  trial:\n    environment: preview\n    athenahealth: {{ url: "http://127.0.0.1:{counterpart}" }}\n'
    return lines


def write(folder, name, data):
    """A file; answers its name."""
    with open(os.path.join(folder, name), "wb") as file:
        file.write(data if isinstance(data, bytes) else data.encode())
    return name
