/* system-dns.c: asks the name servers that the system asks, or one in particular
 *
 * GResolver knows no CNAME records, and its addresses have followed them already: so the C library's resolver
 * is asked, of which each look-up has its own.
 *
 * SPDX-License-Identifier: MIT
 */
#include <arpa/inet.h>
#include <arpa/nameser.h>
#include <netdb.h>
#include <resolv.h>
#include <string.h>

#include "platform/tenants/dns.h"

#define ANSWER_SIZE 4096
/* Somebody waits before a button. */
#define SECONDS_A_TRY 3
#define TRIES 2

struct _SsSystemDns
{
  GObject parent_instance;

  GInetSocketAddress *server; /* (owned) (nullable) */
};

static void ss_system_dns_dns_init (SsDnsInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (SsSystemDns, ss_system_dns, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (SS_TYPE_DNS, ss_system_dns_dns_init))

static gboolean
prepare (SsSystemDns *self, struct __res_state *state)
{
  if (res_ninit (state) != 0)
    return FALSE;
  state->retrans = SECONDS_A_TRY;
  state->retry = TRIES;
  if (self->server == NULL)
    return TRUE;
  state->nscount = 1;
  return g_socket_address_to_native (G_SOCKET_ADDRESS (self->server), &state->nsaddr_list[0],
                                     sizeof state->nsaddr_list[0], NULL);
}

/* (transfer full) (nullable): the first CNAME record of an answer */
static char *
read_alias (const unsigned char *answer, int length)
{
  char text[NS_MAXDNAME];
  ns_msg message;
  ns_rr record;

  if (ns_initparse (answer, length, &message) != 0)
    return NULL;
  for (int i = 0; i < ns_msg_count (message, ns_s_an); i++)
    if (ns_parserr (&message, ns_s_an, i, &record) == 0 && ns_rr_type (record) == ns_t_cname
        && ns_name_uncompress (ns_msg_base (message), ns_msg_end (message), ns_rr_rdata (record), text,
                               sizeof text)
               >= 0)
      {
        gsize end = strlen (text);

        if (end > 0 && text[end - 1] == '.')
          text[end - 1] = '\0';
        return g_ascii_strdown (text, -1);
      }
  return NULL;
}

static char *
ss_system_dns_look_up_alias (SsDns *dns, const char *name, GError **error)
{
  struct __res_state state = { 0 };
  unsigned char answer[ANSWER_SIZE];
  char *alias = NULL;
  int length, problem;

  if (!prepare (SS_SYSTEM_DNS (dns), &state))
    {
      g_set_error_literal (error, G_RESOLVER_ERROR, G_RESOLVER_ERROR_INTERNAL,
                           "The system's resolver can't be used");
      return NULL;
    }
  length = res_nquery (&state, name, ns_c_in, ns_t_cname, answer, sizeof answer);
  problem = state.res_h_errno;
  res_nclose (&state);
  if (length > 0)
    alias = read_alias (answer, MIN (length, (int) sizeof answer));
  if (alias == NULL && length < 0 && problem != HOST_NOT_FOUND && problem != NO_DATA)
    g_set_error_literal (error, G_RESOLVER_ERROR, G_RESOLVER_ERROR_TEMPORARY_FAILURE,
                         "The DNS has no answer");
  else if (alias == NULL)
    g_set_error (error, G_RESOLVER_ERROR, G_RESOLVER_ERROR_NOT_FOUND, "%s is no alias", name);
  return alias;
}

static void
ss_system_dns_dns_init (SsDnsInterface *iface)
{
  iface->look_up_alias = ss_system_dns_look_up_alias;
}

static void
ss_system_dns_finalize (GObject *object)
{
  g_clear_object (&SS_SYSTEM_DNS (object)->server);

  G_OBJECT_CLASS (ss_system_dns_parent_class)->finalize (object);
}

static void
ss_system_dns_class_init (SsSystemDnsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ss_system_dns_finalize;
}

static void
ss_system_dns_init (SsSystemDns *self)
{
}

/**
 * ss_system_dns_new:
 * @server: (nullable): an IPv4 address and a port; %NULL: the system's name servers
 *
 * Returns: (transfer full): the DNS
 */
SsDns *
ss_system_dns_new (const char *server)
{
  SsSystemDns *self = g_object_new (SS_TYPE_SYSTEM_DNS, NULL);
  g_auto (GStrv) parts = server != NULL ? g_strsplit (server, ":", 2) : NULL;

  if (parts != NULL && parts[0] != NULL && parts[1] != NULL)
    self->server = G_INET_SOCKET_ADDRESS (
        g_inet_socket_address_new_from_string (parts[0], (guint) g_ascii_strtoull (parts[1], NULL, 10)));
  return SS_DNS (self);
}
