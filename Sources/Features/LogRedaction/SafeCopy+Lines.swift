internal import Reporting

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
        var start = time
        while !isText, let found = JSONBytes.document(line, from: start) {
            // A shipper's words, or a command's, around a document.
            words(line, start..<found.range.lowerBound, &output)
            let part = UnsafeBufferPointer(rebasing: line[found.range])
            if found.isEscaped {
                output +=
                    JSONBytes.unescapedDocument(part).map { JSONBytes.escaped(nested($0)) } ?? hidden(part)
                    ?? Array(part)
            } else {
                output += nested(Array(part))
            }
            start = found.range.upperBound
        }
        words(line, start..<line.count, &output)
    }

    private mutating func words(_ line: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, _ output: inout [UInt8]) {
        let words = UnsafeBufferPointer(rebasing: line[range])
        if let shown = hidden(words) { output += shown } else { output.append(contentsOf: words) }
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
