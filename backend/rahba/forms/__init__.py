"""Questionnaires in the field's own format: XLSForm → pyxform → XForm → compiled form → answers
checked.

    xlsform.py    an .xlsx read by pyxform; faults named by sheet, row and column
    safe_xml.py, xform.py          XML taken apart, safely
    expression.py, resolve.py      each expression read once, its paths bound to nodes
    compile.py, texts.py, cycles.py, bounds.py, pattern.py      the compact tree that phones get,
    and what is refused
    form.py, closures.py, functions.py, values.py, answers.py, evaluate.py   the tree evaluated
    over answers
    check.py      a response that a phone sent, checked again

Everything but `xlsform.py` (and the tables and routes) is pure. The same evaluator stands in
`frontend/src/forms/`.
"""
