/* account.c: where somebody signs in, and as whom
 *
 * SPDX-License-Identifier: MIT
 */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "client/account.h"
#include "client/client-error-private.h"
#include "client/transport.h"
#include "domain/validation.h"

#define BASE_DOMAIN ".smoothschedule.com"
#define API_PATH "/api/v1"
#define PLATFORM "platform"

struct _SsAccount
{
  GObject parent_instance;

  char *base_url;
  char *address;
  gboolean names_no_tenant; /* a loopback address: the tenant goes into a header */
  char *tenant;             /* (owned) (nullable) */
  char *email;
  char *name;        /* (owned) (nullable) */
  char *tenant_name; /* (owned) (nullable) */
  char *role;        /* (owned) (nullable) */
};

G_DEFINE_FINAL_TYPE (SsAccount, ss_account, G_TYPE_OBJECT)

typedef enum
{
  PROP_BASE_URL = 1,
  PROP_TENANT,
  PROP_EMAIL,
  PROP_NAME,
  PROP_TENANT_NAME,
  PROP_ROLE,
} SsAccountProperty;

static GParamSpec *properties[PROP_ROLE + 1];

static gboolean
is_label (const char *text)
{
  gsize length = strlen (text);

  return length > 0 && length <= 63 && text[0] != '-' && text[length - 1] != '-'
         && strspn (text, "abcdefghijklmnopqrstuvwxyz0123456789-") == length;
}

/* "acme" is short for the hosted platform; on this computer there is no certificate to be had. */
static char *
complete_address (const char *typed)
{
  g_autofree char *text = g_strstrip (g_strdup (typed));
  g_autofree char *lower = g_ascii_strdown (text, -1);
  g_autofree char *guess = NULL;
  g_autoptr (GUri) uri = NULL;

  if (strstr (text, "://") != NULL)
    return g_steal_pointer (&text);
  if (is_label (lower) && strcmp (lower, "localhost") != 0)
    return g_strconcat ("https://", lower, BASE_DOMAIN, NULL);

  guess = g_strconcat ("http://", text, NULL);
  uri = g_uri_parse (guess, G_URI_FLAGS_NONE, NULL);
  if (uri != NULL && ss_host_is_loopback (g_uri_get_host (uri)))
    return g_steal_pointer (&guess);

  return g_strconcat ("https://", text, NULL);
}

static gboolean
is_host (const char *host)
{
  if (host == NULL || *host == '\0' || strlen (host) > 253)
    return FALSE;

  return g_hostname_is_ip_address (host)
         || (strspn (host, "abcdefghijklmnopqrstuvwxyz0123456789-.") == strlen (host) && host[0] != '.'
             && strstr (host, "..") == NULL
             && (strchr (host, '.') != NULL || strcmp (host, "localhost") == 0));
}

/* The first label, where the host is one under @suffix. */
static char *
find_label (const char *host, const char *suffix)
{
  g_autofree char *label = NULL;

  if (!g_str_has_suffix (host, suffix))
    return NULL;

  label = g_strndup (host, strlen (host) - strlen (suffix));
  if (!is_label (label) || strcmp (label, PLATFORM) == 0)
    return NULL;

  return g_steal_pointer (&label);
}

static char *
clean_path (const char *path)
{
  g_autofree char *clean = g_strdup (path != NULL ? path : "");
  gsize length;

  while (g_str_has_suffix (clean, "/"))
    clean[strlen (clean) - 1] = '\0';
  length = strlen (clean);
  if (g_str_has_suffix (clean, API_PATH))
    clean[length - strlen (API_PATH)] = '\0';

  return g_steal_pointer (&clean);
}

static void
fill_in (SsAccount *self, const char *scheme, const char *host, int port, const char *path)
{
  gboolean is_http = strcmp (scheme, "http") == 0;
  gboolean is_usual = port == -1 || port == (is_http ? 80 : 443);
  const char *left = strchr (host, ':') != NULL ? "[" : "";
  const char *right = strchr (host, ':') != NULL ? "]" : "";
  g_autofree char *suffix = is_usual ? g_strdup ("") : g_strdup_printf (":%d", port);

  self->base_url = g_strconcat (scheme, "://", left, host, right, suffix, path, API_PATH, NULL);
  self->address = g_strconcat (left, host, right, suffix, path, NULL);
  self->names_no_tenant =
      ss_host_is_loopback (host) && (g_hostname_is_ip_address (host) || strcmp (host, "localhost") == 0);
  self->tenant = find_label (host, BASE_DOMAIN);
  if (self->tenant == NULL)
    self->tenant = find_label (host, ".localhost");
}

