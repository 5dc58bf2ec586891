"""Reconciling: from claims to events."""
