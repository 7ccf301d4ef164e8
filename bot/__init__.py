"""The running bot: wires the adapters, the use cases and the cogs together; nothing imports it."""
