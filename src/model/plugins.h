/* plugins.h: what the marketplace offers and what a tenant has of it (contract section 5)
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "domain/category.h"
#include "domain/validation.h"
#include "model/model.h"
#include "model/people.h"

G_BEGIN_DECLS

const char *ss_model_category_choice (guint number);
const char *ss_model_variable_type_choice (guint number);
const char *ss_model_visibility_choice (guint number);
const char *ss_model_run_status_choice (guint number);
const char *ss_model_trigger_type_choice (guint number);

#define SS_DESCRIPTION_MAX 20000
#define SS_CODE_MAX 100000
#define SS_VARIABLES_MAX 50

#define SS_PLUGIN_VARIABLE_FIELDS(FIELD, ...)                                                  \
  FIELD (__VA_ARGS__, key, STRING, SS_FIELD_REQUIRED, .limit = 64)                             \
  FIELD (__VA_ARGS__, label, STRING, SS_FIELD_REQUIRED, .limit = SS_NAME_MAX)                  \
  FIELD (__VA_ARGS__, type_, ENUM, SS_FIELD_REQUIRED, .choice = ss_model_variable_type_choice) \
  FIELD (__VA_ARGS__, required, BOOLEAN, SS_FIELD_PLAIN)                                       \
  FIELD (__VA_ARGS__, default, JSON, SS_FIELD_NULLABLE)                                        \
  FIELD (__VA_ARGS__, choices, STRINGS, SS_FIELD_PLAIN, .limit = 100)                          \
  FIELD (__VA_ARGS__, help, STRING, SS_FIELD_PLAIN, .limit = 500)

#define SS_TYPE_PLUGIN_VARIABLE (ss_plugin_variable_get_type ())
SS_DECLARE_MODEL (SsPluginVariable, ss_plugin_variable, PLUGIN_VARIABLE, SS_PLUGIN_VARIABLE_FIELDS)

/* What starts a plugin: {type: "SCHEDULE", cron}, {type: "EVENT", event} or {type: "MANUAL"}. */
#define SS_PLUGIN_TRIGGER_FIELDS(FIELD, ...)                                                  \
  FIELD (__VA_ARGS__, type_, ENUM, SS_FIELD_REQUIRED, .choice = ss_model_trigger_type_choice) \
  FIELD (__VA_ARGS__, cron, STRING, SS_FIELD_NULLABLE, .limit = 100)                          \
  FIELD (__VA_ARGS__, event, STRING, SS_FIELD_NULLABLE, .limit = 64)

#define SS_TYPE_PLUGIN_TRIGGER (ss_plugin_trigger_get_type ())
SS_DECLARE_MODEL (SsPluginTrigger, ss_plugin_trigger, PLUGIN_TRIGGER, SS_PLUGIN_TRIGGER_FIELDS)

#define SS_PLUGIN_RELEASE_FIELDS(FIELD, ...)                 \
  FIELD (__VA_ARGS__, version, STRING, SS_FIELD_READ_ONLY)   \
  FIELD (__VA_ARGS__, released_at, TIME, SS_FIELD_READ_ONLY) \
  FIELD (__VA_ARGS__, notes, STRING, SS_FIELD_READ_ONLY)

#define SS_TYPE_PLUGIN_RELEASE (ss_plugin_release_get_type ())
SS_DECLARE_MODEL (SsPluginRelease, ss_plugin_release, PLUGIN_RELEASE, SS_PLUGIN_RELEASE_FIELDS)

