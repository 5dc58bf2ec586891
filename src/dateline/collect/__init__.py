"""Collecting: from paths, folders, dumps and standard input to captures."""
