#include "CBuildStamp.h"

// Package.swift defines both from the environment of the build; `make build` sets them. A target of its own, so that
// another commit compiles this file again and nothing else.
#ifndef BE_BUILD_COMMIT
#define BE_BUILD_COMMIT ""
#endif
#ifndef BE_BUILD_DATE
#define BE_BUILD_DATE ""
#endif

const char *const cbuildstamp_commit = BE_BUILD_COMMIT;
const char *const cbuildstamp_date = BE_BUILD_DATE;
