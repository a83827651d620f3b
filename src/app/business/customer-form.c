/* customer-form.c: what is known of a customer, to be changed
 *
 * SPDX-License-Identifier: MIT
 */
#include "config.h"

#include "app/business/customer-form.h"

#include <glib/gi18n-lib.h>

#include "app/business/business-words.h"
#include "app/widgets/field-error.h"
#include "app/widgets/text-box.h"
#include "client/client-error.h"

static char *
get_tags (SsCustomer *customer)
{
  return ss_tags_to_text (ss_customer_get_tags (customer));
}

static void
set_tags (SsCustomer *customer, const char *text)
{
  g_auto (GStrv) tags = ss_tags_from_text (text);

  ss_customer_set_tags (customer, (const char *const *) tags);
}

static const char *
check_email (const char *text)
{
  return *text != '\0' ? ss_validate_email (text) : NULL;
}

/* The rows of text, in their order. */
static const struct
{
  const char *name; /* on the wire */
  const char *title;
  const char *(*get) (SsCustomer *customer);
  char *(*get_new) (SsCustomer *customer); /* instead of @get */
  void (*set) (SsCustomer *customer, const char *text);
  const char *(*check) (const char *text);
  GtkInputPurpose purpose;
} texts[] = {
  { "name", N_ ("Name"), ss_customer_get_name, NULL, ss_customer_set_name, ss_validate_name,
    GTK_INPUT_PURPOSE_NAME },
  { "email", N_ ("E-Mail"), ss_customer_get_email, NULL, ss_customer_set_email, check_email,
    GTK_INPUT_PURPOSE_EMAIL },
  { "phone", N_ ("Phone"), ss_customer_get_phone, NULL, ss_customer_set_phone, NULL,
    GTK_INPUT_PURPOSE_PHONE },
  { "city", N_ ("City"), ss_customer_get_city, NULL, ss_customer_set_city, NULL,
    GTK_INPUT_PURPOSE_FREE_FORM },
  { "state", N_ ("State or Region"), ss_customer_get_state, NULL, ss_customer_set_state, NULL,
    GTK_INPUT_PURPOSE_FREE_FORM },
  { "zip", N_ ("Postal Code"), ss_customer_get_zip, NULL, ss_customer_set_zip, NULL,
    GTK_INPUT_PURPOSE_FREE_FORM },
  { "tags", N_ ("Tags, with Commas Between"), NULL, get_tags, set_tags, NULL, GTK_INPUT_PURPOSE_FREE_FORM },
};

#define N_TEXTS G_N_ELEMENTS (texts)

struct _SsCustomerForm
{
  AdwBin parent_instance;

  GtkWidget *box; /* (unowned): a child; so are the others */
  GtkWidget *rows[N_TEXTS];
  GtkWidget *errors[N_TEXTS];
  GtkWidget *status_row;
  GtkWidget *status_error;
  SsTextBox *notes;
  GtkWidget *notes_error;
  GtkWidget *notes_button;
  gboolean applies;
  gboolean is_setting;
};

G_DEFINE_FINAL_TYPE (SsCustomerForm, ss_customer_form, ADW_TYPE_BIN)

