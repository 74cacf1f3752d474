/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Errors in words: what happened, what is safe, what to do. A table, one row a code; a
 * test walks every domain and fails when a code has no row. Pure but for gettext.
 */
#define G_LOG_DOMAIN "wf-ui"

#include "wf-error-text.h"

#include <gio/gio.h>
#include <glib/gi18n.h>
#include <stdio.h>

#include "wf-bank-sheet.h"
#include "wf-client-error.h"
#include "wf-csv.h"
#include "wf-feed-error.h"
#include "wf-fetch.h"
#include "wf-interview-replay.h"
#include "wf-interview.h"
#include "wf-json.h"
#include "wf-keyring.h"
#include "wf-pack.h"
#include "wf-page.h"
#include "wf-plan.h"
#include "wf-ratings.h"
#include "wf-resource.h"
#include "wf-secret.h"
#include "wf-speech.h"
#include "wf-store-error.h"
#include "wf-visit-session.h"
#include "wf-workshop-error.h"

typedef struct {
  GQuark (*domain) (void);
  int code;
  WfErrorText text;
} Row;

/* What may go wrong with a list from the web, in the words several codes share. */
#define NO_ANSWER                                                                                  \
  {                                                                                                \
    N_ ("The publisher of the list does not answer, or too slowly."),                              \
        N_ ("The list stays as it was."), N_ ("Look at the network, then try again.")              \
  }
#define NO_LIST                                                                                    \
  {                                                                                                \
    N_ ("There is no list at this address."), N_ ("The list stays as it was."),                    \
        N_ ("Look at the address again, or ask the publisher.")                                    \
  }
#define NOT_SAFE                                                                                   \
  {                                                                                                \
    N_ ("The connection to the publisher is not safe."), N_ ("The list stays as it was."),         \
        N_ ("Try another network. If it stays so, ask the publisher.")                             \
  }
#define NO_ROOM                                                                                    \
  {                                                                                                \
    N_ ("There is no room on the disk for the new list."), N_ ("The list stays as it was."),       \
        N_ ("Make room on the disk, then try again.")                                              \
  }
#define NOT_THEIRS                                                                                 \
  {                                                                                                \
    N_ ("This list does not come from its publisher, or was altered on the way."),                 \
        N_ ("The list stays as it was."), N_ ("Tell your coordinator and the publisher.")          \
  }
#define OLDER                                                                                      \
  {                                                                                                \
    N_ ("The copy that was found is older than your list."), N_ ("The list stays as it was."),     \
        N_ ("Try again tomorrow.")                                                                 \
  }
#define NOT_RENEWED                                                                                \
  {                                                                                                \
    N_ ("The publisher has not renewed the list in time."),                                        \
        N_ ("The list stays as it was, and grows older."), N_ ("Ask the publisher.")               \
  }
#define WRONG_CLOCK                                                                                \
  {                                                                                                \
    N_ ("The list comes from the future: this computer’s clock or the publisher’s is not right."), \
        N_ ("The list stays as it was."),                                                          \
        N_ ("Look at the date of this computer, then try again.")                                  \
  }
#define FAULTY                                                                                     \
  {                                                                                                \
    N_ ("The publisher’s list is not as it should be."), N_ ("The list stays as it was."),         \
        N_ ("Ask the publisher to look at it.")                                                    \
  }
#define MANY_GO                                                                                    \
  {                                                                                                \
    N_ ("The new list leaves out many offers."),                                                   \
        N_ ("The list stays as it was until you decide."),                                         \
        N_ ("Look at what would go, then decide.")                                                 \
  }
#define SYNC_BUSY                                                                                  \
  {                                                                                                \
    N_ ("The list is being renewed already."), N_ ("The list stays as it was."),                   \
        N_ ("Wait a moment.")                                                                      \
  }

