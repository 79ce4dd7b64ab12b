extension ByteSource {
    /// The next piece of the text, of so many bytes at most; empty at its end.
    public func piece(_ size: Int) -> [UInt8] {
        [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
            count = buffer.baseAddress.map { read(into: $0, size) } ?? 0
        }
    }

    /// The first piece, with compression and UTF-16 undone from there on; throws where the bytes are no text at all.
    public func firstPiece(_ size: Int) throws(InputFault) -> [UInt8] {
        while true {
            var lead = piece(size)
            // Too little to tell; a pipe gives what it has.
            while lead.count < 4 {
                let more = piece(size)
                if more.isEmpty { break }
                lead += more
            }
            var isEncoded = false
            var fault: InputFault?
            lead.withUnsafeBufferPointer { bytes in
                do throws(InputFault) { isEncoded = try undoesEncoding(of: bytes) } catch { fault = error }
            }
            if let fault { throw fault }
            if isEncoded { continue }
            if lead.prefix(4096).contains(0) {
                throw InputFault(
                    "is no text", remedy: "give a log or a mail, or text that is copied from them", isForm: true)
            }
            return lead
        }
    }

    /// Why the text ended early; nothing where it came to its end.
    public var earlyEnd: String? { failure?.text }
}

extension InputFault {
    /// A mail larger than mail servers let pass.
    public static var mailTooLarge: InputFault {
        InputFault("is larger than any mail", remedy: "save the one message alone")
    }
}
