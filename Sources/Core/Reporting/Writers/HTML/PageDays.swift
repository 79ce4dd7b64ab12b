internal import Model
internal import Support

/// Locations by days, as a table in which a stop is a run of boxes.
struct PageDays {
    let page: ClientPage
    /// The findings that are root causes, in the page's order.
    let causes: [Finding]

    /// Longer texts are broken, so that the days have room.
    private static let narrow = 20
    /// Nobody has names of more columns; one that does would hide all other locations.
    private static let widest = 120
    private static let weekdays = ["Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"]

    func write(in section: MarkupElement) {
        section.add("p", MarkupAttribute("id", "days-about"), text: about)
        if !page.days.isEmpty { legend(in: section) }
        let region = section.add(
            "div", .class("scroll picture"), MarkupAttribute("role", "region"), MarkupAttribute("tabindex", "0"),
            MarkupAttribute("aria-label", "Contacts by location and day"))
        let table = region.add("table", .class("days"), MarkupAttribute("aria-describedby", "days-about"))
        table.add("caption", .class("unseen"), text: "Contacts by location and day")
        columns(in: table)
        head(in: table)
        let body = table.add("tbody")
        for location in page.locations {
            row(location, in: body.add("tr"))
            body.add(text: "\n")
        }
    }

    private var about: String {
        let wrong = page.locations.count { $0.state != .ok }
        let all = Numbers.counted(page.locations.count, "location", "locations")
        let which =
            wrong == 0 ? all : wrong == page.locations.count ? "\(all), none of them ok" : "\(all), \(wrong) not ok"
        guard let first = page.days.first, let last = page.days.last else { return "\(which); no log was read." }
        let left =
            page.earlierDays == 0 ? "" : "; the log has \(Numbers.plural(page.earlierDays, "day")) more before that"
        let times = ShownTime.days(first.text + "T00:00", last.text + "T00:00")
        return "\(which). Contacts on each day, let through or held back, \(times)\(left)."
    }

    private func legend(in section: MarkupElement) {
        let list = section.add("ul", .class("legend"), MarkupAttribute("aria-label", "What the cells mean"))
        func item(_ style: StaticString, _ shown: String, _ meaning: String) {
            let item = list.add("li")
            item.add("span", .class(style), text: shown)
            item.add("span", text: meaning)
        }
        item("cell x", "0", "No contact on a day that usually has some")
        item("cell a", "3", "Contacts, few for this location")
        item("cell d", "12", "Contacts, many for this location")
        item("cell empty", "", "None, as usual on such a day")
        item("cell weekend", "", "Weekend")
        if page.locations.contains(where: { $0.cells.contains(.contacts(0)) }) {
            item("cell", "0", "None; the log is too short to know what is usual")
        }
    }

    private func columns(in table: MarkupElement) {
        let group = table.add("colgroup")
        group.add("col", MarkupAttribute("span", 3))
        for day in page.days {
            if day.isWeekend { group.add("col", .class("weekend")) } else { group.add("col") }
        }
    }

    private func head(in table: MarkupElement) {
        let head = table.add("thead")
        let months = head.add("tr")
        let tall = MarkupAttribute("rowspan", page.days.isEmpty ? 1 : 2)
        let column = MarkupAttribute("scope", "col")
        months.add("th", column, tall, .class("name first"), text: "Location")
        for name in ["State", "Practice,\ndepartment"] { months.add("th", column, tall, .class("name"), text: name) }
        if page.days.isEmpty { return }
        var start = page.days.startIndex
        while start < page.days.endIndex {
            let (year, month, _) = page.days[start].parts
            let end = page.days[start...].firstIndex { $0.parts.month != month } ?? page.days.endIndex
            let name = end - start > 2 ? "\(CivilDay.months[month - 1]) \(year)" : CivilDay.months[month - 1]
            months.add(
                "th", MarkupAttribute("scope", "colgroup"), MarkupAttribute("colspan", end - start), .class("month")
            )
            .add("span", text: name)
            start = end
        }
        let days = head.add("tr")
        for day in page.days {
            let name = days.add("th", column, .class(day.isWeekend ? "weekend" : "workday"))
            name.add(text: Self.weekdays[day.weekday])
            name.add("br")
            name.add(text: String(day.parts.day))
        }
    }

    private func row(_ location: ClientPage.Location, in row: MarkupElement) {
        row.add("th", MarkupAttribute("scope", "row"), text: location.number)
        let state = row.add("td")
        if let place = location.cause, causes.indices.contains(place) {
            location.state.write(in: state, showingWords: false)
            state.add(
                "a", MarkupAttribute("href", "#cause-", place + 1), text: causes[place].code)
        } else {
            location.state.write(in: state)
        }
        let ids = [location.practice, location.department].compactMap(\.self)
        // Cut roughly first: to measure a text of a megabyte takes long.
        let shown = Wrapping.cut(String(ids.joined(separator: ", ").prefix(2 * Self.widest)), Self.widest)
        row.add("td", .class(shown.utf8.count > Self.narrow ? "wide" : "text"), text: shown)
        if page.days.isEmpty { return }
        if location.cells.isEmpty {
            row.add(
                "td", MarkupAttribute("colspan", page.days.count), .class("never"), text: "no contact in the log")
            return
        }
        let most = location.cells.map(\.contacts).max() ?? 0
        for cell in location.cells {
            switch cell {
            case .none: row.add("td")
            case .missing: row.add("td", .class("x"), text: "0")
            case .contacts(0): row.add("td", text: "0")
            case .contacts(let contacts):
                row.add("td", .class(Self.tint(contacts, of: most)), text: String(contacts))
            }
        }
    }

    /// Four shades, by the most that the location had on a day.
    private static func tint(_ contacts: Int, of most: Int) -> StaticString {
        switch contacts * 4 / (most + 1) {
        case 0: "a"
        case 1: "b"
        case 2: "c"
        default: "d"
        }
    }
}

extension ClientPage.Cell {
    fileprivate var contacts: Int { if case .contacts(let contacts) = self { contacts } else { 0 } }
}
