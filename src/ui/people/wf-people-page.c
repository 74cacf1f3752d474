/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * People and keys. The page shows the vault's list of members and opens the dialogs that
 * change it; it follows "members-changed" and holds nothing else.
 */
#define G_LOG_DOMAIN "wf-ui"

#include "wf-people-page.h"

#include <glib/gi18n.h>

#include "wf-chip.h"
#include "wf-hand-over.h"
#include "wf-people-dialogs.h"
#include "wf-people-words.h"
#include "wf-rows.h"

struct _WfPeoplePage {
  WfPane parent_instance;

  GtkButton *add_button;
  AdwPreferencesGroup *people_group;
  AdwPreferencesGroup *left_group;
  AdwPreferencesGroup *mine_group;
  AdwPreferencesGroup *code_group;
  AdwPreferencesGroup *key_group;
  AdwActionRow *renew_row;

  GPtrArray *people_rows; /* (element-type GtkWidget), borrowed from the groups */
  GPtrArray *left_rows;
};

G_DEFINE_FINAL_TYPE (WfPeoplePage, wf_people_page, WF_TYPE_PANE)

static GtkWindow *
get_window (WfPeoplePage *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  return GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL;
}

/* Actions about one colleague. */
static const struct {
  const char *name;
  WfTaskDialog *(*open) (WfServices *services, GtkWindow *parent, const char *staff_id);
} ABOUT[] = {
  { "people.change-role", wf_people_ask_change_role },
  { "people.recover", wf_people_ask_recover },
  { "people.remove", wf_people_ask_remove },
};

/* Actions about the agency or myself. */
static const struct {
  const char *name;
  WfTaskDialog *(*open) (WfServices *services, GtkWindow *parent);
} OTHERS[] = {
  { "people.add", wf_people_ask_add },
  { "people.change-my-passphrase", wf_people_ask_change_my_passphrase },
  { "people.test-code", wf_people_ask_test_code },
  { "people.renew-code", wf_people_ask_renew_code },
  { "people.rotate", wf_people_ask_rotate },
};

static void
on_about_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  WfServices *services = wf_pane_get_services (WF_PANE (widget));

  for (guint i = 0; i < G_N_ELEMENTS (ABOUT); i++)
    {
      if (g_str_equal (ABOUT[i].name, name))
        ABOUT[i].open (services, get_window (WF_PEOPLE_PAGE (widget)),
                       g_variant_get_string (parameter, NULL));
    }
}

static void
on_other_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  WfServices *services = wf_pane_get_services (WF_PANE (widget));

  for (guint i = 0; i < G_N_ELEMENTS (OTHERS); i++)
    {
      if (g_str_equal (OTHERS[i].name, name))
        OTHERS[i].open (services, get_window (WF_PEOPLE_PAGE (widget)));
    }
}

static void
on_hand_over_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  wf_hand_over_show (wf_pane_get_services (WF_PANE (widget)), get_window (WF_PEOPLE_PAGE (widget)),
                     NULL);
}

static GtkWidget *
make_menu_button (const WfMember *member)
{
  g_autoptr (GMenu) menu = g_menu_new ();

  wf_menu_append (menu, _ ("Change the Role…"), "people.change-role", member->id);
  wf_menu_append (menu, _ ("Forgotten Passphrase…"), "people.recover", member->id);
  wf_menu_append (menu, _ ("Remove…"), "people.remove", member->id);
  return wf_menu_button_new_about (G_MENU_MODEL (menu), member->name);
}

static void
add_member (WfPeoplePage *self, const WfMember *member)
{
  WfVault *vault = wf_pane_get_services (WF_PANE (self))->vault;
  gboolean is_me = g_strcmp0 (member->id, wf_vault_get_staff_id (vault)) == 0;
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *avatar = adw_avatar_new (32, member->name, TRUE);
  g_autofree char *title = g_markup_escape_text (member->name, -1);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row),
                               member->has_left ? _ ("Left; the name stays on what they wrote")
                                                : wf_role_get_words (member->role));
  gtk_accessible_update_property (GTK_ACCESSIBLE (avatar), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  member->name, -1);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), avatar);
  if (is_me)
    adw_action_row_add_suffix (ADW_ACTION_ROW (row), wf_chip_new (WF_CHIP_NEUTRAL, _ ("You")));
  else if (wf_people_is_coordinator (vault) && !member->has_left)
    adw_action_row_add_suffix (ADW_ACTION_ROW (row), make_menu_button (member));

  g_ptr_array_add (member->has_left ? self->left_rows : self->people_rows, row);
  adw_preferences_group_add (member->has_left ? self->left_group : self->people_group, row);
}

