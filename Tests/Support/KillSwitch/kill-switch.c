// Ends the process at a chosen call, from outside the program: LD_PRELOAD=kill-switch.so.
//
// KILL_AT=N  the N-th call of those that are counted, over all threads
// KILL_WHEN  before (the call is not made) or after (it was made, and nobody hears of it)
// KILL_LOG   a file that gets a line for each call: sync, write, send, post or wake
// FAIL_AT=N  the N-th fdatasync, fsync, pwrite or write to a regular file fails with FAIL_WITH (ENOSPC or EIO)

#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

static atomic_int calls, disk_calls;

static int number(const char *name) {
    const char *text = getenv(name);
    return text ? atoi(text) : 0;
}

static void note(const char *word) {
    const char *path = getenv("KILL_LOG");
    if (!path) return;
    int file = (int)syscall(SYS_openat, AT_FDCWD, path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    if (file < 0) return;
    syscall(SYS_write, file, word, strlen(word));
    syscall(SYS_close, file);
}

// Whether this call is the chosen one; ends the process if it is to end before the call.
static int chosen(const char *word) {
    note(word);
    int mine = atomic_fetch_add(&calls, 1) + 1 == number("KILL_AT");
    const char *when = getenv("KILL_WHEN");
    if (mine && !(when && strcmp(when, "after") == 0)) raise(SIGKILL);
    return mine;
}

static int fails(void) {
    if (atomic_fetch_add(&disk_calls, 1) + 1 != number("FAIL_AT")) return 0;
    const char *with = getenv("FAIL_WITH");
    errno = with && strcmp(with, "ENOSPC") == 0 ? ENOSPC : EIO;
    return 1;
}

static int is_file(int descriptor) {
    struct stat status;
    return fstat(descriptor, &status) == 0 && S_ISREG(status.st_mode);
}

#define AFTER(mine)                                                                                                    \
    if (mine) raise(SIGKILL);

int fdatasync(int descriptor) {
    int (*real)(int) = (int (*)(int))dlsym(RTLD_NEXT, "fdatasync");
    int mine = chosen("sync\n");
    if (fails()) return -1;
    int result = real(descriptor);
    AFTER(mine)
    return result;
}

int fsync(int descriptor) {
    int (*real)(int) = (int (*)(int))dlsym(RTLD_NEXT, "fsync");
    int mine = chosen("sync\n");
    if (fails()) return -1;
    int result = real(descriptor);
    AFTER(mine)
    return result;
}

ssize_t pwrite64(int descriptor, const void *bytes, size_t count, off64_t place) {
    ssize_t (*real)(int, const void *, size_t, off64_t) =
        (ssize_t(*)(int, const void *, size_t, off64_t))dlsym(RTLD_NEXT, "pwrite64");
    int mine = chosen("write\n");
    if (fails()) return -1;
    ssize_t result = real(descriptor, bytes, count, place);
    AFTER(mine)
    return result;
}

ssize_t pwrite(int descriptor, const void *bytes, size_t count, off_t place) {
    return pwrite64(descriptor, bytes, count, place);
}

ssize_t write(int descriptor, const void *bytes, size_t count) {
    if (is_file(descriptor)) {
        int mine = chosen("write\n");
        if (fails()) return -1;
        ssize_t result = syscall(SYS_write, descriptor, bytes, count);
        AFTER(mine)
        return result;
    }
    return syscall(SYS_write, descriptor, bytes, count);
}

ssize_t send(int socket, const void *bytes, size_t count, int flags) {
    ssize_t (*real)(int, const void *, size_t, int) =
        (ssize_t(*)(int, const void *, size_t, int))dlsym(RTLD_NEXT, "send");
    // A byte alone wakes libcurl's own thread.
    int mine = chosen(count > 4 && memcmp(bytes, "POST", 4) == 0 ? "post\n" : count == 1 ? "wake\n" : "send\n");
    ssize_t result = real(socket, bytes, count, flags);
    AFTER(mine)
    return result;
}
