"""A list that a commune already has, brought in by the coach: places, and who is expected there.

    bytes → recognise → workbook | delimited → headings → lines → plan → apply → undo

Everything up to the plan is pure and bounded; only `known`, `apply` and `undo` touch the database.
An import adds and never changes (SPEC IM1-IM9). Whoever it names was not asked yet: see
`rahba.catalog.tables.ImportedTrader`.
"""
