"""One module per way of turning a list's pages. Pure: a fetched page goes in, its items and the next address come out."""
