#define _GNU_SOURCE
#include "CPty.h"

#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

void cpty_resize(int32_t master, int32_t rows, int32_t columns) {
    struct winsize size = {.ws_row = (unsigned short)rows, .ws_col = (unsigned short)columns};
    ioctl(master, TIOCSWINSZ, &size);
}

// The master of a new pseudo terminal; reading and writing never wait.
int32_t cpty_open(int32_t rows, int32_t columns) {
    int master = posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC | O_NONBLOCK);
    if (master < 0) return -1;
    if (grantpt(master) != 0 || unlockpt(master) != 0) {
        close(master);
        return -1;
    }
    cpty_resize(master, rows, columns);
    return master;
}

int32_t cpty_pipe(int32_t ends[2]) { return pipe2(ends, O_CLOEXEC | O_NONBLOCK); }

// Signals as in a shell: a thread of Swift's pool blocks them, and what it blocks is inherited.
static void reset_signals(uint32_t ignored) {
    for (int number = 1; number < 32; number++) {
        signal(number, ignored & 1u << number ? SIG_IGN : SIG_DFL);
    }
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
}

static void run(const char *program, char *const argv[], char *const envp[], uint32_t ignored) {
    setpgid(0, 0);
    signal(SIGTTOU, SIG_IGN);
    tcsetpgrp(0, getpid());
    reset_signals(ignored);
    setrlimit(RLIMIT_CORE, &(struct rlimit){0, 0});
    close_range(3, ~0u, 0);
    execve(program, argv, envp);
    _exit(127);
}

// Leads the session as a shell would: while it lives, stopping works, and the kernel does not
// reset the terminal's modes that a test wants to see.
static void lead(const char *program, char *const argv[], char *const envp[], uint32_t ignored) {
    reset_signals(1u << SIGHUP);
    pid_t child = _Fork();
    if (child == 0) run(program, argv, envp, ignored);
    cpty_report report = {child, 0};
    (void)!write(3, &report, sizeof report);
    while (waitpid(child, &report.status, WUNTRACED) == child) {
        // What the program wrote arrives before this, the report on its own way perhaps earlier.
        (void)!write(1, CPTY_MARK, sizeof CPTY_MARK - 1);
        (void)!write(3, &report, sizeof report);
    }
    close(3);
    char byte;
    (void)!read(4, &byte, 1);
    _exit(0);
}

// Only what is safe after a fork of a process with threads.
static void become_leader(const char *slave, int reports, int keep) {
    setsid();
    int terminal = open(slave, O_RDWR);
    if (terminal < 0) _exit(127);
    ioctl(terminal, TIOCSCTTY, 0);
    int high_reports = fcntl(reports, F_DUPFD, 10);
    int high_keep = fcntl(keep, F_DUPFD, 10);
    for (int number = 0; number < 3; number++) dup2(terminal, number);
    dup2(high_reports, 3);
    dup2(high_keep, 4);
    fcntl(4, F_SETFL, 0);
    close_range(5, ~0u, 0);
}

int32_t cpty_start(int32_t master, const char *program, char *const argv[], char *const envp[],
                   uint32_t ignored, cpty_session *session) {
    char slave[64];
    int reports[2], keep[2];
    if (ptsname_r(master, slave, sizeof slave) != 0 || cpty_pipe(reports) != 0) return -1;
    if (cpty_pipe(keep) != 0) {
        close(reports[0]);
        close(reports[1]);
        return -1;
    }
    pid_t leader = _Fork();
    if (leader == 0) {
        become_leader(slave, reports[1], keep[0]);
        lead(program, argv, envp, ignored);
    }
    close(reports[1]);
    close(keep[0]);
    *session = (cpty_session){leader, reports[0], keep[1]};
    return leader > 0 ? 0 : -1;
}

int32_t cpty_exited(int32_t status) { return WIFEXITED(status) || WIFSIGNALED(status); }
int32_t cpty_stopped(int32_t status) { return WIFSTOPPED(status); }
int32_t cpty_signal(int32_t status) { return WIFSIGNALED(status) ? WTERMSIG(status) : 0; }
int32_t cpty_code(int32_t status) { return WEXITSTATUS(status); }
