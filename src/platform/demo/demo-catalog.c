/* demo-catalog.c: what a business of the demo books: its resources, services and customers
 *
 * SPDX-License-Identifier: MIT
 */
#include "platform/demo/demo-catalog.h"

#include <string.h>

#include "domain/money.h"
#include "domain/validation.h"
#include "model/opening-hours.h"
#include "platform/demo/demo-content.h"

static const char insert_resource[] =
    "INSERT INTO resources (id, name, type, user_id, color, position, working_hours, sort_name, search_text, "
    "created_at, updated_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $8, $9, $9)";

static const char link_user[] = "UPDATE users SET resource_id = $2 WHERE id = $1";

static const char insert_service[] =
    "INSERT INTO services (id, name, description, duration_minutes, buffer_before_minutes, buffer_after_minutes, "
    "price, sort_name, search_text, created_at, updated_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $10)";

static const char insert_service_resource[] =
    "INSERT INTO service_resources (service_id, resource_id, position) VALUES ($1, $2, $3)";

static const char insert_customer[] =
    "INSERT INTO customers (id, user_id, name, email, phone, city, state, zip, tags, total_spend, last_visit, "
    "no_show_count, notes, sort_name, search_text, created_at, updated_at) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $16)";

static void
resource_free (gpointer data)
{
  SsDemoResource *self = data;

  g_free (self->id);
  g_free (self->user_id);
  g_free (self->working_hours);
  g_array_unref (self->breaks);
  g_free (self);
}

static void
service_free (gpointer data)
{
  SsDemoService *self = data;

  g_free (self->id);
  g_array_unref (self->resources);
  g_free (self);
}

static void
customer_free (gpointer data)
{
  SsDemoCustomer *self = data;

  g_free (self->id);
  g_free (self->name);
  g_free (self->user_id);
  g_free (self);
}

/* (transfer full) (nullable): whose address begins so, and the name */
static char *
find_user (SsTransaction *transaction, const char *local_part, char **name, GError **error)
{
  g_autofree char *pattern = g_strconcat (local_part, "@%", NULL);
  g_autoptr (SsRows) rows =
      ss_transaction_query (transaction, "SELECT id, name FROM users WHERE email LIKE $1", error, "s",
                            pattern);
  gboolean found;

  if (!ss_rows_first (rows, &found, error) || !found)
    return NULL;
  if (name != NULL)
    *name = g_strdup (ss_rows_get_string (rows, 1));
  return g_strdup (ss_rows_get_string (rows, 0));
}

static void
read_hours (SsDemoResource *resource, JsonObject *tenant, JsonObject *content)
{
  JsonNode *hours = json_object_get_member (content, "workingHours");
  SsOpeningWeek own;

  ss_opening_hours_read (json_object_get_member (tenant, "workingHours"), &resource->hours);
  if (hours == NULL || !ss_opening_hours_read (hours, &own))
    return;
  ss_opening_week_intersect (&resource->hours, &own);
  resource->working_hours = ss_demo_get_text (content, "workingHours", "{}");
}

static gboolean
add_resources (SsDemoCatalog *self, SsTransaction *transaction, JsonObject *tenant, GError **error)
{
  JsonArray *contents = ss_demo_get_array (self->content, "resources");

  for (guint i = 0; contents != NULL && i < json_array_get_length (contents); i++)
    {
      JsonObject *content = json_array_get_object_element (contents, i);
      const char *user = ss_demo_get_string (content, "user");
      SsDemoResource *resource = g_new0 (SsDemoResource, 1);
      GError *failure = NULL;

      resource->id = g_uuid_string_random ();
      resource->name = ss_demo_get_string (content, "name");
      resource->type = ss_demo_get_string (content, "type");
      resource->color = ss_demo_get_string (content, "color");
      resource->breaks = g_array_new (FALSE, FALSE, sizeof (SsSpan));
      read_hours (resource, tenant, content);
      g_ptr_array_add (self->resources, resource);
      if (user != NULL)
        resource->user_id = find_user (transaction, user, NULL, &failure);
      if (failure != NULL)
        {
          g_propagate_error (error, failure);
          return FALSE;
        }
    }
  return TRUE;
}

/* A service names its resources, or a type of them. */
static gboolean
gives (JsonArray *names, const SsDemoResource *resource)
{
  for (guint i = 0; names != NULL && i < json_array_get_length (names); i++)
    {
      const char *name = json_array_get_string_element (names, i);

      if (strcmp (name, resource->name) == 0 || strcmp (name, resource->type) == 0)
        return TRUE;
    }
  return FALSE;
}

