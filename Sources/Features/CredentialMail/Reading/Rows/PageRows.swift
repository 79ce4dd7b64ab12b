internal import CLibXML2

/// Reads a page: bytes in UTF-8 to lines.
enum PageRows {
    /// More markup than any credential mail has, once attributes, scripts and comments are gone.
    private static let largest = 4 << 20

    static func read(_ bytes: [UInt8], byteDamages: [(offset: Int, kind: Damage.Kind)], into text: inout MailText) {
        let lexer = bytes.withUnsafeBufferPointer { buffer in
            var lexer = HTMLLexer(buffer, byteDamages: byteDamages)
            lexer.run(limit: largest)
            return lexer
        }
        text.isPage = true
        text.seal = lexer.seal
        var builder = RowBuilder(infos: lexer.infos, damages: lexer.damages)
        let outcome = withUnsafeMutablePointer(to: &builder) { pointer in
            var events = clx_events(
                context: UnsafeMutableRawPointer(pointer),
                start: { context, number in context?.assumingMemoryBound(to: RowBuilder.self).pointee.start(number) },
                end: { context in context?.assumingMemoryBound(to: RowBuilder.self).pointee.end() },
                text: { context, bytes, length, line in
                    context?.assumingMemoryBound(to: RowBuilder.self).pointee.text(
                        UnsafeBufferPointer(start: bytes, count: Int(length)), line: Int(line))
                })
            return lexer.output.withUnsafeBufferPointer { output in
                output.baseAddress.map { clx_parse($0, output.count, &events) } ?? CLX_PARSED
            }
        }
        builder.flush()
        text.lines = builder.lines
        text.damages = builder.damages.sorted { ($0.row, $0.line) < ($1.row, $1.line) }
        text.hidden = builder.hidden
        if outcome == CLX_NO_LIBRARY {
            text.damages.append(.everywhere(.noLibrary))
        } else if outcome != CLX_PARSED || builder.textBytes != lexer.textBytes {
            text.damages.append(.everywhere(.lostText))
        }
    }
}
