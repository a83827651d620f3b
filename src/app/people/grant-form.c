/* grant-form.c: to whom, what, for how long, and what for
 *
 * What may be passed on follows from the rules that the platform tells (`GET /roles/`): what somebody has by
 * right, and in a business only what its owner may have. The rest stands there with the rule that refuses it.
 *
 * SPDX-License-Identifier: MIT
 */
#include "config.h"

#include "app/people/grant-form.h"

#include <glib/gi18n-lib.h>

#include "app/business/business-words.h"
#include "app/people/grant-words.h"
#include "app/people/person-picker.h"
#include "app/widgets/clock-text.h"
#include "app/widgets/field-error.h"
#include "domain/grant.h"
#include "domain/validation.h"

struct _SsGrantForm
{
  AdwBin parent_instance;

  SsPersonPicker *person;
  AdwActionRow *duration;
  GtkSpinButton *minutes;
  AdwEntryRow *reason;
  SsFieldError *reason_error;
  AdwPreferencesGroup *permissions;
  GtkWidget *first_check; /* (nullable): of the radio buttons */
  GPtrArray *rows;        /* (owned): of AdwActionRow, the permissions' */
  SsFieldError *action_error;

  SsWorkspace *workspace; /* (owned) */
  const char *action;     /* (nullable): a quark's */
};

G_DEFINE_FINAL_TYPE (SsGrantForm, ss_grant_form, ADW_TYPE_BIN)

static SsSession *
get_session (SsGrantForm *self)
{
  return ss_workspace_get_session (self->workspace);
}

static const char *
get_role_scope (SsRoleTable *table, const char *role, const char *code)
{
  SsRoleInfo *info = role != NULL ? ss_role_table_find (table, role) : NULL;

  return info != NULL ? ss_role_info_get_permission_scope (info, code) : NULL;
}

/* (nullable): the rule that keeps the user from passing it on (contract section 7) */
static const char *
find_refusal (SsGrantForm *self, SsRoleTable *table, const char *code)
{
  SsCurrentUser *user = ss_session_get_current_user (get_session (self));

  if (user == NULL || get_role_scope (table, ss_current_user_get_role (user), code) == NULL)
    return _ ("You can only grant what your own role allows.");
  if (ss_current_user_get_tenant (user) != NULL && get_role_scope (table, "TENANT_OWNER", code) == NULL)
    return _ ("This is the platform’s, and not granted in a business.");
  return NULL;
}

static void
describe_row (SsGrantForm *self, SsRoleTable *table, AdwActionRow *row)
{
  const char *code = g_object_get_data (G_OBJECT (row), "code");
  const char *refusal = find_refusal (self, table, code);
  SsUser *user = ss_person_picker_get_user (self->person);
  g_autofree char *text = NULL;

  gtk_widget_set_sensitive (GTK_WIDGET (row), refusal == NULL);
  if (refusal == NULL && user != NULL
      && g_strcmp0 (get_role_scope (table, ss_user_get_role (user), code), "ALL") == 0)
    /* Translators: a person's name */
    text = g_strdup_printf (_ ("%s has this already."), ss_user_get_name (user));
  if (refusal != NULL || text != NULL)
    {
      g_autofree char *subtitle = g_markup_escape_text (refusal != NULL ? refusal : text, -1);

      adw_action_row_set_subtitle (row, subtitle);
    }
  else
    adw_action_row_set_subtitle (row, code);
}

static void
describe_rows (SsGrantForm *self)
{
  SsRoleTable *table = ss_role_store_get_table (ss_workspace_get_roles (self->workspace));

  for (guint i = 0; table != NULL && i < self->rows->len; i++)
    describe_row (self, table, g_ptr_array_index (self->rows, i));
}

static void
toggled_cb (SsGrantForm *self, GtkCheckButton *check)
{
  if (!gtk_check_button_get_active (check))
    return;
  self->action = g_object_get_data (G_OBJECT (check), "code");
  ss_field_error_set_text (self->action_error, NULL);
}

