/// What a fuzzed input is put into, so that every form is reached from the first execution on.
enum FuzzedForm: UInt8, CaseIterable {
    case plain, lines, storedGzip, damagedGzip, zstd, utf16, response, rawResponse, array, csv, table, selection, column
    case message, log, prefix, cloudWatch, highlighted, fields, savedObjects
    case bulk, windows1252, queryRows, membersByID, list, console
    case colors, entities, carriageReturns, tripleQuotes, dockerPiece, runtimePiece, toldPiece
    case printed, keyValues, pairs, columns, firstRow, base64, bytes, drawnTable, titledTable, spreadLines

    func wrapped(_ body: [UInt8]) -> [UInt8] {
        switch self {
        case .plain: body
        case .lines: text("{\"x\":\"1\"}\n") + body
        case .storedGzip: Self.gzip(body)
        case .damagedGzip: [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3] + body
        case .zstd: [0x28, 0xB5, 0x2F, 0xFD] + body
        case .utf16: [0xFF, 0xFE] + body
        case .response: text("{\"took\":1,\"hits\":{\"total\":3,\"hits\":[") + body + text("]}}")
        case .rawResponse:
            text("{\"rawResponse\":{\"hits\":{\"total\":{\"value\":3,\"relation\":\"gte\"},\"hits\":[") + body
        case .array: text("[") + body + text("]")
        case .csv: text("\"@timestamp\",businessNumber,restrictionReason,x\n") + body
        case .table: text("@timestamp\t businessNumber\t restrictionReason\n") + body
        case .selection: text("@timestamp\nbusinessNumber\nrestrictionReason\n\n") + body
        case .column: text("restrictionReason\n") + body
        case .message: text("{\"message\":\"") + body + text("\"}\n")
        case .log: text("{\"log\":\"{\\\"message\\\":\\\"") + body + text("\\\"}\",\"x\":1}\n")
        case .prefix: text("2026-11-20T06:00:00Z host app: {\"x\":1}\nhost: ") + body
        case .cloudWatch: text("{\"messageType\":\"DATA_MESSAGE\",\"logEvents\":[") + body + text("]}")
        case .highlighted: text("{\"x\":\"@kibana-highlighted-field@a@/kibana-highlighted-field@\"}\n") + body
        case .fields: text("[{\"_id\":\"1\",\"fields\":{\"x\":[\"1\"],\"x.keyword\":[\"1\"]}},") + body + text("]")
        case .savedObjects: text("{\"id\":\"1\",\"type\":\"search\",\"attributes\":{},\"references\":[]}\n") + body
        case .bulk: text("{\"index\":{\"_index\":\"a\",\"_id\":\"1\"}}\n") + body
        case .windows1252: text("{\"x\":\"") + [0x91, 0x92] + text("\"}\n") + body
        case .queryRows: text("{\"columns\":[{\"name\":\"x\"},{\"name\":\"time\"}],\"rows\":[") + body + text("]}")
        case .membersByID: text("{\"AXk3q1-0Aa\":{\"x\":\"1\",\"time\":\"2\"},\"AXk3q1-0Ab\":") + body + text("}")
        case .list: text("{\"n\":1,\"data\":[{\"x\":\"1\",\"time\":\"2\"},") + body + text("]}")
        case .console: text("# GET a/_search 200 OK\n") + body
        case .colors: text("\u{1B}[32m{\"x\":\"1\"}\u{1B}[0m\n") + body
        case .entities: text("{&quot;x&quot;:&quot;1&quot;}\n") + body
        case .carriageReturns: text("{\"x\":\"1\"}\r") + body.filter { $0 != 0x0A }
        case .tripleQuotes: text("{\"x\":\"\"\"a\nb\"\"\"}\n") + body
        case .dockerPiece: text("{\"log\":\"{\",\"stream\":\"stdout\",\"time\":\"t\"}\n") + body
        case .runtimePiece:
            text("2026-11-18T03:02:42.614123456Z stdout P {\n2026-11-18T03:02:42.614123456Z stdout F ") + body
        case .toldPiece: text("{\"log\":\"{\",\"partial_id\":\"a\",\"partial_last\":\"false\"}\n") + body
        case .printed: text("INFO {'time': '1', 'x': {'y': None}, 'z': ") + body + text("}\n")
        case .keyValues: text("level=info time=1 x=\"a b\" ") + body + text("\n")
        case .pairs: text("[{\"name\":\"x\",\"value\":\"1\"},{\"name\":\"time\",\"value\":") + body + text("}]")
        case .columns: text("{\"x\":{\"0\":\"1\"},\"time\":{\"0\":") + body + text("}}")
        case .firstRow: text("[\"x\",\"time\"]\n[\"1\",\"2\"]\n") + body
        case .base64: text("{\"encoding\":\"base64\",\"text\":\"") + body + text("\"}")
        case .bytes: text("{\"MESSAGE\":[") + text(body.map(String.init).joined(separator: ",")) + text("]}\n")
        case .drawnTable: text("| time | x |\n|---|:-:|\n| 1 | 2 |\n") + body
        case .titledTable: text("Report of November\n\ntime,x\n1,2\n") + body
        case .spreadLines: text("{\"log\":\"{\\n\",\"time\":\"1\"}\n{\"log\":\"") + body + text("\",\"time\":\"1\"}\n")
        }
    }

    private func text(_ text: String) -> [UInt8] { Array(text.utf8) }

    /// One stored block, with a checksum that is right.
    private static func gzip(_ body: [UInt8]) -> [UInt8] {
        guard body.count < 65_536 else { return body }
        var crc: UInt32 = ~0
        for byte in body {
            crc ^= UInt32(byte)
            for _ in 0..<8 { crc = crc & 1 == 1 ? crc >> 1 ^ 0xEDB8_8320 : crc >> 1 }
        }
        crc = ~crc
        func little(_ value: UInt32, _ bytes: Int) -> [UInt8] {
            (0..<bytes).map { UInt8(truncatingIfNeeded: value >> (8 * UInt32($0))) }
        }
        let size = UInt32(body.count)
        return [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3, 1] + little(size, 2) + little(~size & 0xFFFF, 2) + body
            + little(crc, 4) + little(size, 4)
    }
}
