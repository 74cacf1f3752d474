/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-workshop.h"

G_BEGIN_DECLS

/**
 * WfWorkshopStore:
 *
 * workshop.db: workshops that ran or run. Numbers and ideas, no names; when a workshop ends its
 * phones and single answers are deleted and the counts stay. Blocking; one thread at a time.
 */
typedef struct _WfWorkshopStore WfWorkshopStore;

/** wf_workshop_store_open: @path: made when it is missing; ":memory:" for none. Returns:
 *  (transfer full) (nullable): %NULL with #WfStoreError; nothing was deleted */
WfWorkshopStore *wf_workshop_store_open (const char *path, GError **error);
void wf_workshop_store_close (WfWorkshopStore *self);

/**
 * WfWorkshopSession:
 * @id: names it in the store
 * @deck: id of the deck, @version of it
 * @code: what phones join with; empty once it ended
 * @port: where phones found it; 0: not yet
 * @begun_us: microseconds since 1970
 * @ended_us: likewise; 0: it runs, or was interrupted
 * @joined: phones that joined; known once it ended, as are
 * @heads: people the presenter counted, and
 * @attendance: people in the attendance
 *
 * One workshop. A value; free with wf_workshop_session_free().
 */
typedef struct {
  gint64 id;
  char *deck;
  guint version;
  char *code;
  guint port;
  gint64 begun_us;
  gint64 ended_us;
  guint joined;
  guint heads;
  guint attendance;
} WfWorkshopSession;

void wf_workshop_session_free (WfWorkshopSession *self);

/** wf_workshop_store_list: Returns: (transfer full) (nullable) (element-type WfWorkshopSession):
 *  all, the last begun first; %NULL with @error */
GPtrArray *wf_workshop_store_list (WfWorkshopStore *self, GError **error);

/** wf_workshop_store_find_open: Returns: (transfer full) (nullable): the last workshop with this
 *  deck that was begun and not ended; %NULL without @error when there is none */
WfWorkshopSession *
wf_workshop_store_find_open (WfWorkshopStore *self, const char *deck, GError **error);

/** wf_workshop_store_begin: Returns: (transfer full) (nullable): a new workshop; %NULL with
 *  @error */
WfWorkshopSession *wf_workshop_store_begin (
    WfWorkshopStore *self, const WfDeck *deck, const char *code, gint64 now_us, GError **error);

/** wf_workshop_store_keep_deck: @text: the file of the deck @session plays, so that it can be
 *  played and read when that was changed */
gboolean wf_workshop_store_keep_deck (WfWorkshopStore *self,
                                      gint64 session,
                                      const char *text,
                                      GError **error);

/** wf_workshop_store_dup_deck: Returns: (transfer full) (nullable): that text, empty when none was
 *  kept; %NULL with @error */
char *wf_workshop_store_dup_deck (WfWorkshopStore *self, gint64 session, GError **error);

/** wf_workshop_store_set_port: remembers where phones find it */
gboolean
wf_workshop_store_set_port (WfWorkshopStore *self, gint64 session, guint port, GError **error);

/** wf_workshop_store_load: plays a workshop back into @workshop, which is new. Answers to what
 *  the deck has no more are left out */
gboolean wf_workshop_store_load (WfWorkshopStore *self,
                                 gint64 session,
                                 WfWorkshop *workshop,
                                 GError **error);

/** WfChangeKind: what a #WfWorkshopChange is. */
typedef enum {
  WF_CHANGE_ACTION,
  WF_CHANGE_PHONE,
  WF_CHANGE_VOTE,
  WF_CHANGE_IDEA,
  WF_CHANGE_CODE,
} WfChangeKind;

/**
 * WfWorkshopChange:
 * @kind: which of the others count
 * @action: (nullable): what the presenter did
 * @phone: number of the phone
 * @secret: (nullable): its token, the nonce of an idea, or the new join code: then phones are sent
 *   out and their answers to @slide and @round deleted
 * @slide: (nullable): id of the slide; static, of the deck
 * @round: of it
 * @text: (nullable): choices apart by blanks, or an idea's words
 *
 * One thing to be kept. A value; free with wf_workshop_change_free().
 */
typedef struct {
  WfChangeKind kind;
  WfAction *action;
  guint phone;
  char *secret;
  const char *slide;
  guint round;
  char *text;
} WfWorkshopChange;

/** wf_workshop_change_new: Returns: (transfer full): to be filled */
WfWorkshopChange *wf_workshop_change_new (WfChangeKind kind);
void wf_workshop_change_free (WfWorkshopChange *self);

/**
 * wf_workshop_store_write:
 * @changes: (element-type WfWorkshopChange): in order
 *
 * All of them in one transaction: when this returns %TRUE they survive a power cut; on %FALSE
 * none of them was kept.
 */
gboolean wf_workshop_store_write (WfWorkshopStore *self,
                                  gint64 session,
                                  const GPtrArray *changes,
                                  GError **error);

/**
 * wf_workshop_store_end:
 * @workshop: as it stands, ended or about to be
 *
 * Keeps the counts of each slide's last round and the ideas that were on the wall; deletes phones,
 * answers, other ideas and what the presenter did.
 */
gboolean wf_workshop_store_end (WfWorkshopStore *self,
                                gint64 session,
                                const WfWorkshop *workshop,
                                gint64 now_us,
                                GError **error);

/**
 * WfWorkshopResult:
 * @slide: id of the slide
 * @choice: id of the choice; of an idea "i3"
 * @text: what an idea said; empty for a choice, whose words the deck has
 * @people: how many answered the slide, at the least; 0: not known
 *
 * One count of a workshop that ended.
 */
typedef struct {
  char *slide;
  char *choice;
  char *text;
  guint phones;
  guint hands;
  guint keys;
  guint people;
} WfWorkshopResult;

void wf_workshop_result_free (WfWorkshopResult *self);

/** wf_workshop_store_list_results: Returns: (transfer full) (nullable)
 *  (element-type WfWorkshopResult): of a workshop that ended, slide by slide; %NULL with @error */
GPtrArray *wf_workshop_store_list_results (WfWorkshopStore *self, gint64 session, GError **error);

/** wf_workshop_store_forget: deletes a workshop and all of its counts */
gboolean wf_workshop_store_forget (WfWorkshopStore *self, gint64 session, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WfWorkshopStore, wf_workshop_store_close)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WfWorkshopSession, wf_workshop_session_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WfWorkshopChange, wf_workshop_change_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WfWorkshopResult, wf_workshop_result_free)

G_END_DECLS
