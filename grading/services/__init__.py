"""Use cases as functions, one package an aggregate: the session comes first, none commits."""
