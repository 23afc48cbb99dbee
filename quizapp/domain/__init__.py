"""What quizapp knows: plain Python and NumPy, without framework, file, clock or database."""
