import Foundation
import ToolRunning

/// What a plain server on loopback received.
struct ReceivedCall {
    var method: String
    var path: String
    var headers: [String: String]
    var body: Data

    /// The body's meaning as JSON.
    var json: NSObject? {
        (try? JSONSerialization.jsonObject(with: body, options: .fragmentsAllowed)) as? NSObject
    }
}

/// Python's own server, which records whatever arrives and answers 200.
final class RecordingServer {
    let port: Int
    private let process: ChildProcess
    private let folder: URL

    init(in folder: URL) async throws {
        self.folder = folder
        let script = """
            import base64, http.server, json
            class Handler(http.server.BaseHTTPRequestHandler):
                def record(self):
                    body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
                    call = {"method": self.command, "path": self.path, "body": base64.b64encode(body).decode(),
                            "headers": {name.lower(): value for name, value in self.headers.items()}}
                    with open("received", "a") as file: file.write(json.dumps(call) + "\\n")
                    self.send_response(200)
                    self.send_header("Content-Length", "2")
                    self.end_headers()
                    self.wfile.write(b"{}")
                do_GET = do_PUT = do_POST = do_DELETE = do_PATCH = record
                def log_message(self, *_): pass
            server = http.server.HTTPServer(("127.0.0.1", 0), Handler)
            print(server.server_address[1], flush=True)
            server.serve_forever()
            """
        let out = PrivatePipe()
        process = try ChildProcess(
            "/usr/bin/env", ["python3", "-c", script], in: folder, output: out.writing, error: STDERR_FILENO)
        out.closeWriting()
        let said = await out.text(through: "\n")
        port = Int(said.trimmingCharacters(in: .whitespacesAndNewlines)) ?? 0
    }

    deinit { process.signal(SIGKILL) }

    var url: String { "http://127.0.0.1:\(port)" }

    /// Everything since the last question.
    func received() throws -> [ReceivedCall] {
        let file = folder.appendingPathComponent("received")
        guard let bytes = try? Data(contentsOf: file) else { return [] }
        try FileManager.default.removeItem(at: file)
        return try bytes.split(separator: 10).map { line in
            let call = try JSONSerialization.jsonObject(with: line) as? [String: Any] ?? [:]
            return ReceivedCall(
                method: call["method"] as? String ?? "", path: call["path"] as? String ?? "",
                headers: call["headers"] as? [String: String] ?? [:],
                body: Data(base64Encoded: call["body"] as? String ?? "") ?? Data())
        }
    }
}
