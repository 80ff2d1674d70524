"""Where reports are kept and found: Chroma, the manifest, versions, retrieval by meaning and words."""
