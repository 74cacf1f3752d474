/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a signature is over, and what becomes of it when the list, the evidence or the signer is
 * not what it should be. Pure; test-repo.c has the same over a real vault.
 */
#include "wf-checklist-progress.h"
#include "wf-json.h"
#include "wf-member.h"
#include "wf-pack-library.h"

#define ME           "11111111111111111111111111111111"
#define YOU          "22222222222222222222222222222222"
#define ORGANISATION "33333333333333333333333333333333"
#define DAY          G_TIME_SPAN_DAY

static WfPackLibrary *library;

#define ABOUT "<about><title>T</title><source>S</source><licence>L</licence></about>"
#define POINT_AT(id, text, level, competences)                                                     \
  "<point id=\"" id "\" competences=\"" competences "\" level=\"" level "\"><text>" text           \
  "</text><evidence>E</evidence></point>"
#define POINT(id, text) POINT_AT (id, text, "B1", "1.1")
#define LAPTOP          "Turned on a laptop"

static WfPackLibrary *
load_list (const char *framework, const char *version, const char *points)
{
  g_autofree char *text = g_strconcat (
      "<checklist id=\"c\" version=\"", version, "\" xml:lang=\"en\">" ABOUT "<head framework=\"",
      framework, "\" months=\"6\"><title>T</title></head>", points, "</checklist>", NULL);
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  WfPackLibrary *packs =
      wf_pack_library_new_from_bytes ((const char *const[]){ "c.xml" }, &bytes, 1);

  g_assert_nonnull (wf_pack_library_get_checklist (packs, "c"));
  return packs;
}

static WfPackLibrary *
load_points (const char *points)
{
  return load_list ("digcompedu", "1", points);
}

/* One person's book, and the desk. */
typedef struct {
  WfPracticeBook *book;
  WfSignDesk *desk;
} Fixture;

static void
begin (Fixture *self)
{
  self->book = wf_practice_book_new ();
  self->desk = wf_sign_desk_new (NULL);
}

static void
end (Fixture *self)
{
  wf_practice_book_free (self->book);
  wf_sign_desk_free (self->desk);
}

static WfChecklist *
list_of (WfPackLibrary *packs)
{
  return wf_pack_library_get_checklist (packs, "c");
}

static void
apply_own (Fixture *self, WfRecord *record)
{
  wf_practice_book_apply (self->book, record);
  wf_record_unref (record);
}

static void
apply_agency (Fixture *self, WfRecord *proposed, const char *staff, gint64 time_us)
{
  g_autofree char *author = g_strconcat (staff, "/device", NULL);
  g_autoptr (WfRecord) record =
      wf_record_new_at (proposed->kind, json_object_ref (proposed->body), time_us, author);

  wf_sign_desk_apply (self->desk, record);
  wf_record_unref (proposed);
}

static void
enter (Fixture *self, WfPackLibrary *packs, const char *point_id, const WfEvidence *evidence)
{
  WfChecklist *list = list_of (packs);

  apply_own (self, wf_checklist_record_entered (list, wf_checklist_lookup (list, point_id), TRUE,
                                                NULL, evidence, NULL, NULL));
}

static void
ask (Fixture *self,
     WfPackLibrary *packs,
     const char *id,
     const char *point_id,
     const WfEvidence *evidence,
     gint64 time_us)
{
  WfChecklist *list = list_of (packs);
  g_autoptr (WfClaim) claim = wf_claim_new (list, wf_checklist_lookup (list, point_id));

  apply_agency (self, wf_sign_record_asked (id, claim, evidence), ME, time_us);
}

static void
sign (Fixture *self, const char *id, const char *staff, gint64 time_us)
{
  apply_agency (self, wf_sign_record_signed (wf_sign_desk_lookup (self->desk, id)), staff, time_us);
}

static WfChecklistProgress *
look (Fixture *self, WfPackLibrary *packs, gint64 now_us)
{
  return wf_checklist_progress_new (list_of (packs), self->book, self->desk, ME, now_us);
}

