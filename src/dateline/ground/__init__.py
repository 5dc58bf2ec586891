"""Ground: CodedReport -> GroundedReport. Places, days and actors are tied to entries of the world."""