static void
add_services (SsDemoCatalog *self)
{
  JsonArray *contents = ss_demo_get_array (self->content, "services");

  for (guint i = 0; contents != NULL && i < json_array_get_length (contents); i++)
    {
      JsonObject *content = json_array_get_object_element (contents, i);
      SsDemoService *service = g_new0 (SsDemoService, 1);

      service->id = g_uuid_string_random ();
      service->name = ss_demo_get_string (content, "name");
      service->description = ss_demo_get_string (content, "description");
      service->duration_minutes = ss_demo_get_integer (content, "durationMinutes");
      service->buffer_before_minutes = ss_demo_get_integer (content, "bufferBeforeMinutes");
      service->buffer_after_minutes = ss_demo_get_integer (content, "bufferAfterMinutes");
      ss_money_parse (ss_demo_get_string (content, "price"), &service->price);
      service->resources = g_array_new (FALSE, FALSE, sizeof (guint));
      for (guint j = 0; j < self->resources->len; j++)
        if (gives (ss_demo_get_array (content, "resources"), g_ptr_array_index (self->resources, j)))
          g_array_append_val (service->resources, j);
      g_ptr_array_add (self->services, service);
    }
}

/* The first is the one who signs in as a customer. */
static gboolean
add_customers (SsDemoCatalog *self, SsTransaction *transaction, GError **error)
{
  gint64 n_customers = ss_demo_get_integer (self->content, "nCustomers");
  SsDemoCustomer *first = g_new0 (SsDemoCustomer, 1);
  GError *failure = NULL;

  first->id = g_uuid_string_random ();
  g_ptr_array_add (self->customers, first);
  first->user_id = find_user (transaction, "customer", &first->name, &failure);
  if (failure != NULL)
    {
      g_propagate_error (error, failure);
      return FALSE;
    }
  for (gint64 i = 1; i < n_customers; i++)
    {
      SsDemoCustomer *customer = g_new0 (SsDemoCustomer, 1);

      customer->id = g_uuid_string_random ();
      customer->name = g_strconcat (ss_demo_catalog_pick (self, self->content, "firstNames"), " ",
                                    ss_demo_catalog_pick (self, self->content, "lastNames"), NULL);
      g_ptr_array_add (self->customers, customer);
    }
  return TRUE;
}

