"""Reading: from captures to reports, articles as labelled blocks of one text."""