static gboolean
read_address (SsAccount *self, const char *typed, GError **error)
{
  g_autofree char *completed = complete_address (typed);
  g_autoptr (GUri) uri = g_uri_parse (completed, G_URI_FLAGS_HAS_PASSWORD, NULL);
  g_autofree char *host = NULL;
  g_autofree char *path = NULL;

  if (uri != NULL && g_uri_get_host (uri) != NULL)
    {
      g_autofree char *ascii = g_hostname_to_ascii (g_uri_get_host (uri));

      host = ascii != NULL ? g_ascii_strdown (ascii, -1) : NULL;
    }

  if (host == NULL || !is_host (host) || g_uri_get_userinfo (uri) != NULL || g_uri_get_port (uri) == 0
      || (strcmp (g_uri_get_scheme (uri), "https") != 0 && strcmp (g_uri_get_scheme (uri), "http") != 0))
    {
      g_propagate_error (error,
                         ss_client_error_new_field (SS_CLIENT_ERROR_INVALID, "address",
                                                    _ ("Enter the name of your business, such as “acme”, "
                                                       "or the whole address.")));
      return FALSE;
    }
  if (strcmp (g_uri_get_scheme (uri), "http") == 0 && !ss_host_is_loopback (host))
    {
      g_propagate_error (error, ss_client_error_new_field (SS_CLIENT_ERROR_INSECURE, "address",
                                                           _ ("The address is not encrypted. "
                                                              "Use an address that starts with https://.")));
      return FALSE;
    }

  path = clean_path (g_uri_get_path (uri));
  fill_in (self, g_uri_get_scheme (uri), host, g_uri_get_port (uri), path);
  return TRUE;
}

static const char *
get_text (SsAccount *self, SsAccountProperty property)
{
  switch (property)
    {
    case PROP_BASE_URL:
      return self->base_url;
    case PROP_TENANT:
      return self->tenant;
    case PROP_EMAIL:
      return self->email;
    case PROP_NAME:
      return self->name;
    case PROP_TENANT_NAME:
      return self->tenant_name;
    case PROP_ROLE:
      return self->role;
    default:
      return NULL;
    }
}

static void
set_text (SsAccount *self, char **text, const char *value, SsAccountProperty property)
{
  if (g_strcmp0 (*text, value) == 0)
    return;

  g_free (*text);
  *text = g_strdup (value);
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

static void
ss_account_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id < PROP_BASE_URL || id > PROP_ROLE)
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  else
    g_value_set_string (value, get_text (SS_ACCOUNT (object), (SsAccountProperty) id));
}

static void
ss_account_finalize (GObject *object)
{
  SsAccount *self = SS_ACCOUNT (object);

  g_free (self->base_url);
  g_free (self->address);
  g_free (self->tenant);
  g_free (self->email);
  g_free (self->name);
  g_free (self->tenant_name);
  g_free (self->role);

  G_OBJECT_CLASS (ss_account_parent_class)->finalize (object);
}

