public import Model
internal import Services

/// Makes every request that a plan needs, without sending it: a template that cannot be filled ends the command before
/// anything is written.
public struct TemplateTrial {
    public let desk: RepairDesk
    public let plan: Plan

    /// Takes all parts, one by one.
    public init(desk: RepairDesk, plan: Plan) {
        self.desk = desk
        self.plan = plan
    }

    public func check() throws(CommandError) {
        do throws(PlatformError) {
            if desk.canAuthorize {
                for business in plan.willAuthorize {
                    _ = try desk.platform.marking(business.number, group: business.group)
                }
            }
            if !plan.needsDashboard {
                for update in plan.updates {
                    _ = try desk.platform.updating(group: update.group, business: update.business, [])
                }
            }
        } catch {
            throw CommandError(
                ExitCode.configuration, desk.playbooks.sentence(error, doing: "Making the request"),
                remedy: "mend the request in the profile")
        }
    }
}
