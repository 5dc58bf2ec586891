"""Public exams: loaders, metrics, baselines of the same run."""
