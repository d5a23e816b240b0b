"""Generated cohorts whose truth is known: a site, a roster, record files, and what is in them.

Nothing here imports the report, the grading or the progress that it is held against.
"""
