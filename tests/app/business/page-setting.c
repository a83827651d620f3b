/* page-setting.c: a page in a window, with a platform in the test's own process
 *
 * SPDX-License-Identifier: MIT
 */
#include "page-setting.h"

typedef struct
{
  guint status;
  const char *json;
  GPtrArray *bodies; /* (unowned) */
} Reply;

static void
user_cb (Fixture *fixture, SoupServerMessage *message, GHashTable *query, gpointer data)
{
  g_autofree char *json =
      g_strdup_printf ("{\"id\": \"u1\", \"name\": \"Olivia Owner\", \"email\": \"" EMAIL
                       "\", \"role\": \"TENANT_OWNER\","
                       " \"permissions\": [%s], \"masquerade\": null,"
                       " \"tenant\": {\"id\": \"t1\", \"name\": \"Acme Auto\", \"subdomain\": \"acme-auto\","
                       " \"timeZone\": \"Europe/Berlin\", \"currency\": \"EUR\", \"weekStart\": \"mon\"}}",
                       (const char *) data);

  reply_json (message, 200, json);
}

static void
answer_request_cb (Fixture *fixture, SoupServerMessage *message, GHashTable *query, gpointer data)
{
  Reply *reply = data;
  SoupMessageBody *body = soup_server_message_get_request_body (message);

  if (body->length > 0)
    g_ptr_array_add (reply->bodies, g_strndup (body->data, (gsize) body->length));
  reply_json (message, reply->status, reply->json);
}

static void
toast_cb (PageSetting *self, AdwToast *toast)
{
  g_free (self->toast);
  self->toast = g_strdup (adw_toast_get_title (toast));
  g_set_object (&self->last_toast, toast);
}

void
page_setting_init (PageSetting *self, const char *permissions)
{
  self->fixture = fixture_new ();
  self->bodies = g_ptr_array_new_with_free_func (g_free);
  fixture_on (self->fixture, "GET /users/me/", user_cb, permissions);
}

/* The replies live as long as the test's process: so do the handlers. */
void
page_setting_answer (PageSetting *self, const char *request, guint status, const char *json)
{
  static GPtrArray *replies;
  Reply *reply = g_new0 (Reply, 1);

  if (replies == NULL)
    replies = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (replies, reply);
  *reply = (Reply){ status, json, self->bodies };
  fixture_on (self->fixture, request, answer_request_cb, reply);
}

void
page_setting_start (PageSetting *self, GType type, int width)
{
  /* Without a window manager a cursor may blink in a window that has lost the focus, of which GTK complains.
   */
  g_object_set (gtk_settings_get_default (), "gtk-cursor-blink", FALSE, NULL);
  self->session = fixture_signed_in (self->fixture);
  self->workspace = ss_workspace_new (self->session);
  self->page = g_object_new (type, "workspace", self->workspace, NULL);
  g_signal_connect_swapped (self->page, "toast", G_CALLBACK (toast_cb), self);
  self->window = adw_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (self->window), width, 600);
  adw_window_set_content (ADW_WINDOW (self->window), GTK_WIDGET (self->page));
  gtk_window_present (GTK_WINDOW (self->window));
  ss_page_show (self->page);
  /* Pages fit themselves to their width. */
  wait_until (gtk_widget_get_width (GTK_WIDGET (self->page)) > 0);
  settle ();
}

void
page_setting_clear (PageSetting *self)
{
  close_dialogs ();
  g_signal_handlers_disconnect_by_data (self->page, self);
  /* A field that dies with the focus makes GTK complain. */
  gtk_window_set_focus (GTK_WINDOW (self->window), NULL);
  gtk_window_destroy (GTK_WINDOW (self->window));
  g_clear_object (&self->last_toast);
  g_clear_pointer (&self->toast, g_free);
  assert_finalized (self->workspace);
  assert_finalized (self->session);
  fixture_free (self->fixture);
  g_ptr_array_unref (self->bodies);
}

static const char *
get_text (GtkWidget *widget)
{
  if (GTK_IS_LABEL (widget))
    return gtk_label_get_text (GTK_LABEL (widget));
  if (ADW_IS_PREFERENCES_ROW (widget))
    return adw_preferences_row_get_title (ADW_PREFERENCES_ROW (widget));
  if (GTK_IS_BUTTON (widget))
    return gtk_button_get_label (GTK_BUTTON (widget));
  return NULL;
}

GtkWidget *
find_widget (GtkWidget *parent, GType type, const char *text)
{
  if (!gtk_widget_get_visible (parent))
    return NULL;
  if (g_type_is_a (G_OBJECT_TYPE (parent), type)
      && (text == NULL || g_strcmp0 (get_text (parent), text) == 0))
    return parent;
  for (GtkWidget *child = gtk_widget_get_first_child (parent); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_widget (child, type, text);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static GtkWidget *
find_dialog (GType type)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      if (g_type_is_a (G_OBJECT_TYPE (window), type)
          && gtk_window_get_transient_for (GTK_WINDOW (window)) != NULL && gtk_widget_get_visible (window))
        return window;
    }
  return NULL;
}

GtkWidget *
wait_for_dialog (GType type)
{
  wait_until (find_dialog (type) != NULL);
  return find_dialog (type);
}

void
close_dialogs (void)
{
  GtkWidget *dialog;

  while ((dialog = find_dialog (GTK_TYPE_WINDOW)) != NULL)
    {
      gtk_window_set_focus (GTK_WINDOW (dialog), NULL);
      gtk_window_destroy (GTK_WINDOW (dialog));
    }
}
