"""Jobs: asked for in the transaction of an act, listed, paused, cancelled and tried again; their leases."""
