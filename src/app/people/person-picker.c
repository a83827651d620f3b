/* person-picker.c: one of the people of the business, found by typing
 *
 * A business may have many: the platform is asked for those that fit, and the first of them are offered.
 *
 * SPDX-License-Identifier: MIT
 */
#include "config.h"

#include "app/people/person-picker.h"

#include <glib/gi18n-lib.h>

#include "app/widgets/field-error.h"
#include "app/widgets/role-badge.h"

#define DEBOUNCE 250
#define OFFERED_MAX 5

struct _SsPersonPicker
{
  AdwBin parent_instance;

  AdwPreferencesGroup *group;
  AdwEntryRow *entry;
  SsFieldError *fault;
  GtkLabel *hint;
  GtkWidget *chosen_row; /* (nullable) */
  GPtrArray *rows;       /* (owned): the offers */

  SsSession *session;    /* (owned) */
  SsUser *user;          /* (owned) (nullable) */
  char *refused_id;      /* (owned) (nullable) */
  char *refusal;         /* (owned) (nullable) */
  GCancellable *finding; /* (owned) (nullable) */
  guint debounce;
};

G_DEFINE_FINAL_TYPE (SsPersonPicker, ss_person_picker, ADW_TYPE_BIN)

static guint changed_signal;

static void find (SsPersonPicker *self);

static void
stop_finding (SsPersonPicker *self)
{
  g_clear_handle_id (&self->debounce, g_source_remove);
  if (self->finding != NULL)
    g_cancellable_cancel (self->finding);
  g_clear_object (&self->finding);
}

static void
remove_offers (SsPersonPicker *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (self->group, g_ptr_array_index (self->rows, i));
  g_ptr_array_set_size (self->rows, 0);
}

static void
show_hint (SsPersonPicker *self, const char *text)
{
  gtk_label_set_text (self->hint, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->hint), text != NULL);
}

static GtkWidget *
make_row (SsUser *user)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *name = g_markup_escape_text (ss_user_get_name (user), -1);
  /* Translators: a role, and an e-mail address */
  g_autofree char *text =
      g_strdup_printf (_ ("%s · %s"), ss_role_describe (ss_user_get_role (user)), ss_user_get_email (user));
  g_autofree char *subtitle = g_markup_escape_text (text, -1);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), name);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 2);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), adw_avatar_new (32, ss_user_get_name (user), TRUE));
  return row;
}

static void
change_cb (SsPersonPicker *self)
{
  g_clear_object (&self->user);
  adw_preferences_group_remove (self->group, self->chosen_row);
  self->chosen_row = NULL;
  gtk_widget_set_visible (GTK_WIDGET (self->entry), TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
  find (self);
  g_signal_emit (self, changed_signal, 0);
}

static void
choose (SsPersonPicker *self, SsUser *user)
{
  GtkWidget *change = gtk_button_new_from_icon_name ("document-edit-symbolic");

  stop_finding (self);
  g_set_object (&self->user, user);
  self->chosen_row = make_row (user);
  gtk_widget_set_valign (change, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (change, "flat");
  gtk_widget_set_tooltip_text (change, _ ("Choose Somebody Else"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (change), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Choose Somebody Else"), -1);
  g_signal_connect_object (change, "clicked", G_CALLBACK (change_cb), self, G_CONNECT_SWAPPED);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self->chosen_row), change);
  gtk_widget_set_visible (GTK_WIDGET (self->entry), FALSE);
  show_hint (self, NULL);
  ss_field_error_set_text (self->fault, NULL);
  adw_preferences_group_add (self->group, self->chosen_row);
  gtk_widget_grab_focus (change);
  remove_offers (self);
  g_signal_emit (self, changed_signal, 0);
}

static void
activated_cb (SsPersonPicker *self, GtkWidget *row)
{
  g_autoptr (SsUser) user = g_object_ref (g_object_get_data (G_OBJECT (row), "user"));

  choose (self, user);
}

static void
offer (SsPersonPicker *self, SsUser *user)
{
  GtkWidget *row = make_row (user);

  g_object_set_data_full (G_OBJECT (row), "user", g_object_ref (user), g_object_unref);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  if (self->refusal != NULL && g_strcmp0 (ss_user_get_id (user), self->refused_id) == 0)
    {
      adw_action_row_set_subtitle (ADW_ACTION_ROW (row), self->refusal);
      gtk_widget_set_sensitive (row, FALSE);
    }
  g_signal_connect_object (row, "activated", G_CALLBACK (activated_cb), self, G_CONNECT_SWAPPED);
  adw_preferences_group_add (self->group, row);
  g_ptr_array_add (self->rows, row);
}

static void
show_offers (SsPersonPicker *self, GPtrArray *users, gint64 count)
{
  remove_offers (self);
  for (guint i = 0; i < users->len && i < OFFERED_MAX; i++)
    offer (self, g_ptr_array_index (users, i));
  if (users->len == 0)
    show_hint (self, _ ("Nobody who can sign in has this name or address."));
  else if (count > OFFERED_MAX)
    {
      g_autofree char *text =
          g_strdup_printf (ngettext ("And %d more: type to find them.", "And %d more: type to find them.",
                                     (gulong) (count - OFFERED_MAX)),
                           (int) (count - OFFERED_MAX));

      show_hint (self, text);
    }
  else
    show_hint (self, NULL);
}

static void
found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SsPersonPicker) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (SsAnswer) answer = ss_session_call_finish (SS_SESSION (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&self->finding);
  if (answer != NULL && answer->models != NULL)
    show_offers (self, answer->models, answer->count);
  else if (error != NULL)
    show_hint (self, error->message);
}

static void
find (SsPersonPicker *self)
{
  g_autoptr (GString) query = ss_query_new ();
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->entry))));
  SsCall call = { .method = "GET", .path = "/users/", .type = SS_TYPE_USER };

  stop_finding (self);
  ss_query_add (query, "search", text);
  ss_query_add (query, "status", "ACTIVE");
  ss_query_add (query, "page_size", G_STRINGIFY (OFFERED_MAX));
  call.query = query->str;
  self->finding = g_cancellable_new ();
  ss_session_call_async (self->session, &call, self->finding, found_cb, g_object_ref (self));
}

