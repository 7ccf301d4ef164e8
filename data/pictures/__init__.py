"""Pictures of strangers, read by Pillow."""
