"""Publish budget performance evaluations: load, score, check, chart, render, build."""

__version__ = "0.1.0"
