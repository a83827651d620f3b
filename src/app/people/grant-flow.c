/* grant-flow.c: taking back what was granted, from the question to what came of it
 *
 * SPDX-License-Identifier: MIT
 */
#include "config.h"

#include "app/people/grant-flow.h"

#include <glib/gi18n-lib.h>

#include "app/business/record-flow.h"
#include "app/people/grant-words.h"

/* Above this many results they are scrolled. */
#define RESULTS_HEIGHT 320

/* What is to be revoked. */
typedef struct
{
  SsPage *page;      /* (owned) */
  GPtrArray *grants; /* (owned): of SsPermissionGrant, as they were when it was asked */
} Question;

static void
question_free (Question *self)
{
  g_object_unref (self->page);
  g_ptr_array_unref (self->grants);
  g_free (self);
}

static void
question_closure_free (gpointer data, GClosure *closure)
{
  question_free (data);
}

static Question *
question_copy (const Question *question)
{
  Question *self = g_new0 (Question, 1);

  self->page = g_object_ref (question->page);
  self->grants = g_ptr_array_ref (question->grants);
  return self;
}

static GtkWidget *
make_dialog (SsPage *page, const char *heading, const char *body)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (page));

  return adw_message_dialog_new (GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, heading, body);
}

/* What came of it */

static SsPermissionGrant *
find_grant (const Question *question, const char *id)
{
  for (guint i = 0; i < question->grants->len; i++)
    if (g_strcmp0 (ss_model_get_id (g_ptr_array_index (question->grants, i)), id) == 0)
      return g_ptr_array_index (question->grants, i);
  return NULL;
}

static GtkWidget *
make_result (const Question *question, SsBulkResult *result)
{
  SsPermissionGrant *grant = find_grant (question, ss_bulk_result_get_id (result));
  gboolean is_ok = ss_bulk_result_get_ok (result);
  GtkWidget *row = adw_action_row_new ();
  const char *outcome = is_ok ? _ ("Revoked.") : ss_grant_explain_code (ss_bulk_result_get_code (result));
  g_autofree char *title = NULL;

  if (grant != NULL)
    {
      g_autofree char *text =
          g_strdup_printf ("%s: %s", ss_grant_get_grantee_name (grant),
                           ss_grant_describe_action (ss_permission_grant_get_action (grant)));

      title = g_markup_escape_text (text, -1);
    }
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title != NULL ? title : "");
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), outcome);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row),
                             gtk_image_new_from_icon_name (is_ok ? "emblem-ok-symbolic"
                                                                 : "dialog-warning-symbolic"));
  return row;
}

static void
show_results (const Question *question, GPtrArray *results, guint n_revoked)
{
  GtkWidget *list = gtk_list_box_new ();
  GtkWidget *scroller = gtk_scrolled_window_new ();
  g_autofree char *heading = NULL;
  GtkWidget *dialog;

  /* Translators: how many of how many */
  heading = g_strdup_printf (_ ("%u of %u Permissions Were Revoked"), n_revoked, results->len);
  for (guint i = 0; i < results->len; i++)
    gtk_list_box_append (GTK_LIST_BOX (list), make_result (question, g_ptr_array_index (results, i)));
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), list);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroller), RESULTS_HEIGHT);
  dialog = make_dialog (question->page, heading, NULL);
  adw_message_dialog_set_extra_child (ADW_MESSAGE_DIALOG (dialog), scroller);
  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "close", _ ("_Close"));
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "close");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "close");
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
tell_one (const Question *question, SsBulkResult *result)
{
  const char *name = ss_grant_get_grantee_name (g_ptr_array_index (question->grants, 0));
  g_autofree char *what = NULL;
  g_autofree char *text = NULL;

  if (ss_bulk_result_get_ok (result))
    {
      text = ss_name_in (_ ("%s’s permission was revoked."), name);
      ss_page_toast_text (question->page, text);
      return;
    }
  what = ss_name_in (_ ("Couldn’t revoke %s’s permission"), name);
  text = g_strdup_printf ("%s: %s", what, ss_grant_explain_code (ss_bulk_result_get_code (result)));
  ss_page_toast_text (question->page, text);
}

