"""What people type and press: each cog parses one topic, calls a use case and renders the answer."""
