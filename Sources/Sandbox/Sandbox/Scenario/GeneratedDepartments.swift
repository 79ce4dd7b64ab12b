/// Many departments with names that look like real ones, the same at every start, to measure with.
enum GeneratedDepartments {
    private static let places = [
        "Riverbend", "Lakeview", "Saint Clare", "Northgate", "Maple Hill", "Harborside", "Cedar Park", "Westfield",
        "Stonebridge", "Pinecrest", "Elmwood", "Fairhaven", "Rosedale", "Summit", "Glenwood", "Oak Ridge", "Bayview",
        "Clearwater", "Kingsley", "Brookside",
    ]
    private static let kinds = [
        "Family Medicine", "Pediatrics", "Internal Medicine", "Cardiology", "Orthopedics", "Dermatology",
        "Women's Health", "Urgent Care", "Physical Therapy", "Behavioral Health", "Imaging Center", "Surgery Center",
        "Endocrinology", "Neurology", "Urology",
    ]
    private static let cities = [("Springfield", "IL"), ("Fairview", "OH"), ("Georgetown", "TX"), ("Salem", "OR")]

    static func make(_ count: Int, practice: String) -> [Scenario.Department] {
        (0..<count).map { number in
            let place = places[number % places.count]
            let kind = kinds[number / places.count % kinds.count]
            let round = number / (places.count * kinds.count) + 1
            let city = cities[number % cities.count]
            let name = "\(place) \(kind) \(round)"
            return Scenario.Department(
                isHidden: number % 50 == 49,
                row: [
                    ("departmentid", .text(String(number + 1))), ("name", .text(name.uppercased())),
                    ("patientdepartmentname", .text("\(name) of Practice \(practice)")),
                    ("address", .text("\(number + 100) Main Street")), ("city", .text(city.0)),
                    ("state", .text(city.1)), ("zip", .text("62701")), ("timezonename", .text("America/Chicago")),
                    ("providergroupname", .text("\(place) Group")), ("ishospitaldepartment", .boolean(false)),
                ])
        }
    }
}
