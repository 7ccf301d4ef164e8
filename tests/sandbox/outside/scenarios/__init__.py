"""What is played in both worlds: each module a topic, each function in it with a stage as its only argument a scenario.

The name of the function is the name of the scenario.
"""
