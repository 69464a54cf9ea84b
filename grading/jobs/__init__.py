"""The drainer of jobs: takes their leases, makes files first, and commits effects together with the lines."""
