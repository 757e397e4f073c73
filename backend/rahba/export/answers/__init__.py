"""The answers to one form as files for people and programs (SPEC AN1-AN8), over all its versions.

    read (entries, versions) → forms/asked (what became of each question) → wide | long → a file

`layout` says which columns there are, `speak` what they are called and what stands in a cell.
"""
