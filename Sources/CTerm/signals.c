#include "internal.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

static const int reported[] = {SIGWINCH, SIGTSTP, SIGCONT, SIGINT, SIGTERM, SIGHUP, SIGQUIT};
static const int fatal[] = {SIGSEGV, SIGILL, SIGABRT, SIGTRAP, SIGBUS, SIGFPE};
#define COUNT(array) (sizeof(array) / sizeof(array)[0])

static struct sigaction before[NSIG];
static int ends[2] = {-1, -1};

static void report(int number) {
    int saved = errno;
    unsigned char byte = (unsigned char)number;
    (void)!write(ends[1], &byte, 1);
    errno = saved;
}

// Everything a session switches on, switched off; the rest is up to whoever handled it before us.
static void crash(int number, siginfo_t *info, void *context) {
    static const char reset[] = MODES_OFF "\033[m\033[?1049l\033[?25h";
    (void)context;
    if (cterm_is_up) {
        (void)!write(STDOUT_FILENO, reset, sizeof reset - 1);
        tcsetattr(STDIN_FILENO, TCSANOW, &cterm_modes_before);
    }
    sigaction(number, &before[number], NULL);
    // A fault comes again by itself; what was sent, or a trap, would not.
    if (info->si_code <= 0 || number == SIGTRAP) raise(number);
}

// Room for the handler when it is the stack that overflowed.
static void use_own_stack(void) {
    static char stack[1 << 16];
    stack_t now;
    if (sigaltstack(NULL, &now) != 0 || !(now.ss_flags & SS_DISABLE)) return;
    sigaltstack(&(stack_t){.ss_sp = stack, .ss_size = sizeof stack}, NULL);
}

// What the parent ignores, as nohup does with hangups, stays ignored.
static void catch_one(int number) {
    struct sigaction action = {.sa_handler = report, .sa_flags = SA_RESTART};
    sigaction(number, NULL, &before[number]);
    if (before[number].sa_handler != SIG_IGN) sigaction(number, &action, NULL);
}

int32_t cterm_catch_signals(void) {
    if (ends[0] < 0 && pipe2(ends, O_CLOEXEC | O_NONBLOCK) != 0) return -1;
    sigset_t all;
    sigemptyset(&all);
    for (size_t i = 0; i < COUNT(reported); i++) {
        catch_one(reported[i]);
        sigaddset(&all, reported[i]);
    }
    pthread_sigmask(SIG_UNBLOCK, &all, NULL);
    use_own_stack();
    struct sigaction action = {.sa_sigaction = crash, .sa_flags = SA_SIGINFO | SA_ONSTACK};
    for (size_t i = 0; i < COUNT(fatal); i++) sigaction(fatal[i], &action, &before[fatal[i]]);
    return ends[0];
}

uint32_t cterm_take_signals(void) {
    unsigned char bytes[64];
    uint32_t taken = 0;
    ssize_t count;
    while ((count = read(ends[0], bytes, sizeof bytes)) > 0) {
        for (ssize_t i = 0; i < count; i++) taken |= 1u << bytes[i];
    }
    return taken;
}

void cterm_release_signals(void) {
    for (size_t i = 0; i < COUNT(reported); i++) sigaction(reported[i], &before[reported[i]], NULL);
    for (size_t i = 0; i < COUNT(fatal); i++) sigaction(fatal[i], &before[fatal[i]], NULL);
}

// Stops the whole group, as ^Z in a shell does, until it is continued. A group that nobody could
// continue (started without a shell) is not stopped by the kernel.
void cterm_stop(void) {
    struct sigaction ours;
    if (before[SIGTSTP].sa_handler == SIG_IGN) return;
    sigaction(SIGTSTP, &(struct sigaction){.sa_handler = SIG_DFL}, &ours);
    kill(0, SIGTSTP);
    sigaction(SIGTSTP, &ours, NULL);
}

// Ends the process by a signal, so that its parent sees which.
void cterm_end(int32_t number) {
    sigaction(number, &(struct sigaction){.sa_handler = SIG_DFL}, NULL);
    raise(number);
    _exit(128 + number);
}