static void
update (WfPeoplePage *self)
{
  WfServices *services = wf_pane_get_services (WF_PANE (self));
  gboolean coordinator = wf_people_is_coordinator (services->vault);
  gboolean organisation = wf_people_is_organisation (services->vault);
  g_autoptr (GPtrArray) here = NULL;
  g_autoptr (GPtrArray) all = NULL;

  if (wf_vault_get_state (services->vault) != WF_VAULT_UNLOCKED)
    return;

  here = wf_people_list (services->vault, services->format, TRUE);
  all = wf_vault_get_members (services->vault);
  wf_rows_clear (self->people_rows);
  wf_rows_clear (self->left_rows);
  for (guint i = 0; i < here->len; i++)
    add_member (self, here->pdata[i]);
  for (guint i = 0; i < all->len; i++)
    {
      if (((WfMember *) all->pdata[i])->has_left)
        add_member (self, all->pdata[i]);
    }

  gtk_widget_set_visible (GTK_WIDGET (self->left_group), self->left_rows->len > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->add_button), coordinator);
  gtk_widget_set_visible (GTK_WIDGET (self->mine_group), !organisation);
  gtk_widget_set_visible (GTK_WIDGET (self->code_group), coordinator);
  gtk_widget_set_visible (GTK_WIDGET (self->key_group), coordinator);
  gtk_widget_set_visible (GTK_WIDGET (self->renew_row), !organisation);
  for (guint i = 0; i < G_N_ELEMENTS (ABOUT); i++)
    gtk_widget_action_set_enabled (GTK_WIDGET (self), ABOUT[i].name, coordinator);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "people.add", coordinator);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "people.test-code", coordinator);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "people.rotate", coordinator);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "people.renew-code",
                                 coordinator && !organisation);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "people.change-my-passphrase", !organisation);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "people.hand-over",
                                 wf_role_leads (wf_vault_get_role (services->vault)));
}

static void
wf_people_page_shown (WfPane *pane)
{
  update (WF_PEOPLE_PAGE (pane));
}

static void
wf_people_page_constructed (GObject *object)
{
  WfPeoplePage *self = WF_PEOPLE_PAGE (object);

  G_OBJECT_CLASS (wf_people_page_parent_class)->constructed (object);
  g_signal_connect_object (wf_pane_get_services (WF_PANE (self))->vault, "members-changed",
                           G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
}

static void
wf_people_page_finalize (GObject *object)
{
  WfPeoplePage *self = WF_PEOPLE_PAGE (object);

  g_ptr_array_unref (self->people_rows);
  g_ptr_array_unref (self->left_rows);
  G_OBJECT_CLASS (wf_people_page_parent_class)->finalize (object);
}

static void
wf_people_page_class_init (WfPeoplePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->constructed = wf_people_page_constructed;
  G_OBJECT_CLASS (klass)->finalize = wf_people_page_finalize;
  WF_PANE_CLASS (klass)->shown = wf_people_page_shown;
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/digitalnavigators/Wayfinder/ui/people/wf-people-page.ui");
  gtk_widget_class_bind_template_child (widget_class, WfPeoplePage, add_button);
  gtk_widget_class_bind_template_child (widget_class, WfPeoplePage, people_group);
  gtk_widget_class_bind_template_child (widget_class, WfPeoplePage, left_group);
  gtk_widget_class_bind_template_child (widget_class, WfPeoplePage, mine_group);
  gtk_widget_class_bind_template_child (widget_class, WfPeoplePage, code_group);
  gtk_widget_class_bind_template_child (widget_class, WfPeoplePage, key_group);
  gtk_widget_class_bind_template_child (widget_class, WfPeoplePage, renew_row);
  for (guint i = 0; i < G_N_ELEMENTS (ABOUT); i++)
    gtk_widget_class_install_action (widget_class, ABOUT[i].name, "s", on_about_action);
  for (guint i = 0; i < G_N_ELEMENTS (OTHERS); i++)
    gtk_widget_class_install_action (widget_class, OTHERS[i].name, NULL, on_other_action);
  gtk_widget_class_install_action (widget_class, "people.hand-over", NULL, on_hand_over_action);
}

static void
wf_people_page_init (WfPeoplePage *self)
{
  self->people_rows = g_ptr_array_new ();
  self->left_rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}
