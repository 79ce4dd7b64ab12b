/// A text in which secrets are still references.
struct FilledText: Sendable, Equatable {
    enum Piece: Sendable, Equatable {
        case text(String)
        case secret(name: String, SecretReference)
    }

    private(set) var pieces: [Piece] = []

    init(_ text: String = "") {
        self += text
    }

    init(secret name: String, _ reference: SecretReference) {
        pieces = [.secret(name: name, reference)]
    }

    var holdsSecret: Bool {
        pieces.contains { piece in
            if case .secret = piece { true } else { false }
        }
    }

    /// The text, secrets as `‹env:NAME›` or `‹file:PATH›`.
    var shown: String {
        pieces.map { piece in
            switch piece {
            case .text(let text): text
            case .secret(_, let reference): "‹\(reference.description)›"
            }
        }.joined()
    }

    static func += (left: inout FilledText, right: String) {
        if right.isEmpty { return }
        if case .text(let before)? = left.pieces.last {
            left.pieces[left.pieces.count - 1] = .text(before + right)
        } else {
            left.pieces.append(.text(right))
        }
    }

    static func += (left: inout FilledText, right: FilledText) {
        for piece in right.pieces {
            if case .text(let text) = piece { left += text } else { left.pieces.append(piece) }
        }
    }
}
