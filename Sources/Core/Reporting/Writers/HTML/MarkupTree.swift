internal import CLibXML2

/// A page as a tree of libxml2's, which also writes it: nothing is escaped by hand.
final class MarkupTree {
    private let tree: OpaquePointer
    /// The element around all others.
    let root: MarkupElement

    /// Why no tree can be made on this machine; nil where one can.
    static var obstacle: String? { clx_load().map { String(cString: $0) } }

    /// Only where nothing is in the way (`obstacle`).
    init(root name: StaticString, _ attributes: MarkupAttribute...) {
        guard let tree = clx_tree_new(MarkupElement.terminated(name)), let root = clx_tree_root(tree) else {
            preconditionFailure("libxml2 was there, and there is memory")
        }
        self.tree = tree
        self.root = MarkupElement(node: root)
        for attribute in attributes { self.root.set(attribute) }
    }

    deinit { clx_tree_free(tree) }

    /// The page in UTF-8.
    var text: String {
        var bytes: [UInt8] = []
        let written = withUnsafeMutablePointer(to: &bytes) { place in
            clx_tree_write(
                tree,
                { context, bytes, length in
                    let part = UnsafeRawBufferPointer(start: bytes, count: Int(length))
                    context?.assumingMemoryBound(to: [UInt8].self).pointee.append(contentsOf: part)
                    return length
                }, place)
        }
        precondition(written, "a tree of ours can be written to memory")
        return String(decoding: bytes, as: UTF8.self)
    }
}

/// An element of a page; not to be used after its tree.
struct MarkupElement {
    fileprivate let node: OpaquePointer

    /// The new last child.
    @discardableResult func add(
        _ name: StaticString, _ attributes: MarkupAttribute..., text: String? = nil
    ) -> MarkupElement {
        guard let child = clx_add_element(node, Self.terminated(name)) else { preconditionFailure("there is memory") }
        let element = MarkupElement(node: child)
        for attribute in attributes { element.set(attribute) }
        if let text { element.add(text: text) }
        return element
    }

    /// A text behind all that is there.
    func add(text: String) {
        var text = text
        let added = text.withUTF8 { bytes in
            bytes.withMemoryRebound(to: CChar.self) { bytes in
                bytes.baseAddress.map { clx_add_text(node, $0, bytes.count) } ?? true
            }
        }
        precondition(added, "there is memory")
    }

    fileprivate func set(_ attribute: MarkupAttribute) {
        let added = attribute.value.withCString { clx_add_attribute(node, Self.terminated(attribute.name), $0) }
        precondition(added, "there is memory")
    }

    fileprivate static func terminated(_ name: StaticString) -> UnsafePointer<CChar> {
        UnsafeRawPointer(name.utf8Start).assumingMemoryBound(to: CChar.self)
    }
}

/// An attribute of an element. Its value is written in the source or computed, and never comes from a report: libxml2 leaves
/// some of what stands in attributes as it is.
struct MarkupAttribute {
    let name: StaticString
    let value: String

    init(_ name: StaticString, _ value: StaticString) {
        self.name = name
        self.value = value.description
    }

    /// A value that is a number.
    init(_ name: StaticString, _ number: Int) {
        self.name = name
        value = String(number)
    }

    /// A value that ends in a number.
    init(_ name: StaticString, _ value: StaticString, _ number: Int) {
        self.name = name
        self.value = "\(value)\(number)"
    }

    /// A link to the element of an id on the same page.
    init(linkTo id: StaticString) {
        name = "href"
        value = "#\(id)"
    }

    /// What a browser may load and run.
    init(policy: PagePolicy) {
        name = "content"
        value = policy.text
    }

    static func `class`(_ name: StaticString) -> MarkupAttribute { MarkupAttribute("class", name) }
}