#define SS_PLUGIN_FIELDS(FIELD, ...)                                                                    \
  FIELD (__VA_ARGS__, id, ID, SS_FIELD_READ_ONLY)                                                       \
  FIELD (__VA_ARGS__, slug, STRING, SS_FIELD_READ_ONLY)                                                 \
  FIELD (__VA_ARGS__, name, STRING, SS_FIELD_REQUIRED, .limit = SS_NAME_MAX, .check = ss_validate_name) \
  FIELD (__VA_ARGS__, summary, STRING, SS_FIELD_REQUIRED, .limit = SS_SUMMARY_MAX,                      \
         .check = ss_validate_summary)                                                                  \
  FIELD (__VA_ARGS__, description, STRING, SS_FIELD_PLAIN, .limit = SS_DESCRIPTION_MAX)                 \
  FIELD (__VA_ARGS__, category, ENUM, SS_FIELD_REQUIRED, .choice = ss_model_category_choice)            \
  FIELD (__VA_ARGS__, version, STRING, SS_FIELD_PLAIN, .limit = 64)                                     \
  FIELD (__VA_ARGS__, author, STRING, SS_FIELD_READ_ONLY)                                               \
  FIELD (__VA_ARGS__, logo_url, STRING, SS_FIELD_READ_ONLY | SS_FIELD_NULLABLE)                         \
  FIELD (__VA_ARGS__, rating, NUMBER, SS_FIELD_READ_ONLY | SS_FIELD_NULLABLE)                           \
  FIELD (__VA_ARGS__, rating_count, INTEGER, SS_FIELD_READ_ONLY)                                        \
  FIELD (__VA_ARGS__, rating_histogram, INTEGERS, SS_FIELD_READ_ONLY)                                   \
  FIELD (__VA_ARGS__, install_count, INTEGER, SS_FIELD_READ_ONLY)                                       \
  FIELD (__VA_ARGS__, is_featured, BOOLEAN, SS_FIELD_READ_ONLY)                                         \
  FIELD (__VA_ARGS__, is_verified, BOOLEAN, SS_FIELD_READ_ONLY)                                         \
  FIELD (__VA_ARGS__, visibility, ENUM, SS_FIELD_READ_ONLY, .choice = ss_model_visibility_choice)       \
  FIELD (__VA_ARGS__, permissions, STRINGS, SS_FIELD_PLAIN, .limit = 64)                                \
  FIELD (__VA_ARGS__, trigger, OBJECT, SS_FIELD_PLAIN, .get_type = ss_plugin_trigger_get_type)          \
  FIELD (__VA_ARGS__, variables, OBJECTS, SS_FIELD_PLAIN, .limit = SS_VARIABLES_MAX,                    \
         .get_type = ss_plugin_variable_get_type)                                                       \
  FIELD (__VA_ARGS__, created_at, TIME, SS_FIELD_READ_ONLY)                                             \
  FIELD (__VA_ARGS__, updated_at, TIME, SS_FIELD_READ_ONLY)                                             \
  FIELD (__VA_ARGS__, installation_id, ID, SS_FIELD_READ_ONLY | SS_FIELD_NULLABLE)                      \
  FIELD (__VA_ARGS__, code, STRING, SS_FIELD_DETAIL, .limit = SS_CODE_MAX)                              \
  FIELD (__VA_ARGS__, changelog, OBJECTS, SS_FIELD_READ_ONLY | SS_FIELD_DETAIL,                         \
         .get_type = ss_plugin_release_get_type)

#define SS_TYPE_PLUGIN (ss_plugin_get_type ())
SS_DECLARE_MODEL (SsPlugin, ss_plugin, PLUGIN, SS_PLUGIN_FIELDS)

#define SS_REVIEW_FIELDS(FIELD, ...)                           \
  FIELD (__VA_ARGS__, id, ID, SS_FIELD_READ_ONLY)              \
  FIELD (__VA_ARGS__, rating, INTEGER, SS_FIELD_READ_ONLY)     \
  FIELD (__VA_ARGS__, review, STRING, SS_FIELD_READ_ONLY)      \
  FIELD (__VA_ARGS__, author_name, STRING, SS_FIELD_READ_ONLY) \
  FIELD (__VA_ARGS__, tenant_name, STRING, SS_FIELD_READ_ONLY) \
  FIELD (__VA_ARGS__, version, STRING, SS_FIELD_READ_ONLY)     \
  FIELD (__VA_ARGS__, created_at, TIME, SS_FIELD_READ_ONLY)    \
  FIELD (__VA_ARGS__, is_mine, BOOLEAN, SS_FIELD_READ_ONLY)

