/// Which call of the API a request is.
struct RouteMatch {
    let route: Fault.Route?
    let practice: String?
    let paging: Paging

    init(_ request: Request, _ pages: Scenario.PageSizes) {
        let parts = request.path.split(separator: "/", omittingEmptySubsequences: false).dropFirst().map(String.init)
        var practice: String?
        switch parts {
        case ["oauth2", "v1", "token"]: route = .token
        // Practice 1 stands for all of them.
        case ["v1", "1", "practiceinfo"]: route = .practiceinfo
        case _ where parts.count == 3 && parts[0] == "v1":
            practice = parts[1]
            switch parts[2] {
            case "ping": route = .ping
            case "departments": route = .departments
            case "appointmentcancelreasons": route = .cancelReasons
            default: route = nil
            }
        default: route = nil
        }
        self.practice = practice
        let standard =
            switch route {
            case .practiceinfo: pages.practices
            case .cancelReasons: pages.cancelReasons
            default: pages.departments
            }
        paging = Paging(request.query, standard: standard)
    }
}
