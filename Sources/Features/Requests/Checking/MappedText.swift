/// A text as a program receives it, with the place in the source of each of its characters.
struct MappedText: Sendable {
    private(set) var scalars: [Unicode.Scalar] = []
    private(set) var places: [Int] = []
    /// The place behind the last character.
    var end: Int

    init(end: Int) {
        self.end = end
    }

    /// A piece of the source as it stands.
    init(_ source: SourceText, _ range: Range<Int>) {
        scalars = Array(source.scalars[range])
        places = Array(range)
        end = range.upperBound
    }

    var text: String { String(String.UnicodeScalarView(scalars)) }

    mutating func append(_ scalar: Unicode.Scalar, at place: Int) {
        scalars.append(scalar)
        places.append(place)
    }

    mutating func append(_ other: MappedText) {
        scalars += other.scalars
        places += other.places
    }

    /// The place in the source of a character here, or of the end.
    func place(_ index: Int) -> Int { index < places.count ? places[index] : end }

    /// The piece of the source from one character here up to another.
    func range(_ range: Range<Int>) -> Range<Int> {
        let start = place(range.lowerBound)
        let last = range.isEmpty ? start : place(range.upperBound - 1) + 1
        return start..<max(start, last)
    }
}
