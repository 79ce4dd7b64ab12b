import Testing

@testable import Model
@testable import Reporting

/// The shipped list of words that stay wherever they stand.
@Suite struct VocabularyTests {
    private static let lines: [String] = {
        let text = String(decoding: EmbeddedVocabulary.text, as: UTF8.self)
        return text.split(separator: "\n").map(String.init).filter { !$0.hasPrefix("#") }
    }()

    /// Given and family names that are English words.
    private static let names = """
        mark will rose young page grace hope faith joy may june april august summer autumn dawn eve bill bob jack frank grant \
        chase hunter mason carter cooper taylor parker miller baker cook king prince bishop brown white black gray green long \
        short small wood stone rivers brooks banks fields hill marsh lane street church bell ball day knight lily violet iris \
        daisy ivy olive pearl ruby amber crystal
        """.split(separator: " ").map(String.init)

    @Test func `D41 no name of a person is a word, even if it is one`() {
        #expect(Self.names.count >= 60)
        let found = Self.names.filter { name in
            Array(name.utf8).withUnsafeBufferPointer { HarmlessText.shipped.isHarmless($0) }
        }
        #expect(found == [])
    }

    @Test func `the list is lower case, sorted, and has each word once`() {
        #expect(Self.lines.count > 9000)
        for kind in [Self.lines.filter { !$0.hasPrefix("~") }, Self.lines.filter { $0.hasPrefix("~") }] {
            let bytes = kind.map { Array($0.utf8) }
            #expect(zip(bytes, bytes.dropFirst()).allSatisfy { $0.lexicographicallyPrecedes($1) })
            #expect(kind.allSatisfy { $0.wholeMatch(of: #/~?[a-z0-9']+/#) != nil })
        }
        let words = Set(Self.lines.filter { !$0.hasPrefix("~") })
        #expect(Self.lines.filter { $0.hasPrefix("~") && words.contains(String($0.dropFirst())) } == [])
    }

    @Test func `every word of the list is found, in any letter case, and no other`() {
        let vocabulary = Vocabulary(Array("# a comment\nabout\ncan't\nprotocolnegotiation\n~read\n".utf8)).with([
            "One, two-three"
        ])
        func has(_ word: String) -> Bool { Array(word.utf8).withUnsafeBufferPointer { vocabulary.contains($0) } }
        for word in ["about", "About", "ABOUT", "can't", "CAN'T", "ProtocolNegotiation", "one", "two", "three"] {
            #expect(has(word), "\(word)")
        }
        for word in ["", "abou", "about1", "a", "comment", "read", "protocolnegotiatio", "twothree"] {
            #expect(!has(word), "\(word)")
        }
        Array("Read".utf8).withUnsafeBufferPointer { #expect(vocabulary.containsInNames($0)) }
        let shipped = Self.lines.filter { !$0.hasPrefix("~") }
        let missing = shipped.filter { word in
            !Array(word.utf8).withUnsafeBufferPointer { Vocabulary.shipped.contains($0) }
        }
        #expect(missing == [])
    }
}
