"""What an instructor sees: cohorts, students and the heatmap."""
