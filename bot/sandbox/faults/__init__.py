"""What goes wrong on purpose. A fault is data: a test or the page adds it, the place that it strikes takes it.

`rest` has what strikes requests, `stream` what strikes gateway events and heartbeats, `blows` what happens at once;
`parsing` reads any of them from JSON, `armed` keeps those that wait.
"""