/* "jane.o-neill.17@example.com": letters of the name, and a number that makes it one of a kind */
static char *
make_email (const char *name, guint number)
{
  g_autofree char *folded = ss_search_fold (name);
  g_autoptr (GString) text = g_string_new (NULL);

  for (const char *c = folded; *c != '\0'; c++)
    {
      if (g_ascii_isalnum (*c))
        g_string_append_c (text, *c);
      else if (*c == ' ' && text->len > 0)
        g_string_append_c (text, '.');
    }
  g_string_append_printf (text, ".%u@example.com", number);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static gboolean
write_customer (SsDemoCatalog *self, SsTransaction *transaction, guint number, GError **error)
{
  const SsDemoCustomer *customer = g_ptr_array_index (self->customers, number);
  JsonArray *places = ss_demo_get_array (self->content, "places");
  JsonArray *place =
      json_array_get_array_element (places,
                                    (guint) g_rand_int_range (self->random, 0,
                                                              (gint32) json_array_get_length (places)));
  gboolean is_tagged = g_rand_int_range (self->random, 0, 3) == 0;
  gboolean is_noted = g_rand_int_range (self->random, 0, 8) == 0;
  g_autofree char *tags =
      is_tagged ? g_strdup_printf ("[\"%s\"]", ss_demo_catalog_pick (self, self->content, "tags"))
                : g_strdup ("[]");
  g_autofree char *email = make_email (customer->name, number);
  g_autofree char *phone = g_strconcat (ss_demo_get_string (self->content, "phone"), NULL);
  g_autofree char *digits = g_strdup_printf ("%04u", (100 + number * 7) % 10000);
  g_autofree char *sort_name = ss_search_fold (customer->name);
  g_autofree char *searched = NULL;
  g_autofree char *search_text = NULL;
  char *mark = strstr (phone, "%04u");

  if (mark != NULL)
    memcpy (mark, digits, 4);
  searched = g_strjoin (" ", customer->name, email, phone, json_array_get_string_element (place, 0),
                        json_array_get_string_element (place, 2), tags, NULL);
  search_text = ss_search_fold (searched);
  return ss_transaction_execute (transaction, insert_customer, NULL, error, "sssssssssitisssi", customer->id,
                                 customer->user_id, customer->name, email, phone,
                                 json_array_get_string_element (place, 0),
                                 json_array_get_string_element (place, 1),
                                 json_array_get_string_element (place, 2), tags, customer->total_spend,
                                 customer->last_visit, customer->no_show_count,
                                 is_noted ? ss_demo_catalog_pick (self, self->content, "customerNotes") : "",
                                 sort_name, search_text, self->now - 300 * G_TIME_SPAN_DAY);
}

static gboolean
write_resource (SsDemoCatalog *self, SsTransaction *transaction, guint position, GError **error)
{
  const SsDemoResource *resource = g_ptr_array_index (self->resources, position);
  g_autofree char *folded = ss_search_fold (resource->name);

  return ss_transaction_execute (transaction, insert_resource, NULL, error, "sssssissi", resource->id,
                                 resource->name, resource->type, resource->user_id, resource->color,
                                 (gint64) position, resource->working_hours, folded,
                                 self->now - 400 * G_TIME_SPAN_DAY)
         && (resource->user_id == NULL
             || ss_transaction_execute (transaction, link_user, NULL, error, "ss", resource->user_id,
                                        resource->id));
}

static gboolean
write_service (SsDemoCatalog *self, SsTransaction *transaction, const SsDemoService *service, GError **error)
{
  g_autofree char *sort_name = ss_search_fold (service->name);
  g_autofree char *text = g_strconcat (service->name, " ", service->description, NULL);
  g_autofree char *search_text = ss_search_fold (text);

  if (!ss_transaction_execute (transaction, insert_service, NULL, error, "sssiiiissi", service->id,
                               service->name, service->description, service->duration_minutes,
                               service->buffer_before_minutes, service->buffer_after_minutes, service->price,
                               sort_name, search_text, self->now - 400 * G_TIME_SPAN_DAY))
    return FALSE;
  for (guint i = 0; i < service->resources->len; i++)
    {
      const SsDemoResource *resource =
          g_ptr_array_index (self->resources, g_array_index (service->resources, guint, i));

      if (!ss_transaction_execute (transaction, insert_service_resource, NULL, error, "ssi", service->id,
                                   resource->id, (gint64) i))
        return FALSE;
    }
  return TRUE;
}

/**
 * ss_demo_catalog_new:
 * @transaction: the tenant's, whose people are there
 * @common: bookings.json
 * @tenant: of tenants.json
 * @now: the moment around which the demo's year lies
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): what the tenant books, nothing of which is written yet
 */
SsDemoCatalog *
ss_demo_catalog_new (SsTransaction *transaction, JsonObject *common, JsonObject *tenant, gint64 now,
                     GError **error)
{
  g_autoptr (SsDemoCatalog) self = g_new0 (SsDemoCatalog, 1);
  const char *subdomain = ss_demo_get_string (tenant, "subdomain");

  self->common = common;
  self->content = ss_demo_get_object (ss_demo_get_object (common, "tenants"), subdomain);
  self->random = g_rand_new_with_seed (g_str_hash (subdomain));
  self->zone = g_time_zone_new_identifier (ss_demo_get_string (tenant, "timeZone"));
  self->now = now;
  self->resources = g_ptr_array_new_with_free_func (resource_free);
  self->services = g_ptr_array_new_with_free_func (service_free);
  self->customers = g_ptr_array_new_with_free_func (customer_free);
  if (self->zone == NULL)
    self->zone = g_time_zone_new_utc ();

  if (!add_resources (self, transaction, tenant, error) || !add_customers (self, transaction, error))
    return NULL;
  add_services (self);
  return g_steal_pointer (&self);
}

void
ss_demo_catalog_free (SsDemoCatalog *self)
{
  g_rand_free (self->random);
  g_time_zone_unref (self->zone);
  g_ptr_array_unref (self->resources);
  g_ptr_array_unref (self->services);
  g_ptr_array_unref (self->customers);
  g_free (self);
}

/**
 * ss_demo_catalog_pick:
 * @self: a catalog
 * @object: of the content
 * @name: of a list of texts in it
 *
 * Returns: (transfer none): one of them
 */
const char *
ss_demo_catalog_pick (SsDemoCatalog *self, JsonObject *object, const char *name)
{
  JsonArray *texts = ss_demo_get_array (object, name);
  guint n_texts = texts != NULL ? json_array_get_length (texts) : 0;

  if (n_texts == 0)
    return "";
  return json_array_get_string_element (texts, (guint) g_rand_int_range (self->random, 0, (gint32) n_texts));
}

/**
 * ss_demo_catalog_write:
 * @self: a catalog, whose customers have the sums of their bookings
 * @transaction: the tenant's
 * @error: return location for an error
 *
 * Returns: %FALSE with @error set
 */
gboolean
ss_demo_catalog_write (SsDemoCatalog *self, SsTransaction *transaction, GError **error)
{
  for (guint i = 0; i < self->resources->len; i++)
    if (!write_resource (self, transaction, i, error))
      return FALSE;
  for (guint i = 0; i < self->services->len; i++)
    if (!write_service (self, transaction, g_ptr_array_index (self->services, i), error))
      return FALSE;
  for (guint i = 0; i < self->customers->len; i++)
    if (!write_customer (self, transaction, i, error))
      return FALSE;
  return TRUE;
}