static const Row ROWS[] = {
  { wf_json_error_quark,
    WF_JSON_ERROR_SYNTAX,
    { N_ ("The file could not be read: something in it is not as it should be."),
      N_ ("Nothing was changed."), N_ ("Ask for the file again.") } },
  { wf_csv_error_quark,
    WF_CSV_ERROR_QUOTE,
    { N_ ("The file could not be read: something in it is not as it should be."),
      N_ ("Nothing was changed."), N_ ("Save it again as CSV in UTF-8, then try again.") } },
  { wf_csv_error_quark,
    WF_CSV_ERROR_UNFINISHED,
    { N_ ("The file could not be read: something in it is not as it should be."),
      N_ ("Nothing was changed."), N_ ("Ask for the file again.") } },
  { wf_csv_error_quark,
    WF_CSV_ERROR_ENCODING,
    { N_ ("The file could not be read: something in it is not as it should be."),
      N_ ("Nothing was changed."), N_ ("Save it again as CSV in UTF-8, then try again.") } },
  { wf_csv_error_quark,
    WF_CSV_ERROR_RAGGED,
    { N_ ("The file could not be read: something in it is not as it should be."),
      N_ ("Nothing was changed."), N_ ("Save it again as CSV in UTF-8, then try again.") } },
  { wf_bank_sheet_error_quark,
    WF_BANK_SHEET_ERROR_FORMAT,
    { N_ ("This is not a file of this bank of questions."), N_ ("No number was changed."),
      N_ ("Save the bank again and change only the numbers in it.") } },
  { wf_bank_sheet_error_quark,
    WF_BANK_SHEET_ERROR_ITEM,
    { N_ ("The file names a question that this bank does not have in that form."),
      N_ ("No number was changed."),
      N_ ("Save the bank again and change only the numbers in it.") } },
  { wf_bank_sheet_error_quark,
    WF_BANK_SHEET_ERROR_NUMBER,
    { N_ ("A number in the file is missing, or is not between −6 and 6."),
      N_ ("No number was changed."), N_ ("Look at the file again.") } },
  { wf_speech_error_quark,
    WF_SPEECH_ERROR_NO_SERVICE,
    { N_ ("This computer cannot read aloud."), N_ ("The question is still here."),
      N_ ("Read it together.") } },
  { wf_speech_error_quark,
    WF_SPEECH_ERROR_NO_VOICE,
    { N_ ("This computer has no voice for this language."), N_ ("The question is still here."),
      N_ ("Read it together.") } },
  { wf_keyring_error_quark,
    WF_KEYRING_ERROR_NO_SERVICE,
    { N_ ("This desktop does not keep passphrases."), N_ ("Nothing was changed."),
      N_ ("Type your passphrase each time.") } },
  { wf_workshop_error_quark,
    WF_WORKSHOP_ERROR_NOTHING,
    { N_ ("That does nothing on this slide."), N_ ("Nothing was changed."),
      N_ ("Look at the slide, then try again.") } },
  { wf_workshop_error_quark,
    WF_WORKSHOP_ERROR_LINE,
    { N_ ("That does nothing on this slide."), N_ ("Nothing was changed."),
      N_ ("Look at the slide, then try again.") } },
  { wf_workshop_error_quark,
    WF_WORKSHOP_ERROR_NOT_NOW,
    { N_ ("That does nothing on this slide."), N_ ("Nothing was changed."),
      N_ ("Look at the slide, then try again.") } },
  { wf_workshop_error_quark,
    WF_WORKSHOP_ERROR_CHOICE,
    { N_ ("That does nothing on this slide."), N_ ("Nothing was changed."),
      N_ ("Look at the slide, then try again.") } },
  { wf_workshop_error_quark,
    WF_WORKSHOP_ERROR_CLOSED,
    { N_ ("The question is closed."), N_ ("The votes are kept."), N_ ("Open it again first.") } },
  { wf_workshop_error_quark,
    WF_WORKSHOP_ERROR_TEXT,
    { N_ ("This idea is empty or too long."), N_ ("Nothing was changed."),
      N_ ("Say it in a few words.") } },
  { wf_workshop_error_quark,
    WF_WORKSHOP_ERROR_TOKEN,
    { N_ ("This phone is not part of the workshop."), N_ ("The votes are kept."),
      N_ ("Join again with the code on the wall.") } },
  { wf_workshop_error_quark,
    WF_WORKSHOP_ERROR_CODE,
    { N_ ("This phone is not part of the workshop."), N_ ("The votes are kept."),
      N_ ("Join again with the code on the wall.") } },
  { wf_workshop_error_quark,
    WF_WORKSHOP_ERROR_FULL,
    { N_ ("As many phones joined as people were counted."), N_ ("The votes are kept."),
      N_ ("Count the people again.") } },
  { wf_workshop_error_quark,
    WF_WORKSHOP_ERROR_ENDED,
    { N_ ("The workshop is over."), N_ ("Its results are kept."),
      N_ ("Look at them under Workshops.") } },
  { wf_workshop_error_quark,
    WF_WORKSHOP_ERROR_DECK,
    { N_ ("There is no such deck, or it was changed since."), N_ ("Nothing was changed."),
      N_ ("Choose another one, or begin anew.") } },
  { wf_workshop_error_quark,
    WF_WORKSHOP_ERROR_NETWORK,
    { N_ ("Phones cannot reach this computer there."), N_ ("Hands and cards still count."),
      N_ ("Choose another address.") } },
  { wf_workshop_error_quark,
    WF_WORKSHOP_ERROR_CHILD,
    { N_ ("The part that phones talk to has stopped."),
      N_ ("What was counted is kept. Hands and cards still count."), N_ ("Start it again.") } },
  { wf_store_error_quark,
    WF_STORE_ERROR_IO,
    { N_ ("The disk did not do as asked."), N_ ("Nothing is half written."),
      N_ ("Try again. If it happens again, have the disk looked at.") } },
  { wf_store_error_quark,
    WF_STORE_ERROR_FULL,
    { N_ ("The disk is full: this was not saved."), N_ ("What was saved before is safe."),
      N_ ("Make room on the disk, then try again.") } },
  { wf_store_error_quark,
    WF_STORE_ERROR_DAMAGED,
    { N_ ("The file with your clients is harmed."), N_ ("Nothing was deleted."),
      N_ ("Ask your coordinator to rescue what is whole, or to open a backup.") } },
  { wf_store_error_quark,
    WF_STORE_ERROR_NEWER,
    { N_ ("A newer Wayfinder wrote this file."), N_ ("It was not touched."),
      N_ ("Update Wayfinder, then open it again.") } },
  { wf_store_error_quark,
    WF_STORE_ERROR_BUSY,
    { N_ ("Another Wayfinder is using this file."), N_ ("Nothing was changed."),
      N_ ("Close the other one, then try again.") } },
  { wf_store_error_quark,
    WF_STORE_ERROR_EXISTS,
    { N_ ("There is an agency in this folder already."), N_ ("It was not touched."),
      N_ ("Open it, or choose another folder.") } },
  { wf_store_error_quark,
    WF_STORE_ERROR_NOT_FOUND,
    { N_ ("It is not here any more."), N_ ("Nothing was changed."), N_ ("Go back to the list.") } },
  { wf_store_error_quark,
    WF_STORE_ERROR_PLACE,
    { N_ ("This folder is copied to other computers, or is on a network drive."),
      N_ ("Nothing was written there."),
      N_ ("Close Wayfinder. Move the folder to this computer’s own disk, or choose another one "
          "there: wayfinder --data-dir FOLDER") } },
  { wf_store_error_quark,
    WF_STORE_ERROR_READ_ONLY,
    { N_ ("Wayfinder cannot write in this folder."), N_ ("Nothing was changed."),
      N_ ("Ask whoever looks after this computer for the right to write there, or choose another "
          "folder: wayfinder --data-dir FOLDER") } },
  { wf_store_error_quark,
    WF_STORE_ERROR_COPIES,
    { N_ ("The client is forgotten, but older copies in the backups folder could not be "
          "destroyed."),
      N_ ("The client is gone from the file you work with."),
      N_ ("Ask whoever looks after this computer for the right to write in that folder. Wayfinder "
          "tries again when it is next unlocked.") } },
  { wf_store_error_quark,
    WF_STORE_ERROR_WRONG_PASSPHRASE,
    { N_ ("That passphrase does not open it."), N_ ("Nothing is lost, nothing was changed."),
      N_ ("Look at the keyboard’s language and Caps Lock, then type it again.") } },
  { wf_store_error_quark,
    WF_STORE_ERROR_WAIT,
    { N_ ("That was tried several times."), N_ ("Nothing is lost."),
      N_ ("Wait a little, then type it again.") } },
  { wf_store_error_quark,
    WF_STORE_ERROR_LOCKED,
    { N_ ("Wayfinder is locked."), N_ ("Everything is saved."), N_ ("Unlock it first.") } },
  { wf_store_error_quark,
    WF_STORE_ERROR_NOT_ALLOWED,
    { N_ ("Your role does not include this."), N_ ("Nothing was changed."),
      N_ ("Ask a coordinator.") } },
  { wf_store_error_quark,
    WF_STORE_ERROR_RESTRICTED,
    { N_ ("Only named colleagues open this client."), N_ ("Nothing was changed."),
      N_ ("Ask one of them.") } },
  { wf_store_error_quark,
    WF_STORE_ERROR_ALTERED,
    { N_ ("What was read is not what was written."),
      N_ ("It is kept aside, not shown and not deleted."), N_ ("Tell your coordinator.") } },
  { wf_store_error_quark,
    WF_STORE_ERROR_CONTESTED,
    { N_ ("Somebody wrote into the list of people past Wayfinder."),
      N_ ("Nobody was given a key. Clients can be worked with as before."),
      N_ ("Check the file (Preferences), and restore a backup from before it happened.") } },
  { wf_store_error_quark,
    WF_STORE_ERROR_TOO_LARGE,
    { N_ ("The text is too long to keep."), N_ ("What was saved before is safe."),
      N_ ("Make it shorter.") } },
  { wf_store_error_quark,
    WF_STORE_ERROR_INVALID,
    { N_ ("That cannot be done here."), N_ ("Nothing was changed."),
      N_ ("Go back and choose something else.") } },
  { wf_store_error_quark,
    WF_STORE_ERROR_INTERRUPTED,
    { N_ ("It was stopped."), N_ ("Nothing was changed."), N_ ("Start again when you wish.") } },
  { wf_keyring_error_quark,
    WF_KEYRING_ERROR_OFF,
    { N_ ("Keeping the passphrase on this desktop is off."), N_ ("Nothing was changed."),
      N_ ("Turn it on in Preferences, or type your passphrase.") } },
  { wf_visit_error_quark,
    WF_VISIT_ERROR_BUSY,
    { N_ ("The answer before is still being saved."), N_ ("Nothing is lost."),
      N_ ("Wait a moment.") } },
  { wf_visit_error_quark,
    WF_VISIT_ERROR_UNSAVED,
    { N_ ("An answer is not saved yet."), N_ ("The answers before are safe."),
      N_ ("Try to save it again first.") } },
  { wf_visit_error_quark,
    WF_VISIT_ERROR_NOT_OPEN,
    { N_ ("There is no open visit with this client."), N_ ("Everything is saved."),
      N_ ("Start a new visit.") } },
  { wf_visit_error_quark,
    WF_VISIT_ERROR_NO_INTERVIEW,
    { N_ ("This visit has no questions yet."), N_ ("Everything is saved."),
      N_ ("Turn it into a full assessment first.") } },
  { wf_interview_error_quark,
    WF_INTERVIEW_ERROR_NOT_ASKING,
    { N_ ("There is no question now."), N_ ("All answers are saved."),
      N_ ("Look at what we heard, or go back to the client.") } },
  { wf_interview_error_quark,
    WF_INTERVIEW_ERROR_OPTION,
    { N_ ("No answer is chosen."), N_ ("The answers before are saved."),
      N_ ("Choose an answer, or skip.") } },
  { wf_interview_error_quark,
    WF_INTERVIEW_ERROR_REASON,
    { N_ ("That is not a reason to skip."), N_ ("The answers before are saved."),
      N_ ("Choose one of the reasons.") } },
  { wf_interview_error_quark,
    WF_INTERVIEW_ERROR_NOTHING_BEFORE,
    { N_ ("This is the first question."), N_ ("Nothing was changed."), N_ ("Go on from here.") } },
  { wf_interview_error_quark,
    WF_INTERVIEW_ERROR_ITEM,
    { N_ ("This question is not in the question bank any more."), N_ ("The answers are saved."),
      N_ ("Go on with the next one.") } },
  { wf_interview_error_quark,
    WF_INTERVIEW_ERROR_NOT_NOW,
    { N_ ("This question waits for a better moment."), N_ ("It is kept for later."),
      N_ ("Go on with the next one.") } },
  { wf_interview_error_quark,
    WF_INTERVIEW_ERROR_PHASE,
    { N_ ("This step belongs to another part of the visit."), N_ ("All answers are saved."),
      N_ ("Go on from the question that stands.") } },
  { wf_replay_error_quark,
    WF_REPLAY_ERROR_LINE,
    { N_ ("A line of the file is not an answer."), N_ ("Nothing was changed."),
      N_ ("Ask for the file again.") } },
  { wf_catalogue_error_quark,
    WF_CATALOGUE_ERROR_FORMAT,
    { N_ ("The list of offers could not be read."), N_ ("Clients and plans are not touched."),
      N_ ("Ask your curator for another copy.") } },
  { wf_catalogue_error_quark,
    WF_CATALOGUE_ERROR_NOT_FOUND,
    { N_ ("This offer is not in the list any more."), N_ ("Plans that name it keep what they say."),
      N_ ("Look for it by name.") } },
  { wf_catalogue_error_quark,
    WF_CATALOGUE_ERROR_DATABASE,
    { N_ ("The list of offers cannot be opened."), N_ ("Clients and plans are not touched."),
      N_ ("Close Wayfinder and open it: the list is made anew.") } },
  { wf_catalogue_error_quark,
    WF_CATALOGUE_ERROR_SHRINKS,
    { N_ ("Most of what is in this list would go."), N_ ("The catalogue is as it was."),
      N_ ("Ask whoever makes the list whether that is right.") } },
  { wf_catalogue_error_quark,
    WF_CATALOGUE_ERROR_NOT_KEPT,
    { N_ ("That could not be kept."), N_ ("Nothing was changed."),
      N_ ("The offer may be another one by now: look at it again.") } },
  { wf_fetch_error_quark, WF_FETCH_ERROR_ADDRESS, NO_LIST },
  { wf_fetch_error_quark, WF_FETCH_ERROR_OFFLINE, NO_ANSWER },
  { wf_fetch_error_quark, WF_FETCH_ERROR_SECURE, NOT_SAFE },
  { wf_fetch_error_quark, WF_FETCH_ERROR_TIMEOUT, NO_ANSWER },
  { wf_fetch_error_quark, WF_FETCH_ERROR_SLOW, NO_ANSWER },
  { wf_fetch_error_quark, WF_FETCH_ERROR_TRUNCATED, NO_ANSWER },
  { wf_fetch_error_quark, WF_FETCH_ERROR_TOO_LARGE, FAULTY },
  { wf_fetch_error_quark, WF_FETCH_ERROR_REDIRECT, NO_LIST },
  { wf_fetch_error_quark, WF_FETCH_ERROR_STATUS, NO_LIST },
  { wf_fetch_error_quark, WF_FETCH_ERROR_DISK, NO_ROOM },
  { wf_feed_error_quark, WF_FEED_ERROR_KEY, NOT_THEIRS },
  { wf_feed_error_quark, WF_FEED_ERROR_SIGNATURE, NOT_THEIRS },
  { wf_feed_error_quark, WF_FEED_ERROR_KEYS, NOT_THEIRS },
  { wf_feed_error_quark, WF_FEED_ERROR_KEYS_EXPIRED, NOT_RENEWED },
  { wf_feed_error_quark, WF_FEED_ERROR_FORMAT, NO_LIST },
  { wf_feed_error_quark, WF_FEED_ERROR_OTHER_FEED, NO_LIST },
  { wf_feed_error_quark, WF_FEED_ERROR_ROLLBACK, OLDER },
  { wf_feed_error_quark, WF_FEED_ERROR_EQUIVOCATION, NOT_THEIRS },
  { wf_feed_error_quark, WF_FEED_ERROR_EXPIRED, NOT_RENEWED },
  { wf_feed_error_quark, WF_FEED_ERROR_CLOCK, WRONG_CLOCK },
  { wf_feed_error_quark, WF_FEED_ERROR_JUMP, FAULTY },
  { wf_feed_error_quark, WF_FEED_ERROR_MIX, NOT_THEIRS },
  { wf_feed_error_quark, WF_FEED_ERROR_PATH, FAULTY },
  { wf_feed_error_quark, WF_FEED_ERROR_HASH, NOT_THEIRS },
  { wf_feed_error_quark, WF_FEED_ERROR_SIZE, FAULTY },
  { wf_feed_error_quark, WF_FEED_ERROR_BOMB, FAULTY },
  { wf_feed_error_quark, WF_FEED_ERROR_BODY, FAULTY },
  { wf_feed_error_quark, WF_FEED_ERROR_RECORD, FAULTY },
  { wf_feed_error_quark, WF_FEED_ERROR_SUM, FAULTY },
  { wf_feed_error_quark, WF_FEED_ERROR_REMOVAL, MANY_GO },
  { wf_feed_error_quark, WF_FEED_ERROR_BUSY, SYNC_BUSY },
  { wf_client_error_quark,
    WF_CLIENT_ERROR_UNKNOWN_FACT,
    { N_ ("This is not something we ask."), N_ ("Nothing was changed."),
      N_ ("Choose another question.") } },
  { wf_client_error_quark,
    WF_CLIENT_ERROR_BAD_VALUE,
    { N_ ("This cannot be right."), N_ ("What was saved before is safe."),
      N_ ("Look at it again and correct it.") } },
  { wf_client_error_quark,
    WF_CLIENT_ERROR_NOT_FOUND,
    { N_ ("This client is not here any more."), N_ ("Nothing was changed."),
      N_ ("Go back to the list.") } },
  { wf_client_error_quark,
    WF_CLIENT_ERROR_HELD,
    { N_ ("Someone put this client on hold."), N_ ("Nothing was deleted."),
      N_ ("End the hold first, and say why.") } },
  { wf_client_error_quark,
    WF_CLIENT_ERROR_SECOND_PERSON,
    { N_ ("This needs a second person."), N_ ("Nothing was deleted."),
      N_ ("Ask a colleague to say yes with their passphrase.") } },
  { wf_client_error_quark,
    WF_CLIENT_ERROR_VISIT_OPEN,
    { N_ ("A visit with this client is still open."), N_ ("It is saved."),
      N_ ("Continue it, or end it first.") } },
  { wf_client_error_quark,
    WF_CLIENT_ERROR_REFUSED,
    { N_ ("The client has not agreed to this."), N_ ("Nothing was changed."),
      N_ ("Ask them first. A no stays a no, unless they come back to it.") } },
  { wf_client_error_quark,
    WF_CLIENT_ERROR_TOO_MANY,
    { N_ ("Too many things are due for this client."), N_ ("Nothing was changed."),
      N_ ("Finish one of them first, or drop it.") } },
  { wf_client_error_quark,
    WF_CLIENT_ERROR_NOT_READY,
    { N_ ("This thing cannot be lent now."), N_ ("Nothing was changed."),
      N_ ("Choose another one, or say first that it was emptied.") } },
  { wf_pack_error_quark,
    WF_PACK_ERROR_READ,
    { N_ ("The file cannot be read."), N_ ("What was there before is still used."),
      N_ ("Look whether it is there and may be read.") } },
  { wf_pack_error_quark,
    WF_PACK_ERROR_TOO_LARGE,
    { N_ ("The file is too large."), N_ ("What was there before is still used."),
      N_ ("Divide it into smaller ones.") } },
  { wf_pack_error_quark,
    WF_PACK_ERROR_NOT_A_PACK,
    { N_ ("This file is not a pack of Wayfinder."), N_ ("What was there before is still used."),
      N_ ("Ask whoever made it to check it.") } },
  { wf_crypto_error_quark,
    WF_CRYPTO_ERROR_OPEN,
    { N_ ("This does not open with the key at hand."), N_ ("Nothing was changed."),
      N_ ("Ask whoever gave it to you.") } },
  { wf_crypto_error_quark,
    WF_CRYPTO_ERROR_SIGNATURE,
    { N_ ("This was not written by who it says."), N_ ("It is not used."),
      N_ ("Tell your coordinator.") } },
  { wf_crypto_error_quark,
    WF_CRYPTO_ERROR_MEMORY,
    { N_ ("This computer has too little free memory to unlock."), N_ ("Nothing is lost."),
      N_ ("Close other programs, then try again.") } },
  { wf_crypto_error_quark,
    WF_CRYPTO_ERROR_INVALID,
    { N_ ("That cannot be done here."), N_ ("Nothing was changed."),
      N_ ("Go back and choose something else.") } },
  { wf_page_error_quark,
    WF_PAGE_ERROR_OVERFLOW,
    { N_ ("The page has more than one side."), N_ ("The plan is saved."),
      N_ ("Take something off the page.") } },
  { wf_page_error_quark,
    WF_PAGE_ERROR_CODE,
    { N_ ("A text is too long for a square code."), N_ ("The plan is saved."),
      N_ ("It is printed as words.") } },
  { wf_page_error_quark,
    WF_PAGE_ERROR_PICTOGRAM,
    { N_ ("A drawing for the page is missing."), N_ ("The plan is saved."),
      N_ ("Install Wayfinder again.") } },
  { wf_page_error_quark,
    WF_PAGE_ERROR_OUTPUT,
    { N_ ("The page was not made."), N_ ("The plan is saved."),
      N_ ("Try again, or choose another place.") } },
  { wf_plan_error_quark,
    WF_PLAN_ERROR_PAPER_NOT_ASKED,
    { N_ ("Nobody asked yet whether it is safe to take paper home."), N_ ("The plan is saved."),
      N_ ("Ask first.") } },
  { wf_plan_error_quark,
    WF_PLAN_ERROR_PAPER_STAYS,
    { N_ ("The client wants no paper."), N_ ("The plan is kept here."),
      N_ ("Open it together at the next visit.") } },
  { wf_plan_error_quark,
    WF_PLAN_ERROR_EMPTY,
    { N_ ("Nothing is chosen for the page."), N_ ("The plan is saved."),
      N_ ("Choose at least one sentence.") } },
  { wf_plan_error_quark,
    WF_PLAN_ERROR_NO_ROOM,
    { N_ ("Not even one sentence fits on the page."), N_ ("The plan is saved."),
      N_ ("Make what was edited shorter.") } },
  { wf_practice_error_quark,
    WF_PRACTICE_ERROR_RATINGS,
    { N_ ("The file could not be read: something in it is not as it should be."),
      N_ ("Nothing was changed."), N_ ("Ask for the file again.") } },
  { wf_practice_error_quark,
    WF_PRACTICE_ERROR_NO_BANDS,
    { N_ ("This map draws no lines between its stages."), N_ ("Your answers are safe."),
      N_ ("Look at the sentences instead.") } },
  { wf_practice_error_quark,
    WF_PRACTICE_ERROR_FILE,
    { N_ ("The file is too large to be kept here."), N_ ("The rest of the list is safe."),
      N_ ("Choose a smaller file, or say in words what shows it.") } },
  { wf_practice_error_quark,
    WF_PRACTICE_ERROR_CODE,
    { N_ ("That code is not the one of this evidence."), N_ ("Nothing was changed."),
      N_ ("Type the code that stands on the signed paper, or empty both lines: other evidence "
          "needs another signature.") } },
  { wf_practice_error_quark,
    WF_PRACTICE_ERROR_OWN_WORK,
    { N_ ("Nobody signs off their own work."), N_ ("Nothing was signed."),
      N_ ("Ask a colleague to look at it.") } },
  { wf_practice_error_quark,
    WF_PRACTICE_ERROR_CHANGED,
    { N_ ("The evidence is not what you were asked about any more."), N_ ("Nothing was signed."),
      N_ ("Look at it again, then sign.") } },
  { wf_practice_error_quark,
    WF_PRACTICE_ERROR_NOT_FOUND,
    { N_ ("It is not here any more."), N_ ("Nothing was changed."), N_ ("Go back to the list.") } },
  { g_io_error_quark,
    G_IO_ERROR_NO_SPACE,
    { N_ ("The disk is full."), N_ ("What was saved before is safe."),
      N_ ("Make room on the disk, then try again.") } },
  { g_io_error_quark,
    G_IO_ERROR_PERMISSION_DENIED,
    { N_ ("Wayfinder may not write there."), N_ ("Nothing was changed."),
      N_ ("Choose another folder.") } },
  { g_io_error_quark,
    G_IO_ERROR_NOT_FOUND,
    { N_ ("The file is not there any more."), N_ ("Nothing was changed."),
      N_ ("Look for it, or choose another one.") } },
};

