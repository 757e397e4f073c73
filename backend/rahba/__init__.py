"""Rahba: the field notebook of a weekly souk. One entry's journey is the structure:

    phone  capture/<kind> → store → outbox → sync/push.ts
    server sync/push.py → entries/kinds (rules) → entries/store → entries/checks
           → review (a coach or a policy decides) → entries/journal → feed, export (programs pull)

Everything that a phone records is an *entry* of some *kind* and takes this one path.
"""
