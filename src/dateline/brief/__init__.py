"""The situation brief: what a case tells of a period and an area, with every statement's evidence."""
