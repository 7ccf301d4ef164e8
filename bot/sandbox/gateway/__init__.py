"""The gateway: websocket connections, the sessions that outlive them, and what each session may be told."""
