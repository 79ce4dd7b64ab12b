// A processor's hint that Swift has no word for.

#ifndef CPREFETCH_H
#define CPREFETCH_H

// Fetches the cache line at `address`, to be written soon; never faults, whatever the address.
static inline void cprefetch(const void *address) { __builtin_prefetch(address, 1); }

#endif