enum
{
  APPLY,
  REFUSED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static char *
get_text (guint i, SsCustomer *customer)
{
  return texts[i].get_new != NULL ? texts[i].get_new (customer) : g_strdup (texts[i].get (customer));
}

static void
show_text (SsCustomerForm *self, guint i, SsCustomer *customer)
{
  GtkEditable *row = GTK_EDITABLE (self->rows[i]);
  g_autofree char *text = customer != NULL ? get_text (i, customer) : NULL;

  if (g_strcmp0 (gtk_editable_get_text (row), text != NULL ? text : "") != 0)
    gtk_editable_set_text (row, text != NULL ? text : "");
}

static void
show_status (SsCustomerForm *self, SsCustomer *customer)
{
  const char *status =
      customer != NULL ? ss_customer_get_status (customer) : ss_model_customer_status_choice (0);

  for (guint i = 0; ss_model_customer_status_choice (i) != NULL; i++)
    if (g_strcmp0 (ss_model_customer_status_choice (i), status) == 0)
      adw_combo_row_set_selected (ADW_COMBO_ROW (self->status_row), i);
}

static void
show_notes (SsCustomerForm *self, SsCustomer *customer)
{
  ss_text_box_set_text (self->notes, customer != NULL ? ss_customer_get_notes (customer) : NULL);
  gtk_widget_set_visible (self->notes_button, FALSE);
}

static void
clear_errors (SsCustomerForm *self)
{
  for (guint i = 0; i < N_TEXTS; i++)
    ss_field_error_set_text (SS_FIELD_ERROR (self->errors[i]), NULL);
  ss_field_error_set_text (SS_FIELD_ERROR (self->status_error), NULL);
  ss_field_error_set_text (SS_FIELD_ERROR (self->notes_error), NULL);
}

static void
apply_cb (SsCustomerForm *self)
{
  if (!self->is_setting && self->applies && ss_customer_form_check (self))
    g_signal_emit (self, signals[APPLY], 0);
}

static void
notes_changed_cb (SsCustomerForm *self)
{
  gtk_widget_set_visible (self->notes_button, self->applies);
}

static GtkWidget *
make_group (SsCustomerForm *self, const char *title)
{
  GtkWidget *group = adw_preferences_group_new ();

  if (title != NULL)
    adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), title);
  gtk_box_append (GTK_BOX (self->box), group);
  return group;
}

static void
add_texts (SsCustomerForm *self)
{
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (make_group (self, NULL));

  for (guint i = 0; i < N_TEXTS; i++)
    {
      self->rows[i] = adw_entry_row_new ();
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->rows[i]), _ (texts[i].title));
      adw_entry_row_set_input_purpose (ADW_ENTRY_ROW (self->rows[i]), texts[i].purpose);
      self->errors[i] = ss_field_error_new (self->rows[i]);
      adw_preferences_group_add (group, self->rows[i]);
      adw_preferences_group_add (group, self->errors[i]);
      g_signal_connect_object (self->rows[i], "apply", G_CALLBACK (apply_cb), self, G_CONNECT_SWAPPED);
    }
}

static void
add_status (SsCustomerForm *self)
{
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (make_group (self, NULL));
  g_autoptr (GtkStringList) labels = gtk_string_list_new (NULL);

  for (guint i = 0; ss_model_customer_status_choice (i) != NULL; i++)
    gtk_string_list_append (labels, ss_customer_status_get_label (ss_model_customer_status_choice (i)));
  self->status_row = adw_combo_row_new ();
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->status_row), _ ("Status"));
  adw_combo_row_set_model (ADW_COMBO_ROW (self->status_row), G_LIST_MODEL (labels));
  self->status_error = ss_field_error_new (self->status_row);
  adw_preferences_group_add (group, self->status_row);
  adw_preferences_group_add (group, self->status_error);
  g_signal_connect_object (self->status_row, "notify::selected", G_CALLBACK (apply_cb), self,
                           G_CONNECT_SWAPPED);
}

static void
add_notes (SsCustomerForm *self)
{
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (make_group (self, _ ("Notes")));

  self->notes = SS_TEXT_BOX (ss_text_box_new (_ ("Notes")));
  adw_preferences_group_add (group, GTK_WIDGET (self->notes));
  self->notes_error = ss_field_error_new (GTK_WIDGET (self->notes));
  adw_preferences_group_add (group, self->notes_error);

  self->notes_button = gtk_button_new_with_mnemonic (_ ("_Save Notes"));
  gtk_widget_set_halign (self->notes_button, GTK_ALIGN_END);
  gtk_widget_set_margin_top (self->notes_button, 6);
  gtk_widget_set_visible (self->notes_button, FALSE);
  adw_preferences_group_add (group, self->notes_button);
  g_signal_connect_object (self->notes_button, "clicked", G_CALLBACK (apply_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->notes, "changed", G_CALLBACK (notes_changed_cb), self, G_CONNECT_SWAPPED);
}

static void
refused (SsCustomerForm *self, const GError *error)
{
  ss_customer_form_show_error (self, error);
}

static void
ss_customer_form_class_init (SsCustomerFormClass *klass)
{
  signals[APPLY] = g_signal_new ("apply", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 0);
  signals[REFUSED] =
      g_signal_new_class_handler ("refused", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                  G_CALLBACK (refused), NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_ERROR);
}

static void
ss_customer_form_init (SsCustomerForm *self)
{
  self->is_setting = TRUE;
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);
  adw_bin_set_child (ADW_BIN (self), self->box);
  add_texts (self);
  add_status (self);
  add_notes (self);
  self->is_setting = FALSE;
}

