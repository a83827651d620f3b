/* fuzz-model-json.c: whatever bytes, as JSON and as every model
 *
 * SPDX-License-Identifier: MIT
 */
#include "model/model-json.h"
#include "model/plugins.h"

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

typedef GType (*GetType) (void);

static const GetType types[] = {
  ss_ability_get_type,          ss_user_can_get_type,         ss_user_get_type,
  ss_person_reference_get_type, ss_masquerade_get_type,       ss_current_user_get_type,
  ss_signed_in_get_type,        ss_permission_grant_get_type, ss_plugin_variable_get_type,
  ss_plugin_trigger_get_type,   ss_plugin_release_get_type,   ss_plugin_get_type,
  ss_review_get_type,           ss_plugin_run_get_type,       ss_installation_get_type,
  ss_tenant_get_type,           ss_tenant_brand_get_type,     ss_tenant_settings_get_type,
  ss_tenant_config_get_type,    ss_dns_record_get_type,       ss_domain_get_type,
};

static char *
write_model (SsModel *model)
{
  g_auto (SsJsonWriter) writer = { 0 };

  ss_json_writer_init (&writer);
  ss_model_write (model, &writer, SS_FIELD_PLAIN);
  return ss_json_writer_steal_text (&writer);
}

static char *
write_node (JsonNode *node)
{
  g_auto (SsJsonWriter) writer = { 0 };

  ss_json_writer_init (&writer);
  ss_json_writer_node (&writer, node);
  return ss_json_writer_steal_text (&writer);
}

/* What we write, we read; and write the same again. */
static void
check_node (JsonNode *node)
{
  g_autofree char *text = write_node (node);
  g_autoptr (JsonNode) again = ss_json_parse (text, -1, NULL);
  g_autofree char *text_again = NULL;

  g_assert_nonnull (again);
  text_again = write_node (again);
  g_assert_cmpstr (text, ==, text_again);
}

static void
check_copy (SsModel *model, const char *text)
{
  g_autoptr (SsModel) copy = ss_model_copy (model);
  g_autoptr (SsModel) empty = g_object_new (G_OBJECT_TYPE (model), NULL);
  g_autofree char *text_of_copy = write_model (copy);
  g_autofree char *text_of_merged = NULL;

  g_assert_cmpstr (text, ==, text_of_copy);
  g_assert_false (ss_model_merge (copy, model));
  ss_model_merge (empty, model);
  text_of_merged = write_model (empty);
  g_assert_cmpstr (text, ==, text_of_merged);
}

static void
check_client (GType type, JsonNode *node)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SsModel) model = ss_model_from_json (type, node, &error);
  g_autoptr (SsModel) again = NULL;
  g_autoptr (JsonNode) written = NULL;
  g_autofree char *text = NULL;
  g_autofree char *text_again = NULL;

  if (model == NULL)
    {
      g_assert_error (error, SS_MODEL_ERROR, SS_MODEL_ERROR_FIELD);
      g_assert_true (g_utf8_validate (error->message, -1, NULL));
      return;
    }

  text = write_model (model);
  check_copy (model, text);

  written = ss_json_parse (text, -1, &error);
  g_assert_no_error (error);
  again = ss_model_from_json (type, written, &error);
  g_assert_no_error (error);
  text_again = write_model (again);
  g_assert_cmpstr (text, ==, text_again);
}

static void
check_platform (GType type, JsonNode *node, SsBodyKind kind)
{
  g_autoptr (SsModel) model = g_object_new (type, NULL);
  g_autoptr (SsFieldErrors) errors = ss_field_errors_new ();
  g_autoptr (GBytes) body = NULL;
  g_autoptr (GBytes) body_again = NULL;
  g_autoptr (SsModel) again = NULL;
  g_autoptr (JsonNode) written = NULL;
  gboolean is_good;

  is_good = ss_model_read_body (model, json_node_get_object (node), kind, errors);
  g_assert_cmpint (is_good, ==, ss_field_errors_is_empty (errors));

  /* What a body left behind is good, whatever else was wrong in it. */
  body = ss_model_write_body (model, NULL);
  written = ss_json_parse (g_bytes_get_data (body, NULL), (gssize) g_bytes_get_size (body), NULL);
  g_assert_nonnull (written);
  again = g_object_new (type, NULL);
  g_assert_true (ss_model_read_body (again, json_node_get_object (written), SS_BODY_CHANGE, errors));
  body_again = ss_model_write_body (again, NULL);
  g_assert_true (g_bytes_equal (body, body_again));
}

static void
check_list (GType type, JsonNode *node)
{
  g_autoptr (GPtrArray) models = ss_models_from_json (type, node, NULL);

  if (models != NULL)
    g_assert_cmpuint (models->len, ==, json_array_get_length (json_node_get_array (node)));
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = ss_json_parse ((const char *) data, (gssize) size, &error);

  if (node == NULL)
    {
      g_assert_error (error, SS_MODEL_ERROR, SS_MODEL_ERROR_SYNTAX);
      g_assert_true (g_utf8_validate (error->message, -1, NULL));
      return 0;
    }

  check_node (node);
  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    {
      check_client (types[i](), node);
      check_list (types[i](), node);
      if (!JSON_NODE_HOLDS_OBJECT (node))
        continue;
      check_platform (types[i](), node, SS_BODY_CREATE);
      check_platform (types[i](), node, SS_BODY_CHANGE);
    }
  return 0;
}