static void
ss_account_class_init (SsAccountClass *klass)
{
  static const char *const names[] = { "base-url", "tenant", "email", "name", "tenant-name", "role" };
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = ss_account_finalize;
  object_class->get_property = ss_account_get_property;

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    properties[i + 1] =
        g_param_spec_string (names[i], NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
ss_account_init (SsAccount *self)
{
}

/**
 * ss_account_new:
 * @address: as typed: `acme`, `acme.smoothschedule.com`, `http://127.0.0.1:8000`
 * @email: as typed
 * @error: %SS_CLIENT_ERROR_INVALID or %SS_CLIENT_ERROR_INSECURE, with a sentence for the field `address` or
 * `email`
 *
 * Returns: (transfer full): an account, or %NULL and @error
 */
SsAccount *
ss_account_new (const char *address, const char *email, GError **error)
{
  g_autoptr (SsAccount) self = g_object_new (SS_TYPE_ACCOUNT, NULL);
  const char *fault;

  if (!read_address (self, address != NULL ? address : "", error))
    return NULL;

  self->email = ss_email_normalize (email != NULL ? email : "");
  fault = ss_validate_email (self->email);
  if (fault != NULL)
    {
      g_propagate_error (error, ss_client_error_new_field (SS_CLIENT_ERROR_INVALID, "email", _ (fault)));
      return NULL;
    }

  return g_steal_pointer (&self);
}

/**
 * ss_account_new_without_email:
 * @address: as typed
 * @error: as of ss_account_new(), for the field `address`
 *
 * Of somebody invited the platform knows the email, and tells it with the first answer.
 *
 * Returns: (transfer full) (nullable): where an account is going to be
 */
SsAccount *
ss_account_new_without_email (const char *address, GError **error)
{
  g_autoptr (SsAccount) self = g_object_new (SS_TYPE_ACCOUNT, NULL);

  if (!read_address (self, address, error))
    return NULL;
  self->email = g_strdup ("");
  return g_steal_pointer (&self);
}

const char *
ss_account_get_base_url (SsAccount *self)
{
  g_return_val_if_fail (SS_IS_ACCOUNT (self), NULL);

  return self->base_url;
}

/**
 * ss_account_get_address:
 * @self: an account
 *
 * Returns: the address in short, for people: `acme.smoothschedule.com`
 */
const char *
ss_account_get_address (SsAccount *self)
{
  g_return_val_if_fail (SS_IS_ACCOUNT (self), NULL);

  return self->address;
}

const char *
ss_account_get_tenant (SsAccount *self)
{
  g_return_val_if_fail (SS_IS_ACCOUNT (self), NULL);

  return self->tenant;
}

const char *
ss_account_get_email (SsAccount *self)
{
  g_return_val_if_fail (SS_IS_ACCOUNT (self), NULL);

  return self->email;
}

/**
 * ss_account_set_tenant:
 * @self: an account
 * @tenant: (nullable): a sub-domain, %NULL for the platform itself
 *
 * For a loopback address, which names no tenant by itself; before signing in.
 */
void
ss_account_set_tenant (SsAccount *self, const char *tenant)
{
  g_return_if_fail (SS_IS_ACCOUNT (self));

  if (g_strcmp0 (tenant, PLATFORM) == 0)
    tenant = NULL;
  set_text (self, &self->tenant, tenant, PROP_TENANT);
}

/**
 * ss_account_get_tenant_header:
 * @self: an account
 *
 * Contract section 1, "tenant".
 *
 * Returns: (nullable): what to send as `X-Tenant-Subdomain`
 */
const char *
ss_account_get_tenant_header (SsAccount *self)
{
  g_return_val_if_fail (SS_IS_ACCOUNT (self), NULL);

  if (!self->names_no_tenant)
    return NULL;

  return self->tenant != NULL ? self->tenant : PLATFORM;
}

const char *
ss_account_get_name (SsAccount *self)
{
  g_return_val_if_fail (SS_IS_ACCOUNT (self), NULL);

  return self->name;
}

const char *
ss_account_get_tenant_name (SsAccount *self)
{
  g_return_val_if_fail (SS_IS_ACCOUNT (self), NULL);

  return self->tenant_name;
}

const char *
ss_account_get_role (SsAccount *self)
{
  g_return_val_if_fail (SS_IS_ACCOUNT (self), NULL);

  return self->role;
}

/**
 * ss_account_describe:
 * @self: an account
 * @name: (nullable): the person's name
 * @tenant_name: (nullable): the business' name
 * @role: (nullable): the role's wire name
 *
 * What the switcher shows, once somebody has signed in.
 */
void
ss_account_describe (SsAccount *self, const char *name, const char *tenant_name, const char *role)
{
  g_return_if_fail (SS_IS_ACCOUNT (self));

  set_text (self, &self->name, name, PROP_NAME);
  set_text (self, &self->tenant_name, tenant_name, PROP_TENANT_NAME);
  set_text (self, &self->role, role, PROP_ROLE);
}

/**
 * ss_account_new_beside:
 * @other: an account
 * @tenant: (nullable): a sub-domain, %NULL for the platform itself
 * @email: as the platform gave it
 *
 * The platform's own host is told the tenant in a header, as a loopback address is (contract section 11).
 *
 * Returns: (transfer full): an account that is reached the way @other is
 */
SsAccount *
ss_account_new_beside (SsAccount *other, const char *tenant, const char *email)
{
  SsAccount *self;

  g_return_val_if_fail (SS_IS_ACCOUNT (other), NULL);

  self = g_object_new (SS_TYPE_ACCOUNT, NULL);
  self->base_url = g_strdup (other->base_url);
  self->address = g_strdup (other->address);
  self->names_no_tenant = other->names_no_tenant || g_strcmp0 (other->tenant, tenant) != 0;
  self->tenant = g_strdup (tenant);
  self->email = g_strdup (email);
  return self;
}

gboolean
ss_account_equal (SsAccount *self, SsAccount *other)
{
  g_return_val_if_fail (SS_IS_ACCOUNT (self) && SS_IS_ACCOUNT (other), FALSE);

  return strcmp (self->base_url, other->base_url) == 0 && g_strcmp0 (self->tenant, other->tenant) == 0
         && strcmp (self->email, other->email) == 0;
}
