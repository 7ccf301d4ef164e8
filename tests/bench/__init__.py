"""Benchmarks: each measures us beside a bare rival in the same run, for only the ratio travels between machines.

``python -m tests.bench`` lists them. A benchmark is a module of this package with ``async def run() -> list[Figure]``.
"""