#define SS_TYPE_REVIEW (ss_review_get_type ())
SS_DECLARE_MODEL (SsReview, ss_review, REVIEW, SS_REVIEW_FIELDS)

#define SS_PLUGIN_RUN_FIELDS(FIELD, ...)                                                      \
  FIELD (__VA_ARGS__, started_at, TIME, SS_FIELD_READ_ONLY)                                   \
  FIELD (__VA_ARGS__, duration_ms, INTEGER, SS_FIELD_READ_ONLY)                               \
  FIELD (__VA_ARGS__, status, ENUM, SS_FIELD_READ_ONLY, .choice = ss_model_run_status_choice) \
  FIELD (__VA_ARGS__, message, STRING, SS_FIELD_READ_ONLY)

#define SS_TYPE_PLUGIN_RUN (ss_plugin_run_get_type ())
SS_DECLARE_MODEL (SsPluginRun, ss_plugin_run, PLUGIN_RUN, SS_PLUGIN_RUN_FIELDS)

#define SS_INSTALLATION_FIELDS(FIELD, ...)                                                    \
  FIELD (__VA_ARGS__, id, ID, SS_FIELD_READ_ONLY)                                             \
  FIELD (__VA_ARGS__, plugin_id, ID, SS_FIELD_READ_ONLY)                                      \
  FIELD (__VA_ARGS__, slug, STRING, SS_FIELD_READ_ONLY)                                       \
  FIELD (__VA_ARGS__, name, STRING, SS_FIELD_READ_ONLY)                                       \
  FIELD (__VA_ARGS__, summary, STRING, SS_FIELD_READ_ONLY)                                    \
  FIELD (__VA_ARGS__, category, ENUM, SS_FIELD_READ_ONLY, .choice = ss_model_category_choice) \
  FIELD (__VA_ARGS__, author, STRING, SS_FIELD_READ_ONLY)                                     \
  FIELD (__VA_ARGS__, logo_url, STRING, SS_FIELD_READ_ONLY | SS_FIELD_NULLABLE)               \
  FIELD (__VA_ARGS__, installed_version, STRING, SS_FIELD_READ_ONLY)                          \
  FIELD (__VA_ARGS__, latest_version, STRING, SS_FIELD_READ_ONLY)                             \
  FIELD (__VA_ARGS__, has_update, BOOLEAN, SS_FIELD_READ_ONLY)                                \
  FIELD (__VA_ARGS__, is_active, BOOLEAN, SS_FIELD_PLAIN)                                     \
  FIELD (__VA_ARGS__, config_values, JSON, SS_FIELD_PLAIN)                                    \
  FIELD (__VA_ARGS__, added_permissions, STRINGS, SS_FIELD_READ_ONLY)                         \
  FIELD (__VA_ARGS__, installed_at, TIME, SS_FIELD_READ_ONLY)                                 \
  FIELD (__VA_ARGS__, installed_by, OBJECT, SS_FIELD_READ_ONLY | SS_FIELD_NULLABLE,           \
         .get_type = ss_person_reference_get_type)                                            \
  FIELD (__VA_ARGS__, updated_at, TIME, SS_FIELD_READ_ONLY)                                   \
  FIELD (__VA_ARGS__, my_rating, INTEGER, SS_FIELD_READ_ONLY | SS_FIELD_NULLABLE)             \
  FIELD (__VA_ARGS__, my_review, STRING, SS_FIELD_READ_ONLY | SS_FIELD_NULLABLE)              \
  FIELD (__VA_ARGS__, last_run, OBJECT, SS_FIELD_READ_ONLY | SS_FIELD_NULLABLE,               \
         .get_type = ss_plugin_run_get_type)

#define SS_TYPE_INSTALLATION (ss_installation_get_type ())
SS_DECLARE_MODEL (SsInstallation, ss_installation, INSTALLATION, SS_INSTALLATION_FIELDS)

G_END_DECLS
