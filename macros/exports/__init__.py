"""What the build publishes beside the pages. One module an export; each says when it runs."""
