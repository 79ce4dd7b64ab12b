internal import Redaction

extension SafeCopy {
    /// A line of text; answers where it ends.
    mutating func lineEnd(
        _ input: UnsafeBufferPointer<UInt8>, _ start: Int, _ isEnd: Bool, _ output: inout [UInt8]
    ) -> Int {
        let newline = input[start...].firstIndex(of: 0x0A)
        if newline == nil, !isEnd, input.count - start < Self.longest { return start }
        let end = newline.map { $0 + 1 } ?? input.count
        line(UnsafeBufferPointer(rebasing: input[start..<end]), &output)
        return end
    }

    private mutating func line(_ line: UnsafeBufferPointer<UInt8>, _ output: inout [UInt8]) {
        if holds(line, "-----BEGIN ") && holds(line, "PRIVATE KEY-----") { place.isInKey = true }
        if place.isInKey {
            if holds(line, "-----END ") { endKey(&output) }
            return
        }
        // When it was logged is what on-call needs; a date further on may be anyone's.
        let time = LogPrefix.timeLength(line)
        output.append(contentsOf: line[..<time])
        let brace = isText ? nil : JSONBytes.document(line, from: time)
        let words = UnsafeBufferPointer(rebasing: line[time..<(brace ?? line.count)])
        if let shown = hidden(words) { output += shown } else { output.append(contentsOf: words) }
        if let brace {
            // A shipper's words before a document.
            place.rule = .mask
            _ = document(line, brace, true, &output)
            (place.depth, place.isInside) = (0, false)
        }
    }

    mutating func endKey(_ output: inout [UInt8]) {
        place.isInKey = false
        tally.add(.privateKey)
        output += Array("‹private key hidden›\n".utf8)
    }

    private func holds(_ line: UnsafeBufferPointer<UInt8>, _ wanted: StaticString) -> Bool {
        wanted.withUTF8Buffer { wanted in
            var start = 0
            while let first = line[start...].firstIndex(of: wanted[0]) {
                if line[first...].starts(with: wanted) { return true }
                start = first + 1
            }
            return false
        }
    }
}