static void
add_permission (SsGrantForm *self, SsPermissionInfo *info)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *check = g_object_new (GTK_TYPE_CHECK_BUTTON, "accessible-role", GTK_ACCESSIBLE_ROLE_RADIO, NULL);
  const char *code = g_intern_string (ss_permission_info_get_code (info));
  const char *description = ss_permission_info_get_description (info);
  const char *words = description != NULL && *description != '\0' ? _ (description) : code;
  g_autofree char *title = g_markup_escape_text (words, -1);

  g_object_set_data (G_OBJECT (row), "code", (gpointer) code);
  g_object_set_data (G_OBJECT (check), "code", (gpointer) code);
  if (self->first_check != NULL)
    gtk_check_button_set_group (GTK_CHECK_BUTTON (check), GTK_CHECK_BUTTON (self->first_check));
  else
    self->first_check = check;
  gtk_widget_set_valign (check, GTK_ALIGN_CENTER);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), check);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), check);
  gtk_accessible_update_property (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
  g_signal_connect_object (check, "toggled", G_CALLBACK (toggled_cb), self, G_CONNECT_SWAPPED);
  adw_preferences_group_add (self->permissions, row);
  g_ptr_array_add (self->rows, row);
}

/* What may be given stands in front of what may not. */
static void
table_cb (SsGrantForm *self)
{
  SsRoleTable *table = ss_role_store_get_table (ss_workspace_get_roles (self->workspace));
  GListModel *infos = table != NULL ? ss_role_table_get_permissions (table) : NULL;

  if (infos == NULL || self->rows->len > 0)
    return;
  adw_preferences_group_set_description (self->permissions, NULL);
  for (guint pass = 0; pass < 2; pass++)
    for (guint i = 0; i < g_list_model_get_n_items (infos); i++)
      {
        g_autoptr (SsPermissionInfo) info = g_list_model_get_item (infos, i);
        gboolean is_refused = find_refusal (self, table, ss_permission_info_get_code (info)) != NULL;

        if (is_refused == (pass == 1))
          add_permission (self, info);
      }
  describe_rows (self);
}

static void
roles_state_cb (SsGrantForm *self)
{
  SsRoleStore *roles = ss_workspace_get_roles (self->workspace);
  g_autoptr (GError) error = NULL;

  g_object_get (roles, "error", &error, NULL);
  if (self->rows->len == 0 && error != NULL)
    adw_preferences_group_set_description (self->permissions, error->message);
}

static void
show_end (SsGrantForm *self)
{
  g_autoptr (GTimeZone) zone = ss_business_get_zone (self->workspace);
  gint64 end = ss_session_get_platform_time (get_session (self))
               + ss_grant_form_get_minutes (self) * G_TIME_SPAN_MINUTE;
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (end / G_TIME_SPAN_SECOND);
  g_autoptr (GDateTime) local = g_date_time_to_timezone (utc, zone);
  g_autofree char *clock = ss_clock_text_format (local);
  /* Translators: a time of day */
  g_autofree char *text = g_strdup_printf (_ ("Until %s"), clock);

  if (g_strcmp0 (adw_action_row_get_subtitle (self->duration), text) != 0)
    adw_action_row_set_subtitle (self->duration, text);
}

static void
reason_changed_cb (SsGrantForm *self)
{
  ss_field_error_set_text (self->reason_error, NULL);
}

static void
ss_grant_form_dispose (GObject *object)
{
  SsGrantForm *self = SS_GRANT_FORM (object);

  g_clear_object (&self->workspace);
  g_clear_pointer (&self->rows, g_ptr_array_unref);

  G_OBJECT_CLASS (ss_grant_form_parent_class)->dispose (object);
}

static void
ss_grant_form_class_init (SsGrantFormClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = ss_grant_form_dispose;
}

static void
ss_grant_form_init (SsGrantForm *self)
{
  self->rows = g_ptr_array_new ();
}

static GtkWidget *
make_duration (SsGrantForm *self)
{
  GtkWidget *group = adw_preferences_group_new ();
  GtkWidget *spin = gtk_spin_button_new_with_range (SS_GRANT_MINUTES_MIN, SS_GRANT_MINUTES_MAX, 5);

  self->duration = ADW_ACTION_ROW (adw_action_row_new ());
  self->minutes = GTK_SPIN_BUTTON (spin);
  gtk_spin_button_set_value (self->minutes, SS_GRANT_MINUTES_DEFAULT);
  gtk_spin_button_set_numeric (self->minutes, TRUE);
  gtk_widget_set_valign (spin, GTK_ALIGN_CENTER);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->duration), _ ("Minutes"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (spin), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Minutes"), -1);
  adw_action_row_add_suffix (self->duration, spin);
  adw_action_row_set_activatable_widget (self->duration, spin);
  self->reason = ADW_ENTRY_ROW (adw_entry_row_new ());
  self->reason_error = SS_FIELD_ERROR (ss_field_error_new (GTK_WIDGET (self->reason)));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->reason), _ ("Reason"));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), GTK_WIDGET (self->reason));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), GTK_WIDGET (self->reason_error));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), GTK_WIDGET (self->duration));
  g_signal_connect_object (spin, "value-changed", G_CALLBACK (show_end), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->reason, "changed", G_CALLBACK (reason_changed_cb), self, G_CONNECT_SWAPPED);
  return group;
}

