"""The desk: a local web application over a case. ``dateline.desk.app.create_app`` makes it."""
