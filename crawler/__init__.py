"""First floor: everything that touches the network."""
