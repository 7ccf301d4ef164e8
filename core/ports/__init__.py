"""The doors: Protocols that the adapters in `data` satisfy."""
