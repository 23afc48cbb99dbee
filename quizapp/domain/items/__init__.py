"""Items: their types, the expression language, variants, grading and the linter."""