static void
revoked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Question *question = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) results = ss_grant_store_revoke_finish (SS_GRANT_STORE (source), result, &error);
  guint n_revoked = 0;

  for (guint i = 0; results != NULL && i < results->len; i++)
    if (ss_bulk_result_get_ok (g_ptr_array_index (results, i)))
      n_revoked++;
  if (results == NULL)
    ss_page_toast_error (question->page,
                         ngettext ("Couldn’t revoke the permission", "Couldn’t revoke the permissions",
                                   question->grants->len),
                         error);
  else if (results->len == 1)
    tell_one (question, g_ptr_array_index (results, 0));
  else if (n_revoked < results->len)
    show_results (question, results, n_revoked);
  else
    {
      g_autofree char *text =
          g_strdup_printf (ngettext ("%u permission was revoked.", "%u permissions were revoked.", n_revoked),
                           n_revoked);

      ss_page_toast_text (question->page, text);
    }
  question_free (question);
}

/* The question */

static void
response_cb (AdwMessageDialog *dialog, const char *response, Question *question)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) ids = NULL;

  if (!g_str_equal (response, "revoke"))
    return;
  for (guint i = 0; i < question->grants->len; i++)
    g_strv_builder_add (builder, ss_model_get_id (g_ptr_array_index (question->grants, i)));
  ids = g_strv_builder_end (builder);
  ss_grant_store_revoke_async (ss_workspace_get_grants (ss_page_get_workspace (question->page)),
                               (const char *const *) ids, NULL, revoked_cb, question_copy (question));
}

static void
ask (Question *question)
{
  SsPermissionGrant *first = g_ptr_array_index (question->grants, 0);
  guint n = question->grants->len;
  g_autofree char *heading = NULL;
  g_autofree char *body = NULL;
  GtkWidget *dialog;

  if (n == 1)
    {
      heading = ss_name_in (_ ("Revoke %s’s Permission?"), ss_grant_get_grantee_name (first));
      /* Translators: a permission in words */
      body = ss_name_in (_ ("“%s” ends at once, also for what is under way. This can’t be undone, but the "
                            "permission can be given again."),
                         ss_grant_describe_action (ss_permission_grant_get_action (first)));
    }
  else
    {
      heading = g_strdup_printf (ngettext ("Revoke %u Permission?", "Revoke %u Permissions?", n), n);
      body = g_strdup (_ ("They end at once, also for what is under way. This can’t be undone, but the "
                          "permissions can be given again."));
    }
  dialog = make_dialog (question->page, heading, body);
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _ ("_Cancel"), "revoke",
                                    _ ("_Revoke"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "revoke",
                                              ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  g_signal_connect_data (dialog, "response", G_CALLBACK (response_cb), question, question_closure_free, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

const char *
ss_grant_get_obstacle (SsWorkspace *workspace)
{
  SsSession *session = ss_workspace_get_session (workspace);

  if (ss_session_get_current_user (session) == NULL)
    return _ ("Sign in again to do this.");
  if (ss_session_may (session, "grants.manage"))
    return NULL;
  if (ss_session_get_obstacle (session, "grants.manage") != NULL)
    return ss_session_get_obstacle (session, "grants.manage");
  return _ ("Your role may look at what is granted but not give or revoke it.");
}

void
ss_grant_flow_revoke (SsPage *page, const char *const *ids)
{
  SsGrantStore *store = ss_workspace_get_grants (ss_page_get_workspace (page));
  g_autoptr (GPtrArray) grants = g_ptr_array_new_with_free_func (g_object_unref);
  Question *question;

  for (guint i = 0; ids[i] != NULL; i++)
    if (ss_grant_store_find (store, ids[i]) != NULL)
      g_ptr_array_add (grants, g_object_ref (ss_grant_store_find (store, ids[i])));
  if (grants->len == 0)
    return;
  question = g_new0 (Question, 1);
  question->page = g_object_ref (page);
  question->grants = g_steal_pointer (&grants);
  ask (question);
}
