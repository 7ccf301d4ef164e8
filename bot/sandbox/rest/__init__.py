"""The REST surface: one module a topic, each with a table of routes; `app` hangs them all into the server."""
