"""Facts to RDF: IRIs, the mapping of the model to quads, provenance and validation."""