static GtkWidget *
make_permissions (SsGrantForm *self)
{
  GtkWidget *group = adw_preferences_group_new ();

  self->permissions = ADW_PREFERENCES_GROUP (group);
  self->action_error = SS_FIELD_ERROR (ss_field_error_new (group));
  adw_preferences_group_set_title (self->permissions, _ ("Permission"));
  adw_preferences_group_set_description (self->permissions, _ ("Loading what you may pass on…"));
  adw_preferences_group_add (self->permissions, GTK_WIDGET (self->action_error));
  return group;
}

/**
 * ss_grant_form_new:
 * @workspace: who gives
 *
 * Returns: (transfer floating): an empty form
 */
GtkWidget *
ss_grant_form_new (SsWorkspace *workspace)
{
  SsGrantForm *self = g_object_new (SS_TYPE_GRANT_FORM, NULL);
  SsSession *session = ss_workspace_get_session (workspace);
  SsCurrentUser *user = ss_session_get_current_user (session);
  SsRoleStore *roles = ss_workspace_get_roles (workspace);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);

  self->workspace = g_object_ref (workspace);
  self->person = SS_PERSON_PICKER (ss_person_picker_new (session));
  if (user != NULL)
    ss_person_picker_refuse (self->person, ss_current_user_get_id (user),
                             _ ("Somebody else has to grant you this."));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->person));
  gtk_box_append (GTK_BOX (box), make_duration (self));
  gtk_box_append (GTK_BOX (box), make_permissions (self));
  adw_bin_set_child (ADW_BIN (self), box);
  g_signal_connect_object (self->person, "changed", G_CALLBACK (describe_rows), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (roles, "notify::table", G_CALLBACK (table_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (roles, "notify::error", G_CALLBACK (roles_state_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (ss_workspace_get_grants (workspace), "tick", G_CALLBACK (show_end), self,
                           G_CONNECT_SWAPPED);
  if (ss_role_store_get_table (roles) == NULL)
    ss_role_store_load (roles);
  table_cb (self);
  show_end (self);
  return GTK_WIDGET (self);
}

void
ss_grant_form_begin (SsGrantForm *self)
{
  ss_person_picker_begin (self->person);
}

SsUser *
ss_grant_form_get_user (SsGrantForm *self)
{
  return ss_person_picker_get_user (self->person);
}

const char *
ss_grant_form_get_action (SsGrantForm *self)
{
  return self->action;
}

char *
ss_grant_form_dup_reason (SsGrantForm *self)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->reason))));
}

guint
ss_grant_form_get_minutes (SsGrantForm *self)
{
  return (guint) gtk_spin_button_get_value_as_int (self->minutes);
}

static void
set_reason_fault (SsGrantForm *self, const char *fault)
{
  ss_field_error_set_text (self->reason_error, fault);
  gtk_widget_grab_focus (GTK_WIDGET (self->reason));
  gtk_editable_set_position (GTK_EDITABLE (self->reason), -1);
}

gboolean
ss_grant_form_check (SsGrantForm *self)
{
  g_autofree char *reason = ss_grant_form_dup_reason (self);
  gboolean has_reason = *reason != '\0' && g_utf8_strlen (reason, -1) <= SS_REASON_MAX;
  g_autofree char *fault = NULL;

  /* From the last field to the first, which gets the focus. */
  if (self->action == NULL)
    ss_field_error_set_text (self->action_error, _ ("Choose what is to be allowed."));
  if (!has_reason)
    {
      fault = g_strdup_printf (_ ("Give a reason of up to %d characters."), SS_REASON_MAX);
      set_reason_fault (self, fault);
    }
  if (ss_grant_form_get_user (self) == NULL)
    ss_person_picker_set_fault (self->person, _ ("Choose somebody."));
  return self->action != NULL && has_reason && ss_grant_form_get_user (self) != NULL;
}

gboolean
ss_grant_form_show_error (SsGrantForm *self, const GError *error)
{
  const char *person = ss_client_error_get_field (error, "granteeId");
  const char *reason = ss_client_error_get_field (error, "reason");
  const char *action = ss_client_error_get_field (error, "action");

  if (action != NULL)
    ss_field_error_set_text (self->action_error, action);
  if (reason != NULL)
    set_reason_fault (self, reason);
  if (person != NULL)
    ss_person_picker_set_fault (self->person, person);
  return person != NULL || reason != NULL || action != NULL;
}
