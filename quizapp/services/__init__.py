"""Use cases: one public function for each thing a person can do. They may flush and never commit."""