static WfPointStatus
status_of (Fixture *self, WfPackLibrary *packs, guint at)
{
  g_autoptr (WfChecklistProgress) progress = look (self, packs, 3 * DAY);

  return ((const WfPointProgress *) progress->points->pdata[at])->status;
}

static guint
level_of (Fixture *self, WfPackLibrary *packs, const char *part)
{
  g_autoptr (GHashTable) levels = wf_evidence_list_levels (
      wf_pack_library_get_framework (library, "digcompedu"), wf_pack_library_get_checklists (packs),
      self->book, self->desk, ME, 3 * DAY);

  return wf_evidence_get_level (levels, part);
}

static const WfEvidence SEEN = { .text = (char *) "seen" };

static void
test_complete (void)
{
  g_autoptr (WfPackLibrary) packs =
      load_points (POINT ("a", "A") POINT ("b", "B") POINT ("c", "C"));
  WfChecklist *list = list_of (packs);
  const WfChecklistPoint *third = wf_checklist_lookup (list, "c");
  g_autoptr (WfClaim) claim = wf_claim_new (list, third);
  g_autofree char *code = wf_sign_dup_code (ME, claim, &SEEN);
  Fixture f;

  begin (&f);
  enter (&f, packs, "a", &SEEN);
  apply_own (&f, wf_checklist_record_entered (list, wf_checklist_lookup (list, "b"), FALSE,
                                              "no laptops here", NULL, NULL, NULL));
  apply_own (
      &f, wf_checklist_record_entered (list, third, TRUE, NULL, &SEEN, "A neighbour agency", code));
  ask (&f, packs, "r", "a", &SEEN, DAY);
  sign (&f, "r", YOU, 2 * DAY);

  g_autoptr (WfChecklistProgress) progress = look (&f, packs, 3 * DAY);
  const WfPointProgress *c = progress->points->pdata[2];
  g_assert_cmpuint (progress->n_points, ==, 2);
  g_assert_cmpuint (progress->n_signed, ==, 1);
  g_assert_cmpuint (progress->n_self_declared, ==, 1);
  g_assert_cmpint (c->status, ==, WF_POINT_OUTSIDE); /* never counted as signed */
  g_assert_false (progress->is_complete);
  g_assert_cmpint (progress->renew_us, ==, (gint64) 183 * DAY); /* 3 January 1970 + 6 months */

  ask (&f, packs, "s", "c", &SEEN, 3 * DAY);
  sign (&f, "s", YOU, 4 * DAY);
  g_autoptr (WfChecklistProgress) done = look (&f, packs, 5 * DAY);
  g_assert_true (done->is_complete);
  g_autoptr (WfChecklistProgress) later = look (&f, packs, 300 * DAY);
  g_assert_false (later->is_complete);
  end (&f);
}

/* Signed at stage 3 as the list had it; then the list says more: no level, no sign-off, and the
 * words that were signed. Ticking anew changes nothing of that. */
