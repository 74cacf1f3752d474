/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-interview.h"
#include "wf-pack-library.h"

/* The shipped newcomer bank; (transfer full) */
WfItemBank *fixture_load_bank (void);

/* The same bank as a later version, without @gone and with every threshold of @harder
 * raised by 2; each may be %NULL; (transfer full) */
WfItemBank *fixture_load_later_bank (const char *gone, const char *harder);

/* All tools, in person, alone, Ontario, English */
WfInterviewSetup fixture_setup (void);

/* An interview and what was committed of it, stamped a second apart. */
typedef struct {
  WfInterview *interview;
  GPtrArray *log; /* of WfRecord, as the vault would give it back */
  gint64 now_us;
  gint64 step_us;
} Fixture;

/* Started, goal said: the first question stands. */
Fixture *fixture_new (WfItemBank *bank, const WfInterviewSetup *setup);
void fixture_free (Fixture *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Fixture, fixture_free)

/* Commits what was proposed (transfer full) and applies it; it must not be %NULL. */
void fixture_commit (Fixture *self, GPtrArray *proposed);

/* A new interview from the log alone; (transfer full) */
WfInterview *fixture_replay (Fixture *self, WfItemBank *bank);

/* Everything an interview shows, as text; (transfer full) */
char *fixture_dump (const WfInterview *interview);

/* Answers the question that stands with one option. */
void fixture_answer (Fixture *self, const char *option_id);

typedef enum { PICK_LOW, PICK_MIDDLE, PICK_HIGH } FixturePick;

/* An option of the question that stands. */
const char *fixture_pick (const WfInterview *interview, FixturePick pick);

/* Answers until @item_id stands (or, when %NULL, until the end); %FALSE when it never does. */
gboolean fixture_answer_until (Fixture *self, FixturePick pick, const char *item_id);

/* Answers until the skills begin. */
void fixture_pass_access (Fixture *self);
