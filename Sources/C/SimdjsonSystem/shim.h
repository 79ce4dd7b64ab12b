// The library is C++; Swift reaches it through CSimdjson's C header only. This module names it, so that a missing
// one is reported with the package that brings it.
