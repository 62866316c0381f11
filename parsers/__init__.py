"""Ground floor: bytes of a page -> Record. Pure: no clock, network, disk or database."""
