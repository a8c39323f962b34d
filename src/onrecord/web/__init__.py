"""The desk in the browser: pages and a JSON API over `desk`. The only package that knows FastAPI and pydantic."""
