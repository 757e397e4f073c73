"""Questionnaires in the field's own format: XLSForm → pyxform → XForm → compiled form → answers
checked.

    upload.py     a coach's file, compiled or refused
    xlsform.py, sheets.py, sheet_faults.py      an .xlsx read by pyxform; faults named by sheet, row
    and column
    safe_xml.py, xform.py          XML taken apart, safely
    expression.py, resolve.py      each expression read once, its paths bound to nodes
    compile.py, texts.py, cycles.py, bounds.py, pattern.py      the compact tree that phones get,
    and what is refused
    form.py, closures.py, functions.py, values.py, answers.py, evaluate.py   the tree evaluated
    over answers
    warnings.py, difference.py     what a new version leaves to be desired, and what it changes
    check.py      a response that a phone sent, checked again

Everything but the readers of files (and publishing, tables and routes) is pure. The same evaluator
stands in `frontend/src/forms/`.
"""
