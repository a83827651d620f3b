/* route53-dns.c: writes records into zones of Amazon Route 53
 *
 * Names are still looked up as the system does: what counts is what the world sees. A record is written and
 * then waited for until all of Amazon's name servers have it (INSYNC), after the Route 53 API Reference,
 * ChangeResourceRecordSets and GetChange.
 *
 * SPDX-License-Identifier: MIT
 */
#include <string.h>

#include "platform/aws/aws-client.h"
#include "platform/tenants/dns.h"

#define ENDPOINT "https://route53.amazonaws.com"
#define API "/2013-04-01"
#define NAMESPACE "https://route53.amazonaws.com/doc/2013-04-01/"
/* Whatever the region of what asks: Route 53 has one. */
#define REGION "us-east-1"
#define SERVICE "route53"
/* Seconds for which resolvers keep a record: a mistake is not to last. */
#define TTL "300"
/* Usually it takes less than half a minute; somebody waits before a button. */
#define CHECKS 20
#define PAUSE (2 * G_USEC_PER_SEC)

struct _SsRoute53Dns
{
  GObject parent_instance;

  SsDns *resolver; /* (owned) */
  char *endpoint;  /* (owned) */
  gulong pause;    /* between two checks, in microseconds */
};

static void ss_route53_dns_dns_init (SsDnsInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (SsRoute53Dns, ss_route53_dns, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (SS_TYPE_DNS, ss_route53_dns_dns_init))

/* By its code, what is to be done. */
static const struct
{
  const char *code;
  GIOErrorEnum kind;
  const char *sentence; /* with the zone's id */
} refusals[] = {
  { "NoSuchHostedZone", G_IO_ERROR_NOT_FOUND, "Route 53 knows no zone %s: look at the zone's ID." },
  { "InvalidInput", G_IO_ERROR_INVALID_ARGUMENT, "Route 53 does not take %s for a zone's ID." },
  { "InvalidChangeBatch", G_IO_ERROR_INVALID_ARGUMENT,
    "The domain does not lie in the zone %s, or it has records there that can't stand beside a CNAME." },
  { "AccessDenied", G_IO_ERROR_PERMISSION_DENIED,
    "The platform is not allowed to change the zone %s: its operator can allow it." },
  { "InvalidClientTokenId", G_IO_ERROR_PERMISSION_DENIED,
    "Route 53 does not know the platform's credentials, so the zone %s was not changed: tell its operator." },
  { "SignatureDoesNotMatch", G_IO_ERROR_PERMISSION_DENIED,
    "Route 53 does not accept the platform's credentials, so the zone %s was not changed: tell its operator." },
  { "Throttling", G_IO_ERROR_BUSY, "Route 53 is too busy to change the zone %s. Try again in a minute." },
  { "PriorRequestNotComplete", G_IO_ERROR_BUSY,
    "Route 53 has not finished an earlier change of the zone %s. Try again in a minute." },
};

static void
set_refusal (const SsAwsAnswer *answer, const char *zone_id, GError **error)
{
  for (guint i = 0; answer->code != NULL && i < G_N_ELEMENTS (refusals); i++)
    if (g_str_equal (answer->code, refusals[i].code))
      {
        g_auto (GStrv) parts = g_strsplit (refusals[i].sentence, "%s", 2);

        g_set_error (error, G_IO_ERROR, refusals[i].kind, "%s%s%s", parts[0], zone_id, parts[1]);
        return;
      }
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED,
               "Route 53 did not change the zone %s: it answered %u%s%s.", zone_id, answer->status,
               answer->code != NULL ? " " : "", answer->code != NULL ? answer->code : "");
}

static gboolean
ask (const char *method, const char *address, GBytes *body, const char *zone_id, SsAwsAnswer *answer,
     GError **error)
{
  const SsAwsRequest request = { SERVICE, REGION, method, address, body != NULL ? "text/xml" : NULL, body };
  g_autoptr (GError) failure = NULL;

  if (!ss_aws_client_send (&request, answer, &failure))
    {
      g_message ("Route 53: %s", failure->message);
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT,
                           "Route 53 can't be reached. Try again in a few minutes.");
      return FALSE;
    }
  if (answer->status == 200)
    return TRUE;
  set_refusal (answer, zone_id, error);
  return FALSE;
}

typedef struct
{
  char *id;     /* (owned) */
  char *status; /* (owned) */
} Change;

static void
change_clear (Change *self)
{
  g_clear_pointer (&self->id, g_free);
  g_clear_pointer (&self->status, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Change, change_clear)

static void
text_cb (GMarkupParseContext *context, const char *text, gsize length, gpointer user_data, GError **error)
{
  Change *change = user_data;
  const char *element = g_markup_parse_context_get_element (context);
  char **place = g_str_equal (element, "Id")       ? &change->id
                 : g_str_equal (element, "Status") ? &change->status
                                                   : NULL;

  if (place != NULL && *place == NULL)
    *place = g_strndup (text, length);
}

static gboolean
read_change (GBytes *body, Change *change, GError **error)
{
  static const GMarkupParser parser = { .text = text_cb };
  g_autoptr (GMarkupParseContext) context = g_markup_parse_context_new (&parser, 0, change, NULL);
  gsize length;
  const char *text = g_bytes_get_data (body, &length);

  change_clear (change);
  if (length > 0 && g_markup_parse_context_parse (context, text, (gssize) length, NULL) && change->id != NULL
      && change->status != NULL)
    return TRUE;
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "What Route 53 answered can't be read.");
  return FALSE;
}

