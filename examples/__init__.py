"""A recorded site: publishers on different platforms, served on loopback, so that the whole chain can be tried offline."""
