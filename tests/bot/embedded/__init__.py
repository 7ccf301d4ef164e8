"""The supervisor under fire: real servers, real kills, as root and as an ordinary user.

A scenario is a function of a folder; `test_scenarios` runs each in a process of its own (see `__main__`).
"""
