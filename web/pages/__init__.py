"""The routes: one module per page or family of pages, from request to response."""
