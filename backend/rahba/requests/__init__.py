"""What traders may ask about their own data: to see, correct, object or be erased (SPEC RQ).

`register` takes a request down and counts its days, `held` reads all that is known of a person,
`withdraw` and `erase` carry out what was asked.
"""
