"""How fast, how large: figures of the real code on this machine, beside their budgets.

`make bench` runs all; `python -m tests.bench push --db sqlite` some. What does not depend on the
machine (bytes, statements, plans) is a test as well and fails there; here nothing fails.
"""
