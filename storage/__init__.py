"""The facts: tables, migrations and queries. Synchronous, and free of decisions."""
