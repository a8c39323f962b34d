"""Many processes at work on one list of inputs."""
