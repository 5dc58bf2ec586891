"""Annotate: Report -> AnnotatedReport. Sentences, words, grammar and mentions in one reading."""
