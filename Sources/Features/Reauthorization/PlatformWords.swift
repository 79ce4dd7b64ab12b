public import Model
public import Services

extension PlaybookSet {
    /// Says in a sentence what the platform answered.
    public func sentence(_ error: PlatformError, doing: String) -> String {
        switch error {
        case .notConfigured(let name): "The profile does not say how this is asked (requests: \(name))."
        case .template(let name, let fault): "The profile's request \(name) cannot be made: \(fault.text)."
        case .notFound: "\(doing): the platform answered that there is none (404)."
        case .failed(let error): text(ofFault: error.name, facts: error.facts, doing: doing)
        case .unexpected(let what): "\(doing): \(what)."
        }
    }
}
