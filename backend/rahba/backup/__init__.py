"""Copies of the database that were proved to open: each night, before each upgrade, on request.

copies   what lies in the folder, and which of it is kept
make     one verified copy, of SQLite or PostgreSQL
nightly  the thread that makes one a night
upgrade  a copy first, the migrations, and back if they fail
restore  a copy put in place; a new epoch begins, and phones push again what they hold
"""
