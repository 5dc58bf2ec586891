"""The ontology claims are coded in, and the published codebooks they can be viewed in."""
