"""Writers of claims: JSON lines, CSV, GeoJSON, a table for people, and one claim unfolded."""
