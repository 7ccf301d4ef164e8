"""Files that people gave: in a folder, or in any S3."""
