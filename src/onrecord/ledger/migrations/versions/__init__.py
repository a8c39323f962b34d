"""One file a form. What stands here is never changed once a version with it has been published."""
