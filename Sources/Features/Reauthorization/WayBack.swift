internal import Services

/// How a run's authorizations are taken back, where the profile has a request for it.
public enum WayBack {
    /// Requests that would take the authorizations of a run back.
    public static func requests(_ record: RunRecord, _ desk: RepairDesk) -> [String] {
        let machine = record.machine
        return record.plan.willAuthorize.compactMap { business in
            guard machine.standings[business.number] == .settled(.authorized),
                let request = try? desk.platform.unmarking(business.number, group: business.group)
            else { return nil }
            let body = request.body.map { " " + String(decoding: $0, as: UTF8.self) } ?? ""
            return "\(request.method.rawValue) \(request.url)\(body)"
        }
    }
}
