/* validation-tables.h: the words that validation.c looks up, sorted by strcmp() for bsearch()
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

/* clang-format off */

/* The active codes of ISO 4217 as of 2026, but for XTS (for tests) and XXX (no currency). */
static const char *const currencies[] = {
  "AED", "AFN", "ALL", "AMD", "AOA", "ARS", "AUD", "AWG", "AZN", "BAM", "BBD", "BDT", "BHD", "BIF",
  "BMD", "BND", "BOB", "BOV", "BRL", "BSD", "BTN", "BWP", "BYN", "BZD", "CAD", "CDF", "CHE", "CHF",
  "CHW", "CLF", "CLP", "CNY", "COP", "COU", "CRC", "CUP", "CVE", "CZK", "DJF", "DKK", "DOP", "DZD",
  "EGP", "ERN", "ETB", "EUR", "FJD", "FKP", "GBP", "GEL", "GHS", "GIP", "GMD", "GNF", "GTQ", "GYD",
  "HKD", "HNL", "HTG", "HUF", "IDR", "ILS", "INR", "IQD", "IRR", "ISK", "JMD", "JOD", "JPY", "KES",
  "KGS", "KHR", "KMF", "KPW", "KRW", "KWD", "KYD", "KZT", "LAK", "LBP", "LKR", "LRD", "LSL", "LYD",
  "MAD", "MDL", "MGA", "MKD", "MMK", "MNT", "MOP", "MRU", "MUR", "MVR", "MWK", "MXN", "MXV", "MYR",
  "MZN", "NAD", "NGN", "NIO", "NOK", "NPR", "NZD", "OMR", "PAB", "PEN", "PGK", "PHP", "PKR", "PLN",
  "PYG", "QAR", "RON", "RSD", "RUB", "RWF", "SAR", "SBD", "SCR", "SDG", "SEK", "SGD", "SHP", "SLE",
  "SOS", "SRD", "SSP", "STN", "SVC", "SYP", "SZL", "THB", "TJS", "TMT", "TND", "TOP", "TRY", "TTD",
  "TWD", "TZS", "UAH", "UGX", "USD", "USN", "UYI", "UYU", "UYW", "UZS", "VED", "VES", "VND", "VUV",
  "WST", "XAD", "XAF", "XAG", "XAU", "XBA", "XBB", "XBC", "XBD", "XCD", "XCG", "XDR", "XOF", "XPD",
  "XPF", "XPT", "XSU", "XUA", "YER", "ZAR", "ZMW", "ZWG",
};

/* Subdomains that the platform needs for itself, or that could pass for it. */
static const char *const reserved[] = {
  "account", "accounts", "admin", "administrator", "api", "app", "assets", "auth", "autoconfig",
  "autodiscover", "billing", "cdn", "console", "dashboard", "dev", "docs", "events", "files", "ftp",
  "help", "hostmaster", "id", "imap", "internal", "localhost", "login", "mail", "metrics", "mx", "ns",
  "ns1", "ns2", "oauth", "platform", "pop", "postmaster", "preview", "public", "root", "secure",
  "security", "signin", "signup", "smoothschedule", "smtp", "sso", "staging", "static", "status",
  "support", "system", "vpn", "webmail", "webmaster", "wpad", "ws", "www", "www1", "www2",
};

/* clang-format on */