static char *
write_change (const char *name, const char *value)
{
  return g_markup_printf_escaped (
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
      "<ChangeResourceRecordSetsRequest xmlns=\"" NAMESPACE "\"><ChangeBatch><Changes><Change>"
      "<Action>UPSERT</Action><ResourceRecordSet><Name>%s</Name><Type>CNAME</Type><TTL>" TTL "</TTL>"
      "<ResourceRecords><ResourceRecord><Value>%s</Value></ResourceRecord></ResourceRecords>"
      "</ResourceRecordSet></Change></Changes></ChangeBatch></ChangeResourceRecordSetsRequest>",
      name, value);
}

static gboolean
submit (SsRoute53Dns *self, const char *zone_id, const char *name, const char *value, Change *change,
        GError **error)
{
  g_autofree char *zone = g_uri_escape_string (zone_id, NULL, FALSE);
  g_autofree char *address = g_strdup_printf ("%s" API "/hostedzone/%s/rrset", self->endpoint, zone);
  g_autofree char *text = write_change (name, value);
  g_autoptr (GBytes) body = g_bytes_new (text, strlen (text));
  g_auto (SsAwsAnswer) answer = { 0 };

  return ask ("POST", address, body, zone_id, &answer, error) && read_change (answer.body, change, error);
}

/* The change's id is "/change/C2682N5HXP0BZ4". */
static gboolean
look_after (SsRoute53Dns *self, const char *zone_id, Change *change, GError **error)
{
  const char *id = strrchr (change->id, '/');
  g_autofree char *escaped = g_uri_escape_string (id != NULL ? id + 1 : change->id, NULL, FALSE);
  g_autofree char *address = g_strdup_printf ("%s" API "/change/%s", self->endpoint, escaped);
  g_auto (SsAwsAnswer) answer = { 0 };

  return ask ("GET", address, NULL, zone_id, &answer, error) && read_change (answer.body, change, error);
}

static gboolean
route53_write_alias (SsDns *dns, const char *zone_id, const char *name, const char *value, GError **error)
{
  SsRoute53Dns *self = SS_ROUTE53_DNS (dns);
  g_auto (Change) change = { NULL };

  if (!submit (self, zone_id, name, value, &change, error))
    return FALSE;
  for (guint i = 0; !g_str_equal (change.status, "INSYNC"); i++)
    {
      if (i == CHECKS)
        {
          g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_PENDING,
                               "Route 53 has taken the record, and has not passed it on to all of its name "
                               "servers yet. Try again in a minute.");
          return FALSE;
        }
      g_usleep (self->pause);
      if (!look_after (self, zone_id, &change, error))
        return FALSE;
    }
  return TRUE;
}

static char *
route53_look_up_alias (SsDns *dns, const char *name, GError **error)
{
  return ss_dns_look_up_alias (SS_ROUTE53_DNS (dns)->resolver, name, error);
}

static void
ss_route53_dns_finalize (GObject *object)
{
  SsRoute53Dns *self = SS_ROUTE53_DNS (object);

  g_object_unref (self->resolver);
  g_free (self->endpoint);

  G_OBJECT_CLASS (ss_route53_dns_parent_class)->finalize (object);
}

static void
ss_route53_dns_class_init (SsRoute53DnsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ss_route53_dns_finalize;
}

static void
ss_route53_dns_init (SsRoute53Dns *self)
{
  self->pause = PAUSE;
}

static void
ss_route53_dns_dns_init (SsDnsInterface *iface)
{
  iface->look_up_alias = route53_look_up_alias;
  iface->write_alias = route53_write_alias;
}

/**
 * ss_route53_dns_new:
 * @resolver: who looks names up
 * @endpoint: (nullable): another address than Amazon's, as AWS_ENDPOINT_URL_ROUTE_53 has it
 *
 * Returns: (transfer full): a DNS that also writes
 */
SsDns *
ss_route53_dns_new (SsDns *resolver, const char *endpoint)
{
  SsRoute53Dns *self = g_object_new (SS_TYPE_ROUTE53_DNS, NULL);

  self->resolver = g_object_ref (resolver);
  self->endpoint = g_strdup (endpoint != NULL && *endpoint != '\0' ? endpoint : ENDPOINT);
  return SS_DNS (self);
}

/**
 * ss_route53_dns_set_pause:
 * @self: a DNS
 * @microseconds: how long to wait between two checks of a change
 */
void
ss_route53_dns_set_pause (SsRoute53Dns *self, gulong microseconds)
{
  self->pause = microseconds;
}
