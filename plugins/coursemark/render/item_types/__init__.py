"""The controls of each item type, one module a type, named as in grading."""
