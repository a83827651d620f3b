/* aws-client.c: asks a service of Amazon's, or one that speaks like it
 *
 * SPDX-License-Identifier: MIT
 */
#include "platform/aws/aws-client.h"

#include <string.h>

#include "platform/aws/aws-credentials.h"
#include "platform/aws/aws-signer.h"

#define SECONDS_A_TRY 10
#define TRIES 4
/* Twice as long each time, and by chance up to half of that more, so that not all come back at once. */
#define FIRST_PAUSE (100 * G_TIME_SPAN_MILLISECOND)

/* A thread's own: its connections are kept, and nothing of it runs elsewhere. */
typedef struct
{
  GMainContext *context;
  SoupSession *session;
} Own;

static void
own_free (gpointer data)
{
  Own *self = data;

  g_main_context_push_thread_default (self->context);
  soup_session_abort (self->session);
  g_object_unref (self->session);
  g_main_context_pop_thread_default (self->context);
  g_main_context_unref (self->context);
  g_free (self);
}

static GPrivate own_key = G_PRIVATE_INIT (own_free);

static Own *
get_own (void)
{
  Own *self = g_private_get (&own_key);

  if (self != NULL)
    return self;
  self = g_new0 (Own, 1);
  self->context = g_main_context_new ();
  g_main_context_push_thread_default (self->context);
  self->session = soup_session_new_with_options ("timeout", SECONDS_A_TRY, "idle-timeout", 30, NULL);
  g_main_context_pop_thread_default (self->context);
  g_private_set (&own_key, self);
  return self;
}

/**
 * ss_aws_client_send_once:
 * @message: a request
 * @error: return location for a #GError
 *
 * Returns: (transfer full) (nullable): the answer's body
 */
GBytes *
ss_aws_client_send_once (SoupMessage *message, GError **error)
{
  Own *own = get_own ();
  GBytes *bytes;

  g_main_context_push_thread_default (own->context);
  soup_message_add_flags (message, SOUP_MESSAGE_NO_REDIRECT);
  bytes = soup_session_send_and_read (own->session, message, NULL, error);
  g_main_context_pop_thread_default (own->context);
  return bytes;
}

typedef struct
{
  char *root; /* (owned) (nullable) */
  char *code; /* (owned) (nullable) */
} Fault;

static void
start_element_cb (GMarkupParseContext *context, const char *element, const char **names, const char **values,
                  gpointer user_data, GError **error)
{
  Fault *fault = user_data;

  if (fault->root == NULL)
    fault->root = g_strdup (element);
}

static void
text_cb (GMarkupParseContext *context, const char *text, gsize length, gpointer user_data, GError **error)
{
  Fault *fault = user_data;

  if (fault->code == NULL && g_str_equal (g_markup_parse_context_get_element (context), "Code"))
    fault->code = g_strndup (text, length);
}

/* (transfer full) (nullable): what stands in the answer's <Code>; some faults of Route 53 are elements
 * themselves, as <InvalidChangeBatch> */
static char *
read_code (GBytes *body)
{
  static const GMarkupParser parser = { .start_element = start_element_cb, .text = text_cb };
  Fault fault = { NULL };
  g_autoptr (GMarkupParseContext) context = g_markup_parse_context_new (&parser, 0, &fault, NULL);
  g_autofree char *root = NULL;
  gsize length;
  const char *text = g_bytes_get_data (body, &length);

  if (length > 0)
    g_markup_parse_context_parse (context, text, (gssize) length, NULL);
  root = fault.root;
  if (fault.code != NULL || root == NULL || g_str_has_prefix (root, "Error") || g_str_equal (root, "html"))
    return fault.code;
  return g_steal_pointer (&root);
}

/**
 * ss_aws_answer_clear:
 * @self: an answer
 */
void
ss_aws_answer_clear (SsAwsAnswer *self)
{
  g_clear_pointer (&self->content_type, g_free);
  g_clear_pointer (&self->code, g_free);
  g_clear_pointer (&self->body, g_bytes_unref);
  self->status = 0;
}

/* What is likely to go better the next time. */
static gboolean
is_passing (const SsAwsAnswer *answer)
{
  static const char *const codes[] = {
    "Throttling",     "ThrottlingException", "SlowDown", "PriorRequestNotComplete",
    "RequestTimeout", "ExpiredToken",        NULL
  };

  return answer->status >= 500 || answer->status == 429
         || (answer->code != NULL && g_strv_contains (codes, answer->code));
}

static SoupMessage *
make_message (const SsAwsRequest *request)
{
  SoupMessage *message = soup_message_new (request->method, request->address);

  if (request->content_type != NULL)
    soup_message_headers_set_content_type (soup_message_get_request_headers (message), request->content_type,
                                           NULL);
  if (request->body != NULL)
    soup_message_set_request_body_from_bytes (message, NULL, request->body);
  return message;
}

static gboolean
try_once (const SsAwsRequest *request, SsAwsAnswer *answer, GError **error)
{
  g_auto (SsAwsCredentials) credentials = { NULL };
  g_autoptr (SoupMessage) message = NULL;

  if (!ss_aws_credentials_get (&credentials, error))
    return FALSE;
  message = make_message (request);
  ss_aws_sign (message, request->body, &credentials, request->region, request->service, g_get_real_time ());
  answer->body = ss_aws_client_send_once (message, error);
  if (answer->body == NULL)
    return FALSE;
  answer->status = soup_message_get_status (message);
  answer->content_type =
      g_strdup (soup_message_headers_get_content_type (soup_message_get_response_headers (message), NULL));
  if (answer->status >= 400)
    answer->code = read_code (answer->body);
  if (g_strcmp0 (answer->code, "ExpiredToken") == 0)
    ss_aws_credentials_forget ();
  return TRUE;
}

/**
 * ss_aws_client_send:
 * @request: what is asked
 * @answer: (out): what was answered at last, whatever it is
 * @error: return location for a #GError
 *
 * Returns: whether there is an answer
 */
gboolean
ss_aws_client_send (const SsAwsRequest *request, SsAwsAnswer *answer, GError **error)
{
  gint64 pause = FIRST_PAUSE;

  for (guint i = 1;; i++, pause *= 2)
    {
      g_autoptr (GError) failure = NULL;
      gboolean is_answered = try_once (request, answer, &failure);

      if (is_answered && (!is_passing (answer) || i == TRIES))
        return TRUE;
      if (!is_answered && i == TRIES)
        {
          g_propagate_error (error, g_steal_pointer (&failure));
          return FALSE;
        }
      ss_aws_answer_clear (answer);
      g_usleep ((gulong) (pause + g_random_int_range (0, (gint32) (pause / 2))));
    }
}
