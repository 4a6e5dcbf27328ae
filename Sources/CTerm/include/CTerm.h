// The curses screen, its colours and the process's signals, for Swift.
// curses.h and _GNU_SOURCE stay out of here: both change what Swift sees of other C modules.
#ifndef CTERM_H
#define CTERM_H

#include <stdint.h>

// What terminfo knows of a terminal type.
typedef struct {
    int32_t addressable;  // can put the cursor anywhere
    int32_t ecma;         // speaks ESC [ sequences
    int32_t colours;
} cterm_description;

// One character as curses takes it: a base, marks over it (0 where there is none), bold 1, dim 2,
// underline 4, reverse 8, and a colour pair.
typedef struct {
    uint32_t base;
    uint32_t marks[2];
    int32_t attributes;
    int32_t pair;
} cterm_cell;

// Screen: one at a time, on standard input and output.
int32_t cterm_use_locale(const char *ctype);
int32_t cterm_describe(const char *type, cterm_description *description);
int32_t cterm_open(const char *type, int32_t ecma);
void cterm_close(void);
void cterm_window(int32_t *rows, int32_t *columns);
void cterm_size(int32_t *rows, int32_t *columns);
void cterm_resize(int32_t rows, int32_t columns);
const char *cterm_capability(const char *name);

// Drawing: the cells of one row, then everything that changed in one go.
int32_t cterm_width(uint32_t scalar);
void cterm_draw(int32_t y, int32_t x, const cterm_cell *cells, int32_t count);
void cterm_forget(void);
void cterm_show(int32_t y, int32_t x, int32_t cursor);

// Colour.
int32_t cterm_start_colour(void);
int32_t cterm_set_pair(int32_t pair, int32_t foreground, int32_t background);
void cterm_ground(int32_t pair);

// Signals: a descriptor that is readable when some came, and which (bit n for signal n).
int32_t cterm_catch_signals(void);
uint32_t cterm_take_signals(void);
void cterm_release_signals(void);
void cterm_stop(void);
void cterm_end(int32_t signal) __attribute__((noreturn));

#endif
