/* masquerade-question.c: «Could X act as Y?», answered with the rule
 *
 * The verdict is the domain's, the same function by which the platform decides; the sentence is the
 * platform's.
 *
 * SPDX-License-Identifier: MIT
 */
#include "config.h"

#include "app/people/masquerade-question.h"

#include <glib/gi18n-lib.h>

#include "app/widgets/role-badge.h"
#include "domain/masquerade.h"

struct _SsMasqueradeQuestion
{
  AdwPreferencesGroup parent_instance;

  AdwComboRow *actor;
  AdwComboRow *target;
  GtkSwitch *same_tenant;
  GtkSwitch *temporary;
  GtkSwitch *active;
  GtkSwitch *already;
  AdwActionRow *answer;
  GtkImage *answer_icon;

  SsRoleTable *table; /* (owned) (nullable) */
};

G_DEFINE_FINAL_TYPE (SsMasqueradeQuestion, ss_masquerade_question, ADW_TYPE_PREFERENCES_GROUP)

static char *
get_role (SsMasqueradeQuestion *self, AdwComboRow *row)
{
  g_autoptr (SsRoleInfo) role =
      g_list_model_get_item (ss_role_table_get_roles (self->table), adw_combo_row_get_selected (row));

  return role != NULL ? g_strdup (ss_role_info_get_role (role)) : NULL;
}

static void
show_answer (SsMasqueradeQuestion *self, const char *rule)
{
  const char *explanation = rule != NULL ? ss_role_table_explain (self->table, rule) : NULL;
  g_autofree char *title = rule != NULL ? g_strdup_printf (_ ("No: %s"), rule)
                                        : g_strdup (_ ("Yes, for 30 minutes, with a reason"));

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->answer), title);
  adw_action_row_set_subtitle (self->answer, explanation != NULL ? _ (explanation)
                                             : rule != NULL      ? ""
                                                                 : _ ("Both names stand in the audit log."));
  gtk_image_set_from_icon_name (self->answer_icon,
                                rule != NULL ? "action-unavailable-symbolic" : "object-select-symbolic");
}

static void
changed_cb (SsMasqueradeQuestion *self)
{
  g_autofree char *actor = NULL;
  g_autofree char *target = NULL;
  SsMasqueradeCase question = { 0 };

  if (self->table == NULL)
    return;
  actor = get_role (self, self->actor);
  target = get_role (self, self->target);
  question = (SsMasqueradeCase){
    .actor = actor,
    .target = target,
    .is_same_tenant = gtk_switch_get_active (self->same_tenant),
    .is_temporary = gtk_switch_get_active (self->temporary),
    .is_active = gtk_switch_get_active (self->active),
    .is_already = gtk_switch_get_active (self->already),
  };
  show_answer (self, ss_masquerade_case_find_rule (&question));
}

static AdwComboRow *
add_combo (SsMasqueradeQuestion *self, const char *title)
{
  GtkWidget *row = adw_combo_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  g_signal_connect_swapped (row, "notify::selected", G_CALLBACK (changed_cb), self);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
  return ADW_COMBO_ROW (row);
}

static GtkSwitch *
add_switch (SsMasqueradeQuestion *self, const char *title, gboolean is_active)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *toggle = gtk_switch_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  gtk_switch_set_active (GTK_SWITCH (toggle), is_active);
  gtk_widget_set_valign (toggle, GTK_ALIGN_CENTER);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), toggle);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), toggle);
  gtk_accessible_update_property (GTK_ACCESSIBLE (toggle), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  g_signal_connect_swapped (toggle, "notify::active", G_CALLBACK (changed_cb), self);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
  return GTK_SWITCH (toggle);
}

static void
ss_masquerade_question_dispose (GObject *object)
{
  g_clear_object (&SS_MASQUERADE_QUESTION (object)->table);

  G_OBJECT_CLASS (ss_masquerade_question_parent_class)->dispose (object);
}

static void
ss_masquerade_question_class_init (SsMasqueradeQuestionClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = ss_masquerade_question_dispose;
}

static void
ss_masquerade_question_init (SsMasqueradeQuestion *self)
{
  self->actor = add_combo (self, _ ("Could a person with this role"));
  self->target = add_combo (self, _ ("act as a person with this one?"));
  self->same_tenant = add_switch (self, _ ("Both belong to the same business"), TRUE);
  self->temporary = add_switch (self, _ ("The second is a demo account"), FALSE);
  self->active = add_switch (self, _ ("Both accounts are active"), TRUE);
  self->already = add_switch (self, _ ("The first is acting as somebody already"), FALSE);

  self->answer = ADW_ACTION_ROW (adw_action_row_new ());
  self->answer_icon = GTK_IMAGE (gtk_image_new ());
  gtk_widget_add_css_class (GTK_WIDGET (self->answer), "rule-answer");
  adw_action_row_add_prefix (self->answer, GTK_WIDGET (self->answer_icon));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), GTK_WIDGET (self->answer));
}

/**
 * ss_masquerade_question_set_table:
 * @self: a question
 * @table: the platform's rules
 */
void
ss_masquerade_question_set_table (SsMasqueradeQuestion *self, SsRoleTable *table)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  GListModel *roles = ss_role_table_get_roles (table);

  g_return_if_fail (SS_IS_MASQUERADE_QUESTION (self));

  g_set_object (&self->table, table);
  for (guint i = 0; i < g_list_model_get_n_items (roles); i++)
    {
      g_autoptr (SsRoleInfo) role = g_list_model_get_item (roles, i);

      gtk_string_list_append (names, ss_role_describe (ss_role_info_get_role (role)));
    }
  adw_combo_row_set_model (self->actor, G_LIST_MODEL (names));
  adw_combo_row_set_model (self->target, G_LIST_MODEL (names));
  changed_cb (self);
}

/**
 * ss_masquerade_case_find_rule:
 * @self: who would act as whom
 *
 * Returns: (nullable): the wire name of the rule that refuses it, "matrix" for roles that are not known
 */
const char *
ss_masquerade_case_find_rule (const SsMasqueradeCase *self)
{
  SsPerson actor = { .id = "actor", .is_active = self->is_active };
  SsPerson target = { .id = "target", .is_active = self->is_active, .is_temporary = self->is_temporary };

  if (!ss_role_from_string (self->actor, &actor.role) || !ss_role_from_string (self->target, &target.role))
    return ss_masquerade_rule_to_string (SS_MASQUERADE_MATRIX);
  actor.tenant_id = ss_role_is_platform (actor.role) ? NULL : "one";
  target.tenant_id = ss_role_is_platform (target.role) ? NULL : self->is_same_tenant ? "one" : "other";
  return ss_masquerade_rule_to_string (ss_masquerade_check (&actor, &target, self->is_already));
}
