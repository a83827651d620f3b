/* installation-edits.c: what a change of an installation sends, and what it shows before the answer
 *
 * SPDX-License-Identifier: MIT
 */
#include "config.h"

#include "client/installation-edits.h"

/**
 * ss_installation_apply_active:
 * @change: one whose number says whether it runs
 * @model: (inout): what it is shown in
 */
void
ss_installation_apply_active (SsChange *change, SsInstallation *model)
{
  ss_installation_set_is_active (model, change->number != 0);
}

/**
 * ss_installation_apply_settings:
 * @change: one with settings
 * @model: (inout): what they are shown in
 *
 * Contract section 11: a PATCH merges configValues; null removes a value.
 */
void
ss_installation_apply_settings (SsChange *change, SsInstallation *model)
{
  JsonNode *before = ss_installation_get_config_values (model);
  g_autoptr (JsonObject) values = json_object_new ();
  g_autoptr (JsonNode) node = json_node_alloc ();
  JsonObjectIter iter;
  const char *key;
  JsonNode *value;

  if (before != NULL && JSON_NODE_HOLDS_OBJECT (before))
    {
      json_object_iter_init (&iter, json_node_get_object (before));
      while (json_object_iter_next (&iter, &key, &value))
        json_object_set_member (values, key, json_node_copy (value));
    }
  json_object_iter_init (&iter, change->settings);
  while (json_object_iter_next (&iter, &key, &value))
    {
      if (JSON_NODE_HOLDS_NULL (value))
        json_object_remove_member (values, key);
      else
        json_object_set_member (values, key, json_node_copy (value));
    }

  json_node_init_object (node, values);
  ss_installation_set_config_values (model, node);
}

/**
 * ss_installation_apply_rating:
 * @change: one with the stars, none to take the rating back, and the review
 * @model: (inout): what they are shown in
 */
void
ss_installation_apply_rating (SsChange *change, SsInstallation *model)
{
  if (change->number == 0)
    {
      ss_model_unset (SS_MODEL (model), ss_installation_field_my_rating);
      ss_installation_set_my_review (model, NULL);
      return;
    }

  ss_installation_set_my_rating (model, change->number);
  ss_installation_set_my_review (model, change->text);
}

/**
 * ss_installation_write_settings:
 * @settings: (nullable): values by their variables' keys
 *
 * Returns: (transfer full): the body that sets them
 */
GBytes *
ss_installation_write_settings (JsonObject *settings)
{
  g_auto (SsJsonWriter) writer;
  g_autoptr (JsonNode) node = json_node_alloc ();
  g_autoptr (JsonObject) empty = json_object_new ();

  json_node_init_object (node, settings != NULL ? settings : empty);
  ss_json_writer_init (&writer);
  ss_json_writer_begin_object (&writer);
  ss_json_writer_name (&writer, "configValues");
  ss_json_writer_node (&writer, node);
  ss_json_writer_end_object (&writer);
  return ss_json_writer_steal_bytes (&writer);
}

/**
 * ss_installation_write_rating:
 * @stars: 1 to 5
 * @review: (nullable): what is said beside them
 *
 * Returns: (transfer full): the body that rates
 */
GBytes *
ss_installation_write_rating (guint stars, const char *review)
{
  g_auto (SsJsonWriter) writer;

  ss_json_writer_init (&writer);
  ss_json_writer_begin_object (&writer);
  ss_json_writer_name (&writer, "rating");
  ss_json_writer_integer (&writer, stars);
  ss_json_writer_name (&writer, "review");
  ss_json_writer_string (&writer, review != NULL ? review : "");
  ss_json_writer_end_object (&writer);
  return ss_json_writer_steal_bytes (&writer);
}

/**
 * ss_installation_write_acceptance:
 * @permissions: (nullable): what the person agreed to
 *
 * Returns: (transfer full): the body that updates
 */
GBytes *
ss_installation_write_acceptance (const char *const *permissions)
{
  static const char *const none[] = { NULL };
  g_auto (SsJsonWriter) writer;

  ss_json_writer_init (&writer);
  ss_json_writer_begin_object (&writer);
  ss_json_writer_name (&writer, "acceptPermissions");
  ss_json_writer_strings (&writer, permissions != NULL ? permissions : none);
  ss_json_writer_end_object (&writer);
  return ss_json_writer_steal_bytes (&writer);
}
