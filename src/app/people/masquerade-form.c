/* masquerade-form.c: as whom, what that means, and the reason for it
 *
 * SPDX-License-Identifier: MIT
 */
#include "config.h"

#include "app/people/masquerade-form.h"

#include <glib/gi18n-lib.h>

#include "app/widgets/field-error.h"
#include "app/widgets/role-badge.h"
#include "domain/validation.h"

struct _SsMasqueradeForm
{
  AdwBin parent_instance;

  AdwActionRow *person;
  GtkWidget *badge;
  AdwEntryRow *reason;
  SsFieldError *reason_error;
  GtkLabel *count;
};

G_DEFINE_FINAL_TYPE (SsMasqueradeForm, ss_masquerade_form, ADW_TYPE_BIN)

static guint submitted_signal;

/* What holds for every masquerade, and for one of the two (contract section 4). */
static const struct
{
  const char *icon_name;
  const char *text;
  gboolean is_for_view, is_for_act;
} facts[] = {
  { "changes-prevent-symbolic", N_ ("You see what this person sees. Nothing can be changed."), TRUE, FALSE },
  { "dialog-warning-symbolic",
    N_ ("What you change counts, in this person’s name. Use it only for what this person asked you to do."),
    FALSE, TRUE },
  { "security-high-symbolic",
    N_ ("Passwords, e-mail addresses, sessions, roles, grants, ownership and calendar feeds stay closed, and no "
        "customer list can be exported."),
    FALSE, TRUE },
  { "view-list-symbolic",
    N_ ("Your name and the reason stand in the audit log, and the owners of the business are told at once."),
    TRUE, TRUE },
  { "alarm-symbolic", N_ ("It ends after 30 minutes, or when you stop it with Ctrl+Shift+Escape."), TRUE,
    TRUE },
};

static glong
get_length (SsMasqueradeForm *self)
{
  g_autofree char *reason = ss_masquerade_form_dup_reason (self);

  return g_utf8_strlen (reason, -1);
}

static void
changed_cb (SsMasqueradeForm *self)
{
  glong length = get_length (self);
  g_autofree char *text = NULL;

  if (length < SS_REASON_MIN)
    text = g_strdup_printf (ngettext ("%d more character", "%d more characters", SS_REASON_MIN - length),
                            (int) (SS_REASON_MIN - length));
  else
    /* Translators: the length of a text, and the longest that it may be */
    text = g_strdup_printf (_ ("%d of %d characters"), (int) length, SS_REASON_MAX);
  gtk_label_set_text (self->count, text);
  /* What was said of the text before is not true of this one. */
  ss_field_error_set_text (self->reason_error, NULL);
}

static void
entered_cb (SsMasqueradeForm *self)
{
  g_signal_emit (self, submitted_signal, 0);
}

static GtkWidget *
make_fact (guint i)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *icon = gtk_image_new_from_icon_name (facts[i].icon_name);
  GtkWidget *label = gtk_label_new (_ (facts[i].text));

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_set_valign (icon, GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (box), icon);
  gtk_box_append (GTK_BOX (box), label);
  return box;
}

static GtkWidget *
make_facts (gboolean is_act)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 9);

  gtk_widget_add_css_class (box, is_act ? "masquerade-warning" : "masquerade-facts");
  for (guint i = 0; i < G_N_ELEMENTS (facts); i++)
    if (is_act ? facts[i].is_for_act : facts[i].is_for_view)
      gtk_box_append (GTK_BOX (box), make_fact (i));
  return box;
}

static GtkWidget *
make_person (SsMasqueradeForm *self)
{
  GtkWidget *group = adw_preferences_group_new ();
  GtkWidget *row = adw_action_row_new ();

  self->person = ADW_ACTION_ROW (row);
  self->badge = ss_role_badge_new (NULL);
  gtk_widget_set_visible (self->badge, FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ ("The person whom you chose"));
  adw_action_row_add_suffix (self->person, self->badge);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
  return group;
}

static GtkWidget *
make_reason (SsMasqueradeForm *self)
{
  GtkWidget *group = adw_preferences_group_new ();
  GtkWidget *count = gtk_label_new (NULL);

  self->reason = ADW_ENTRY_ROW (adw_entry_row_new ());
  self->reason_error = SS_FIELD_ERROR (ss_field_error_new (GTK_WIDGET (self->reason)));
  self->count = GTK_LABEL (count);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->reason), _ ("Reason"));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), GTK_WIDGET (self->reason));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), GTK_WIDGET (self->reason_error));
  gtk_label_set_xalign (self->count, 0);
  gtk_widget_add_css_class (count, "caption");
  gtk_widget_add_css_class (count, "dim-label");
  gtk_widget_set_margin_top (count, 6);
  gtk_widget_set_margin_start (count, 12);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), count);
  g_signal_connect_object (self->reason, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->reason, "entry-activated", G_CALLBACK (entered_cb), self, G_CONNECT_SWAPPED);
  return group;
}

static void
ss_masquerade_form_class_init (SsMasqueradeFormClass *klass)
{
  submitted_signal = g_signal_new ("submitted", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
}

static void
ss_masquerade_form_init (SsMasqueradeForm *self)
{
}

/**
 * ss_masquerade_form_new:
 * @is_act: whether to act, and not only to view
 *
 * Returns: (transfer floating): a form about nobody yet
 */
GtkWidget *
ss_masquerade_form_new (gboolean is_act)
{
  SsMasqueradeForm *self = g_object_new (SS_TYPE_MASQUERADE_FORM, NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);

  gtk_box_append (GTK_BOX (box), make_person (self));
  gtk_box_append (GTK_BOX (box), make_facts (is_act));
  gtk_box_append (GTK_BOX (box), make_reason (self));
  adw_bin_set_child (ADW_BIN (self), box);
  changed_cb (self);
  return GTK_WIDGET (self);
}

/**
 * ss_masquerade_form_set_user:
 * @self: a form
 * @user: as whom
 */
void
ss_masquerade_form_set_user (SsMasqueradeForm *self, SsUser *user)
{
  g_autofree char *name = g_markup_escape_text (ss_user_get_name (user), -1);
  g_autofree char *email = g_markup_escape_text (ss_user_get_email (user), -1);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->person), name);
  adw_action_row_set_subtitle (self->person, email);
  ss_role_badge_set_role (self->badge, ss_user_get_role (user));
  gtk_widget_set_visible (self->badge, TRUE);
}

void
ss_masquerade_form_begin (SsMasqueradeForm *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->reason));
}

char *
ss_masquerade_form_dup_reason (SsMasqueradeForm *self)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->reason))));
}

/**
 * ss_masquerade_form_check:
 * @self: a form
 *
 * Returns: whether the reason has 10 to 500 characters (contract section 4)
 */
gboolean
ss_masquerade_form_check (SsMasqueradeForm *self)
{
  glong length = get_length (self);

  if (length >= SS_REASON_MIN && length <= SS_REASON_MAX)
    return TRUE;
  ss_masquerade_form_set_fault (self, _ ("Give a reason of 10 to 500 characters."));
  return FALSE;
}

void
ss_masquerade_form_set_fault (SsMasqueradeForm *self, const char *fault)
{
  ss_field_error_set_text (self->reason_error, fault);
  if (fault == NULL)
    return;
  gtk_widget_grab_focus (GTK_WIDGET (self->reason));
  /* Who goes on typing completes the reason, and does not replace it. */
  gtk_editable_set_position (GTK_EDITABLE (self->reason), -1);
}
