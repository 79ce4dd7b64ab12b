// The style and the script of the page about a client, embedded at build time.
#pragma once
#include <stddef.h>

const char *_Nonnull cpage_style(size_t *_Nonnull length);
const char *_Nonnull cpage_script(size_t *_Nonnull length);