static gboolean
debounced_cb (gpointer user_data)
{
  SsPersonPicker *self = user_data;

  self->debounce = 0;
  find (self);
  return G_SOURCE_REMOVE;
}

static void
entry_changed_cb (SsPersonPicker *self)
{
  stop_finding (self);
  ss_field_error_set_text (self->fault, NULL);
  self->debounce = g_timeout_add (DEBOUNCE, debounced_cb, self);
}

/* Enter takes the first who can be chosen. */
static void
entered_cb (SsPersonPicker *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    if (gtk_widget_get_sensitive (g_ptr_array_index (self->rows, i)))
      {
        activated_cb (self, g_ptr_array_index (self->rows, i));
        return;
      }
}

static void
ss_person_picker_dispose (GObject *object)
{
  SsPersonPicker *self = SS_PERSON_PICKER (object);

  stop_finding (self);
  g_ptr_array_set_size (self->rows, 0);
  g_clear_object (&self->user);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (ss_person_picker_parent_class)->dispose (object);
}

static void
ss_person_picker_finalize (GObject *object)
{
  SsPersonPicker *self = SS_PERSON_PICKER (object);

  g_ptr_array_unref (self->rows);
  g_free (self->refused_id);
  g_free (self->refusal);

  G_OBJECT_CLASS (ss_person_picker_parent_class)->finalize (object);
}

static void
ss_person_picker_class_init (SsPersonPickerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = ss_person_picker_dispose;
  object_class->finalize = ss_person_picker_finalize;
  changed_signal = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 0);
}

static void
ss_person_picker_init (SsPersonPicker *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *hint = gtk_label_new (NULL);

  self->rows = g_ptr_array_new ();
  self->group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  self->entry = ADW_ENTRY_ROW (adw_entry_row_new ());
  self->fault = SS_FIELD_ERROR (ss_field_error_new (GTK_WIDGET (self->entry)));
  self->hint = GTK_LABEL (hint);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->entry), _ ("To Whom: Name or E-Mail Address"));
  adw_preferences_group_add (self->group, GTK_WIDGET (self->entry));
  adw_preferences_group_add (self->group, GTK_WIDGET (self->fault));
  gtk_label_set_wrap (self->hint, TRUE);
  gtk_label_set_xalign (self->hint, 0);
  gtk_widget_add_css_class (hint, "caption");
  gtk_widget_add_css_class (hint, "dim-label");
  gtk_widget_set_margin_start (hint, 12);
  gtk_widget_set_visible (hint, FALSE);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->group));
  gtk_box_append (GTK_BOX (box), hint);
  adw_bin_set_child (ADW_BIN (self), box);
  g_signal_connect_object (self->entry, "changed", G_CALLBACK (entry_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->entry, "entry-activated", G_CALLBACK (entered_cb), self, G_CONNECT_SWAPPED);
}

/**
 * ss_person_picker_new:
 * @session: who asks
 *
 * Returns: (transfer floating): a picker, with nobody chosen
 */
GtkWidget *
ss_person_picker_new (SsSession *session)
{
  SsPersonPicker *self = g_object_new (SS_TYPE_PERSON_PICKER, NULL);

  self->session = g_object_ref (session);
  find (self);
  return GTK_WIDGET (self);
}

void
ss_person_picker_refuse (SsPersonPicker *self, const char *id, const char *explanation)
{
  g_free (self->refused_id);
  self->refused_id = g_strdup (id);
  g_free (self->refusal);
  self->refusal = g_strdup (explanation);
}

SsUser *
ss_person_picker_get_user (SsPersonPicker *self)
{
  return self->user;
}

void
ss_person_picker_begin (SsPersonPicker *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
}

void
ss_person_picker_set_fault (SsPersonPicker *self, const char *fault)
{
  ss_field_error_set_text (self->fault, fault);
  if (fault != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (self->entry));
}
