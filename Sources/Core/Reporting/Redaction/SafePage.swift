internal import Model

extension Gate {
    /// The page about a client with every text made safe to show.
    func safe(_ page: ClientPage) -> ClientPage {
        var copy = page
        copy.causes = page.causes.map(line)
        copy.steps = page.steps.map { step in
            ViewStep(step.owner, line(step.text), quote: step.quote.map(line), lines: step.lines.map(line))
        }
        copy.locations = page.locations.map { location in
            var copy = location
            copy.number = line(location.number)
            copy.practice = location.practice.map(line)
            copy.department = location.department.map(line)
            return copy
        }
        copy.checks = page.checks.map { check in
            ClientPage.Check(
                title: line(check.title), state: check.state, why: line(check.why), enable: check.enable.map(line))
        }
        copy.remarks = page.remarks.map { row in
            ViewRow(line(row.label), row.texts.map(line), mark: row.mark, isVerbatim: row.isVerbatim)
        }
        copy.reader = line(page.reader)
        copy.text = page.text.map(line)
        copy.counts = line(page.counts)
        return copy
    }
}
