// A program on a pseudo terminal of its own, for tests.
#ifndef CPTY_H
#define CPTY_H

#include <stdint.h>

// Stands in the output where a report belongs: an application's string that terminals ignore.
#define CPTY_MARK "\033_mark\033\\"

// The number of the program's process, and what waitpid says of it; 0 as long as it only started.
typedef struct {
    int32_t process;
    int32_t status;
} cpty_report;

typedef struct {
    int32_t leader;   // the session's leader, to be waited for in the end
    int32_t reports;  // cpty_report, one after the other
    int32_t keep;     // the session ends when this is closed
} cpty_session;

int32_t cpty_open(int32_t rows, int32_t columns);
void cpty_resize(int32_t master, int32_t rows, int32_t columns);
int32_t cpty_start(int32_t master, const char *program, char *const argv[], char *const envp[],
                   uint32_t ignored, cpty_session *session);

int32_t cpty_pipe(int32_t ends[2]);

int32_t cpty_exited(int32_t status);
int32_t cpty_stopped(int32_t status);
int32_t cpty_signal(int32_t status);
int32_t cpty_code(int32_t status);

#endif
