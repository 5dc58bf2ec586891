"""Running the pipeline over many captures: in this process, or in several."""
