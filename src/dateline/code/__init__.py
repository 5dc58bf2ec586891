"""Code: AnnotatedReport -> CodedReport. Who did what to whom, where, by which means, who says so."""