static const WfErrorText OTHER = {
  N_ ("Something did not work."),
  N_ ("What was saved before is safe."),
  N_ ("Try again. If it happens again, close Wayfinder and open it."),
};

static const Row *
find_row (const GError *error)
{
  for (guint i = 0; i < G_N_ELEMENTS (ROWS); i++)
    {
      if (error->domain == ROWS[i].domain () && error->code == ROWS[i].code)
        return &ROWS[i];
    }
  return NULL;
}

WfErrorText
wf_error_get_text (const GError *error)
{
  const Row *row;
  WfErrorText text = OTHER;

  g_return_val_if_fail (error != NULL, OTHER);

  row = find_row (error);
  if (row != NULL)
    text = row->text;
  text.happened = _ (text.happened);
  text.safe = _ (text.safe);
  text.todo = _ (text.todo);
  return text;
}

/* "process 12 on front-desk", as the lock file says it, in the interface's language. */
static char *
dup_holder (const char *text)
{
  char number[16], computer[128];

  if (sscanf (text, "process %15[0-9] on %127s", number, computer) != 2)
    return g_strdup (text);
  /* Translators: which program uses the file: the number of its process, the name of its computer
   */
  return g_strdup_printf (_ ("process %s on %s"), number, computer);
}

char *
wf_error_dup_detail (const GError *error)
{
  static const char held[] = "held by ";
  const char *bracket;

  g_return_val_if_fail (error != NULL, NULL);

  /* Who holds the vault is a program's number and a computer's name, and may be shown. */
  if (g_error_matches (error, WF_STORE_ERROR, WF_STORE_ERROR_BUSY) &&
      g_str_has_prefix (error->message, held))
    return dup_holder (error->message + strlen (held));
  /* So is what keeps the folder in step: a service or a kind of drive, in brackets at the end. */
  bracket = strrchr (error->message, '(');
  if (g_error_matches (error, WF_STORE_ERROR, WF_STORE_ERROR_PLACE) && bracket != NULL)
    return g_strndup (bracket + 1, strcspn (bracket + 1, ")"));
  return NULL;
}

char *
wf_error_to_user_text (const GError *error)
{
  WfErrorText text;

  g_return_val_if_fail (error != NULL, NULL);

  text = wf_error_get_text (error);
  /* Translators: what happened, what is safe, what to do: three sentences */
  return g_strdup_printf (_ ("%s %s %s"), text.happened, text.safe, text.todo);
}

gboolean
wf_error_has_own_text (const GError *error)
{
  g_return_val_if_fail (error != NULL, FALSE);

  return find_row (error) != NULL;
}
