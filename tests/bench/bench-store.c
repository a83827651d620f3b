/* bench-store.c: how much memory an appointment takes in the store
 *
 * usage: bench-store COUNT
 *
 * Prints the bytes that are allocated for each of COUNT bookings, spread over a year and fifty resources and
 * read from JSON as a list of the platform's has them: the model, its place in the index and in the tables.
 *
 * SPDX-License-Identifier: MIT
 */
#include <malloc.h>
#include <stdio.h>
#include <stdlib.h>

#include "client/appointment-store-private.h"
#include "model/json-reader.h"
#include "model/model-json.h"

#define RESOURCES 50
#define PAGE_SIZE 1000
#define START G_GINT64_CONSTANT (1795392000)

static gsize
allocated (void)
{
  struct mallinfo2 info = mallinfo2 ();

  return info.uordblks + info.hblkhd;
}

static void
append_booking (GString *text, guint number)
{
  g_autoptr (GDateTime) start =
      g_date_time_new_from_unix_utc (START + (gint64) (number / RESOURCES) * 15 * 60);
  g_autofree char *moment = g_date_time_format (start, "%Y-%m-%dT%H:%M:%SZ");

  g_string_append_printf (
      text,
      "%s{\"id\":\"7f2c1d58-93aa-4e0b-8f6d-%012x\",\"resourceId\":\"0b9d7e52-1c44-4c3f-9e1a-%012x\","
      "\"customerId\":\"c4a8e6f1-5d27-4b90-a3cc-%012x\",\"customerName\":\"Elizabeth Montgomery\","
      "\"serviceId\":\"2e5f8a90-77b1-4d6c-bb02-%012x\",\"serviceName\":\"Brake pads, front axle\","
      "\"startTime\":\"%s\",\"durationMinutes\":45,\"status\":\"CONFIRMED\",\"price\":\"180.00\","
      "\"notes\":\"Wants to wait in the shop.\",\"version\":3,"
      "\"createdAt\":\"2026-11-01T08:15:00Z\","
      "\"updatedAt\":\"2026-11-02T10:30:00Z\"}",
      number % PAGE_SIZE > 0 ? "," : "", number, number % RESOURCES, number % 4000, number % 20, moment);
}

/* Nothing of what it was read from stays. */
static void
hold_page (SsAppointmentStore *store, guint first)
{
  g_autoptr (GString) text = g_string_new ("[");
  g_autoptr (JsonNode) json = NULL;
  g_autoptr (GPtrArray) models = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < PAGE_SIZE; i++)
    append_booking (text, first + i);
  g_string_append_c (text, ']');
  json = ss_json_parse (text->str, (gssize) text->len, &error);
  g_assert_no_error (error);
  models = ss_models_from_json (SS_TYPE_APPOINTMENT, json, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < models->len; i++)
    ss_appointment_store_hold (store, g_ptr_array_index (models, i));
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SsAccount) account = ss_account_new ("http://127.0.0.1:1", "owner@acme-auto.example", &error);
  g_autoptr (SsSession) session = NULL;
  g_autoptr (SsAppointmentStore) store = NULL;
  guint count;
  gsize before;

  if (argc != 2)
    {
      fprintf (stderr, "usage: bench-store COUNT\n");
      return 2;
    }
  g_assert_no_error (error);
  count = (guint) strtoul (argv[1], NULL, 10) / PAGE_SIZE * PAGE_SIZE;
  session = ss_session_new (account);
  store = ss_appointment_store_new (session, NULL);
  /* What is made once, whatever comes, is there before. */
  hold_page (store, 0);
  before = allocated ();
  for (guint i = PAGE_SIZE; i <= count; i += PAGE_SIZE)
    hold_page (store, i);
  printf ("%.1f\n", (double) (allocated () - before) / count);
  return 0;
}
