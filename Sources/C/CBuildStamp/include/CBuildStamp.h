#pragma once

/// The commit that was built, as `git describe` names it; empty where the build was not told.
extern const char *const cbuildstamp_commit;

/// The day of the build, as 2026-11-30; empty where the build was not told.
extern const char *const cbuildstamp_date;
