/* page-states.c: what pages restore, kept apart by account
 *
 * The setting `page-states` is a dictionary from "ACCOUNT/PAGE", where ACCOUNT is a digest, so that reading
 * the settings does not tell whose they are.
 *
 * SPDX-License-Identifier: MIT
 */
#include "config.h"

#include "app/shell/page-states.h"

#include <string.h>

#define SETTING "page-states"

static char *
join (const char *key, const char *page)
{
  return g_strconcat (key, "/", page, NULL);
}

/* What is stored, without the entry @left_out, or without all that begin with it. */
static GVariantBuilder *
copy_without (GSettings *settings, const char *left_out, gboolean is_prefix)
{
  GVariantBuilder *builder = g_variant_builder_new (G_VARIANT_TYPE_VARDICT);
  g_autoptr (GVariant) states = g_settings_get_value (settings, SETTING);
  GVariantIter iter;
  const char *name;
  GVariant *state;

  g_variant_iter_init (&iter, states);
  while (g_variant_iter_loop (&iter, "{&sv}", &name, &state))
    if (is_prefix ? !g_str_has_prefix (name, left_out) : strcmp (name, left_out) != 0)
      g_variant_builder_add (builder, "{sv}", name, state);

  return builder;
}

/**
 * ss_page_states_make_key:
 * @account: (nullable): whose; %NULL is the demo
 *
 * Returns: (transfer full): the account's part of the names
 */
char *
ss_page_states_make_key (SsAccount *account)
{
  g_autoptr (GChecksum) checksum = NULL;
  const char *tenant;

  if (account == NULL)
    return g_strdup ("demo");

  checksum = g_checksum_new (G_CHECKSUM_SHA256);
  tenant = ss_account_get_tenant (account);
  g_checksum_update (checksum, (const guchar *) ss_account_get_base_url (account), -1);
  g_checksum_update (checksum, (const guchar *) "\n", 1);
  g_checksum_update (checksum, (const guchar *) (tenant != NULL ? tenant : ""), -1);
  g_checksum_update (checksum, (const guchar *) "\n", 1);
  g_checksum_update (checksum, (const guchar *) ss_account_get_email (account), -1);
  return g_strndup (g_checksum_get_string (checksum), 16);
}

/**
 * ss_page_states_look_up:
 * @settings: the program's settings
 * @key: from ss_page_states_make_key()
 * @page: a page's id
 *
 * Returns: (transfer full) (nullable): what it saved
 */
GVariant *
ss_page_states_look_up (GSettings *settings, const char *key, const char *page)
{
  g_autoptr (GVariant) states = g_settings_get_value (settings, SETTING);
  g_autofree char *name = join (key, page);

  return g_variant_lookup_value (states, name, G_VARIANT_TYPE_VARDICT);
}

/**
 * ss_page_states_save:
 * @settings: the program's settings
 * @key: from ss_page_states_make_key()
 * @page: a page's id
 * @state: (nullable): what to restore; a floating one is consumed
 */
void
ss_page_states_save (GSettings *settings, const char *key, const char *page, GVariant *state)
{
  g_autofree char *name = join (key, page);
  g_autoptr (GVariantBuilder) builder = copy_without (settings, name, FALSE);
  g_autoptr (GVariant) owned = state != NULL ? g_variant_ref_sink (state) : NULL;

  if (owned != NULL)
    g_variant_builder_add (builder, "{sv}", name, owned);
  g_settings_set_value (settings, SETTING, g_variant_builder_end (builder));
}

/**
 * ss_page_states_forget:
 * @settings: the program's settings
 * @account: (nullable): whose states go
 */
void
ss_page_states_forget (GSettings *settings, SsAccount *account)
{
  g_autofree char *key = ss_page_states_make_key (account);
  g_autofree char *prefix = join (key, "");
  g_autoptr (GVariantBuilder) builder = copy_without (settings, prefix, TRUE);

  g_settings_set_value (settings, SETTING, g_variant_builder_end (builder));
}
