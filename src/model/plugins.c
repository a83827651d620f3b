/* plugins.c: what the marketplace offers and what a tenant has of it
 *
 * SPDX-License-Identifier: MIT
 */
#include "model/plugins.h"

SS_DEFINE_MODEL (SsPluginVariable, ss_plugin_variable, SS_PLUGIN_VARIABLE_FIELDS)
SS_DEFINE_MODEL (SsPluginTrigger, ss_plugin_trigger, SS_PLUGIN_TRIGGER_FIELDS)
SS_DEFINE_MODEL (SsPluginRelease, ss_plugin_release, SS_PLUGIN_RELEASE_FIELDS)
SS_DEFINE_MODEL (SsPlugin, ss_plugin, SS_PLUGIN_FIELDS)
SS_DEFINE_MODEL (SsReview, ss_review, SS_REVIEW_FIELDS)
SS_DEFINE_MODEL (SsPluginRun, ss_plugin_run, SS_PLUGIN_RUN_FIELDS)
SS_DEFINE_MODEL (SsInstallation, ss_installation, SS_INSTALLATION_FIELDS)

/**
 * ss_model_category_choice:
 * @number: from 0
 *
 * Returns: (nullable): the wire name of a category; %NULL past the end
 */
const char *
ss_model_category_choice (guint number)
{
  return number < SS_N_CATEGORIES ? ss_category_to_string ((SsCategory) number) : NULL;
}

/**
 * ss_model_variable_type_choice:
 * @number: from 0
 *
 * Returns: (nullable): the wire name of a variable's type; %NULL past the end
 */
const char *
ss_model_variable_type_choice (guint number)
{
  return number < SS_N_VARIABLE_TYPES ? ss_variable_type_to_string ((SsVariableType) number) : NULL;
}

/**
 * ss_model_visibility_choice:
 * @number: from 0
 *
 * Returns: (nullable): the wire name of a visibility; %NULL past the end
 */
const char *
ss_model_visibility_choice (guint number)
{
  static const char *const names[] = { "PUBLIC", "PRIVATE" };

  return number < G_N_ELEMENTS (names) ? names[number] : NULL;
}

/**
 * ss_model_run_status_choice:
 * @number: from 0
 *
 * Returns: (nullable): the wire name of how a run ended; %NULL past the end
 */
const char *
ss_model_run_status_choice (guint number)
{
  static const char *const names[] = { "OK", "FAILED", "SKIPPED" };

  return number < G_N_ELEMENTS (names) ? names[number] : NULL;
}

/**
 * ss_model_trigger_type_choice:
 * @number: from 0
 *
 * Returns: (nullable): the wire name of what starts a plugin; %NULL past the end
 */
const char *
ss_model_trigger_type_choice (guint number)
{
  static const char *const names[] = { "SCHEDULE", "EVENT", "MANUAL" };

  return number < G_N_ELEMENTS (names) ? names[number] : NULL;
}
