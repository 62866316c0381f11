"""A recorded site that `make run` crawls offline."""
