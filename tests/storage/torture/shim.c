/* Stands between a process and its C library: writes down what is done to the files below one
   folder, and lets the calls on them fail as it is told. Preloaded by the tests of the stores. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { OFF, ONCE, FOR_GOOD, SHORT };
#define DESCRIPTORS 4096

static char ground[512];
static char watched[DESCRIPTORS];
static int record = -1;
static long calls, fail_at, fired;
static int how, which;

#define REAL(result, name, ...) \
    static result (*real)(__VA_ARGS__); \
    if (!real) real = (result (*)(__VA_ARGS__))dlsym(RTLD_NEXT, name)

void shim_ground(const char *path) { snprintf(ground, sizeof ground, "%s", path); }
void shim_arm(long at, int error, int mode) { calls = fired = 0; fail_at = at; which = error; how = mode; }
long shim_calls(void) { return calls; }
long shim_fired(void) { return fired; }

static ssize_t real_write(int fd, const void *data, size_t size)
{
    REAL(ssize_t, "write", int, const void *, size_t);
    return real(fd, data, size);
}

/* One event: kind, descriptor, place, length of the first and of the second text, the texts. */
static void tell(char kind, int fd, int64_t at, const void *one, size_t size, const char *two)
{
    if (record < 0) return;
    struct __attribute__((packed)) { char kind; int32_t fd; int64_t at; uint32_t one, two; } head =
        { kind, fd, at, (uint32_t)size, two ? (uint32_t)strlen(two) : 0 };
    int kept = errno;
    real_write(record, &head, sizeof head);
    if (size) real_write(record, one, size);
    if (two) real_write(record, two, head.two);
    errno = kept;
}

void shim_record(const char *path)
{
    REAL(int, "open", const char *, int, ...);
    record = path ? real(path, O_WRONLY | O_CREAT | O_TRUNC, 0600) : -1;
}

void shim_note(char kind, long number) { tell(kind, 0, number, 0, 0, 0); }

static int here(const char *path)
{
    return ground[0] && path && strncmp(path, ground, strlen(ground)) == 0;
}

static int seen(int fd) { return fd >= 0 && fd < DESCRIPTORS && watched[fd]; }

/* Whether this call is to fail; errno says as what. */
static int fails(int can_be_short)
{
    calls++;
    if (how == OFF || !fail_at || calls < fail_at) return 0;
    if (how == SHORT) {
        if (!can_be_short || fired) return 0;
        fired++;
        return 2;
    }
    if (how == ONCE && calls > fail_at) return 0;
    fired++;
    errno = which;
    return 1;
}

static int opened(int fd, const char *path, int flags)
{
    if (fd >= 0 && fd < DESCRIPTORS) {
        watched[fd] = 1;
        tell('O', fd, flags & O_TRUNC ? 1 : 0, path, strlen(path), 0);
    }
    return fd;
}

#define OPEN(name) \
int name(const char *path, int flags, ...) \
{ \
    REAL(int, #name, const char *, int, ...); \
    va_list rest; va_start(rest, flags); \
    mode_t mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(rest, mode_t) : 0; \
    va_end(rest); \
    if (!here(path)) return real(path, flags, mode); \
    if (fails(0)) return -1; \
    return opened(real(path, flags, mode), path, flags); \
}
OPEN(open)
OPEN(open64)

#define OPENAT(name) \
int name(int folder, const char *path, int flags, ...) \
{ \
    REAL(int, #name, int, const char *, int, ...); \
    va_list rest; va_start(rest, flags); \
    mode_t mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(rest, mode_t) : 0; \
    va_end(rest); \
    if (!here(path)) return real(folder, path, flags, mode); \
    if (fails(0)) return -1; \
    return opened(real(folder, path, flags, mode), path, flags); \
}
OPENAT(openat)
OPENAT(openat64)

int close(int fd)
{
    REAL(int, "close", int);
    if (seen(fd)) { watched[fd] = 0; tell('C', fd, 0, 0, 0, 0); }
    return real(fd);
}

#define PWRITE(name, offset) \
ssize_t name(int fd, const void *data, size_t size, offset at) \
{ \
    REAL(ssize_t, #name, int, const void *, size_t, offset); \
    if (!seen(fd)) return real(fd, data, size, at); \
    int failure = fails(size > 1); \
    if (failure == 1) return -1; \
    ssize_t done = real(fd, data, failure == 2 ? size / 2 : size, at); \
    if (done > 0) tell('W', fd, at, data, (size_t)done, 0); \
    return done; \
}
PWRITE(pwrite, off_t)
PWRITE(pwrite64, off64_t)

ssize_t write(int fd, const void *data, size_t size)
{
    if (!seen(fd)) return real_write(fd, data, size);
    off_t at = lseek(fd, 0, SEEK_CUR);
    int failure = fails(size > 1);
    if (failure == 1) return -1;
    ssize_t done = real_write(fd, data, failure == 2 ? size / 2 : size);
    if (done > 0) tell('W', fd, at, data, (size_t)done, 0);
    return done;
}

#define PREAD(name, offset) \
ssize_t name(int fd, void *data, size_t size, offset at) \
{ \
    REAL(ssize_t, #name, int, void *, size_t, offset); \
    if (seen(fd) && fails(0)) return -1; \
    return real(fd, data, size, at); \
}
PREAD(pread, off_t)
PREAD(pread64, off64_t)

#define FTRUNCATE(name, offset) \
int name(int fd, offset size) \
{ \
    REAL(int, #name, int, offset); \
    if (seen(fd) && fails(0)) return -1; \
    int done = real(fd, size); \
    if (!done && seen(fd)) tell('T', fd, size, 0, 0, 0); \
    return done; \
}
FTRUNCATE(ftruncate, off_t)
FTRUNCATE(ftruncate64, off64_t)

#define SYNC(name) \
int name(int fd) \
{ \
    REAL(int, #name, int); \
    if (!seen(fd)) return real(fd); \
    if (fails(0)) return -1; \
    tell('S', fd, 0, 0, 0, 0); \
    return 0; \
}
SYNC(fsync)
SYNC(fdatasync)

int rename(const char *old, const char *new)
{
    REAL(int, "rename", const char *, const char *);
    if (!here(old)) return real(old, new);
    if (fails(0)) return -1;
    int done = real(old, new);
    if (!done) tell('R', 0, 0, old, strlen(old), new);
    return done;
}

int unlink(const char *path)
{
    REAL(int, "unlink", const char *);
    if (!here(path)) return real(path);
    if (fails(0)) return -1;
    int done = real(path);
    if (!done) tell('U', 0, 0, path, strlen(path), 0);
    return done;
}

int mkdir(const char *path, mode_t mode)
{
    REAL(int, "mkdir", const char *, mode_t);
    if (!here(path)) return real(path, mode);
    if (fails(0)) return -1;
    int done = real(path, mode);
    if (!done) tell('M', 0, 0, path, strlen(path), 0);
    return done;
}