static void
test_list_rewritten (void)
{
  static const struct {
    const char *framework, *points, *part;
  } LATER[] = {
    { "digcompedu", POINT ("a", "Led the region's strategy"), "1.1" },
    { "digcompedu", POINT_AT ("a", LAPTOP, "C2", "1.1"), "1.1" },
    { "digcompedu", POINT_AT ("a", LAPTOP, "B1", "1.1 2.1"), "2.1" },
    { "digcompedu", POINT_AT ("a", LAPTOP, "B1", "2.1"), "2.1" },
    { "other", POINT ("a", LAPTOP), "1.1" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (LATER); i++)
    {
      g_autoptr (WfPackLibrary) before = load_points (POINT ("a", LAPTOP));
      /* The version may say what it likes: whoever edits the file need not count it up. */
      g_autoptr (WfPackLibrary) after = load_list (LATER[i].framework, "1", LATER[i].points);
      Fixture f;

      begin (&f);
      enter (&f, before, "a", &SEEN);
      ask (&f, before, "r", "a", &SEEN, DAY);
      sign (&f, "r", YOU, 2 * DAY);
      g_assert_cmpint (status_of (&f, before, 0), ==, WF_POINT_SIGNED);
      g_assert_cmpuint (level_of (&f, before, "1.1"), ==, 3);
      for (guint turn = 0; turn < 2; turn++)
        {
          g_autoptr (WfChecklistProgress) progress = look (&f, after, 3 * DAY);
          const WfPointProgress *a = progress->points->pdata[0];
          g_assert_cmpint (a->status, ==, WF_POINT_CHANGED);
          g_assert_cmpuint (progress->n_signed, ==, 0);
          g_assert_cmpint (a->has_changed, ==, turn == 0);
          g_assert_cmpuint (level_of (&f, after, LATER[i].part), ==, 0);
          g_assert_cmpstr (wf_text_get (wf_point_progress_get_claim (a)->text, NULL, NULL), ==,
                           LAPTOP);
          g_assert_cmpstr (wf_point_progress_get_claim (a)->level, ==, "B1");
          enter (&f, after, "a", &SEEN);
        }
      /* Asked anew about what it says now. */
      ask (&f, after, "s", "a", &SEEN, 2 * DAY);
      g_assert_cmpint (status_of (&f, after, 0), ==, WF_POINT_WAITING);
      sign (&f, "s", YOU, 2 * DAY);
      g_assert_cmpint (status_of (&f, after, 0), ==, WF_POINT_SIGNED);
      end (&f);
    }
}

/* A request that waits while the list is written anew waits for other words. */
static void
test_rewritten_while_waiting (void)
{
  g_autoptr (WfPackLibrary) before = load_points (POINT ("a", LAPTOP));
  g_autoptr (WfPackLibrary) after = load_points (POINT ("a", "Led the region's strategy"));
  Fixture f;

  begin (&f);
  enter (&f, before, "a", &SEEN);
  ask (&f, before, "r", "a", &SEEN, DAY);
  g_assert_cmpint (status_of (&f, before, 0), ==, WF_POINT_WAITING);
  g_assert_cmpint (status_of (&f, after, 0), ==, WF_POINT_TICKED);
  g_autoptr (GPtrArray) asked = wf_sign_desk_list_asked (f.desk, ME, "c", "a");
  g_assert_cmpuint (asked->len, ==, 1); /* to be taken back */
  sign (&f, "r", YOU, 2 * DAY);
  g_assert_cmpint (status_of (&f, after, 0), ==, WF_POINT_CHANGED);
  end (&f);
}

#define BOTH(en, fr)                                                                               \
  "<point id=\"a\" competences=\"1.1\" level=\"B1\"><text>" en "</text><text xml:lang=\"fr\">" fr  \
  "</text><evidence>E</evidence></point>"

/* Every language is signed, since nobody knows which one was read; a better translation later takes
 * nothing away, and what is shown is still what was signed. */
static void
test_languages (void)
{
  g_autoptr (WfPackLibrary) before = load_points (BOTH (LAPTOP, "Allum\303\251 un portable"));
  g_autoptr (WfPackLibrary) after = load_points (BOTH (LAPTOP, "Dirig\303\251 la r\303\251gion"));
  g_autoptr (WfClaim) one =
      wf_claim_new (list_of (before), wf_checklist_lookup (list_of (before), "a"));
  g_autoptr (WfClaim) two =
      wf_claim_new (list_of (after), wf_checklist_lookup (list_of (after), "a"));
  g_autofree char *first = wf_sign_digest (ME, one, &SEEN);
  g_autofree char *second = wf_sign_digest (ME, two, &SEEN);
  Fixture f;

  g_assert_cmpstr (first, !=, second);
  begin (&f);
  enter (&f, before, "a", &SEEN);
  ask (&f, before, "r", "a", &SEEN, DAY);
  g_assert_cmpstr (wf_sign_desk_lookup (f.desk, "r")->digest, ==, first); /* read as written */
  sign (&f, "r", YOU, 2 * DAY);
  g_autoptr (WfChecklistProgress) progress = look (&f, after, 3 * DAY);
  const WfPointProgress *a = progress->points->pdata[0];
  g_assert_cmpint (a->status, ==, WF_POINT_SIGNED);
  g_assert_cmpstr (wf_text_get (wf_point_progress_get_claim (a)->text, "fr", NULL), ==,
                   "Allum\303\251 un portable");
  g_assert_cmpstr (wf_text_get (wf_point_progress_get_claim (a)->title, NULL, NULL), ==, "T");
  end (&f);
}

/* A point taken off the list, or a list that is gone: words, evidence and signature stay. */
static void
test_gone (void)
{
  g_autoptr (WfPackLibrary) before = load_points (POINT ("a", LAPTOP) POINT ("b", "B"));
  g_autoptr (WfPackLibrary) after = load_points (POINT ("b", "B"));
  g_autoptr (GPtrArray) none = g_ptr_array_new ();
  Fixture f;

  begin (&f);
  enter (&f, before, "a", &SEEN);
  enter (&f, before, "b", &SEEN);
  ask (&f, before, "r", "a", &SEEN, DAY);
  sign (&f, "r", YOU, 2 * DAY);

  g_autoptr (WfChecklistProgress) left = look (&f, after, 900 * DAY);
  const WfPointProgress *a = left->points->pdata[1];
  g_assert_null (a->point);
  g_assert_cmpint (a->status, ==, WF_POINT_RENEW);
  g_assert_cmpstr (wf_text_get (wf_point_progress_get_claim (a)->text, NULL, NULL), ==, LAPTOP);
  g_assert_cmpuint (level_of (&f, after, "1.1"), ==, 0); /* nothing says it any more */
  g_assert_cmpuint (wf_practice_count_due (wf_pack_library_get_checklists (after), f.book, f.desk,
                                           ME, "1970-01-04", 900 * DAY),
                    ==, 0);

  g_autoptr (GPtrArray) here =
      wf_checklist_list_gone (wf_pack_library_get_checklists (after), f.book);
  g_autoptr (GPtrArray) gone = wf_checklist_list_gone (none, f.book);
  g_assert_cmpuint (here->len, ==, 0);
  g_assert_cmpuint (gone->len, ==, 1);
  g_assert_cmpstr (gone->pdata[0], ==, "c");
  g_autoptr (WfChecklistProgress) progress =
      wf_checklist_progress_new_gone ("c", f.book, f.desk, ME, 900 * DAY);
  guint n_signed = 0, n_ticked = 0;
  for (guint i = 0; i < progress->points->len; i++)
    {
      const WfPointProgress *at = progress->points->pdata[i];
      n_signed += at->status == WF_POINT_SIGNED;
      n_ticked += at->status == WF_POINT_TICKED;
      g_assert_nonnull (wf_point_progress_get_claim (at)->text);
    }
  g_assert_cmpuint (n_signed, ==, 1);
  g_assert_cmpuint (n_ticked, ==, 1);
  end (&f);
}

/* @body: as programs wrote it before words were part of it */
static WfRecord *
make_old (const char *kind)
{
  JsonObject *body = json_object_new ();

  json_object_set_string_member (body, "request", "old");
  json_object_set_string_member (body, "checklist", "c");
  json_object_set_int_member (body, "version", 1);
  json_object_set_string_member (body, "point", "a");
  json_object_set_string_member (body, "text", "seen");
  json_object_set_boolean_member (body, "ticked", TRUE);
  return wf_record_new (kind, body);
}

/* What was signed before words were part of it is still read as signed, shows no level, and has to
 * be looked at again. The digest is worked out outside this program:
 * printf '%s' 'wayfinder sign-off 1;32:1111…1:c1;1:a4:seen---' | b2sum -l 256 */
static void
test_old_signature (void)
{
  g_autoptr (WfPackLibrary) packs = load_points (POINT ("a", LAPTOP));
  Fixture f;

  begin (&f);
  apply_own (&f, make_old ("practice.entered"));
  apply_agency (&f, make_old ("practice.asked"), ME, DAY);
  g_assert_cmpstr (wf_sign_desk_lookup (f.desk, "old")->digest, ==,
                   "323957a76fb0a811efb441f5ae6e2e1c5f0500190992183327a7490d98d306ba");
  g_assert_cmpint (status_of (&f, packs, 0), ==, WF_POINT_TICKED); /* to be asked anew */
  sign (&f, "old", YOU, 2 * DAY);
  g_assert_cmpint (status_of (&f, packs, 0), ==, WF_POINT_CHANGED);
  g_assert_cmpuint (level_of (&f, packs, "1.1"), ==, 0);
  g_autoptr (WfChecklistProgress) progress = look (&f, packs, 3 * DAY);
  const WfPointProgress *a = progress->points->pdata[0];
  g_assert_null (a->request->claim->text);
  g_assert_cmpstr (a->request->by, ==, YOU);
  end (&f);
}

static GPtrArray *
make_members (void)
{
  GPtrArray *members = g_ptr_array_new_with_free_func ((GDestroyNotify) wf_member_unref);
  const char *const IDS[] = { ME, YOU, ORGANISATION };

  for (guint i = 0; i < G_N_ELEMENTS (IDS); i++)
    {
      WfMember *member = g_new0 (WfMember, 1);
      g_atomic_ref_count_init (&member->refs);
      member->id = g_strdup (IDS[i]);
      member->name = g_strdup ("");
      member->role = WF_ROLE_COORDINATOR;
      member->is_organisation = i == 2;
      g_ptr_array_add (members, member);
    }
  return members;
}

/* The printed code is often in the same hands. */
static void
test_organisation (void)
{
  g_autoptr (WfPackLibrary) packs = load_points (POINT ("a", LAPTOP));
  g_autoptr (GPtrArray) members = make_members ();
  g_autoptr (WfClaim) claim =
      wf_claim_new (list_of (packs), wf_checklist_lookup (list_of (packs), "a"));
  Fixture f;

  begin (&f);
  wf_sign_desk_free (f.desk);
  f.desk = wf_sign_desk_new (members);
  enter (&f, packs, "a", &SEEN);
  ask (&f, packs, "r", "a", &SEEN, DAY);
  g_autoptr (GPtrArray) waiting = wf_sign_desk_list_waiting (f.desk, ORGANISATION);
  g_autoptr (GPtrArray) yours = wf_sign_desk_list_waiting (f.desk, YOU);
  g_assert_cmpuint (waiting->len, ==, 0);
  g_assert_cmpuint (yours->len, ==, 1);
  sign (&f, "r", ORGANISATION, 2 * DAY);
  g_assert_cmpint (status_of (&f, packs, 0), ==, WF_POINT_WAITING);
  apply_agency (&f, wf_sign_record_declined (wf_sign_desk_lookup (f.desk, "r"), "no"), ORGANISATION,
                2 * DAY);
  g_assert_cmpint (status_of (&f, packs, 0), ==, WF_POINT_WAITING);
  /* Nor does it have work of its own that the one person could sign. */
  apply_agency (&f, wf_sign_record_asked ("o", claim, &SEEN), ORGANISATION, 2 * DAY);
  g_assert_null (wf_sign_desk_lookup (f.desk, "o"));
  sign (&f, "r", YOU, 2 * DAY);
  g_assert_cmpint (status_of (&f, packs, 0), ==, WF_POINT_SIGNED);
  end (&f);
}

/* A signature on paper is for the evidence and the words whose code stands on it. */
static void
test_outside (void)
{
  static const WfEvidence OTHER = { .text = (char *) "Something else entirely" };
  g_autoptr (WfPackLibrary) packs = load_points (POINT ("a", LAPTOP));
  g_autoptr (WfPackLibrary) same = load_list ("digcompedu", "2", BOTH (LAPTOP, "En plus"));
  g_autoptr (WfPackLibrary) other = load_points (POINT ("a", "Led the region's strategy"));
  WfChecklist *list = list_of (packs);
  const WfChecklistPoint *point = wf_checklist_lookup (list, "a");
  g_autoptr (WfClaim) claim = wf_claim_new (list, point);
  g_autofree char *code = wf_sign_dup_code (ME, claim, &SEEN);
  const WfPointEntry *entry;
  Fixture f;

  begin (&f);
  apply_own (&f,
             wf_checklist_record_entered (list, point, TRUE, NULL, &OTHER, "Mrs Outside", code));
  g_assert_cmpint (status_of (&f, packs, 0), ==, WF_POINT_TICKED);
  apply_own (&f, wf_checklist_record_entered (list, point, TRUE, NULL, &SEEN, "Mrs Outside", code));
  g_assert_cmpint (status_of (&f, packs, 0), ==, WF_POINT_OUTSIDE);

  /* The tick off and on, also under a version that has a translation more. */
  for (guint i = 0; i < 2; i++)
    {
      entry = wf_practice_book_get_entry (f.book, "c", "a");
      apply_own (&f, wf_checklist_record_ticked (
                         list_of (same), wf_checklist_lookup (list_of (same), "a"), entry, i == 1));
    }
  g_assert_cmpint (status_of (&f, same, 0), ==, WF_POINT_OUTSIDE);
  /* Under other words it is another point. */
  entry = wf_practice_book_get_entry (f.book, "c", "a");
  apply_own (&f, wf_checklist_record_ticked (
                     list_of (other), wf_checklist_lookup (list_of (other), "a"), entry, TRUE));
  g_assert_cmpint (status_of (&f, other, 0), ==, WF_POINT_TICKED);
  end (&f);
}

/* One click takes no reason away. */
static void
test_tick_keeps_reason (void)
{
  g_autoptr (WfPackLibrary) packs = load_points (POINT ("a", LAPTOP));
  WfChecklist *list = list_of (packs);
  const WfChecklistPoint *point = wf_checklist_lookup (list, "a");
  Fixture f;

  begin (&f);
  apply_own (
      &f, wf_checklist_record_entered (list, point, FALSE, "no laptops here", &SEEN, NULL, NULL));
  apply_own (&f, wf_checklist_record_ticked (list, point,
                                             wf_practice_book_get_entry (f.book, "c", "a"), TRUE));
  const WfPointEntry *entry = wf_practice_book_get_entry (f.book, "c", "a");
  g_assert_true (entry->is_ticked);
  g_assert_cmpstr (entry->not_applicable, ==, "no laptops here");
  g_assert_cmpstr (entry->evidence->text, ==, "seen");
  end (&f);
}

/* Each part of what is signed changes the digest, and no two parts read as one. */
static void
test_digest (void)
{
  static const struct {
    const char *staff, *framework, *version, *points;
    WfEvidence evidence;
  } OTHERS[] = {
    { ME, "digcompedu", "1", POINT ("a", "A"), { .text = (char *) "a", .link = (char *) "bc" } },
    { ME, "digcompedu", "1", POINT ("a", "A"), { .text = (char *) "ab" } },
    { YOU, "digcompedu", "1", POINT ("a", "A"), { .text = (char *) "ab", .link = (char *) "c" } },
    { ME, "other", "1", POINT ("a", "A"), { .text = (char *) "ab", .link = (char *) "c" } },
    { ME, "digcompedu", "1", POINT ("a", "B"), { .text = (char *) "ab", .link = (char *) "c" } },
    { ME,
      "digcompedu",
      "1",
      POINT_AT ("a", "A", "B2", "1.1"),
      { .text = (char *) "ab", .link = (char *) "c" } },
    { ME,
      "digcompedu",
      "1",
      POINT_AT ("a", "A", "B1", "1.1 1.2"),
      { .text = (char *) "ab", .link = (char *) "c" } },
  };
  const WfEvidence evidence = { .text = (char *) "ab", .link = (char *) "c" };
  g_autoptr (WfPackLibrary) packs = load_points (POINT ("a", "A"));
  g_autoptr (WfPackLibrary) newer = load_list ("digcompedu", "11", POINT ("a", "A"));
  g_autoptr (WfClaim) claim =
      wf_claim_new (list_of (packs), wf_checklist_lookup (list_of (packs), "a"));
  g_autoptr (WfClaim) same =
      wf_claim_new (list_of (newer), wf_checklist_lookup (list_of (newer), "a"));
  g_autofree char *digest = wf_sign_digest (ME, claim, &evidence);
  g_autofree char *again = wf_sign_digest (ME, same, &evidence);
  g_autofree char *code = wf_sign_code (digest);

  g_assert_cmpstr (digest, ==, again); /* a version in which the point stays is no other point */
  g_assert_cmpuint (strlen (code), ==, 9);
  for (guint i = 0; i < G_N_ELEMENTS (OTHERS); i++)
    {
      g_autoptr (WfPackLibrary) other =
          load_list (OTHERS[i].framework, OTHERS[i].version, OTHERS[i].points);
      g_autoptr (WfClaim) at =
          wf_claim_new (list_of (other), wf_checklist_lookup (list_of (other), "a"));
      g_autofree char *got = wf_sign_digest (OTHERS[i].staff, at, &OTHERS[i].evidence);
      g_assert_cmpstr (digest, !=, got);
    }
}

/* What a record says of a point may be anything. */
static void
test_odd_claims (void)
{
  static const char *const BODIES[] = {
    "{}",
    "{\"checklist\":\"c\"}",
    "{\"checklist\":\"c\",\"point\":\"a\",\"says\":3}",
    "{\"checklist\":\"c\",\"point\":\"a\",\"says\":{\"text\":[]}}",
    "{\"checklist\":\"c\",\"point\":\"a\",\"says\":{\"text\":[\"en\"]}}",
    "{\"checklist\":\"c\",\"point\":\"a\",\"says\":{\"text\":[\"en\",\"x\",\"en\",\"y\"]}}",
    "{\"checklist\":\"c\",\"point\":\"a\",\"says\":{\"text\":[\"\",\"x\"],\"level\":[]}}",
    "{\"checklist\":\"c\",\"point\":\"a\",\"says\":{\"text\":[\"en\",\"Turned on a laptop\"]}}",
  };
  g_autoptr (WfPackLibrary) packs = load_points (POINT ("a", LAPTOP));

  for (guint i = 0; i < G_N_ELEMENTS (BODIES); i++)
    {
      g_autoptr (JsonObject) body = wf_json_parse_object (BODIES[i], -1, NULL);
      g_autoptr (WfClaim) claim = wf_claim_new_from_body (body);
      g_assert_cmpint (claim != NULL, ==, i >= 2);
      if (claim == NULL)
        continue;
      g_assert_cmpint (claim->text != NULL, ==, i == 7);
      g_assert_false (
          wf_claim_holds (claim, list_of (packs), wf_checklist_lookup (list_of (packs), "a")));
      g_autofree char *digest = wf_sign_digest (ME, claim, &SEEN);
      g_assert_cmpuint (strlen (digest), ==, 64);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_autofree char *shipped = g_build_filename (g_getenv ("WF_BUILD_ROOT"), "data", NULL);

  library = wf_pack_library_load ((const char *const[]){ shipped, NULL });
  g_test_add_func ("/practice/sign/complete", test_complete);
  g_test_add_func ("/practice/sign/list-rewritten", test_list_rewritten);
  g_test_add_func ("/practice/sign/rewritten-while-waiting", test_rewritten_while_waiting);
  g_test_add_func ("/practice/sign/languages", test_languages);
  g_test_add_func ("/practice/sign/gone", test_gone);
  g_test_add_func ("/practice/sign/old-signature", test_old_signature);
  g_test_add_func ("/practice/sign/organisation", test_organisation);
  g_test_add_func ("/practice/sign/outside", test_outside);
  g_test_add_func ("/practice/sign/tick-keeps-reason", test_tick_keeps_reason);
  g_test_add_func ("/practice/sign/digest", test_digest);
  g_test_add_func ("/practice/sign/odd-claims", test_odd_claims);
  int status = g_test_run ();
  wf_pack_library_unref (library);
  return status;
}
