#pragma once
#include <sys/types.h>

/// Starts a program with these three streams and no other descriptor, no blocked and no ignored signal; `folder` may be
/// NULL. Answers 0, or the error's number.
int csp_spawn(
    pid_t *child, const char *program, char *const words[], char *const settings[], const char *folder, int input,
    int output, int error);

/// A pipe that no child inherits. Answers 0, or the error's number.
int csp_pipe(int ends[2]);