/**
 * ss_customer_form_new:
 * @applies: whether what is changed is applied row by row
 *
 * Returns: (transfer floating): a form of nobody
 */
GtkWidget *
ss_customer_form_new (gboolean applies)
{
  SsCustomerForm *self = g_object_new (SS_TYPE_CUSTOMER_FORM, NULL);

  self->applies = applies;
  for (guint i = 0; i < N_TEXTS; i++)
    adw_entry_row_set_show_apply_button (ADW_ENTRY_ROW (self->rows[i]), applies);
  return GTK_WIDGET (self);
}

/**
 * ss_customer_form_show:
 * @self: the form
 * @customer: (nullable): whom to show; %NULL: nobody yet
 * @name: (nullable): the one member that is to be shown anew; %NULL: all. What a person has begun to write
 *   elsewhere stays.
 */
void
ss_customer_form_show (SsCustomerForm *self, SsCustomer *customer, const char *name)
{
  g_return_if_fail (SS_IS_CUSTOMER_FORM (self));

  self->is_setting = TRUE;
  for (guint i = 0; i < N_TEXTS; i++)
    if (name == NULL || g_str_equal (name, texts[i].name))
      show_text (self, i, customer);
  if (name == NULL || g_str_equal (name, "status"))
    show_status (self, customer);
  if (name == NULL || g_str_equal (name, "notes"))
    show_notes (self, customer);
  if (name == NULL)
    clear_errors (self);
  self->is_setting = FALSE;
}

void
ss_customer_form_apply (SsCustomerForm *self, SsCustomer *draft)
{
  guint status = adw_combo_row_get_selected (ADW_COMBO_ROW (self->status_row));
  g_autofree char *notes = ss_text_box_get_text (self->notes);

  g_return_if_fail (SS_IS_CUSTOMER_FORM (self));

  for (guint i = 0; i < N_TEXTS; i++)
    {
      g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->rows[i]))));

      texts[i].set (draft, text);
    }
  if (status != GTK_INVALID_LIST_POSITION)
    ss_customer_set_status (draft, ss_model_customer_status_choice (status));
  ss_customer_set_notes (draft, notes);
}

gboolean
ss_customer_form_check (SsCustomerForm *self)
{
  gboolean is_good = TRUE;

  clear_errors (self);
  for (guint i = 0; i < N_TEXTS; i++)
    {
      g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->rows[i]))));
      const char *fault = texts[i].check != NULL ? texts[i].check (text) : NULL;

      ss_field_error_set_text (SS_FIELD_ERROR (self->errors[i]), fault != NULL ? _ (fault) : NULL);
      is_good = is_good && fault == NULL;
    }
  return is_good;
}

gboolean
ss_customer_form_show_error (SsCustomerForm *self, const GError *error)
{
  gboolean is_said = FALSE;

  if (!g_error_matches (error, SS_CLIENT_ERROR, SS_CLIENT_ERROR_INVALID))
    return FALSE;
  for (guint i = 0; i < N_TEXTS; i++)
    {
      const char *text = ss_client_error_get_field (error, texts[i].name);

      ss_field_error_set_text (SS_FIELD_ERROR (self->errors[i]), text);
      is_said = is_said || text != NULL;
    }
  ss_field_error_set_text (SS_FIELD_ERROR (self->status_error), ss_client_error_get_field (error, "status"));
  ss_field_error_set_text (SS_FIELD_ERROR (self->notes_error), ss_client_error_get_field (error, "notes"));
  return is_said || ss_client_error_get_field (error, "status") != NULL
         || ss_client_error_get_field (error, "notes") != NULL;
}

void
ss_customer_form_set_obstacle (SsCustomerForm *self, const char *obstacle)
{
  gtk_widget_set_sensitive (self->box, obstacle == NULL);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), obstacle);
}

void
ss_customer_form_focus (SsCustomerForm *self)
{
  gtk_widget_grab_focus (self->rows[0]);
}
