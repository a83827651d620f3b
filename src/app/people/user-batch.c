/* user-batch.c: the same change for many users at once, with what came of it for each
 *
 * SPDX-License-Identifier: MIT
 */
#include "config.h"

#include "app/people/user-batch.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

/* From where the list of results scrolls. */
#define LIST_HEIGHT 320

/* The rules and codes of contract section 11. */
static const struct
{
  const char *code;
  const char *text;
} refusals[] = {
  { "self", N_ ("Nobody changes their own role, or closes their own account.") },
  { "not_below", N_ ("You can only change people below your own role.") },
  { "role_not_below", N_ ("You can only give roles below your own.") },
  { "other_tenant", N_ ("You can only change people of your own business.") },
  { "last_owner", N_ ("A business needs an active owner.") },
  { "last_superuser", N_ ("The platform needs an active superuser.") },
  { "invited", N_ ("This person has not accepted the invitation yet.") },
  { "wrong_level", N_ ("This role can’t be had there.") },
  { "not_found", N_ ("This person is not there any more.") },
};

/* What is under way, or asked about. */
typedef struct
{
  SsPage *page; /* (owned) */
  GStrv ids;    /* (owned) */
  SsUserBulkAction action;
  char *role;        /* (owned) (nullable) */
  GHashTable *names; /* (owned): by id, as far as they are known */
  SsUserBatchFunc done;
} Batch;

static void
batch_clear (gpointer data)
{
  Batch *self = data;

  g_object_unref (self->page);
  g_strfreev (self->ids);
  g_free (self->role);
  g_hash_table_unref (self->names);
}

static void
batch_unref (Batch *self)
{
  g_rc_box_release_full (self, batch_clear);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Batch, batch_unref)

static void
unref_batch_cb (gpointer data, GClosure *closure)
{
  batch_unref (data);
}

static GtkWindow *
get_window (SsPage *page)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (page));

  return GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL;
}

/* Names change, and people go off the list: they are taken down before. */
static void
take_names (Batch *self)
{
  SsPagedList *users = ss_user_store_get_users (ss_workspace_get_users (ss_page_get_workspace (self->page)));

  for (guint i = 0; self->ids[i] != NULL; i++)
    {
      SsUser *user = (SsUser *) ss_paged_list_find (users, self->ids[i]);

      if (user != NULL)
        g_hash_table_insert (self->names, g_strdup (self->ids[i]), g_strdup (ss_user_get_name (user)));
    }
}

/* What came of it */

static void
add_result (Batch *self, GtkWidget *list, SsBulkResult *result)
{
  const char *name = g_hash_table_lookup (self->names, ss_bulk_result_get_id (result));
  gboolean is_done = ss_bulk_result_get_ok (result);
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *icon = gtk_image_new_from_icon_name (is_done ? "emblem-ok-symbolic" : "dialog-warning-symbolic");

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row),
                                 name != NULL ? name : _ ("Somebody who is not in the list now"));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row),
                               is_done ? _ ("Changed")
                                       : ss_user_refusal_describe (ss_bulk_result_get_code (result)));
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), icon);
  gtk_list_box_append (GTK_LIST_BOX (list), row);
}

/* Who was refused comes first. */
static GtkWidget *
make_list (Batch *self, GPtrArray *results)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *list = gtk_list_box_new ();

  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  gtk_widget_set_margin_bottom (list, 3);
  for (guint is_done = 0; is_done < 2; is_done++)
    for (guint i = 0; i < results->len; i++)
      if (ss_bulk_result_get_ok (g_ptr_array_index (results, i)) == (gboolean) is_done)
        add_result (self, list, g_ptr_array_index (results, i));
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroller), LIST_HEIGHT);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), list);
  return scroller;
}

static void
show_results (Batch *self, GPtrArray *results)
{
  g_autofree char *text = NULL;
  GtkWidget *dialog;
  guint n_done = 0;

  for (guint i = 0; i < results->len; i++)
    n_done += ss_bulk_result_get_ok (g_ptr_array_index (results, i)) ? 1 : 0;
  if (n_done == results->len)
    {
      text = g_strdup_printf (ngettext ("%u person was changed.", "%u people were changed.", n_done), n_done);
      ss_page_toast_text (self->page, text);
      return;
    }
  /* Translators: how many of how many people */
  text = g_strdup_printf (_ ("%u of %u Were Changed"), n_done, results->len);
  dialog = adw_message_dialog_new (get_window (self->page), text, NULL);
  adw_message_dialog_set_extra_child (ADW_MESSAGE_DIALOG (dialog), make_list (self, results));
  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "close", _ ("_Close"));
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
changed_cb (GObject *store, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Batch) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) results = ss_user_store_change_many_finish (SS_USER_STORE (store), result, &error);

  if (results == NULL)
    {
      ss_page_toast_text (self->page, error->message);
      return;
    }
  show_results (self, results);
  self->done (self->page);
}

static void
send (Batch *self)
{
  ss_user_store_change_many_async (ss_workspace_get_users (ss_page_get_workspace (self->page)),
                                   (const char *const *) self->ids, self->action, self->role, NULL,
                                   changed_cb, g_rc_box_acquire (self));
}

/* The question */

static void
response_cb (AdwMessageDialog *dialog, const char *response, Batch *self)
{
  if (g_str_equal (response, "deactivate"))
    send (self);
}

static void
ask (Batch *self)
{
  guint n = g_strv_length (self->ids);
  g_autofree char *heading =
      g_strdup_printf (ngettext ("Deactivate %u Person?", "Deactivate %u People?", n), n);
  GtkWidget *dialog =
      adw_message_dialog_new (get_window (self->page), heading,
                              _ ("They are signed out everywhere at once and can’t sign in until their "
                                 "accounts are activated again. Nothing that belongs to them is deleted."));

  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _ ("_Cancel"), "deactivate",
                                    _ ("_Deactivate"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "deactivate",
                                              ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  g_signal_connect_data (dialog, "response", G_CALLBACK (response_cb), g_rc_box_acquire (self),
                         unref_batch_cb, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

/**
 * ss_user_batch_run:
 * @page: the page that lists users
 * @ids: (array zero-terminated=1): whom, at least one
 * @action: what is done to each
 * @role: (nullable): of %SS_USER_BULK_SET_ROLE
 * @done: called when each has its result; not where it could not be asked for
 */
void
ss_user_batch_run (SsPage *page, const char *const *ids, SsUserBulkAction action, const char *role,
                   SsUserBatchFunc done)
{
  g_autoptr (Batch) self = g_rc_box_new0 (Batch);

  self->page = g_object_ref (page);
  self->ids = g_strdupv ((char **) ids);
  self->action = action;
  self->role = g_strdup (role);
  self->names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->done = done;
  take_names (self);
  if (action == SS_USER_BULK_DEACTIVATE)
    ask (self);
  else
    send (self);
}

/**
 * ss_user_refusal_describe:
 * @code: (nullable): a code or rule of the platform's
 *
 * Returns: it in words; what this program does not know as it is written
 */
const char *
ss_user_refusal_describe (const char *code)
{
  for (guint i = 0; i < G_N_ELEMENTS (refusals); i++)
    if (g_strcmp0 (refusals[i].code, code) == 0)
      return _ (refusals[i].text);
  return code != NULL ? code : _ ("The platform refused it.");
}
