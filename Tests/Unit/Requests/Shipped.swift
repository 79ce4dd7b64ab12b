import ShippedPlaybooks

@testable import Model
@testable import Requests

extension Shipped {
    static let requests = RequestCatalogue(calls, playbooks.playbooks)
    static let queries = QueryCatalogue(calls, playbooks.playbooks)

    /// The examples of all parameters, optional ones included where wanted.
    static func examples(_ parameters: [RequestParameter], optional: Bool) -> [GivenValue] {
        parameters.filter { $0.type != .secret && (optional || !$0.isOptional) }
            .map { GivenValue(name: $0.name, value: $0.example) }
    }
}
