// What the files of this target share.
#ifndef CTERM_INTERNAL_H
#define CTERM_INTERNAL_H

#define _GNU_SOURCE
#define NCURSES_WIDECHAR 1
#include <curses.h>
#include <signal.h>
#include <termios.h>

#include "CTerm.h"

// Switches off what the Swift side switches on: frames as one, mouse, bracketed paste.
#define MODES_OFF "\033[?2026l\033[?1006l\033[?1000l\033[?2004l"

// The terminal's modes before it was opened, and whether they are changed now; for a crash.
extern struct termios cterm_modes_before;
extern volatile sig_atomic_t cterm_is_up;

attr_t cterm_attributes(int32_t bits);

#endif
